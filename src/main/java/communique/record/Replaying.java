package communique.record;

import communique.platform.Ids;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.platform.Refusals;
import communique.record.Change.Published;
import communique.record.Replay.Noted;
import communique.record.Replay.Past;
import communique.record.Replay.Restored;
import communique.record.Replay.Retagged;
import communique.record.Replay.Unpublished;
import communique.record.Replay.Version;
import communique.record.Replay.Withdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Does a [Replay]: each thing that became public by the command that would have made it public
/// then, so that the same rules hold for a past that is told as for one that was lived.
final class Replaying {
  private final Writing writing;
  private final Replay replay;

  Replaying(Writing writing, Replay replay) {
    this.writing = writing;
    this.replay = replay;
  }

  Outcome<Receipt> run() {
    Outcome<Receipt> dates = checked();
    if (dates instanceof Outcome.Refused<Receipt>) return dates;
    Optional<Announcement> found = found();
    if (found.isEmpty())
      return replay.past().stream().anyMatch(Version.class::isInstance)
          ? from(0, begun())
          : Outcome.refused("history", "history.empty");
    Announcement there = found.get();
    if (!replay.id().isEmpty() && !there.id().equals(replay.id()))
      return Outcome.refused("slug", "import.taken", replay.slug());
    int known = known(there);
    // Nothing in common: something else is at this address.
    if (known == 0 && replay.id().isEmpty())
      return Outcome.refused("slug", "import.taken", replay.slug());
    Edition newest =
        replay.past().stream()
            .filter(Version.class::isInstance)
            .findFirst()
            .flatMap(version -> there.newest(((Version) version).locale()))
            .or(() -> any(there))
            .orElseThrow();
    Receipt same =
        new Receipt(newest.n(), newest.number(), writing.path(there.slug(), newest.locale()), true);
    return known == replay.past().size() ? Outcome.done(same) : from(known, Outcome.done(same));
  }

  /// Dates must not lie ahead, or run backwards on any page or in what concerned all of them; one
  /// that is not known says nothing. A page that was brought in after something concerned all may
  /// be older than that.
  private Outcome<Receipt> checked() {
    var refusals = new Refusals().with(Slug.checked("slug", replay.slug()));
    var newest = new HashMap<Optional<Locale>, Instant>();
    boolean elsewhere =
        replay.past().stream()
            .anyMatch(
                past -> past instanceof Version version && version.content().isFromElsewhere());
    for (int i = 0; i < replay.past().size(); i++) {
      Instant at = replay.past().get(i).at();
      // When tags changed is no date that readers see, and is bound to no order.
      if (at == null || replay.past().get(i) instanceof Retagged) continue;
      Optional<Locale> page = Optional.ofNullable(replay.past().get(i).locale());
      Instant last = newest.get(page);
      String place = "history." + i;
      refusals.when(at.isAfter(writing.now()), place, "date.future", writing.day(at));
      if (elsewhere && replay.past().get(i) instanceof Withdrawn) continue;
      refusals.when(
          last != null && at.isBefore(last),
          place,
          "date.order",
          writing.day(at),
          last == null ? "" : writing.day(last));
      newest.put(page, at);
    }
    return refusals.or(new Receipt(0, 0, "", true));
  }

  private Optional<Announcement> found() {
    Optional<Announcement> byId =
        replay.id().isEmpty() ? Optional.empty() : Announcements.byId(writing.tx(), replay.id());
    return byId.or(() -> Announcements.bySlug(writing.tx(), replay.slug()));
  }

  /// Makes the announcement, once its first version is known to be one that it can begin with.
  private Outcome<Receipt> begun() {
    Version first = first();
    Writing then = at(first.at());
    Refusals refusals = then.checked(first.publish(replay.slug(), true), Optional.empty());
    if (!refusals.none()) return refusals.or(new Receipt(0, 0, "", false));
    String id = replay.id().isEmpty() ? Ids.next() : replay.id();
    Announcements.add(writing.tx(), id, replay.slug(), first.locale(), Log.head(writing.tx()) + 1);
    return Outcome.done(new Receipt(0, 0, "", true));
  }

  private Outcome<Receipt> from(int begin, Outcome<Receipt> before) {
    Outcome<Receipt> outcome = before;
    for (int i = begin; i < replay.past().size(); i++) {
      Past past = replay.past().get(i);
      int at = i;
      outcome = outcome.then(receipt -> kept(receipt, placed(at, done(past, at))));
    }
    return outcome;
  }

  /// The receipt of a version says more than that of what followed it.
  private static Outcome<Receipt> kept(Receipt before, Outcome<Receipt> next) {
    return next.then(after -> {
      boolean says = after.edition() > 0 && !after.unchanged();
      Receipt best = says || before.path().isEmpty() ? after : before;
      return Outcome.done(
          new Receipt(
              after.unchanged() ? best.change() : after.change(),
              best.edition(),
              best.path(),
              before.unchanged() && after.unchanged()));
    });
  }

  private Outcome<Receipt> done(Past past, int i) {
    String slug = slug();
    return switch (past) {
      case Version version -> version(version);
      case Noted noted -> noted(noted);
      case Withdrawn w -> at(w.at()).execute(new Withdraw(slug, w.locale(), w.explanation()));
      case Unpublished u ->
          at(u.at())
              .unpublish(
                  new Unpublish(slug, u.locale(), u.redirectTo(), u.explanation()),
                  isUndone(i) ? Writing.Target.ANY : Writing.Target.TO_COME);
      case Restored r -> at(r.at()).execute(new Restore(slug, r.locale()));
      case Retagged r -> at(r.at()).execute(new Retag(slug, r.tags(), r.createTags()));
    };
  }

  private Outcome<Receipt> version(Version version) {
    Announcement there = announcement();
    Instant first = version.firstPublishedAt();
    Instant updated = version.publicUpdatedAt();
    var refusals = new Refusals();
    // Some publishers' pages state two dates of which neither is derived from the other.
    refusals.when(
        first != null
            && updated != null
            && updated.isBefore(first)
            && !version.content().isFromElsewhere(),
        "lastUpdated",
        "date.order",
        updated == null ? "" : writing.day(updated),
        first == null ? "" : writing.day(first));
    refusals.when(
        updated != null && updated.isAfter(writing.now()),
        "lastUpdated",
        "date.future",
        updated == null ? "" : writing.day(updated));
    Publish publish = version.publish(there.slug(), false);
    Writing then = at(version.at());
    // An announcement of which only notes are told so far has no version to be measured by: what
    // its first one must obey was asked before it began.
    if (there.hasEditions()) {
      refusals.with(then.checked(publish, Optional.of(there)).or(publish));
      Optional<Receipt> same = writing.unchanged(publish, there);
      if (refusals.none() && same.isPresent()) return Outcome.done(same.get());
    }
    if (!refusals.none()) return refusals.or(new Receipt(0, 0, "", false));
    return Outcome.done(then.appended(publish, there, version.at(), first, updated));
  }

  private Outcome<Receipt> noted(Noted noted) {
    var refusals = new Refusals();
    Line.check(refusals, "", "change-note", noted.note(), Publish.NOTE_MAX);
    writing.locale(refusals, noted.locale());
    if (!refusals.none()) return refusals.or(new Receipt(0, 0, "", false));
    long n =
        writing.append(
            announcement().id(), noted.locale(), noted.at(), new Change.Noted(noted.note()));
    return Outcome.done(new Receipt(n, 0, writing.path(slug(), noted.locale()), false));
  }

  /// Whether the page that event `i` took away came back later: then where it led is past too.
  private boolean isUndone(int i) {
    Locale of = replay.past().get(i).locale();
    return replay.past().stream()
        .skip(i + 1)
        .anyMatch(later ->
            (later instanceof Restored || later instanceof Unpublished)
                && (later.locale() == null || later.locale().equals(of)));
  }

  /// How much of the past is here: each event in its order, whatever stands between them.
  private int known(Announcement there) {
    List<Change> changes = there.changes();
    int next = 0;
    for (int i = 0; i < replay.past().size(); i++) {
      int at = next;
      while (at < changes.size() && !is(there, changes.get(at), replay.past().get(i))) at++;
      if (at == changes.size()) return i;
      next = at + 1;
    }
    return replay.past().size();
  }

  private boolean is(Announcement there, Change change, Past past) {
    if (!Objects.equals(change.publicAt(), past.at())) return false;
    if (!Objects.equals(change.locale(), past.locale())) return false;
    return switch (past) {
      case Version version ->
          change.what() instanceof Published && says(there, change, version.content());
      case Noted noted ->
          change.what() instanceof Change.Noted here && here.note().equals(noted.note());
      case Withdrawn w -> change.what() instanceof Change.Withdrawn;
      case Unpublished u -> change.what() instanceof Change.Unpublished;
      case Restored r -> change.what() instanceof Change.Restored;
      case Retagged r -> change.what() instanceof Change.Retagged;
    };
  }

  /// What was erased since is not brought back.
  private boolean says(Announcement there, Change change, Content content) {
    Optional<Content> says = Editions.content(writing.tx(), there.editionOf(change).orElseThrow());
    return says.isEmpty() || says.get().equals(content.stripped());
  }

  private Version first() {
    for (Past past : replay.past()) if (past instanceof Version version) return version;
    throw new IllegalStateException("a past without a version was refused before");
  }

  private static Optional<Edition> any(Announcement there) {
    return there.locales().stream().flatMap(locale -> there.newest(locale).stream()).findFirst();
  }

  private Announcement announcement() {
    return found().orElseThrow();
  }

  private String slug() {
    return announcement().slug();
  }

  private Writing at(@Nullable Instant at) {
    return at == null ? writing : writing.retelling(at);
  }

  private static Outcome<Receipt> placed(int i, Outcome<Receipt> outcome) {
    if (!(outcome instanceof Outcome.Refused<Receipt> refused)) return outcome;
    var placed = new ArrayList<Refusal>();
    for (Refusal one : refused.refusals())
      placed.add(
          new Refusal(
              one.place().isEmpty() ? "history." + i : "history." + i + "." + one.place(),
              one.key(),
              one.arguments()));
    return new Outcome.Refused<>(placed);
  }
}
