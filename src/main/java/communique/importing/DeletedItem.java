package communique.importing;

import communique.platform.Outcome;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.Newsroom;
import communique.record.Receipt;
import communique.record.Replay;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An entry that its feed has taken back (RFC 6721): its page is gone from that day. Where nothing
/// of it ever came there is nothing to take away.
record DeletedItem(
    Mark mark,
    String documentId,
    @Nullable Instant when,
    String why,
    Outcome<Locale> locale,
    Newsroom newsroom)
    implements Item {
  @Override
  public Outcome<Asked> ask(Here here) {
    if (when == null) return Outcome.refused("when", "feed.date-missing");
    Instant at = when;
    Optional<Announcement> found = Announcements.byId(here.tx(), documentId);
    if (found.isEmpty()) return Outcome.done(new Asked.There(new Receipt(0, 0, "/", true)));
    Announcement there = found.get();
    return locale.then(said -> {
      Locale of = there.locales().contains(said) ? said : there.original();
      Receipt same = new Receipt(there.changes().getLast().n(), 0, "/news/" + there.slug(), true);
      boolean later =
          there.changes().stream()
              .map(Change::publicAt)
              .anyMatch(then -> then != null && then.isAfter(at));
      // What was published again after that day lives.
      if (later || there.state(of) instanceof State.IsUnpublished)
        return Outcome.done(new Asked.There(same));
      var gone = new Replay.Unpublished(of, at, "", why);
      return Outcome.done(
          new Asked.History(
              List.of(), new Replay(documentId, there.slug(), List.of(gone)), List.of(), Set.of()));
    });
  }
}
