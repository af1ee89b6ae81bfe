package communique.desk;

import communique.access.Token;
import communique.alerts.Sent;
import communique.alerts.Told;
import communique.alerts.ToldMail;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Slug;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/// Who was told, and holding up what is being sent, for who asks at the desk.
///
/// A token of an organisation sees alerts of announcements that carry it. A digest gathers
/// everybody's, and holding up all is everybody's matter, so these are for tokens without one.
@Singleton
final class AlertDesk {
  private final Told told;
  private final Database database;

  AlertDesk(Told told, Database database) {
    this.told = told;
    this.database = database;
  }

  /// The newest of them, the newest first.
  ///
  /// @param before only those with smaller numbers
  /// @param slug only those of that announcement; empty for all
  Outcome<List<Sent>> newest(Token token, long before, String slug, int most) {
    boolean isSlug = Slug.checked("", slug) instanceof Outcome.Done<String>;
    if (!slug.isEmpty() && (!isSlug || announcement(slug).isEmpty()))
      return Outcome.refused("", "page.missing", Slug.shown(slug));
    var found = new ArrayList<Sent>();
    long from = before;
    while (true) {
      List<Sent> some = told.newest(from, slug, most);
      for (Sent sent : some) if (found.size() < most && maySee(token, sent)) found.add(sent);
      if (some.size() < most || found.size() == most) return Outcome.done(found);
      from = some.getLast().id();
    }
  }

  Outcome<Sent> one(Token token, long id) {
    Optional<Sent> sent = told.one(id);
    if (sent.isEmpty()) return Outcome.refused("", "alert.missing", Long.toString(id));
    return maySee(token, sent.get()) ? Outcome.done(sent.get()) : forbidden(token);
  }

  /// As [Told#mails] has it.
  Outcome<List<ToldMail>> mails(
      Token token, long id, String state, String address, long after, int most) {
    return one(token, id).then(sent -> told.mails(id, state, address, after, most));
  }

  /// Pauses, resumes or stops one.
  Outcome<Sent> move(Token token, long id, LongFunction<Outcome<Sent>> move) {
    return one(token, id).then(sent -> move.apply(id));
  }

  /// Pauses or resumes all.
  ///
  /// @return those that stand otherwise by it
  Outcome<List<Long>> moveAll(Token token, Function<Told, List<Long>> move) {
    return token.organisation().isEmpty() ? Outcome.done(move.apply(told)) : forbidden(token);
  }

  private boolean maySee(Token token, Sent sent) {
    if (token.organisation().isEmpty()) return true;
    return announcement(sent.slug())
        .map(one -> token.mayWriteFor(organisations(one)))
        .orElse(false);
  }

  private Optional<Announcement> announcement(String slug) {
    return database.reading(tx -> Announcements.bySlug(tx, slug));
  }

  private List<String> organisations(Announcement announcement) {
    return database.reading(tx ->
        Tags.of(tx, announcement.id(), Long.MAX_VALUE).stream()
            .filter(tag -> tag.kind() == TagKind.ORGANISATION)
            .map(Tag::slug)
            .toList());
  }

  private static <T> Outcome<T> forbidden(Token token) {
    return Outcome.refused("", "token.alerts", token.name(), token.organisation());
  }
}
