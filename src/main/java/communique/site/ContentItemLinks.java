package communique.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.language.GovukLocales;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Newsroom;
import communique.record.Page;
import communique.record.Tag;
import communique.record.TagKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The links of a content item: to its translations, and to the tags of the announcement.
///
/// What was imported links as it did, with addresses of ours where the tags are here, as long as it
/// carries those tags; those that it got since stand beside them.
final class ContentItemLinks {
  private static final String PREFIX = "/api/content";

  private final Handle tx;
  private final Newsroom newsroom;
  private final Announcement announcement;
  private final List<Tag> tags;
  private final Locale locale;
  private final Set<String> allowed;

  /// @param allowed the types of links that the item's schema has
  ContentItemLinks(
      Handle tx,
      Newsroom newsroom,
      Announcement announcement,
      List<Tag> tags,
      Locale locale,
      Set<String> allowed) {
    this.tx = tx;
    this.newsroom = newsroom;
    this.announcement = announcement;
    this.tags = tags;
    this.locale = locale;
    this.allowed = allowed;
  }

  /// Of what was written here.
  Map<String, Object> ours() {
    var links = new LinkedHashMap<String, Object>();
    links.put("available_translations", translations());
    add(links, tags);
    List<Tag> people = tags.stream().filter(tag -> tag.kind() == TagKind.PERSON).toList();
    if (allowed.contains("speaker") && !people.isEmpty())
      links.put("speaker", List.of(link(people.getFirst())));
    return links;
  }

  /// Of what was imported.
  Map<String, Object> imported(ImportedItem imported) {
    var byPath = new HashMap<String, Tag>();
    for (Tag tag : tags) byPath.put(tag.kind().plural() + "/" + tag.slug(), tag);
    var links = new LinkedHashMap<String, Object>();
    var linked = new HashSet<String>();
    for (Map.Entry<String, JsonNode> type : imported.item().path("links").properties()) {
      if (type.getKey().equals("available_translations")) continue;
      var list = new ArrayList<Object>();
      for (JsonNode link : type.getValue()) {
        String path = imported.tags().get(link.path("content_id").asText());
        if (path == null) {
          list.add(link);
          continue;
        }
        Tag tag = byPath.get(path);
        // It was taken from the announcement here.
        if (tag == null) continue;
        linked.add(path);
        list.add(addressed((ObjectNode) link.deepCopy(), path(tag)));
      }
      links.put(type.getKey(), list);
    }
    var fresh = new ArrayList<Tag>();
    for (Tag tag : tags)
      if (!linked.contains(tag.kind().plural() + "/" + tag.slug())
          && !imported.tags().containsValue(tag.kind().plural() + "/" + tag.slug())) fresh.add(tag);
    add(links, fresh);
    List<Object> translations = translations(imported);
    if (!translations.isEmpty() || imported.item().path("links").has("available_translations"))
      links.put("available_translations", translations);
    return links;
  }

  /// The translations that the item named, here or not, and those that came since.
  private List<Object> translations(ImportedItem imported) {
    JsonNode stated = imported.item().path("links").path("available_translations");
    var list = new ArrayList<Object>();
    Set<String> named = new HashSet<>();
    for (JsonNode link : stated) {
      String name = link.path("locale").asText();
      named.add(name);
      Optional<Locale> here =
          GovukLocales.read(name, announcement.readable()).filter(newsroom.locales()::has);
      if (here.isEmpty()) list.add(link);
      else if (isEdited(here.get())) list.add(translation(here.get()));
      else
        list.add(
            addressed(
                (ObjectNode) link.deepCopy(),
                new Page(announcement.slug(), here.get()).path(newsroom.locales())));
    }
    // An item that names no translations, not even itself, has none until there is one.
    boolean alone = stated.isMissingNode() && announcement.readable().size() == 1;
    if (!alone)
      for (Locale other : announcement.readable())
        if (newsroom.locales().has(other) && !named.contains(GovukLocales.name(other)))
          list.add(translation(other));
    return list;
  }

  private boolean isEdited(Locale other) {
    return ImportedItem.of(tx, announcement, other).map(ImportedItem::edited).orElse(true);
  }

  private List<Object> translations() {
    var translations = new ArrayList<Object>();
    for (Locale other : announcement.readable())
      if (newsroom.locales().has(other)) translations.add(translation(other));
    return translations;
  }

  private Map<String, Object> translation(Locale other) {
    Edition edition = announcement.newest(other).orElseThrow();
    var form = ContentItems.Form.of(edition.kind());
    var link =
        link(
            new Page(announcement.slug(), other).path(newsroom.locales()),
            ContentItems.contentId(announcement.id()),
            other,
            Editions.content(tx, edition).map(Content::title).orElse(""),
            form.documentType());
    link.put(
        "public_updated_at",
        ContentItems.instant(announcement.publicUpdatedAt(other), newsroom.zone()));
    link.put("schema_name", form.schema());
    link.put("withdrawn", announcement.state(other) instanceof State.IsWithdrawn);
    return link;
  }

  @SuppressWarnings("unchecked") // Each list of links is made in this class.
  private void add(Map<String, Object> links, List<Tag> more) {
    for (Tag tag : more) {
      String type = type(tag.kind());
      if (!allowed.contains(type)) continue;
      ((List<Object>) links.computeIfAbsent(type, key -> new ArrayList<>())).add(link(tag));
    }
  }

  private static String type(TagKind kind) {
    return switch (kind) {
      case ORGANISATION -> "organisations";
      case PERSON -> "people";
      case ROLE -> "roles";
      case PLACE -> "world_locations";
      case TOPIC -> "taxons";
    };
  }

  private Map<String, Object> link(Tag tag) {
    Tag.Title title = tag.title(locale, newsroom.locales().all());
    String type =
        switch (tag.kind()) {
          case PLACE -> "world_location";
          case TOPIC -> "taxon";
          case ORGANISATION, PERSON, ROLE -> tag.kind().slug();
        };
    return link(path(tag), ContentItems.contentId(tag.id()), title.locale(), title.text(), type);
  }

  private String path(Tag tag) {
    return tag.path(locale, newsroom.locales());
  }

  private Map<String, Object> link(
      String path, String contentId, Locale in, String title, String type) {
    var link = new LinkedHashMap<String, Object>();
    link.put("api_path", PREFIX + path);
    link.put("base_path", path);
    link.put("content_id", contentId);
    link.put("document_type", type);
    link.put("locale", GovukLocales.name(in));
    link.put("title", title);
    link.put("api_url", newsroom.url() + PREFIX + path);
    link.put("web_url", newsroom.url() + path);
    link.put("links", Map.of());
    return link;
  }

  /// A link as it came, with the address that it has here.
  private ObjectNode addressed(ObjectNode link, String path) {
    link.put("api_path", PREFIX + path);
    link.put("base_path", path);
    link.put("api_url", newsroom.url() + PREFIX + path);
    link.put("web_url", newsroom.url() + path);
    return link;
  }
}
