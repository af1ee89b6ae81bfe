package communique.site;

import communique.frame.Frames;
import communique.language.Locales;
import communique.platform.Database;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.EditionFiles;
import communique.record.Engagements;
import communique.record.Newsroom;
import communique.record.Tag;
import communique.record.Tags;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.site.Listings.Listing;
import communique.site.Listings.Stretch;
import communique.site.NewsAddress.Part;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The sitemap (sitemaps.org): `/sitemap.xml` is the index, `/sitemap/{n}.xml` names the
/// announcements in the order in which they began, so that a part that is full keeps its members,
/// and `/sitemap/tags-{n}.xml` the home page and the tags.
///
/// Every page stands with its other languages, itself, and the one for whoever reads none of them.
/// What search engines should not keep is left out: pages that are withdrawn or gone. `lastmod`
/// stands where it is known to be true.
@Singleton
final class SitemapPages implements Maker {
  private static final String INDEX = "/sitemap.xml";
  private static final Pattern PART = Pattern.compile("/sitemap/(tags-)?([1-9][0-9]{0,8})\\.xml");
  private static final String TYPE = "application/xml; charset=utf-8";

  // The protocol allows 50,000 addresses and 50 MB; a part of ours is made in memory, so it is
  // smaller.
  private static final int ADDRESSES_MAX = 10_000;
  private static final int BYTES_MAX = 20 << 20;
  private static final int PATH_MAX = 200;
  private static final int MARKUP = 80;

  /// Annexes that are beside the announcements of a part, and how many characters it may have
  /// before one more: with them it is still within 50,000 addresses and 50 MB.
  private static final int ANNEXES_MAX = 30_000;

  private static final int ANNEXES_UNTIL = 40_000_000;

  private final Database database;
  private final Frames frames;
  private final Newsroom newsroom;
  private final int size;

  SitemapPages(Database database, Frames frames) {
    this.database = database;
    this.frames = frames;
    this.newsroom = frames.newsroom();
    this.size = size(newsroom.locales().all().size(), newsroom.url().length());
  }

  /// How many announcements or tags a part has: as many as are within every limit though each stood
  /// in every language under the longest of addresses.
  static int size(int locales, int urlLength) {
    int address = PATH_MAX + urlLength + MARKUP;
    long bytes = (long) locales * (locales + 2) * address;
    return (int) Math.max(1, Math.min(ADDRESSES_MAX / locales, BYTES_MAX / bytes));
  }

  @Override
  public Optional<Response> make(Target target) {
    if (target.path().equals(INDEX)) return Optional.of(answer(database.reading(this::index)));
    Matcher part = PART.matcher(target.path());
    if (!part.matches()) return Optional.empty();
    long number = Long.parseLong(part.group(2)) - 1;
    return part.group(1) == null
        ? database.reading(tx -> announcements(tx, number)).map(SitemapPages::answer)
        : database.reading(tx -> tags(tx, number)).map(SitemapPages::answer);
  }

  private static Response answer(String xml) {
    return Response.ok(TYPE, xml);
  }

  private String index(Handle tx) {
    var xml = new StringBuilder();
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    int tagged = home(tx).size();
    for (int i = 0; i * size < tagged; i++) part(xml, "tags-" + (i + 1), null);
    for (Stretch stretch : Listings.stretches(tx, size))
      part(xml, Long.toString(stretch.number() + 1), stretch.modifiedAt());
    return xml.append("</sitemapindex>\n").toString();
  }

  private void part(StringBuilder xml, String name, @Nullable Instant modifiedAt) {
    xml.append("<sitemap><loc>").append(newsroom.url()).append("/sitemap/").append(name);
    xml.append(".xml</loc>");
    modified(xml, modifiedAt);
    xml.append("</sitemap>\n");
  }

  private Optional<String> announcements(Handle tx, long number) {
    Locales locales = newsroom.locales();
    var xml = begun();
    boolean any = false;
    List<Listing> stretch = Listings.stretch(tx, number, size);
    Map<String, Announcement> filed = filed(tx, stretch);
    int annexes = 0;
    for (Listing listing : stretch) {
      List<Locale> published = listing.published().stream().filter(locales::has).toList();
      if (published.isEmpty()) continue;
      Locale otherwise =
          published.contains(locales.first()) ? locales.first() : published.getFirst();
      String base = "/news/" + listing.slug();
      page(
          xml, published, otherwise, locale -> base + locales.suffix(locale), listing.modifiedAt());
      any = true;
      Announcement announcement = filed.get(listing.documentId());
      if (announcement == null) continue;
      for (var annex : AnnexView.of(tx, announcement, published).entrySet()) {
        List<Locale> in = annex.getValue();
        annexes += in.size();
        if (annexes > ANNEXES_MAX || xml.length() > ANNEXES_UNTIL) break;
        var part = new Part.Annex(0, annex.getKey());
        page(
            xml,
            in,
            in.contains(locales.first()) ? locales.first() : in.getFirst(),
            locale -> NewsAddress.path(listing.slug(), locale, part, locales),
            listing.modifiedAt());
      }
    }
    return any ? Optional.of(ended(xml)) : Optional.empty();
  }

  /// Those of a stretch that have files, by their ids.
  private static Map<String, Announcement> filed(Handle tx, List<Listing> stretch) {
    Set<String> having =
        EditionFiles.documents(tx, stretch.stream().map(Listing::documentId).toList());
    return Announcements.byIds(tx, having);
  }

  private Optional<String> tags(Handle tx, long number) {
    Locales locales = newsroom.locales();
    List<Addressed> all = home(tx);
    if (number * size >= all.size()) return Optional.empty();
    var xml = begun();
    all.stream()
        .skip(number * size)
        .limit(size)
        .forEach(addressed -> page(xml, locales.all(), locales.first(), addressed, null));
    return Optional.of(ended(xml));
  }

  /// A page that every locale has.
  private interface Addressed {
    String in(Locale locale);
  }

  private List<Addressed> home(Handle tx) {
    Locales locales = newsroom.locales();
    var all = new ArrayList<Addressed>();
    all.add(frames::home);
    all.add(locale -> Engagements.PATH + locales.suffix(locale));
    for (Tag tag : Tags.all(tx)) all.add(locale -> tag.path(locale, locales));
    return all;
  }

  /// Adds a page in each of its locales, each with all of them beside it.
  private void page(
      StringBuilder xml,
      List<Locale> in,
      Locale otherwise,
      Addressed path,
      @Nullable Instant modifiedAt) {
    var alternates = new StringBuilder();
    if (newsroom.locales().all().size() > 1) {
      for (Locale locale : in) alternate(alternates, locale.toLanguageTag(), path.in(locale));
      alternate(alternates, "x-default", path.in(otherwise));
    }
    for (Locale locale : in) {
      xml.append("<url><loc>").append(newsroom.url()).append(path.in(locale)).append("</loc>");
      modified(xml, modifiedAt);
      xml.append(alternates).append("</url>\n");
    }
  }

  private void alternate(StringBuilder xml, String language, String path) {
    xml.append("<xhtml:link rel=\"alternate\" hreflang=\"").append(language).append("\" href=\"");
    xml.append(newsroom.url()).append(path).append("\"/>");
  }

  private static void modified(StringBuilder xml, @Nullable Instant at) {
    if (at != null) xml.append("<lastmod>").append(at).append("</lastmod>");
  }

  // Addresses are of letters, digits, hyphens and dots, so nothing in a sitemap has to be escaped.
  private static StringBuilder begun() {
    return new StringBuilder(1 << 16)
        .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"")
        .append(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
  }

  private static String ended(StringBuilder xml) {
    return xml.append("</urlset>\n").toString();
  }
}
