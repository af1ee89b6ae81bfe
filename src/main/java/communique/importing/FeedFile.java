package communique.importing;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one document of a feed: Atom (RFC 4287), with the elements of archives (RFC 5005) and of
/// deletions (RFC 6721), or RSS 2.0 and what came before it under that name.
final class FeedFile {
  static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String HISTORY = "http://purl.org/syndication/history/1.0";
  private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";
  private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
  private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
  private static final String DUBLIN_TERMS = "http://purl.org/dc/terms/";

  /// How others' names are shown in what is kept.
  private static final Map<String, String> PREFIXES =
      Map.of(
          DUBLIN_CORE,
          "dc",
          DUBLIN_TERMS,
          "dcterms",
          "http://search.yahoo.com/mrss/",
          "media",
          "http://www.itunes.com/dtds/podcast-1.0.dtd",
          "itunes",
          "http://purl.org/rss/1.0/modules/slash/",
          "slash",
          "http://wellformedweb.org/CommentAPI/",
          "wfw",
          "http://www.georss.org/georss",
          "georss",
          "http://purl.org/syndication/thread/1.0",
          "thr");

  private final Xml xml;
  private final ZoneId zone;
  private final Taker taker;

  private String title = "";
  private String language = "";
  private String link = "";
  private String self = "";
  private String previous = "";
  private boolean complete;

  private FeedFile(Xml xml, ZoneId zone, Taker taker) {
    this.xml = xml;
    this.zone = zone;
    this.taker = taker;
  }

  /// Takes what is found, in the document's order.
  interface Taker {
    void entry(int line, FeedEntry entry);

    void deleted(int line, String id, @Nullable Instant when, String why, String language);
  }

  /// What a document says of itself.
  ///
  /// @param previous where its `prev-archive` leads; empty for none
  /// @param complete whether it says that it is the whole feed
  record Head(String title, String self, String previous, boolean complete) {}

  /// Reads a document to its end.
  ///
  /// @throws XmlRefused where it is broken, or no feed
  static Head read(InputStream in, ZoneId zone, Taker taker) throws IOException {
    try (Xml xml = Xml.of(in)) {
      var file = new FeedFile(xml, zone, taker);
      xml.child();
      if (xml.is(ATOM, "feed")) file.feed();
      else if (xml.is(ATOM, "entry")) file.entry();
      else if (xml.name().equals("rss")) file.rss();
      else throw new XmlRefused("feed.unknown", xml.line(), 1, xml.name());
      return new Head(file.title, file.self, file.previous, file.complete);
    }
  }

  private void feed() {
    language = xml.language();
    while (xml.child()) {
      if (xml.namespace().equals(ATOM)) {
        switch (xml.name()) {
          case "title" -> title = FeedEntry.plain(xml.text());
          case "link" -> feedLink();
          case "entry" -> entry();
          default -> xml.skip();
        }
      } else if (xml.is(HISTORY, "complete")) {
        complete = true;
        xml.skip();
      } else if (xml.is(TOMBSTONES, "deleted-entry")) deleted();
      else xml.skip();
    }
  }

  private void feedLink() {
    String href = xml.attribute("href");
    switch (xml.attribute("rel")) {
      case "self" -> self = href;
      case "prev-archive" -> previous = href;
      case "", "alternate" -> link = link.isEmpty() ? href : link;
      default -> {}
    }
    xml.skip();
  }

  private void deleted() {
    int line = xml.line();
    String id = xml.attribute("ref");
    var dates = new FeedEntry(zone);
    Instant when = dates.date(xml.attribute("when"));
    String why = "";
    String in = xml.language();
    while (xml.child()) {
      if (xml.is(TOMBSTONES, "comment")) {
        in = xml.language();
        why = FeedEntry.plain(xml.text());
      } else xml.skip();
    }
    taker.deleted(line, id, when, why, in);
  }

  private void entry() {
    int line = xml.line();
    var entry = new FeedEntry(zone);
    entry.language = xml.language();
    entry.base = xml.base().isEmpty() ? link : xml.base();
    while (xml.child()) {
      if (xml.namespace().equals(ATOM)) atom(entry);
      else other(entry);
    }
    entry.overflowed |= xml.overflowed();
    taker.entry(line, entry);
  }

  private void atom(FeedEntry entry) {
    switch (xml.name()) {
      case "id" -> entry.id = xml.text().strip();
      case "title" -> entry.title = plainly();
      case "summary" -> {
        if (entry.language.isEmpty()) entry.language = xml.language();
        entry.summary = plainly();
      }
      case "content" -> {
        String in = xml.language();
        if (!in.isEmpty()) entry.language = in;
        String base = xml.base();
        if (!base.isEmpty()) entry.base = base;
        String source = xml.attribute("src");
        if (!source.isEmpty()) entry.keep("content", source);
        entry.content = html();
      }
      case "published" -> entry.published = entry.date(xml.text());
      case "updated" -> entry.updated = entry.date(xml.text());
      case "author", "contributor" -> person(entry);
      case "category" -> {
        String term = xml.attribute("term");
        entry.category(term, xml.attribute("label"), xml.attribute("scheme"));
        xml.skip();
      }
      case "link" -> {
        link(entry);
        xml.skip();
      }
      default -> {
        String name = xml.name();
        entry.keep(name, FeedEntry.line(xml.text()));
      }
    }
  }

  private void link(FeedEntry entry) {
    String href = xml.attribute("href");
    switch (xml.attribute("rel")) {
      case "", "alternate" -> {
        if (entry.link.isEmpty() && !isElsewhere(entry)) entry.link = entry.resolved(href);
        else entry.alternates.add(entry.resolved(href));
      }
      case "enclosure" ->
          entry.enclosure(
              href, xml.attribute("type"), xml.attribute("length"), xml.attribute("title"));
      case "self", "edit", "edit-media" -> {}
      default -> entry.keep("link " + xml.attribute("rel"), href);
    }
  }

  /// Whether a link says of itself that what it leads to is in another language.
  private boolean isElsewhere(FeedEntry entry) {
    String in = xml.attribute("hreflang");
    return !in.isEmpty() && !entry.language.isEmpty() && !in.equalsIgnoreCase(entry.language);
  }

  private void person(FeedEntry entry) {
    String name = "";
    String page = "";
    while (xml.child()) {
      if (xml.is(ATOM, "name")) name = xml.text();
      else if (xml.is(ATOM, "uri")) page = xml.text();
      else xml.skip();
    }
    entry.author(name, page);
  }

  /// A text construct (RFC 4287 §3.1) as a plain line.
  private String plainly() {
    String type = xml.attribute("type").toLowerCase(Locale.ROOT);
    if (type.equals("html") || type.equals("text/html")) return FeedEntry.plain(xml.text());
    return FeedEntry.line(xml.text());
  }

  /// Content (RFC 4287 §4.1.3) as HTML.
  private String html() {
    String type = xml.attribute("type").toLowerCase(Locale.ROOT);
    return switch (type) {
      case "html", "text/html" -> xml.text();
      case "xhtml", "application/xhtml+xml" -> xml.markup();
      default -> {
        String text = xml.text();
        if (!type.isEmpty() && !type.equals("text") && !type.equals("text/plain")) yield "";
        yield Autop.paragraphs(org.jsoup.nodes.Entities.escape(text));
      }
    };
  }

  private void rss() {
    while (xml.child()) {
      if (xml.is("", "channel")) channel();
      // RSS 0.90 to 0.92 could put items beside the channel.
      else if (xml.is("", "item")) item();
      else xml.skip();
    }
  }

  private void channel() {
    while (xml.child()) {
      if (xml.namespace().isEmpty()) {
        switch (xml.name()) {
          case "title" -> title = FeedEntry.line(xml.text());
          case "link" -> link = xml.text().strip();
          case "language" -> language = xml.text().strip();
          case "item" -> item();
          default -> xml.skip();
        }
      } else if (xml.is(ATOM, "link")) feedLink();
      else if (xml.is(HISTORY, "complete")) {
        complete = true;
        xml.skip();
      } else if (xml.is(DUBLIN_CORE, "language")) language = xml.text().strip();
      else if (xml.is(TOMBSTONES, "deleted-entry")) deleted();
      else xml.skip();
    }
  }

  private void item() {
    int line = xml.line();
    var entry = new FeedEntry(zone);
    entry.language = xml.language().isEmpty() ? language : xml.language();
    entry.base = xml.base().isEmpty() ? link : xml.base();
    String description = "";
    boolean permanent = false;
    while (xml.child()) {
      if (xml.is(CONTENT, "encoded")) entry.content = xml.text();
      else if (xml.is(DUBLIN_CORE, "creator")) entry.author(xml.text(), "");
      else if (xml.is(DUBLIN_CORE, "date")) entry.updated = entry.date(xml.text());
      else if (xml.is(DUBLIN_CORE, "subject")) entry.category(xml.text(), "", "");
      else if (xml.is(DUBLIN_CORE, "language")) entry.language = xml.text().strip();
      else if (xml.namespace().equals(ATOM)) atom(entry);
      else if (!xml.namespace().isEmpty()) other(entry);
      else
        switch (xml.name()) {
          case "title" -> entry.title = FeedEntry.plain(xml.text());
          case "link" -> entry.link = entry.resolved(xml.text());
          case "description" -> description = xml.text();
          case "guid" -> {
            permanent = !xml.attribute("isPermaLink").equals("false");
            entry.id = xml.text().strip();
          }
          case "pubDate" -> entry.published = entry.date(xml.text());
          // RSS asks for an address of mail here, with the name behind it in brackets.
          case "author" -> entry.author(name(xml.text()), "");
          case "category" -> {
            String domain = xml.attribute("domain");
            entry.category(xml.text(), "", domain);
          }
          case "enclosure" -> {
            entry.enclosure(
                xml.attribute("url"), xml.attribute("type"), xml.attribute("length"), "");
            xml.skip();
          }
          default -> other(entry);
        }
    }
    if (entry.link.isEmpty() && permanent && entry.id.startsWith("http")) entry.link = entry.id;
    if (entry.content.isBlank()) entry.content = description;
    else entry.summary = FeedEntry.plain(description);
    entry.overflowed |= xml.overflowed();
    taker.entry(line, entry);
  }

  private static String name(String author) {
    int open = author.indexOf('(');
    int close = author.lastIndexOf(')');
    if (open >= 0 && close > open) return author.substring(open + 1, close);
    return author.indexOf('@') >= 0 ? "" : author;
  }

  private void other(FeedEntry entry) {
    String prefix = PREFIXES.get(xml.namespace());
    String name = (prefix == null ? "" : prefix + ":") + xml.name();
    var said = new StringBuilder();
    for (String attribute : List.of("url", "href", "src"))
      if (!xml.attribute(attribute).isEmpty()) said.append(xml.attribute(attribute)).append(' ');
    entry.keep(name, said.append(FeedEntry.line(xml.text())).toString());
  }
}
