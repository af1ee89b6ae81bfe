package communique.exporting;

import communique.platform.Database;
import communique.record.Announcement;
import communique.record.Attachment;
import communique.record.Attachment.Film;
import communique.record.Change;
import communique.record.Change.EngagementDefined;
import communique.record.Change.Noted;
import communique.record.Change.Published;
import communique.record.Change.Restored;
import communique.record.Change.Retagged;
import communique.record.Change.Unpublished;
import communique.record.Change.Withdrawn;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Engagement;
import communique.record.EngagementHistory;
import communique.record.Newsroom;
import communique.record.Origin;
import communique.record.Origins;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.UpdateType;
import communique.text.Body;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;

/// Writes Markdown behind front matter. The newest version of a page is `news/visit.md` or
/// `news/visit.ru.md`, so that any program for Markdown shows the newsroom as it is; the older ones
/// are `news/visit/1.md`, `news/visit/2.ru.md`. The file of the language that an announcement began
/// in holds its history.
final class MarkdownExport {
  private final Newsroom newsroom;
  private final Folder folder;
  private final KeptExport files;

  /// The path of every tag by its id; of one that was merged, that of the tag that stands for it.
  private final Map<String, String> tags;

  /// What the announcements at hand told of engagements, by change, and where they stood before, by
  /// id.
  private Map<Long, List<Engagement>> engagements = Map.of();

  private Map<String, List<Origin>> origins = Map.of();

  MarkdownExport(Newsroom newsroom, Folder folder, KeptExport files, Map<String, String> tags) {
    this.files = files;
    this.tags = Map.copyOf(tags);
    this.newsroom = newsroom;
    this.folder = folder;
  }

  /// Writes announcements with all their versions.
  void write(Database database, List<Announcement> announcements) throws IOException {
    List<String> ids = announcements.stream().map(Announcement::id).toList();
    Map<String, NavigableMap<Long, List<String>>> taggings =
        database.reading(tx -> Tags.history(tx, ids));
    engagements = database.reading(tx -> EngagementHistory.told(tx, ids));
    origins = database.reading(tx -> Origins.ofDocuments(tx, ids));
    for (Announcement announcement : announcements) {
      List<Edition> editions =
          announcement.locales().stream()
              .flatMap(locale -> announcement.editions(locale).stream())
              .toList();
      Map<String, Content> contents = database.reading(tx -> Editions.contents(tx, editions));
      NavigableMap<Long, List<String>> carried = taggings.getOrDefault(announcement.id(), NONE);
      for (Edition edition : editions) {
        Content content = contents.get(edition.id());
        // What was erased is in no export.
        if (content != null) version(announcement, edition, content, carried, contents);
      }
      boolean isErased =
          announcement
              .newest(announcement.original())
              .filter(edition -> contents.containsKey(edition.id()))
              .isEmpty();
      if (isErased)
        folder.write(
            main(announcement), "---\n" + historyOf(announcement, carried, contents) + "---\n");
    }
  }

  private static final NavigableMap<Long, List<String>> NONE = new java.util.TreeMap<>();

  private void version(
      Announcement announcement,
      Edition edition,
      Content content,
      NavigableMap<Long, List<String>> carried,
      Map<String, Content> contents)
      throws IOException {
    Locale locale = edition.locale();
    boolean isNewest = announcement.newest(locale).orElseThrow().equals(edition);
    boolean isMain = isNewest && locale.equals(announcement.original());
    var out = new StringBuilder("---\n");
    field(out, "title", content.title());
    field(out, "summary", content.summary());
    field(out, "kind", edition.kind().slug());
    field(out, "locale", locale.toLanguageTag());
    field(out, "edition", edition.number());
    if (isMain) out.append(historyOf(announcement, carried, contents));
    else
      field(out, "history", isNewest ? name(main(announcement)) : "../" + name(main(announcement)));
    if (content.body().dialect() == Body.Dialect.HTML) field(out, "dialect", "html");
    for (Attachment one : content.attachments()) files.write(one);
    if (!content.attachments().isEmpty())
      field(
          out, "attachments", content.attachments().stream().map(MarkdownExport::members).toList());
    if (!content.kept().isEmpty()) field(out, "kept", content.kept());
    String body = content.body().source();
    // What would not come back the same from below the front matter stands in it.
    String end = body.endsWith("\n") ? "" : "\n";
    String plain = body.endsWith("\n") ? body.substring(0, body.length() - 1) : body;
    boolean exact = plain.equals(plain.strip()) && plain.indexOf('\r') < 0 && !plain.isEmpty();
    if (!exact) field(out, "body", body);
    else if (end.isEmpty()) field(out, "ends-in-newline", true);
    out.append("---\n");
    if (exact) out.append(body).append(end);
    folder.write(file(announcement, edition, isNewest), out.toString());
  }

  private String historyOf(
      Announcement announcement,
      NavigableMap<Long, List<String>> carried,
      Map<String, Content> contents) {
    var out = new StringBuilder();
    field(out, "id", announcement.id());
    field(out, "original", announcement.original().toLanguageTag());
    field(out, "first-published", announcement.firstPublishedAt());
    field(out, "last-updated", announcement.publicUpdatedAt());
    List<Origin> stood = origins.getOrDefault(announcement.id(), List.of());
    if (!stood.isEmpty())
      field(
          out, "origins", stood.stream().map(one -> OriginsExport.of(announcement, one)).toList());
    out.append("history:\n");
    List<String> before = List.of();
    for (Change change : announcement.changes()) {
      var line = new LinkedHashMap<String, Object>();
      line.put("change", change.what().slug());
      if (change.publicAt() != null) line.put("date", change.publicAt());
      if (change.locale() != null) line.put("locale", change.locale().toLanguageTag());
      boolean told =
          switch (change.what()) {
            case Published published -> {
              Edition edition = announcement.editionOf(change).orElseThrow();
              if (contents.containsKey(edition.id())) line.put("edition", edition.number());
              else line.put("change", "noted");
              if (published.updateType() == UpdateType.MINOR) line.put("update-type", "minor");
              put(line, "note", published.note());
              if (published.firstPublishedAt() != null)
                line.put("first-published", published.firstPublishedAt());
              if (published.publicUpdatedAt() != null)
                line.put("last-updated", published.publicUpdatedAt());
              yield true;
            }
            case Noted noted -> {
              put(line, "note", noted.note());
              yield true;
            }
            case Withdrawn withdrawn -> {
              put(line, "explanation", withdrawn.explanation());
              yield true;
            }
            case Unpublished unpublished -> {
              put(line, "to", unpublished.redirectTo());
              put(line, "explanation", unpublished.explanation());
              yield true;
            }
            case Restored restored -> true;
            // Since a tag was merged, tags that changed may be the same.
            case Retagged retagged ->
                !paths(carried.getOrDefault(change.n(), before)).equals(paths(before));
            case Change.OfTag of -> false;
            case EngagementDefined defined -> false;
          };
      List<String> ids = carried.get(change.n());
      if (ids != null) {
        line.put("tags", byKind(ids));
        before = ids;
      }
      List<Engagement> said = engagements.getOrDefault(change.n(), List.of());
      if (!said.isEmpty())
        line.put("engagements", said.stream().map(EngagementsExport::members).toList());
      if (told) out.append("  - ").append(Quoted.value(line)).append('\n');
    }
    return out.toString();
  }

  /// Every kind, as one that is not named would stay as it was.
  private Map<String, List<String>> byKind(List<String> ids) {
    List<String> paths = paths(ids);
    var byKind = new LinkedHashMap<String, List<String>>();
    for (TagKind kind : TagKind.values()) {
      String begin = "/" + kind.plural() + "/";
      byKind.put(
          kind.plural(),
          paths.stream()
              .filter(path -> path.startsWith(begin))
              .map(path -> path.substring(begin.length()))
              .toList());
    }
    return byKind;
  }

  private List<String> paths(List<String> ids) {
    return ids.stream().map(id -> Objects.requireNonNull(tags.get(id))).distinct().toList();
  }

  private String main(Announcement announcement) {
    return page(announcement, announcement.original());
  }

  private String page(Announcement announcement, Locale locale) {
    return "news/" + announcement.slug() + suffix(locale) + ".md";
  }

  private String file(Announcement announcement, Edition edition, boolean isNewest) {
    return isNewest
        ? page(announcement, edition.locale())
        : "news/" + announcement.slug() + "/" + edition.number() + suffix(edition.locale()) + ".md";
  }

  private String suffix(Locale locale) {
    return locale.equals(newsroom.locales().first()) ? "" : "." + locale.toLanguageTag();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Map<String, Object> members(Attachment one) {
    var members = new LinkedHashMap<String, Object>();
    members.put("name", one.name());
    put(members, "address", one.address());
    put(members, "digest", one.digest());
    put(members, "type", one.mediaType());
    if (one.bytes() > 0) members.put("bytes", one.bytes());
    put(members, "title", one.title());
    if (one.pages() > 0) members.put("pages", one.pages());
    if (one.accessible()) members.put("accessible", true);
    if (one.width() > 0) members.put("width", one.width());
    if (one.height() > 0) members.put("height", one.height());
    put(members, "alt", one.alt());
    put(members, "caption", one.caption());
    put(members, "credit", one.credit());
    if (one.lead()) members.put("lead", true);
    Film film = one.film();
    if (film != null) {
      members.put("length", film.length());
      put(members, "poster", film.poster());
      put(members, "transcript", film.transcript());
    }
    return members;
  }

  private static void put(Map<String, Object> members, String name, String text) {
    if (!text.isEmpty()) members.put(name, text);
  }

  private static void field(StringBuilder out, String name, Object value) {
    out.append(name).append(": ").append(Quoted.value(value)).append('\n');
  }
}
