package communique.feeds;

import communique.feeds.Feed.Category;
import communique.feeds.Feed.Entry;
import communique.feeds.Feed.Party;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jsoup.nodes.Entities;

/// Writes a feed document as RSS 2.0, by the profile of the RSS Advisory Board.
final class Rss {
  /// RFC 822 with a year of four digits; its names are English in every language.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Rss() {}

  static String write(Feed feed) {
    Xml xml = new Xml();
    xml.begin(
        "rss",
        "version",
        "2.0",
        "xmlns:atom",
        Atom.NAMESPACE,
        "xmlns:content",
        "http://purl.org/rss/1.0/modules/content/",
        "xmlns:dc",
        "http://purl.org/dc/elements/1.1/");
    xml.begin("channel");
    xml.text("title", feed.title());
    xml.text("link", feed.page());
    xml.text("description", feed.subtitle());
    xml.text("language", feed.locale().toLanguageTag());
    xml.text("lastBuildDate", date(feed.updated()));
    xml.text("generator", "Communiqué");
    xml.empty("atom:link", "rel", "self", "type", Format.RSS.mediaType(), "href", feed.self());
    for (Entry entry : feed.entries()) item(xml, entry);
    return xml.done();
  }

  private static void item(Xml xml, Entry entry) {
    xml.begin("item");
    xml.text("title", entry.title());
    xml.text("link", entry.page());
    // A guid is taken for an address unless it says that it is none.
    xml.text("guid", entry.id(), "isPermaLink", "false");
    xml.text("pubDate", date(entry.published()));
    xml.text("atom:updated", Atom.date(entry.updated()));
    // RSS's own author must be an address of mail.
    xml.text("dc:creator", entry.author().name());
    for (Party contributor : entry.contributors()) xml.text("dc:contributor", contributor.name());
    for (Category category : entry.categories())
      xml.text("category", category.label(), "domain", category.scheme());
    // A description is read as HTML, so plain text has to be escaped for it first.
    xml.text("description", Entities.escape(entry.summary()));
    xml.text("content:encoded", entry.html());
    // Many programs know one at most. A length of 0 is one that is not known.
    entry.enclosures().stream()
        .filter(enclosure -> !enclosure.isPage())
        .findFirst()
        .ifPresent(enclosure ->
            xml.empty(
                "enclosure",
                "url",
                enclosure.url(),
                "length",
                Long.toString(enclosure.bytes()),
                "type",
                enclosure.mediaType()));
    xml.end();
  }

  private static String date(Instant at) {
    return DATE.format(at);
  }
}
