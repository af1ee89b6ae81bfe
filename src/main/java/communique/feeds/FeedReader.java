package communique.feeds;

import communique.feeds.FeedEntries.Happened;
import communique.feeds.FeedEntries.Name;
import communique.platform.Database;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.Change.EngagementDefined;
import communique.record.Change.Noted;
import communique.record.Change.Published;
import communique.record.Change.Restored;
import communique.record.Change.Retagged;
import communique.record.Change.TagDefined;
import communique.record.Change.TagMerged;
import communique.record.Change.TagRenamed;
import communique.record.Change.Unpublished;
import communique.record.Change.Withdrawn;
import communique.record.Mergers;
import communique.record.Reader;
import communique.record.Tags;
import communique.record.UpdateType;
import communique.shelf.Shelf;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Notes in which feeds a change is an event, and says which feed documents are out of date.
///
/// An event is what subscribers should see: a first edition, a major update, a withdrawal, a page
/// taken down or restored, and in a tag's feed that an announcement was given the tag, be it by
/// another tag's merging into it. A minor update is none; what documents say of the announcement is
/// corrected all the same.
@Singleton
final class FeedReader implements Reader {
  private final Database database;
  private final Shelf shelf;

  FeedReader(Database database, Shelf shelf) {
    this.database = database;
    this.shelf = shelf;
  }

  @Override
  public String name() {
    return "feeds";
  }

  @Override
  public void read(Handle tx, Change change) {
    read(tx, List.of(change));
  }

  @Override
  public void read(Handle tx, List<Change> changes) {
    // The log is read from its beginning: whatever was made of it before is made anew.
    if (changes.getFirst().n() == 1) FeedEntries.clear(tx);
    var events = new ArrayList<Happened>();
    Mergers mergers = Tags.mergers(tx);
    Map<Long, Set<String>> concerned = concerned(tx, changes, mergers);
    var ids = new HashSet<String>();
    concerned.values().forEach(ids::addAll);
    Map<String, Announcement> announcements = Announcements.byIds(tx, ids);
    Map<String, NavigableMap<Long, List<String>>> tags = Tags.history(tx, ids);
    for (Change change : changes) {
      var then = new ArrayList<Announcement>();
      for (String id : concerned.getOrDefault(change.n(), Set.of()))
        then.add(Objects.requireNonNull(announcements.get(id)).asOf(change.n()));
      then.sort(Comparator.comparing(Announcement::publicUpdatedAt));
      for (Announcement announcement : then) {
        var carried = new Carried(tags.getOrDefault(announcement.id(), new TreeMap<>()), mergers);
        for (Name feed : feeds(change, announcement, carried))
          events.add(new Happened(feed, change.n(), announcement.id()));
      }
    }
    FeedEntries.append(tx, events);
  }

  @Override
  public void committed(List<Change> changes) {
    if (changes.stream().anyMatch(change -> change.what() instanceof Change.OfTag)) {
      // A tag's name stands in the feeds of others.
      shelf.dropAll();
      return;
    }
    Set<String> ids = documents(changes);
    if (ids.isEmpty()) return;
    shelf.drop(Address.NEWSROOM);
    var groups = new HashSet<String>();
    // Also those of tags that were taken from it: they held it until now.
    groups.addAll(
        database.reading(tx -> {
          var carried = new HashSet<String>();
          for (var history : Tags.history(tx, ids).values())
            history.values().forEach(carried::addAll);
          return Tags.paths(tx, carried);
        }));
    groups.forEach(shelf::drop);
  }

  /// The announcements that each change is about: its own, or all that carried a tag which was
  /// merged by it into another.
  private static Map<Long, Set<String>> concerned(
      Handle tx, List<Change> changes, Mergers mergers) {
    var concerned = new HashMap<Long, Set<String>>();
    for (Change change : changes)
      if (change.what() instanceof TagMerged merged)
        concerned.put(change.n(), Tags.carrying(tx, mergers.family(merged.tagId()), change.n()));
      else if (!change.documentId().isEmpty())
        concerned.put(change.n(), Set.of(change.documentId()));
    return concerned;
  }

  /// The tags that an announcement carried, by the change since which it did.
  private record Carried(NavigableMap<Long, List<String>> ids, Mergers mergers) {
    /// As they stood when change `n` was the newest, none twice.
    List<String> at(long n) {
      var entry = ids.floorEntry(n);
      if (entry == null) return List.of();
      return entry.getValue().stream().map(id -> mergers.standing(id, n)).distinct().toList();
    }
  }

  /// The feeds in which `change` is an event; `announcement` is as that change left it.
  private static Set<Name> feeds(Change change, Announcement announcement, Carried carried) {
    List<String> now = carried.at(change.n());
    var feeds = new LinkedHashSet<Name>();
    switch (change.what()) {
      case Published published -> {
        if (published.updateType() == UpdateType.MAJOR)
          add(feeds, Objects.requireNonNull(change.locale()), now);
        given(feeds, announcement, now, carried.at(change.n() - 1));
      }
      case Withdrawn w -> page(feeds, change, announcement, now);
      case Unpublished u -> page(feeds, change, announcement, now);
      case Restored r -> page(feeds, change, announcement, now);
      case Retagged r -> given(feeds, announcement, now, carried.at(change.n() - 1));
      case Noted n -> {}
      case TagMerged m -> given(feeds, announcement, now, carried.at(change.n() - 1));
      case TagDefined t -> {}
      case EngagementDefined e -> {}
      case TagRenamed t -> {}
    }
    return feeds;
  }

  /// What becomes of a page is an event wherever it stood.
  private static void page(
      Set<Name> feeds, Change change, Announcement announcement, List<String> tags) {
    for (Locale locale : announcement.locales())
      if (change.locale() == null || change.locale().equals(locale)) add(feeds, locale, tags);
  }

  /// A tag is an announcement's, so one that is given with an edition is given to all of its pages.
  private static void given(
      Set<Name> feeds, Announcement announcement, List<String> now, List<String> before) {
    for (String tag : now)
      if (!before.contains(tag))
        for (Locale locale : announcement.readable()) feeds.add(new Name(tag, locale));
  }

  private static void add(Set<Name> feeds, Locale locale, List<String> tags) {
    feeds.add(new Name(Address.NEWSROOM, locale));
    for (String tag : tags) feeds.add(new Name(tag, locale));
  }

  private static Set<String> documents(List<Change> changes) {
    var ids = new LinkedHashSet<String>();
    for (Change change : changes) if (!change.documentId().isEmpty()) ids.add(change.documentId());
    return ids;
  }
}
