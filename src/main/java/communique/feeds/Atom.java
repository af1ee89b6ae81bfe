package communique.feeds;

import communique.feeds.Feed.Category;
import communique.feeds.Feed.Deletion;
import communique.feeds.Feed.Entry;
import communique.feeds.Feed.Party;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;

/// Writes a feed document as Atom (RFC 4287), with archives (RFC 5005 §4) and deletions (RFC 6721).
final class Atom {
  static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  private Atom() {}

  static String write(Feed feed) {
    String locale = feed.locale().toLanguageTag();
    Xml xml = new Xml();
    xml.begin(
        "feed",
        "xmlns",
        NAMESPACE,
        "xmlns:fh",
        "http://purl.org/syndication/history/1.0",
        "xmlns:at",
        "http://purl.org/atompub/tombstones/1.0",
        "xml:lang",
        locale);
    xml.text("id", feed.id());
    xml.text("title", feed.title());
    xml.text("subtitle", feed.subtitle());
    xml.text("updated", date(feed.updated()));
    party(xml, "author", feed.author(), feed.locale());
    xml.text("generator", "Communiqué");
    // The only alternate: of several, some programs show the first and some the last.
    xml.empty(
        "link", "rel", "alternate", "type", "text/html", "hreflang", locale, "href", feed.page());
    String type = Format.ATOM.mediaType();
    xml.empty("link", "rel", "self", "type", type, "href", feed.self());
    if (feed.isArchive()) {
      xml.empty("fh:archive");
      xml.empty("link", "rel", "current", "type", type, "href", feed.current());
    }
    if (!feed.previous().isEmpty())
      xml.empty("link", "rel", "prev-archive", "type", type, "href", feed.previous());
    for (Deletion deletion : feed.deletions()) deletion(xml, deletion);
    for (Entry entry : feed.entries()) entry(xml, feed.locale(), entry);
    return xml.done();
  }

  private static void entry(Xml xml, Locale in, Entry entry) {
    String locale = in.toLanguageTag();
    xml.begin("entry");
    xml.text("id", entry.id());
    xml.text("title", entry.title());
    xml.empty(
        "link", "rel", "alternate", "type", "text/html", "hreflang", locale, "href", entry.page());
    xml.text("published", date(entry.published()));
    xml.text("updated", date(entry.updated()));
    party(xml, "author", entry.author(), in);
    for (Party contributor : entry.contributors()) party(xml, "contributor", contributor, in);
    for (Category category : entry.categories()) category(xml, category, in);
    for (Enclosure enclosure : entry.enclosures()) enclosure(xml, enclosure);
    xml.text("summary", entry.summary());
    xml.text("content", entry.html(), "type", "html");
    xml.end();
  }

  /// A page where a recording is watched is no large thing to be fetched (RFC 4287 §4.2.7.2).
  private static void enclosure(Xml xml, Enclosure enclosure) {
    var attributes = new ArrayList<String>();
    Collections.addAll(
        attributes, "rel", enclosure.isPage() ? "related" : "enclosure", "href", enclosure.url());
    Collections.addAll(attributes, "type", enclosure.mediaType());
    if (enclosure.bytes() > 0)
      Collections.addAll(attributes, "length", Long.toString(enclosure.bytes()));
    Collections.addAll(attributes, "title", enclosure.title());
    xml.empty("link", attributes.toArray(String[]::new));
  }

  private static void category(Xml xml, Category category, Locale in) {
    var attributes = new ArrayList<String>();
    Collections.addAll(attributes, "scheme", category.scheme(), "term", category.term());
    Collections.addAll(attributes, "label", category.label());
    if (!category.in().equals(in))
      Collections.addAll(attributes, "xml:lang", category.in().toLanguageTag());
    xml.empty("category", attributes.toArray(String[]::new));
  }

  private static void deletion(Xml xml, Deletion deletion) {
    String when = date(deletion.when());
    if (deletion.why().isEmpty()) {
      xml.empty("at:deleted-entry", "ref", deletion.id(), "when", when);
      return;
    }
    xml.begin("at:deleted-entry", "ref", deletion.id(), "when", when);
    xml.text("at:comment", deletion.why(), "xml:lang", deletion.whyIn().toLanguageTag());
    xml.end();
  }

  private static void party(Xml xml, String name, Party party, Locale in) {
    if (party.in().equals(in)) xml.begin(name);
    else xml.begin(name, "xml:lang", party.in().toLanguageTag());
    xml.text("name", party.name());
    xml.text("uri", party.page());
    xml.end();
  }

  /// As RFC 3339 has it; readers have no use for what is finer than a second.
  static String date(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
