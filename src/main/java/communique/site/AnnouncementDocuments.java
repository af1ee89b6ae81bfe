package communique.site;

import communique.platform.Database;
import communique.platform.Json;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Announcements;
import communique.record.Behind;
import communique.record.Change;
import communique.record.Change.Published;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Newsroom;
import communique.record.Note;
import communique.record.Page;
import communique.record.RolesHeld;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.UpdateType;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.text.Quotation;
import communique.text.Speaker;
import communique.text.Text;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// `/api/announcements/{slug}[.{locale}]`: an announcement whole, in our own shape; docs/api.md
/// explains each member.
@Singleton
final class AnnouncementDocuments implements Maker {
  private static final String PREFIX = "/api/announcements/";
  private static final String JSON = "application/json; charset=utf-8";

  private final Database database;
  private final Newsroom newsroom;

  AnnouncementDocuments(Database database, Newsroom newsroom) {
    this.database = database;
    this.newsroom = newsroom;
  }

  @Override
  public Optional<Response> make(Target target) {
    if (!target.path().startsWith(PREFIX)) return Optional.empty();
    return Page.read("/news/" + target.path().substring(PREFIX.length()), newsroom.locales())
        .flatMap(page -> database.reading(tx -> make(tx, page)));
  }

  private Optional<Response> make(Handle tx, Page page) {
    Optional<Announcement> found = Announcements.bySlug(tx, page.slug());
    Optional<Edition> edition = found.flatMap(announcement -> announcement.newest(page.locale()));
    if (found.isEmpty() || edition.isEmpty()) return Optional.empty();
    State state = found.get().state(page.locale());
    if (state instanceof State.IsUnpublished unpublished && !unpublished.redirectTo().isEmpty()) {
      String to = unpublished.redirectTo();
      return Optional.of(
          Response.redirect(
              301, to.startsWith("/news/") ? PREFIX + to.substring("/news/".length()) : to));
    }
    Response response =
        Response.ok(JSON, Json.write(document(tx, found.get(), edition.get(), page)))
            .header("Access-Control-Allow-Origin", "*");
    return Optional.of(state instanceof State.IsUnpublished ? response.status(410) : response);
  }

  private Map<String, @Nullable Object> document(
      Handle tx, Announcement announcement, Edition edition, Page page) {
    Locale locale = page.locale();
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("id", announcement.id());
    document.put("slug", announcement.slug());
    document.put("locale", locale.toLanguageTag());
    document.put("path", page.path(newsroom.locales()));
    document.put("url", newsroom.url() + page.path(newsroom.locales()));
    document.put("kind", edition.kind().slug());
    State state = announcement.state(locale);
    Optional<ImportedItem> imported = ImportedItem.of(tx, announcement, locale);
    document.put("state", state.slug());
    switch (state) {
      case State.IsPublished p -> {}
      case State.IsWithdrawn w -> {
        Map<String, @Nullable Object> said =
            map(
                "at",
                w.at().toString(),
                "explanation",
                w.explanation(),
                "locale",
                w.explainedIn().toLanguageTag());
        String html =
            Shown.cleaned(imported.map(ImportedItem::explanation).orElse(""), w.explainedIn());
        if (!html.isEmpty()) said.put("html", html);
        document.put("withdrawal", said);
      }
      case State.IsUnpublished u ->
          document.put(
              "unpublishing",
              map(
                  "at",
                  u.at().toString(),
                  "explanation",
                  u.explanation(),
                  "locale",
                  u.explainedIn().toLanguageTag()));
    }
    document.put("firstPublishedAt", announcement.firstPublishedAt().toString());
    document.put("publicUpdatedAt", announcement.publicUpdatedAt().toString());
    document.put("localeUpdatedAt", announcement.publicUpdatedAt(locale).toString());
    document.put("originalLocale", announcement.original().toLanguageTag());
    document.put("locales", locales(announcement));
    if (state instanceof State.IsPublished)
      Behind.of(tx, announcement, locale)
          .ifPresent(lacks -> document.put("behind", behind(announcement, lacks)));
    // What is no longer public is not said here either: the record shows that it was there, when,
    // and why it went.
    if (!(state instanceof State.IsUnpublished)) {
      document.put("edition", edition.number());
      content(tx, document, announcement, edition, locale);
      imported.ifPresent(one -> StatedFacts.of(one.item()).putInto(document));
    }
    document.put("history", history(announcement, locale));
    return document;
  }

  private Map<String, @Nullable Object> behind(Announcement announcement, Behind lacks) {
    Locale original = lacks.newest().locale();
    var said =
        map(
            "locale",
            original.toLanguageTag(),
            "path",
            new Page(announcement.slug(), original).path(newsroom.locales()),
            "changedAt",
            lacks.at().toString(),
            "updateType",
            (lacks.slight() ? UpdateType.MINOR : UpdateType.MAJOR).slug());
    said.put("edition", lacks.newest().number());
    return said;
  }

  private void content(
      Handle tx,
      Map<String, @Nullable Object> document,
      Announcement announcement,
      Edition edition,
      Locale locale) {
    Optional<Content> content = Editions.content(tx, edition);
    document.put("erased", content.isEmpty());
    if (content.isPresent()) {
      String path = new Page(announcement.slug(), locale).path(newsroom.locales());
      var around = new RolesHeld(tx, newsroom, announcement, locale, content.get(), path);
      Text text = Text.parse(content.get().body());
      document.put("title", content.get().title());
      document.put("summary", content.get().summary());
      var body = new LinkedHashMap<String, @Nullable Object>();
      body.put("dialect", content.get().body().dialect().key());
      body.put("source", content.get().body().source());
      body.put("html", text.toFeed(around, newsroom.url()));
      body.put("text", text.toPlain(around));
      document.put("body", body);
      document.put(
          "quotations",
          text.quotations(locale).stream().map(quotation -> quotation(quotation, around)).toList());
      document.put("attachments", attachments(content.get(), path));
    }
    List<Tag> tags = Tags.of(tx, announcement.id(), Long.MAX_VALUE);
    for (TagKind kind : TagKind.values()) {
      var list = new ArrayList<Map<String, @Nullable Object>>();
      for (Tag tag : tags)
        if (tag.kind() == kind) {
          var said = tag(tag, locale, list.isEmpty());
          if (kind == TagKind.PERSON)
            said.put("rolesThatDay", RolesHeld.roles(tx, newsroom, announcement, locale, tag));
          list.add(said);
        }
      document.put(kind.plural(), list);
    }
  }

  private static Map<String, @Nullable Object> quotation(Quotation quotation, RolesHeld around) {
    return switch (quotation.who()) {
      case Quotation.Who.Somebody somebody ->
          map("speaker", somebody.name(), "role", somebody.role(), "text", quotation.words());
      case Quotation.Who.Person person -> {
        String name = around.bySlug(person.slug()).map(Speaker::name).orElse(person.slug());
        yield map("speaker", name, "person", person.slug(), "text", quotation.words());
      }
    };
  }

  private List<Map<String, Object>> attachments(Content content, String path) {
    return content.attachments().stream()
        .map(one -> AttachmentDocument.of(one, path, newsroom.url()))
        .toList();
  }

  private Map<String, @Nullable Object> tag(Tag tag, Locale locale, boolean first) {
    Tag.Title title = tag.title(locale, newsroom.locales().all());
    var said = new LinkedHashMap<String, @Nullable Object>();
    said.put("id", tag.id());
    said.put("slug", tag.slug());
    said.put("title", title.text());
    said.put("locale", title.locale().toLanguageTag());
    said.put("path", tag.path(locale, newsroom.locales()));
    switch (tag.kind()) {
      case ORGANISATION -> {
        said.put("lead", first);
        said.put("accounts", tag.accounts().stream().map(AnnouncementDocuments::account).toList());
      }
      case PERSON, ROLE, PLACE, TOPIC -> {}
    }
    return said;
  }

  private static Map<String, @Nullable Object> account(Tag.Account account) {
    var said =
        map("service", account.service(), "handle", account.handle(), "address", account.address());
    if (account.opened() != null) said.put("opened", account.opened().toString());
    if (account.closed() != null) said.put("closed", account.closed().toString());
    return said;
  }

  private List<Map<String, @Nullable Object>> locales(Announcement announcement) {
    var list = new ArrayList<Map<String, @Nullable Object>>();
    for (Locale locale : announcement.locales()) {
      if (announcement.newest(locale).isEmpty()) continue;
      var said =
          map(
              "locale",
              locale.toLanguageTag(),
              "path",
              new Page(announcement.slug(), locale).path(newsroom.locales()),
              "state",
              announcement.state(locale).slug());
      said.put("editions", announcement.editions(locale).size());
      list.add(said);
    }
    return list;
  }

  private List<Map<String, @Nullable Object>> history(Announcement announcement, Locale reader) {
    var history = new ArrayList<Map<String, @Nullable Object>>();
    for (Change change : announcement.history()) {
      var line = new LinkedHashMap<String, @Nullable Object>();
      line.put("change", change.n());
      line.put("what", change.what().slug());
      if (change.locale() != null) line.put("locale", change.locale().toLanguageTag());
      announcement
          .editionOf(change)
          .ifPresent(edition -> {
            line.put("edition", edition.number());
            if (!(announcement.state(edition.locale()) instanceof State.IsUnpublished))
              line.put(
                  "path",
                  new Page(announcement.slug(), edition.locale()).path(newsroom.locales())
                      + "/editions/"
                      + edition.number());
          });
      if (change.what() instanceof Published published)
        line.put("updateType", published.updateType().slug());
      Note.of(announcement, change, reader)
          .ifPresent(note -> {
            line.put("note", note.text());
            line.put("noteLocale", note.locale().toLanguageTag());
          });
      line.put("publicAt", text(change.publicAt()));
      line.put("recordedAt", change.recordedAt().toString());
      history.add(line);
    }
    return history;
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static Map<String, @Nullable Object> map(String... namesAndValues) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < namesAndValues.length; i += 2)
      map.put(namesAndValues[i], Objects.requireNonNull(namesAndValues[i + 1]));
    return map;
  }
}
