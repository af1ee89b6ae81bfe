package communique.record;

import communique.record.Change.Noted;
import communique.record.Change.Published;
import communique.record.Change.Restored;
import communique.record.Change.Unpublished;
import communique.record.Change.Withdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// One announcement with its whole public history, as far as one transaction saw it. What is
/// superseded, which dates stand on its page and in which state a page is, is derived here from the
/// changes and stored nowhere.
public final class Announcement {
  private final String id;
  private final String slug;
  private final Locale original;
  private final List<Change> changes;
  private final List<Edition> editions;
  private final Map<String, Edition> editionsById = new LinkedHashMap<>();

  Announcement(
      String id, String slug, Locale original, List<Change> changes, List<Edition> editions) {
    this.id = id;
    this.slug = slug;
    this.original = original;
    this.changes = changes;
    this.editions = editions;
    for (Edition edition : editions) editionsById.put(edition.id(), edition);
  }

  /// The state of the page in one locale.
  public sealed interface State {
    /// As it stands in JSON and in messages: `withdrawn`.
    default String slug() {
      return switch (this) {
        case IsPublished p -> "published";
        case IsWithdrawn w -> "withdrawn";
        case IsUnpublished u -> "unpublished";
      };
    }

    /// Readable.
    record IsPublished() implements State {}

    /// Readable and marked, since `at`.
    record IsWithdrawn(Instant at, String explanation, Locale explainedIn) implements State {}

    /// Gone, or leading to `redirectTo` where that is not empty, since `at`.
    record IsUnpublished(Instant at, String redirectTo, String explanation, Locale explainedIn)
        implements State {}
  }

  public String id() {
    return id;
  }

  public String slug() {
    return slug;
  }

  /// The locale that it began in.
  public Locale original() {
    return original;
  }

  /// Every change of it, in order.
  public List<Change> changes() {
    return changes;
  }

  /// The announcement as it stood when change `n` was the newest.
  public Announcement asOf(long n) {
    return new Announcement(
        id,
        slug,
        original,
        changes.stream().filter(change -> change.n() <= n).toList(),
        editions.stream().filter(edition -> edition.n() <= n).toList());
  }

  /// Whether it has a version at all: of one whose past is being told, notes may come first.
  boolean hasEditions() {
    return !editions.isEmpty();
  }

  /// Its kind: that of its newest edition.
  public Kind kind() {
    return editions.getLast().kind();
  }

  /// The locales that it was ever published in, the original first, then as they came.
  public List<Locale> locales() {
    Set<Locale> locales = new LinkedHashSet<>();
    locales.add(original);
    for (Edition edition : editions) locales.add(edition.locale());
    return List.copyOf(locales);
  }

  /// The locales whose page can be read now: published or withdrawn.
  public List<Locale> readable() {
    return locales().stream()
        .filter(locale -> !(state(locale) instanceof State.IsUnpublished))
        .toList();
  }

  public List<Edition> editions(Locale locale) {
    return editions.stream().filter(edition -> edition.locale().equals(locale)).toList();
  }

  /// The newest edition in a locale, whatever the state of its page.
  public Optional<Edition> newest(Locale locale) {
    return editions(locale).stream().reduce((a, b) -> b);
  }

  public Optional<Edition> edition(Locale locale, int number) {
    return editions(locale).stream().filter(edition -> edition.number() == number).findFirst();
  }

  /// The edition that a change made, if it made one.
  public Optional<Edition> editionOf(Change change) {
    return change.editionId().map(id -> Objects.requireNonNull(editionsById.get(id)));
  }

  /// The change that made an edition.
  public Change changeOf(Edition edition) {
    return changes.stream().filter(change -> change.n() == edition.n()).findFirst().orElseThrow();
  }

  /// The state of its page in `locale`.
  public State state(Locale locale) {
    State state = new State.IsPublished();
    for (Change change : changes) {
      if (!change.concerns(locale)) continue;
      Locale in = change.locale() == null ? original : change.locale();
      state =
          switch (change.what()) {
            // Where all pages are withdrawn, one that was taken down before stays down.
            case Withdrawn w ->
                state instanceof State.IsUnpublished
                    ? state
                    : new State.IsWithdrawn(publicAt(change), w.explanation(), in);
            case Unpublished u ->
                new State.IsUnpublished(publicAt(change), u.redirectTo(), u.explanation(), in);
            case Restored r -> new State.IsPublished();
            case Published p -> state;
            case Noted n -> state;
            case Change.Retagged r -> state;
            case Change.OfTag t -> state;
            case Change.EngagementDefined e -> state;
          };
    }
    return state;
  }

  /// When the document was first published, in whatever locale.
  public Instant firstPublishedAt() {
    return statedFirst()
        .orElseGet(() ->
            changes.stream()
                .map(Change::publicAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElseThrow());
  }

  /// When the document was last updated as its pages show it: by a major update or a new locale,
  /// but by no minor update.
  public Instant publicUpdatedAt() {
    Instant latest = firstPublishedAt();
    for (Change change : changes) {
      Instant at =
          switch (change.what()) {
            case Published p ->
                p.publicUpdatedAt() != null
                    ? p.publicUpdatedAt()
                    : isMajor(p) ? change.publicAt() : null;
            case Noted n -> change.publicAt();
            case Withdrawn w -> null;
            case Unpublished u -> null;
            case Restored r -> null;
            case Change.Retagged r -> null;
            case Change.OfTag t -> null;
            case Change.EngagementDefined e -> null;
          };
      if (at != null && at.isAfter(latest)) latest = at;
    }
    return latest;
  }

  /// When the page in `locale` was first published.
  public Instant firstPublishedAt(Locale locale) {
    if (locale.equals(original)) return firstPublishedAt();
    return editions(locale).stream()
        .findFirst()
        .map(this::changeOf)
        .map(this::publicAt)
        .orElseGet(this::firstPublishedAt);
  }

  /// When the page in `locale` last changed in substance: by a major edition of its own.
  /// Translations do not move it, nor do minor updates.
  public Instant publicUpdatedAt(Locale locale) {
    Instant latest = firstPublishedAt(locale);
    for (Edition edition : editions(locale)) {
      Change change = changeOf(edition);
      if (!(change.what() instanceof Published published)) continue;
      Instant at =
          published.publicUpdatedAt() != null
              ? published.publicUpdatedAt()
              : isMajor(published) ? publicAt(change) : null;
      if (at != null && at.isAfter(latest)) latest = at;
    }
    return latest;
  }

  /// The history that every locale's page shows, the newest first: editions with their notes, notes
  /// without a version, withdrawals and what followed them.
  public List<Change> history() {
    var history = new ArrayList<Change>();
    for (Change change : changes)
      if (!(change.what() instanceof Change.Retagged)) history.add(change);
    Collections.reverse(history);
    order(history);
    return history;
  }

  /// Where a past is told page by page, what happened first may have been recorded last. A line
  /// without a date stays below its newer neighbour.
  private static void order(List<Change> history) {
    var at = new HashMap<Long, Instant>();
    Instant newer = Instant.MAX;
    for (Change change : history) {
      if (change.publicAt() != null) newer = change.publicAt();
      at.put(change.n(), newer);
    }
    history.sort(
        Comparator.comparing((Change change) -> Objects.requireNonNull(at.get(change.n())))
            .reversed());
  }

  /// Whether a change without a note of its own is the document's first; else it added a
  /// translation.
  public boolean isFirst(Change change) {
    return change.n() == changes.getFirst().n();
  }

  private Optional<Instant> statedFirst() {
    return changes.stream()
        .map(Change::what)
        .filter(Published.class::isInstance)
        .map(what -> ((Published) what).firstPublishedAt())
        .filter(Objects::nonNull)
        .min(Instant::compareTo);
  }

  private boolean isMajor(Published published) {
    return published.updateType() == UpdateType.MAJOR;
  }

  private Instant publicAt(Change change) {
    return change.publicAt() == null ? change.recordedAt() : change.publicAt();
  }
}
