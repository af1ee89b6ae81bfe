package communique.site;

import communique.platform.Database;
import communique.platform.Ids;
import communique.platform.Json;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Kind;
import communique.record.Newsroom;
import communique.record.Note;
import communique.record.Page;
import communique.record.RolesHeld;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.text.Body;
import communique.text.Text;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// `/api/content/news/{slug}[.{locale}]`: an announcement as a GOV.UK content item, in exactly the
/// shape of that publisher's frontend schemas, which allow nothing more, so that whatever reads its
/// content store reads a newsroom.
///
/// What those schemas cannot say is said in the nearest way that they can:
///
/// - Content ids there are UUIDs of versions 1 to 5; an id of ours, which is of version 7, becomes
///   the name-based UUID of itself.
/// - A locale there is one of a closed list: `zh-Hans` becomes `zh`.
/// - A statement is a press release; a statistics announcement, for want of the release date that
///   its own schema asks for, a news story; a notice a publication; topics are taxons.
@Singleton
public final class ContentItems implements Maker {
  private static final String PREFIX = "/api/content";
  private static final String JSON = "application/json; charset=utf-8";
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

  /// The locales that the schemas know (definition `locale`).
  private static final Set<String> LOCALES =
      Set.of(
          ("ar az be bg bn cs cy da de dr el en es es-419 et fa fi fr gd gu he hi hr hu hy id is it ja ka kk ko ku ky lt lv ms"
                  + " mt ne nl no pa pa-pk pl ps pt ro ru si sk sl so sq sr sv sw ta th ti tk tr uk ur uz vi yi zh zh-hk zh-tw")
              .split(" "));

  private static final Map<String, String> LOCALES_NAMED_OTHERWISE =
      Map.of(
          "zh-Hant",
          "zh-tw",
          "zh-Hant-HK",
          "zh-hk",
          "zh-HK",
          "zh-hk",
          "zh-TW",
          "zh-tw",
          "pa-Arab",
          "pa-pk",
          "fa-AF",
          "dr",
          "prs",
          "dr",
          "nb",
          "no",
          "nn",
          "no");

  private final Database database;
  private final Newsroom newsroom;

  public ContentItems(Database database, Newsroom newsroom) {
    this.database = database;
    this.newsroom = newsroom;
  }

  /// The schema of a kind, its document type there, and the links that this schema allows.
  private record Form(String schema, String documentType, Set<TagKind> links) {
    static Form of(Kind kind) {
      return switch (kind) {
        case PRESS_RELEASE, STATEMENT -> new Form("news_article", "press_release", ALL);
        case NEWS_STORY, STATISTICS_ANNOUNCEMENT -> new Form("news_article", "news_story", ALL);
        case WORLD_NEWS_STORY -> new Form("news_article", "world_news_story", ALL);
        case GOVERNMENT_RESPONSE -> new Form("news_article", "government_response", ALL);
        case SPEECH, WRITTEN_STATEMENT, ORAL_STATEMENT, AUTHORED_ARTICLE ->
            new Form("speech", kind.slug().replace('-', '_'), ALL);
        case NOTICE -> new Form("publication", "notice", ALL);
        case FATALITY_NOTICE ->
            new Form(
                "fatality_notice",
                "fatality_notice",
                Set.of(TagKind.ORGANISATION, TagKind.PERSON, TagKind.ROLE, TagKind.TOPIC));
        case CASE_STUDY ->
            new Form(
                "case_study",
                "case_study",
                Set.of(TagKind.ORGANISATION, TagKind.PLACE, TagKind.TOPIC));
      };
    }

    private static final Set<TagKind> ALL = Set.of(TagKind.values());
  }

  @Override
  public Optional<Response> make(Target target) {
    if (!target.path().startsWith(PREFIX + "/news/")) return Optional.empty();
    return Page.read(target.path().substring(PREFIX.length()), newsroom.locales())
        .flatMap(page -> database.reading(tx -> make(tx, page)));
  }

  private Optional<Response> make(Handle tx, Page page) {
    Optional<Announcement> found = Announcements.bySlug(tx, page.slug());
    if (found.isEmpty()) return Optional.empty();
    Announcement announcement = found.get();
    Optional<Edition> edition = announcement.newest(page.locale());
    if (edition.isEmpty()) return Optional.empty();
    return Optional.of(
        switch (announcement.state(page.locale())) {
          case State.IsUnpublished unpublished -> unpublished(announcement, page, unpublished);
          case State.IsPublished p -> ok(item(tx, announcement, edition.get(), page, null));
          case State.IsWithdrawn withdrawn ->
              ok(item(tx, announcement, edition.get(), page, withdrawn));
        });
  }

  private Response unpublished(Announcement announcement, Page page, State.IsUnpublished state) {
    String to = state.redirectTo();
    if (to.startsWith("/")) return Response.redirect(301, PREFIX + to);
    if (!to.isEmpty()) return Response.redirect(301, to);
    var item = new LinkedHashMap<String, @Nullable Object>();
    item.put("base_path", page.path(newsroom.locales()));
    item.put("content_id", contentId(announcement.id()));
    item.put("description", null);
    var details = new LinkedHashMap<String, @Nullable Object>();
    details.put("explanation", state.explanation().isEmpty() ? null : html(state.explanation()));
    details.put("alternative_path", null);
    item.put("details", details);
    item.put("document_type", "gone");
    item.put("links", Map.of());
    item.put("locale", locale(page.locale()));
    item.put("phase", "live");
    item.put("public_updated_at", instant(state.at()));
    item.put("schema_name", "gone");
    item.put("title", null);
    item.put("updated_at", instant(announcement.changes().getLast().recordedAt()));
    item.put("withdrawn_notice", Map.of());
    return ok(item).status(410);
  }

  private Map<String, Object> item(
      Handle tx,
      Announcement announcement,
      Edition edition,
      Page page,
      State.@Nullable IsWithdrawn withdrawn) {
    Form form = Form.of(edition.kind());
    Locale locale = page.locale();
    Content content =
        Editions.content(tx, edition)
            .orElse(new Content("", "", new Body(Body.Dialect.GOVSPEAK, "")));
    List<Tag> tags = Tags.of(tx, announcement.id(), Long.MAX_VALUE);
    var item = new LinkedHashMap<String, Object>();
    item.put("base_path", page.path(newsroom.locales()));
    item.put("content_id", contentId(announcement.id()));
    item.put("description", content.summary());
    item.put("details", details(tx, announcement, content, form, tags, locale));
    item.put("document_type", form.documentType());
    item.put("first_published_at", instant(announcement.firstPublishedAt()));
    item.put("links", links(tx, announcement, form, tags, locale));
    item.put("locale", locale(locale));
    item.put("phase", "live");
    item.put("public_updated_at", instant(announcement.publicUpdatedAt()));
    item.put("schema_name", form.schema());
    item.put("title", content.title());
    item.put("updated_at", instant(announcement.changes().getLast().recordedAt()));
    item.put(
        "withdrawn_notice",
        withdrawn == null
            ? Map.of()
            : ordered(
                "explanation",
                html(withdrawn.explanation()),
                "withdrawn_at",
                instant(withdrawn.at())));
    return item;
  }

  private Map<String, Object> details(
      Handle tx,
      Announcement announcement,
      Content content,
      Form form,
      List<Tag> tags,
      Locale locale) {
    var details = new LinkedHashMap<String, Object>();
    var speakers = new RolesHeld(tx, newsroom, announcement, locale);
    details.put("body", govspeak(Text.parse(content.body()).toFeed(speakers, newsroom.url())));
    details.put("change_history", history(announcement, locale));
    tags.stream()
        .filter(tag -> tag.kind() == TagKind.ORGANISATION)
        .findFirst()
        .ifPresentOrElse(
            lead -> details.put("emphasised_organisations", List.of(contentId(lead.id()))),
            () -> details.put("emphasised_organisations", List.of()));
    details.put("first_public_at", instant(announcement.firstPublishedAt()));
    switch (form.schema()) {
      case "speech" -> {
        details.put("political", false);
        details.put("delivered_on", instant(startOfDay(announcement.firstPublishedAt())));
      }
      case "publication" -> details.put("political", false);
      case "fatality_notice" -> details.put("roll_call_introduction", content.summary());
      default -> {}
    }
    return details;
  }

  /// The notes of the document's major changes, the newest first. A note without a date takes the
  /// date of the next newer one.
  private List<Map<String, Object>> history(Announcement announcement, Locale locale) {
    var history = new ArrayList<Map<String, Object>>();
    Instant newer = announcement.publicUpdatedAt();
    for (Change change : announcement.history()) {
      Optional<Note> note = Note.of(announcement, change, locale);
      if (note.isEmpty()) continue;
      if (change.publicAt() != null) newer = change.publicAt();
      history.add(ordered("public_timestamp", instant(newer), "note", note.get().text()));
    }
    return history;
  }

  private Map<String, Object> links(
      Handle tx, Announcement announcement, Form form, List<Tag> tags, Locale locale) {
    var links = new LinkedHashMap<String, Object>();
    var translations = new ArrayList<Map<String, Object>>();
    for (Locale other : announcement.readable()) {
      Edition edition = announcement.newest(other).orElseThrow();
      String path = new Page(announcement.slug(), other).path(newsroom.locales());
      String title = Editions.content(tx, edition).map(Content::title).orElse("");
      var link =
          link(
              path,
              contentId(announcement.id()),
              other,
              title,
              Form.of(edition.kind()).documentType());
      link.put("public_updated_at", instant(announcement.publicUpdatedAt(other)));
      link.put("schema_name", Form.of(edition.kind()).schema());
      link.put("withdrawn", announcement.state(other) instanceof State.IsWithdrawn);
      translations.add(link);
    }
    links.put("available_translations", translations);
    for (TagKind kind : TagKind.values()) {
      List<Tag> ofKind = tags.stream().filter(tag -> tag.kind() == kind).toList();
      if (ofKind.isEmpty() || !form.links().contains(kind)) continue;
      links.put(linkType(kind), ofKind.stream().map(tag -> link(tag, locale)).toList());
    }
    List<Tag> people = tags.stream().filter(tag -> tag.kind() == TagKind.PERSON).toList();
    if (form.schema().equals("speech") && !people.isEmpty())
      links.put("speaker", List.of(link(people.getFirst(), locale)));
    return links;
  }

  private static String linkType(TagKind kind) {
    return switch (kind) {
      case ORGANISATION -> "organisations";
      case PERSON -> "people";
      case ROLE -> "roles";
      case PLACE -> "world_locations";
      case TOPIC -> "taxons";
    };
  }

  private Map<String, Object> link(Tag tag, Locale locale) {
    Tag.Title title = tag.title(locale, newsroom.locales().all());
    String type =
        tag.kind() == TagKind.PLACE
            ? "world_location"
            : tag.kind() == TagKind.TOPIC ? "taxon" : tag.kind().slug();
    return link(
        tag.path(locale, newsroom.locales()),
        contentId(tag.id()),
        title.locale(),
        title.text(),
        type);
  }

  private Map<String, Object> link(
      String path, String contentId, Locale locale, String title, String type) {
    var link = new LinkedHashMap<String, Object>();
    link.put("api_path", PREFIX + path);
    link.put("base_path", path);
    link.put("content_id", contentId);
    link.put("document_type", type);
    link.put("locale", locale(locale));
    link.put("title", title);
    link.put("api_url", newsroom.url() + PREFIX + path);
    link.put("web_url", newsroom.url() + path);
    link.put("links", Map.of());
    return link;
  }

  /// An id that the schemas take: theirs are of versions 1 to 5.
  static String contentId(String id) {
    return id.matches("[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        ? id
        : Ids.ofName(id);
  }

  /// The nearest locale that the schemas know.
  static String locale(Locale locale) {
    String tag = locale.toLanguageTag();
    String otherwise = LOCALES_NAMED_OTHERWISE.get(tag);
    if (otherwise != null) return otherwise;
    String lower = tag.toLowerCase(Locale.ROOT);
    if (LOCALES.contains(lower)) return lower;
    String language = locale.getLanguage();
    return LOCALES.contains(language) ? language : "en";
  }

  private Instant startOfDay(Instant at) {
    return at.atZone(newsroom.zone()).toLocalDate().atStartOfDay(newsroom.zone()).toInstant();
  }

  private String instant(Instant at) {
    return INSTANT.format(OffsetDateTime.ofInstant(at, newsroom.zone()));
  }

  /// Plain words as the schemas' explanations are: paragraphs of HTML.
  private static String html(String words) {
    var html = new StringBuilder();
    for (String paragraph : words.strip().split("\\R\\s*\\R", -1))
      html.append("<p>").append(escaped(paragraph.strip())).append("</p>");
    return govspeak(html.toString());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String govspeak(String html) {
    return "<div class=\"govspeak\">" + html + "</div>";
  }

  private static Map<String, Object> ordered(
      String name, Object value, String other, Object another) {
    var map = new LinkedHashMap<String, Object>();
    map.put(name, value);
    map.put(other, another);
    return Collections.unmodifiableMap(map);
  }

  private static Response ok(Map<String, ?> item) {
    return Response.ok(JSON, Json.write(item)).header("Access-Control-Allow-Origin", "*");
  }
}
