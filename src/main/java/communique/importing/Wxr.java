package communique.importing;

import communique.importing.Post.Enclosure;
import communique.importing.Post.Label;
import communique.record.TagKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what WordPress exports: RSS with elements of its own, WXR 1.0 to 1.2.
final class Wxr {
  /// Some exports write its namespace with https.
  private static final Pattern EXPORT = Pattern.compile("https?://wordpress\\.org/export/.*");

  private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
  private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
  private static final int KEPT_MAX = 1 << 16;

  private final Xml xml;
  private final ZoneId zone;
  private final Taker taker;
  private final Map<String, String> authors = new HashMap<>();
  private String language = "";
  private String site = "";

  private Wxr(Xml xml, ZoneId zone, Taker taker) {
    this.xml = xml;
    this.zone = zone;
    this.taker = taker;
  }

  /// Takes what is found, in the order of the file.
  interface Taker {
    void item(int line, Item item);
  }

  /// An item, whatever it is.
  ///
  /// @param type `post`, `page`, `attachment` or any other
  /// @param status `publish`, `draft` or any other
  /// @param number by which the others name it
  /// @param parent the number of the item that it belongs to; empty for none
  /// @param isProtected whether a password is asked for it
  /// @param malformed a date that is none; empty when there is no such
  /// @param lead the number of its lead picture; empty for none
  /// @param alt of a picture
  /// @param file the address of an attachment
  /// @param post what it says
  record Item(
      String type,
      String status,
      String number,
      String parent,
      boolean isProtected,
      String malformed,
      String lead,
      String alt,
      String file,
      Post post) {}

  /// Reads a file to its end.
  ///
  /// @throws XmlRefused where it is broken, or no such file
  static void read(InputStream in, ZoneId zone, Taker taker) throws IOException {
    try (Xml xml = Xml.of(in)) {
      var wxr = new Wxr(xml, zone, taker);
      xml.child();
      if (!xml.name().equals("rss"))
        throw new XmlRefused("feed.unknown", xml.line(), 1, xml.name());
      while (xml.child()) {
        if (xml.is("", "channel")) wxr.channel();
        else xml.skip();
      }
    }
  }

  private void channel() {
    while (xml.child()) {
      if (xml.is("", "item")) item();
      else if (xml.is("", "language")) language = xml.text().strip();
      else if (xml.is("", "link")) site = xml.text().strip();
      else if (isExport("author")) author();
      else xml.skip();
    }
  }

  private void author() {
    String login = "";
    String shown = "";
    while (xml.child()) {
      if (isExport("author_login")) login = xml.text().strip();
      else if (isExport("author_display_name")) shown = FeedEntry.line(xml.text());
      else xml.skip();
    }
    if (!login.isEmpty() && !shown.isEmpty()) authors.put(login, shown);
  }

  private boolean isExport(String name) {
    return xml.name().equals(name) && EXPORT.matcher(xml.namespace()).matches();
  }

  private void item() {
    int line = xml.line();
    var item = new Gathered();
    while (xml.child()) {
      if (isExport("postmeta")) meta(item);
      else if (isExport("comment")) {
        item.comments++;
        xml.skip();
      } else if (xml.is("", "category")) category(item);
      else {
        String name = xml.name();
        String namespace = xml.namespace();
        String text = xml.text();
        if (namespace.endsWith("/excerpt/") && name.equals("encoded")) item.put("excerpt", text);
        else if (namespace.equals(CONTENT) && name.equals("encoded")) item.put("content", text);
        else if (namespace.equals(DUBLIN_CORE) && name.equals("creator")) item.put("creator", text);
        else item.put(name, text);
      }
    }
    item.overflowed |= xml.overflowed();
    taker.item(line, item.item());
  }

  private void meta(Gathered item) {
    String key = "";
    String value = "";
    while (xml.child()) {
      if (isExport("meta_key")) key = xml.text().strip();
      else if (isExport("meta_value")) value = xml.text();
      else xml.skip();
    }
    if (!key.isEmpty()) item.meta.put(key, value);
  }

  private void category(Gathered item) {
    String domain = xml.attribute("domain");
    String slug = decoded(xml.attribute("nicename"));
    String title = FeedEntry.plain(xml.text());
    switch (domain) {
      case "language" -> item.language = slug;
      case "post_translations" -> item.translations = slug;
      case "category", "post_tag", "" -> {
        // WordPress files what nobody filed under this.
        boolean none = domain.equals("category") && slug.equals("uncategorized");
        boolean twice = item.topics.stream().anyMatch(one -> one.title().equalsIgnoreCase(title));
        if (!none && !twice && !title.isEmpty())
          item.topics.add(new Label(TagKind.TOPIC, slug, title));
      }
      default -> item.keep("category " + domain, title);
    }
  }

  static String decoded(String slug) {
    try {
      return slug.indexOf('%') < 0 ? slug : URLDecoder.decode(slug, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return slug;
    }
  }

  /// An item while it is read.
  private final class Gathered {
    private final Map<String, String> said = new HashMap<>();
    private final Map<String, String> meta = new LinkedHashMap<>();
    private final Map<String, Object> kept = new LinkedHashMap<>();
    private final List<Label> topics = new ArrayList<>();
    private String language = "";
    private String translations = "";
    private String malformed = "";
    private int comments;
    private int characters;
    private boolean overflowed;

    void put(String name, String text) {
      said.put(name, text);
    }

    String get(String name) {
      return said.getOrDefault(name, "");
    }

    void keep(String name, String text) {
      if (text.isBlank()) return;
      characters += text.length();
      if (characters > KEPT_MAX) overflowed = true;
      else kept.merge(name, text.strip(), (a, b) -> a + ", " + b);
    }

    Item item() {
      String number = get("post_id").strip();
      String guid = get("guid").strip();
      // A guid goes along when a post is copied, so two can have one.
      String id = number.isEmpty() ? guid : site + "?p=" + number;
      // What WPML's export adds, else what Polylang files it under.
      String in = meta.getOrDefault("_wpml_import_language_code", language);
      String group = meta.getOrDefault("_wpml_import_translation_group", translations);
      String lead = meta.getOrDefault("_thumbnail_id", "");
      String alt = FeedEntry.line(meta.getOrDefault("_wp_attachment_image_alt", ""));
      boolean isPost = get("post_type").strip().equals("post");
      if (isPost) keepRest();
      List<Label> labels = new ArrayList<>(topics);
      String login = get("creator").strip();
      if (!login.isEmpty())
        labels.add(
            new Label(TagKind.PERSON, "", authors.getOrDefault(login, FeedEntry.line(login))));
      Instant published = instant("post_date");
      Instant updated = instant("post_modified");
      String link = get("link").strip();
      var post =
          new Post(
              id,
              group.isEmpty() ? id : site + "#" + group,
              link,
              decoded(get("post_name").strip()),
              in.isEmpty() ? Wxr.this.language : in,
              published == null && get("post_type").strip().equals("post")
                  ? FeedDates.read(get("pubDate"), zone).orElse(null)
                  : published,
              updated,
              FeedEntry.plain(get("title")),
              FeedEntry.plain(get("excerpt")),
              isPost ? WordPressText.html(get("content"), kept) : "",
              labels,
              List.<Enclosure>of(),
              kept,
              overflowed);
      return new Item(
          get("post_type").strip(),
          get("status").strip(),
          number,
          get("post_parent").strip().equals("0") ? "" : get("post_parent").strip(),
          !get("post_password").isEmpty(),
          malformed,
          lead.strip(),
          alt,
          get("attachment_url").strip(),
          post);
    }

    private void keepRest() {
      for (String name : List.of("comment_status", "ping_status", "is_sticky", "menu_order")) {
        String text = get(name).strip();
        // What every post has says nothing.
        if (!text.isEmpty() && !text.equals("0") && !text.equals("closed"))
          keep("wp:" + name, text);
      }
      keep("description", get("description"));
      if (comments > 0) kept.put("wp:comments", comments);
      meta.forEach((key, value) -> {
        boolean read =
            key.equals("_thumbnail_id")
                || key.equals("_wpml_import_language_code")
                || key.equals("_wpml_import_translation_group")
                || key.equals("_wp_attachment_image_alt");
        if (!read) keep("wp:postmeta " + key, value);
      });
    }

    /// The date in UTC, else the one in the site's zone; WordPress writes 0000-00-00 for none.
    private @Nullable Instant instant(String name) {
      String utc = get(name + "_gmt").strip();
      if (isDate(utc)) return read(utc, ZoneOffset.UTC);
      String local = get(name).strip();
      return isDate(local) ? read(local, zone) : null;
    }

    private @Nullable Instant read(String text, ZoneId in) {
      Instant at = FeedDates.read(text.replace(' ', 'T'), in).orElse(null);
      if (at == null) malformed = text;
      return at;
    }

    private boolean isDate(String text) {
      return !text.isEmpty() && !text.startsWith("0000-00-00") && !text.startsWith("-0001");
    }
  }
}
