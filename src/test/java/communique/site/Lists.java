package communique.site;

import communique.frame.Frames;
import communique.frame.SiteFiles;
import communique.record.Announcements;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.TestNewsroom;
import communique.shelf.Shelf;
import communique.shelf.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// The lists of a test's newsroom, and the rooms' beans that show them.
final class Lists {
  private final TestNewsroom newsroom;
  final ListingReader reader;
  final Frames frames = new Frames(TestNewsroom.NEWSROOM, new SiteFiles());
  final HomePages home;
  final TagPages tags;
  final SitemapPages sitemap;

  Lists(TestNewsroom newsroom) {
    this.newsroom = newsroom;
    this.reader = new ListingReader(newsroom.database(), shelf());
    var rolls = new Rolls(TestNewsroom.NEWSROOM);
    this.home = new HomePages(newsroom.database(), frames, rolls, newsroom.clock());
    this.tags = new TagPages(newsroom.database(), frames, rolls);
    this.sitemap = new SitemapPages(newsroom.database(), frames);
  }

  /// Brings the lists up to date.
  Lists read() {
    newsroom.readAll(reader);
    return this;
  }

  /// The slugs of the newsroom's list, the newest first.
  List<String> newest() {
    return newsroom.read(tx -> slugs(tx, Listings.newsroom(tx).after(Cursor.START, 1_000)));
  }

  /// The slugs of a tag's list.
  List<String> newest(String tag) {
    return newsroom.read(
        tx -> slugs(tx, Listings.tag(tx, tag(tx, tag)).after(Cursor.START, 1_000)));
  }

  /// What the home page in a locale lists.
  List<Rolled> home(String locale) {
    return newsroom
        .read(tx -> home.page(tx, Locale.forLanguageTag(locale), Cursor.START))
        .days()
        .stream()
        .flatMap(day -> day.roll().stream())
        .toList();
  }

  /// The id of the tag at a path; empty where there is none.
  static String tag(Handle tx, String path) {
    String[] segments = path.split("/", 3);
    return Tags.find(tx, TagKind.read(segments[1]).orElseThrow(), segments[2])
        .map(Tag::id)
        .orElse("");
  }

  static Target target(String path) {
    return new Target(path, "", "");
  }

  private static List<String> slugs(Handle tx, List<Cursor> cursors) {
    return cursors.stream()
        .map(cursor -> Announcements.byId(tx, cursor.documentId()).orElseThrow().slug())
        .toList();
  }

  private static Shelf shelf() {
    try {
      return new Shelf(Files.createTempDirectory("shelf"), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
