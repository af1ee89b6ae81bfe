package communique.site;

import communique.platform.Database;
import communique.record.Announcement;
import communique.record.Announcement.State.IsPublished;
import communique.record.Announcement.State.IsUnpublished;
import communique.record.Announcement.State.IsWithdrawn;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.Mergers;
import communique.record.Reader;
import communique.record.Tags;
import communique.shelf.Shelf;
import communique.site.Listings.Listing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Keeps the lists of announcements, and says which pages with lists are out of date.
///
/// What an announcement's listing says is derived from its whole history each time, so that the
/// rules for dates and states stand in [Announcement] alone. Many changes at once cost a few
/// statements together.
@Singleton
final class ListingReader implements Reader {
  private final Database database;
  private final Shelf shelf;

  ListingReader(Database database, Shelf shelf) {
    this.database = database;
    this.shelf = shelf;
  }

  @Override
  public String name() {
    return "listing";
  }

  @Override
  public void read(Handle tx, Change change) {
    read(tx, List.of(change));
  }

  @Override
  public void read(Handle tx, List<Change> changes) {
    Set<String> ids = documents(changes);
    Mergers mergers = Tags.mergers(tx);
    for (Change change : changes)
      if (change.what() instanceof Change.TagMerged merged)
        ids.addAll(Tags.carrying(tx, mergers.family(merged.tagId()), Long.MAX_VALUE));
    if (ids.isEmpty()) return;
    Map<String, Announcement> announcements = Announcements.byIds(tx, ids);
    Map<String, List<String>> tags = tags(tx, ids, mergers);
    Map<String, Set<String>> before = Listings.tags(tx, ids);
    Map<String, Long> places = Listings.places(tx, ids);
    long next = Listings.nextPlace(tx);
    var listings = new ArrayList<Listing>();
    for (String id : ids) {
      Long place = places.get(id);
      listings.add(
          listing(Objects.requireNonNull(announcements.get(id)), place == null ? next++ : place));
    }
    Listings.put(tx, listings, tags, before);
  }

  @Override
  public void committed(List<Change> changes) {
    if (changes.stream().anyMatch(change -> change.what() instanceof Change.OfTag)) {
      // A tag's name may stand on any page.
      shelf.dropAll();
    } else {
      outdated(changes).forEach(shelf::drop);
    }
  }

  /// The groups of pages that say something else since `changes`. Another process may have read
  /// them, so this asks the record and remembers nothing.
  Set<String> outdated(List<Change> changes) {
    Set<String> groups = new TreeSet<>();
    Set<String> ids = documents(changes);
    if (ids.isEmpty()) return groups;
    groups.addAll(List.of("/", "/sitemap"));
    // Also those of tags that were taken from it: they listed it until now.
    groups.addAll(
        database.reading(tx -> {
          var carried = new TreeSet<String>();
          for (var history : Tags.history(tx, ids).values())
            history.values().forEach(carried::addAll);
          return Tags.paths(tx, carried);
        }));
    return groups;
  }

  /// The tags under which announcements are listed, by id: those that stand for what they carry.
  private static Map<String, List<String>> tags(Handle tx, Set<String> ids, Mergers mergers) {
    var tags = new HashMap<String, List<String>>();
    Tags.history(tx, ids)
        .forEach((id, history) ->
            tags.put(
                id,
                history.lastEntry().getValue().stream()
                    .map(tag -> mergers.standing(tag, Long.MAX_VALUE))
                    .distinct()
                    .toList()));
    return tags;
  }

  private static Set<String> documents(List<Change> changes) {
    var ids = new LinkedHashSet<String>();
    for (Change change : changes) if (!change.documentId().isEmpty()) ids.add(change.documentId());
    return ids;
  }

  private static Listing listing(Announcement announcement, long place) {
    List<Locale> published =
        announcement.locales().stream()
            .filter(locale -> announcement.state(locale) instanceof IsPublished)
            .toList();
    return new Listing(
        announcement.id(),
        place,
        announcement.slug(),
        newestAt(announcement, published),
        modifiedAt(announcement),
        published);
  }

  /// When readers last had something new of it: an update, or, where all of its pages that can be
  /// read are withdrawn, the last withdrawal.
  private static @Nullable Instant newestAt(Announcement announcement, List<Locale> published) {
    Instant newest = announcement.publicUpdatedAt();
    if (!published.isEmpty()) return newest;
    Instant withdrawn = null;
    for (Locale locale : announcement.locales())
      switch (announcement.state(locale)) {
        case IsWithdrawn state -> {
          if (withdrawn == null || state.at().isAfter(withdrawn)) withdrawn = state.at();
        }
        case IsPublished state -> {}
        case IsUnpublished state -> {}
      }
    return withdrawn == null || withdrawn.isAfter(newest) ? withdrawn : newest;
  }

  private static Instant modifiedAt(Announcement announcement) {
    return announcement.changes().stream()
        .map(change ->
            change.publicAt() == null ? announcement.firstPublishedAt() : change.publicAt())
        .max(Instant::compareTo)
        .orElseThrow();
  }
}
