package communique.record;

import communique.platform.Ids;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Announcement.State;
import communique.record.Bring.PastNote;
import communique.record.Bring.Withdrawal;
import communique.record.Change.Noted;
import communique.record.Change.Published;
import communique.record.Change.Restored;
import communique.record.Change.What;
import communique.record.Change.Withdrawn;
import communique.text.Examined;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Brings announcements in, many in one transaction. Each is taken or refused by itself, and writes
/// nothing when it is refused. What was taken is gathered and written together by [#flush()], which
/// the caller owes before anything else is written in the transaction, and at its end.
public final class Bringing {
  private final Writing writing;
  private final Handle tx;

  /// Slugs and ids that the record was asked for, and those of them that it has.
  private final Set<String> asked = new HashSet<>();

  private final Set<String> there = new HashSet<>();

  /// Slugs and ids of what is gathered.
  private final Set<String> gathered = new HashSet<>();

  private final List<Announcements.Begun> documents = new ArrayList<>();
  private final List<Editions.Said> editions = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<TagRows.Carried> carried = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();
  private long head = -1;

  Bringing(Writing writing) {
    this.writing = writing;
    this.tx = writing.tx();
  }

  /// What came of one.
  ///
  /// @param namesake the slug of the announcement that has its id already, so that it got one of
  ///   its own; else empty
  public record Brought(Receipt receipt, String namesake) {}

  /// Asks for many at once whether they are there, which is quicker than one by one.
  public void expect(Collection<String> slugs, Collection<String> ids) {
    List<String> shaped = slugs.stream().filter(Slug::isShaped).distinct().toList();
    there.addAll(Announcements.there(tx, shaped, ids));
    asked.addAll(shaped);
    asked.addAll(ids);
  }

  /// Takes one, or says every reason against it.
  public Outcome<Brought> bring(Bring bring) {
    Publish publish = bring.publish();
    if (gathered.contains(publish.slug())) flush();
    Optional<Announcement> found =
        mayBeThere(publish.slug()) ? Announcements.bySlug(tx, publish.slug()) : Optional.empty();
    if (found.isPresent()) return again(bring, found.get());
    Refusals refusals = checked(bring);
    if (!refusals.none()) return refusals.or(new Brought(new Receipt(0, 0, "", false), ""));
    String namesake = namesake(bring.id());
    String id = bring.id().isEmpty() || !namesake.isEmpty() ? Ids.next() : bring.id();
    List<Tag> tags = tags(publish);
    documents.add(new Announcements.Begun(id, publish.slug(), publish.locale(), head() + 1));
    gathered.add(publish.slug());
    gathered.add(id);
    Kind kind = publish.kind() == null ? Kind.NEWS_STORY : publish.kind();
    var version = new Version(id, 1, kind, UpdateType.MAJOR, tags);
    Receipt receipt = gather(bring, version, notes(bring), captured(bring));
    withdraw(bring, id);
    return Outcome.done(new Brought(receipt, namesake));
  }

  /// Notes where something stood that is no announcement here.
  public void note(Origin origin) {
    note(origin, head());
  }

  /// The same of what change `n` made.
  public void note(Origin origin, long n) {
    origins.add(origin.became(n, origin.documentId()));
  }

  /// Writes what was gathered.
  public void flush() {
    Announcements.add(tx, documents);
    Editions.add(tx, editions);
    Log.append(tx, changes);
    TagRows.carry(tx, carried);
    Origins.add(tx, origins);
    documents.clear();
    editions.clear();
    changes.clear();
    carried.clear();
    origins.clear();
    there.addAll(gathered);
    gathered.clear();
    head = -1;
  }

  /// One that is to be part of an announcement which is here: a translation of it, a newer version,
  /// or what it says already.
  private Outcome<Brought> again(Bring bring, Announcement found) {
    Publish publish = bring.publish();
    Optional<Receipt> same = unchanged(bring, found);
    if (same.isPresent()) return Outcome.done(new Brought(same.get(), ""));
    if (!isPartOf(bring, found))
      return Outcome.refused("slug", "import.taken", Slug.shown(publish.slug()));
    Refusals refusals = checked(bring);
    Optional<Edition> newest = found.newest(publish.locale());
    newest.ifPresent(edition -> checkedAfter(refusals, bring, found, edition));
    if (!refusals.none()) return refusals.or(new Brought(new Receipt(0, 0, "", false), ""));

    List<PastNote> notes = newNotes(bring, found);
    PastNote last = notes(bring).get(captured(bring));
    int captured = notes.indexOf(last);
    UpdateType update = UpdateType.MAJOR;
    if (captured < 0) {
      // Its own history tells nothing new: it says in other words, or another language, what it
      // said.
      captured = notes.size();
      Instant at =
          newest.isEmpty() ? first(bring) : Objects.requireNonNull(bring.origin()).statedAt();
      notes.add(new PastNote("", at));
      if (newest.isPresent()) update = UpdateType.MINOR;
    }
    List<Tag> tags = tags(publish);
    List<Tag> before = Tags.of(tx, found.id(), Long.MAX_VALUE);
    Kind kind = publish.kind() == null ? found.kind() : publish.kind();
    var version =
        new Version(
            found.id(),
            newest.map(Edition::number).orElse(0) + 1,
            kind,
            update,
            TagSet.of(tags).equals(TagSet.of(before)) ? null : tags);
    Receipt receipt = gather(bring, version, notes, captured);
    gathered.add(publish.slug());
    restate(bring, found);
    return Outcome.done(new Brought(receipt, ""));
  }

  private boolean isPartOf(Bring bring, Announcement found) {
    if (bring.id().isEmpty()) return false;
    if (found.id().equals(bring.id())) return true;
    // It may have got an id of its own when it came first.
    return bring.origin() != null
        && Origins.at(tx, bring.origin().address())
            .filter(origin -> origin.documentId().equals(found.id()))
            .isPresent();
  }

  private void checkedAfter(Refusals refusals, Bring bring, Announcement found, Edition newest) {
    State state = found.state(bring.publish().locale());
    refusals.when(
        state instanceof State.IsUnpublished,
        "slug",
        "page.not-published",
        found.slug(),
        state.slug());
    refusals.when(
        !Origins.changes(tx, found.id()).contains(newest.n()),
        "slug",
        "import.edited",
        found.slug());
    Instant states = bring.origin() == null ? null : bring.origin().statedAt();
    Instant stated =
        bring.origin() == null
            ? null
            : Origins.at(tx, bring.origin().address()).map(Origin::statedAt).orElse(null);
    boolean newer = states != null && (stated == null || states.isAfter(stated));
    refusals.when(!newer, "", "import.older", found.slug());
  }

  /// The notes that the announcement's history has not yet, the oldest first.
  private static List<PastNote> newNotes(Bring bring, Announcement found) {
    Set<PastNote> known = new HashSet<>();
    for (Change change : found.changes()) {
      if (change.what() instanceof Published published)
        known.add(new PastNote(published.note(), change.publicAt()));
      if (change.what() instanceof Noted noted)
        known.add(new PastNote(noted.note(), change.publicAt()));
    }
    var fresh = new ArrayList<PastNote>();
    for (PastNote note : bring.notes())
      if (!known.contains(new PastNote(note.note().strip(), note.at()))) fresh.add(note);
    return fresh;
  }

  private Optional<Receipt> unchanged(Bring bring, Announcement found) {
    Publish publish = bring.publish();
    boolean sameState =
        bring.origin() == null
            || bring.withdrawal() == null
            || found.state(publish.locale()) instanceof State.IsWithdrawn;
    return sameState ? writing.unchanged(publish, found) : Optional.empty();
  }

  /// What can be wrong with one whatever else is here.
  private Refusals checked(Bring bring) {
    Publish publish = bring.publish();
    Refusals refusals = publish.lines();
    refusals.when(publish.content().title().isBlank(), "title", "title.empty");
    publish.locale(refusals, writing.newsroom().locales());
    Examined body = bring.body();
    if (publish.body(refusals, body)) writing.quoted(refusals, body.quotedPeople(), publish);
    publish
        .tags()
        .forEach((kind, slugs) -> writing.missing(refusals, kind, slugs, publish.createTags()));
    Instant last = null;
    for (int i = 0; i < bring.notes().size(); i++) {
      PastNote note = bring.notes().get(i);
      String place = "notes." + i;
      Line.check(refusals, place, "change-note", note.note(), Publish.NOTE_MAX);
      Instant at = note.at();
      if (at == null) continue;
      future(refusals, place, at);
      if (last != null && at.isBefore(last))
        refusals.when(true, place, "date.order", writing.day(at), writing.day(last));
      last = at;
    }
    future(refusals, "firstPublished", bring.firstPublishedAt());
    future(refusals, "lastUpdated", bring.publicUpdatedAt());
    if (bring.withdrawal() != null) {
      future(refusals, "withdrawn", bring.withdrawal().at());
      Writing.explanation(refusals, bring.withdrawal().explanation());
    }
    boolean dated =
        bring.firstPublishedAt() != null || bring.publicUpdatedAt() != null || last != null;
    refusals.when(!dated, "lastUpdated", "date.missing");
    return refusals;
  }

  private void future(Refusals refusals, String place, @Nullable Instant at) {
    if (at != null && at.isAfter(writing.now()))
      refusals.when(true, place, "date.future", writing.day(at));
  }

  /// One version that is written, and what stands around it.
  ///
  /// @param tags null where they are as they were
  private record Version(
      String documentId, int number, Kind kind, UpdateType update, @Nullable List<Tag> tags) {}

  private Receipt gather(Bring bring, Version version, List<PastNote> notes, int captured) {
    Locale locale = bring.publish().locale();
    Receipt receipt = null;
    for (int i = 0; i < notes.size(); i++) {
      PastNote note = notes.get(i);
      if (i != captured) {
        append(version.documentId(), locale, note.at(), new Noted(note.note().strip()));
        continue;
      }
      String id = Ids.next();
      var what =
          new Published(
              id,
              version.update(),
              note.note().strip(),
              bring.firstPublishedAt(),
              bring.publicUpdatedAt());
      long n = append(version.documentId(), locale, note.at(), what);
      var edition =
          new Edition(id, n, version.documentId(), locale, version.number(), version.kind());
      editions.add(new Editions.Said(edition, bring.publish().content().stripped()));
      if (version.tags() != null)
        carried.add(new TagRows.Carried(n, version.documentId(), version.tags()));
      if (bring.origin() != null) origins.add(bring.origin().became(n, version.documentId()));
      receipt =
          new Receipt(n, version.number(), writing.path(bring.publish().slug(), locale), false);
    }
    return Objects.requireNonNull(receipt, "the captured version is one of the notes");
  }

  private void withdraw(Bring bring, String documentId) {
    Withdrawal withdrawal = bring.withdrawal();
    if (withdrawal == null) return;
    append(
        documentId,
        bring.publish().locale(),
        withdrawal.at(),
        new Withdrawn(withdrawal.explanation().strip()));
  }

  /// Brings the page to the state that it has where it comes from.
  private void restate(Bring bring, Announcement found) {
    Locale locale = bring.publish().locale();
    Withdrawal withdrawal = bring.withdrawal();
    if (found.newest(locale).isEmpty()) {
      withdraw(bring, found.id());
      return;
    }
    switch (found.state(locale)) {
      case State.IsWithdrawn is -> {
        if (withdrawal == null)
          append(
              found.id(),
              locale,
              Objects.requireNonNull(bring.origin()).statedAt(),
              new Restored());
        else if (!withdrawal.explanation().strip().equals(is.explanation())
            || !withdrawal.at().equals(is.at())) withdraw(bring, found.id());
      }
      case State.IsPublished is -> withdraw(bring, found.id());
      case State.IsUnpublished is -> throw new IllegalStateException("was refused");
    }
  }

  private long append(String documentId, Locale locale, @Nullable Instant publicAt, What what) {
    head = head() + 1;
    changes.add(writing.change(head, documentId, locale, publicAt, what));
    return head;
  }

  private long head() {
    if (head < 0) head = Log.head(tx);
    return head;
  }

  /// A page without a history has one line: when it was first public.
  private static List<PastNote> notes(Bring bring) {
    return bring.notes().isEmpty() ? List.of(new PastNote("", first(bring))) : bring.notes();
  }

  private static int captured(Bring bring) {
    return bring.notes().isEmpty() ? 0 : bring.captured();
  }

  private static @Nullable Instant first(Bring bring) {
    return bring.firstPublishedAt() != null ? bring.firstPublishedAt() : bring.publicUpdatedAt();
  }

  /// The tags that it is to carry. One that is made here is a change, which takes its number at
  /// once: what was gathered has to have its own by then.
  private List<Tag> tags(Publish publish) {
    boolean makes =
        publish.tags().entrySet().stream()
            .anyMatch(entry ->
                entry.getValue().stream().anyMatch(slug -> !writing.isThere(entry.getKey(), slug)));
    if (makes) flush();
    var tags = new ArrayList<Tag>();
    for (Map.Entry<TagKind, List<String>> entry : new TagSet(publish.tags()).slugs().entrySet())
      for (String slug : writing.present(entry.getKey(), entry.getValue()))
        tags.add(writing.resolve(entry.getKey(), slug));
    return tags;
  }

  private String namesake(String id) {
    if (id.isEmpty()) return "";
    if (gathered.contains(id)) flush();
    return mayBeThere(id) ? Announcements.byId(tx, id).map(Announcement::slug).orElse("") : "";
  }

  private boolean mayBeThere(String slugOrId) {
    return !asked.contains(slugOrId) || there.contains(slugOrId);
  }
}
