package communique.feeds;

import communique.feeds.Feed.Category;
import communique.feeds.Feed.Entry;
import communique.feeds.Feed.Party;
import communique.platform.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Writes a feed document as JSON Feed 1.1.
final class JsonFeed {
  private JsonFeed() {}

  static String write(Feed feed) {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", "https://jsonfeed.org/version/1.1");
    json.put("title", feed.title());
    json.put("home_page_url", feed.page());
    json.put("feed_url", feed.self());
    json.put("description", feed.subtitle());
    json.put("language", feed.locale().toLanguageTag());
    json.put("authors", List.of(author(feed.author())));
    json.put("items", feed.entries().stream().map(entry -> item(feed, entry)).toList());
    return Json.write(json);
  }

  private static Map<String, Object> item(Feed feed, Entry entry) {
    var item = new LinkedHashMap<String, Object>();
    item.put("id", entry.id());
    item.put("url", entry.page());
    item.put("title", entry.title());
    item.put("summary", entry.summary());
    item.put("content_html", entry.html());
    if (!entry.image().isEmpty()) item.put("image", entry.image());
    item.put("date_published", Atom.date(entry.published()));
    item.put("date_modified", Atom.date(entry.updated()));
    var authors = new ArrayList<Map<String, String>>();
    authors.add(author(entry.author()));
    for (Party contributor : entry.contributors()) authors.add(author(contributor));
    item.put("authors", authors);
    var tags = new LinkedHashSet<String>();
    for (Category category : entry.categories()) tags.add(category.label());
    item.put("tags", tags);
    item.put("language", feed.locale().toLanguageTag());
    if (!entry.enclosures().isEmpty())
      item.put("attachments", entry.enclosures().stream().map(JsonFeed::attachment).toList());
    return item;
  }

  private static Map<String, Object> attachment(Enclosure enclosure) {
    var attachment = new LinkedHashMap<String, Object>();
    attachment.put("url", enclosure.url());
    attachment.put("mime_type", enclosure.mediaType());
    attachment.put("title", enclosure.title());
    if (enclosure.bytes() > 0) attachment.put("size_in_bytes", enclosure.bytes());
    if (enclosure.seconds() > 0) attachment.put("duration_in_seconds", enclosure.seconds());
    return attachment;
  }

  private static Map<String, String> author(Party party) {
    var author = new LinkedHashMap<String, String>();
    author.put("name", party.name());
    author.put("url", party.page());
    return author;
  }
}
