package communique.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.language.GovukLocales;
import communique.platform.Database;
import communique.platform.Ids;
import communique.platform.Json;
import communique.platform.JsonSchema;
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
import communique.record.Origin;
import communique.record.Origins;
import communique.record.Page;
import communique.record.RolesHeld;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.UpdateType;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.text.Body;
import communique.text.Text;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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
/// - What was imported keeps its fields, its history and its links' titles, whatever of them has no
///   counterpart here; what was done to it here since stands above them.
/// - A statement is a press release; a statistics announcement, for want of the release date that
///   its own schema asks for, a news story; a notice a publication; topics are taxons.
@Singleton
public final class ContentItems implements Maker {
  private static final String PREFIX = "/api/content";
  private static final String SITE = "https://www.gov.uk";
  private static final String JSON = "application/json; charset=utf-8";
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

  private final Database database;
  private final Newsroom newsroom;

  public ContentItems(Database database, Newsroom newsroom) {
    this.database = database;
    this.newsroom = newsroom;
  }

  /// The schema of a kind, and its document type there.
  record Form(String schema, String documentType) {
    static Form of(Kind kind) {
      return switch (kind) {
        case PRESS_RELEASE, STATEMENT -> new Form("news_article", "press_release");
        case NEWS_STORY, STATISTICS_ANNOUNCEMENT -> new Form("news_article", "news_story");
        case WORLD_NEWS_STORY -> new Form("news_article", "world_news_story");
        case GOVERNMENT_RESPONSE -> new Form("news_article", "government_response");
        case SPEECH, WRITTEN_STATEMENT, ORAL_STATEMENT, AUTHORED_ARTICLE ->
            new Form("speech", kind.slug().replace('-', '_'));
        case NOTICE -> new Form("publication", "notice");
        case FATALITY_NOTICE -> new Form("fatality_notice", "fatality_notice");
        case CASE_STUDY -> new Form("case_study", "case_study");
      };
    }
  }

  @Override
  public Optional<Response> make(Target target) {
    if (!target.path().startsWith(PREFIX + "/news/")) return Optional.empty();
    return Page.read(target.path().substring(PREFIX.length()), newsroom.locales())
        .flatMap(page -> database.reading(tx -> make(tx, page)));
  }

  private Optional<Response> make(Handle tx, Page page) {
    Optional<Announcement> found = Announcements.bySlug(tx, page.slug());
    if (found.isEmpty()) return elsewhere(tx, page);
    Announcement announcement = found.get();
    Optional<Edition> edition = announcement.newest(page.locale());
    if (edition.isEmpty()) return elsewhere(tx, page);
    return Optional.of(
        switch (announcement.state(page.locale())) {
          case State.IsUnpublished unpublished -> unpublished(tx, announcement, page, unpublished);
          case State.IsPublished p -> ok(item(tx, announcement, edition.get(), page, null));
          case State.IsWithdrawn withdrawn ->
              ok(item(tx, announcement, edition.get(), page, withdrawn));
        });
  }

  /// What was gone, or led elsewhere, before it could come here.
  private Optional<Response> elsewhere(Handle tx, Page page) {
    return Origins.of(tx, page.path(newsroom.locales()))
        .flatMap(origin ->
            switch (origin.what()) {
              case GONE ->
                  Optional.of(ok(gone(origin, page, Optional.empty())).status(410).passing());
              case REDIRECT -> Optional.of(redirect(origin.leadsTo()));
              case ANNOUNCEMENT, TAG -> Optional.empty();
            });
  }

  private static Response redirect(String to) {
    return Response.redirect(301, to.startsWith("/news/") ? PREFIX + to : to);
  }

  private Map<String, Object> gone(Origin origin, Page page, Optional<Announcement> announcement) {
    var item = members(Json.tree(origin.kept()).path("govuk"));
    item.put("base_path", page.path(newsroom.locales()));
    announcement.ifPresent(one -> item.put("content_id", contentId(one.id())));
    item.put("locale", GovukLocales.name(page.locale()));
    return item;
  }

  private Response unpublished(
      Handle tx, Announcement announcement, Page page, State.IsUnpublished state) {
    String to = state.redirectTo();
    if (!to.isEmpty())
      return to.startsWith("/") ? Response.redirect(301, PREFIX + to) : redirect(to);
    Optional<Origin> origin = Origins.of(tx, page.path(newsroom.locales()));
    if (origin.isPresent()
        && origin.get().what() == Origin.What.GONE
        && origin.get().n() >= announcement.changes().getLast().n())
      return ok(gone(origin.get(), page, Optional.of(announcement))).status(410);
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
    item.put("locale", GovukLocales.name(page.locale()));
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
    Content content =
        Editions.content(tx, edition)
            .orElse(new Content("", "", new Body(Body.Dialect.GOVSPEAK, "")));
    List<Tag> tags = Tags.of(tx, announcement.id(), Long.MAX_VALUE);
    Form form = Form.of(edition.kind());
    Locale locale = page.locale();
    Optional<ImportedItem> imported =
        ImportedItem.of(tx, announcement, locale)
            .filter(one -> one.edition().kind() == edition.kind());
    if (imported.isPresent())
      return imported(tx, imported.get(), announcement, content, tags, page, withdrawn);
    var item = new LinkedHashMap<String, Object>();
    item.put("base_path", page.path(newsroom.locales()));
    item.put("content_id", contentId(announcement.id()));
    item.put("description", content.summary());
    item.put("details", details(tx, announcement, content, form, tags, locale));
    item.put("document_type", form.documentType());
    item.put("first_published_at", instant(announcement.firstPublishedAt()));
    item.put("links", links(tx, announcement, tags, locale, form.schema()).ours());
    item.put("locale", GovukLocales.name(locale));
    item.put("phase", "live");
    item.put("public_updated_at", instant(announcement.publicUpdatedAt()));
    item.put("schema_name", form.schema());
    item.put("title", content.title());
    item.put("updated_at", instant(announcement.changes().getLast().recordedAt()));
    item.put("withdrawn_notice", withdrawn == null ? Map.of() : notice(withdrawn));
    return item;
  }

  /// What was imported, as it came, but for what was done to it here since.
  private Map<String, Object> imported(
      Handle tx,
      ImportedItem imported,
      Announcement announcement,
      Content content,
      List<Tag> tags,
      Page page,
      State.@Nullable IsWithdrawn withdrawn) {
    var item = members(imported.item());
    item.put("base_path", page.path(newsroom.locales()));
    item.put("content_id", contentId(announcement.id()));
    item.put("locale", GovukLocales.name(page.locale()));
    if (imported.edited() || !item.containsKey("title")) item.put("title", content.title());
    if (imported.edited() || !item.containsKey("description"))
      item.put("description", content.summary());
    boolean moved =
        imported.since().stream()
            .anyMatch(change ->
                change.what() instanceof Change.Published published
                    && published.updateType() == UpdateType.MAJOR);
    if (moved) item.put("public_updated_at", instant(announcement.publicUpdatedAt()));
    if (!imported.since().isEmpty())
      item.put("updated_at", instant(imported.since().getLast().recordedAt()));
    item.put("details", details(tx, imported, announcement, content, tags, page.locale()));
    item.put(
        "links",
        links(tx, announcement, tags, page.locale(), imported.schema()).imported(imported));
    JsonNode stated = imported.item().path("withdrawn_notice");
    if (withdrawn != null) {
      boolean asStated =
          !stated.isEmpty()
              && imported.since().stream()
                  .noneMatch(change -> change.what() instanceof Change.Withdrawn);
      item.put("withdrawn_notice", asStated ? stated : notice(withdrawn));
    } else if (!stated.isMissingNode()) {
      item.put("withdrawn_notice", Map.of());
    }
    return item;
  }

  private Map<String, Object> details(
      Handle tx,
      ImportedItem imported,
      Announcement announcement,
      Content content,
      List<Tag> tags,
      Locale locale) {
    var details = members(imported.item().path("details"));
    Set<String> allowed = schema(imported.schema()).members("details");
    if (allowed.contains("body"))
      details.put("body", body(content, around(tx, announcement, content, locale)));
    if (imported.edited() && !isAttached(tx, imported.edition(), content))
      attachments(imported.schema(), announcement, locale).put(details, content);
    var history = new ArrayList<Object>();
    for (Change change : imported.since().reversed())
      Note.of(announcement, change, locale)
          .ifPresent(note ->
              history.add(
                  ordered(
                      "public_timestamp",
                      instant(change.publicAt() == null ? change.recordedAt() : change.publicAt()),
                      "note",
                      note.text())));
    if (!history.isEmpty() && allowed.contains("change_history")) {
      imported.item().at("/details/change_history").forEach(history::add);
      details.put("change_history", history);
    }
    boolean retagged =
        imported.since().stream()
            .anyMatch(change ->
                change.what() instanceof Change.Retagged
                    || change.what() instanceof Change.Published);
    if (retagged && allowed.contains("emphasised_organisations")) {
      var lead = new ArrayList<String>();
      var here = new HashSet<String>();
      for (Tag tag : tags) here.add(tag.kind().plural() + "/" + tag.slug());
      for (JsonNode id : imported.item().at("/details/emphasised_organisations"))
        if (here.contains(imported.tags().getOrDefault(id.asText(), ""))) lead.add(id.asText());
      if (details.containsKey("emphasised_organisations") || !lead.isEmpty())
        details.put("emphasised_organisations", lead);
    }
    return details;
  }

  /// Whether an edition has the attachments that a later one has.
  private static boolean isAttached(Handle tx, Edition edition, Content later) {
    return Editions.content(tx, edition)
        .filter(content -> content.attachments().equals(later.attachments()))
        .isPresent();
  }

  private ContentItemAttachments attachments(
      String schema, Announcement announcement, Locale locale) {
    String path = new Page(announcement.slug(), locale).path(newsroom.locales());
    return new ContentItemAttachments(
        schema, schema(schema).members("details"), path, newsroom.url());
  }

  /// What was imported stands in the element that it came in; what was written here gets one.
  private static String body(Content content, RolesHeld surroundings) {
    String html = Text.parse(content.body()).toContent(surroundings);
    return content.body().dialect() == Body.Dialect.HTML ? html : govspeak(html);
  }

  private RolesHeld around(Handle tx, Announcement announcement, Content content, Locale locale) {
    String path = new Page(announcement.slug(), locale).path(newsroom.locales());
    return new RolesHeld(tx, newsroom, announcement, locale, content, path);
  }

  private ContentItemLinks links(
      Handle tx, Announcement announcement, List<Tag> tags, Locale locale, String schema) {
    return new ContentItemLinks(
        tx, newsroom, announcement, tags, locale, schema(schema).members("links"));
  }

  private Map<String, Object> notice(State.IsWithdrawn withdrawn) {
    return ordered(
        "explanation", html(withdrawn.explanation()), "withdrawn_at", instant(withdrawn.at()));
  }

  /// Addresses within their publisher's site stand in some items without it, which their schema
  /// does not allow; an empty one is none.
  private static void absolute(JsonNode item, String pointer) {
    int slash = pointer.lastIndexOf('/');
    String address = item.at(pointer).asText();
    if (!(item.at(pointer.substring(0, slash)) instanceof ObjectNode parent)) return;
    String name = pointer.substring(slash + 1);
    if (address.startsWith("/")) parent.put(name, SITE + address);
    else if (name.equals("alternative_path")) parent.putNull(name);
    else parent.remove(name);
  }

  private static JsonSchema schema(String name) {
    return JsonSchema.of("/govuk/" + name + ".frontend.schema.json");
  }

  private static Map<String, Object> members(JsonNode object) {
    var members = new LinkedHashMap<String, Object>();
    object.properties().forEach(one -> members.put(one.getKey(), one.getValue()));
    return members;
  }

  private Map<String, Object> details(
      Handle tx,
      Announcement announcement,
      Content content,
      Form form,
      List<Tag> tags,
      Locale locale) {
    var details = new LinkedHashMap<String, Object>();
    RolesHeld around = around(tx, announcement, content, locale);
    details.put("body", govspeak(Text.parse(content.body()).toFeed(around, newsroom.url())));
    attachments(form.schema(), announcement, locale).put(details, content);
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

  /// An id that the schemas take: theirs are of versions 1 to 5.
  public static String contentId(String id) {
    return id.matches("[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        ? id
        : Ids.ofName(id);
  }

  private Instant startOfDay(Instant at) {
    return at.atZone(newsroom.zone()).toLocalDate().atStartOfDay(newsroom.zone()).toInstant();
  }

  private String instant(Instant at) {
    return instant(at, newsroom.zone());
  }

  /// A date with a time as the schemas' examples have it: `2016-09-26T09:50:56.078+00:00`.
  public static String instant(Instant at, ZoneId zone) {
    return INSTANT.format(OffsetDateTime.ofInstant(at, zone));
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
    JsonNode tree = Json.MAPPER.valueToTree(item);
    for (String pointer : schema(tree.path("schema_name").asText()).check(tree).relative())
      absolute(tree, pointer);
    return Response.ok(JSON, Json.write(tree)).header("Access-Control-Allow-Origin", "*");
  }
}
