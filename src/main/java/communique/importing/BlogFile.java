package communique.importing;

import communique.language.Messages;
import communique.platform.Ids;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.About;
import communique.record.Attachment;
import communique.record.Content;
import communique.record.DefineTag;
import communique.record.Described;
import communique.record.Kind;
import communique.record.Newsroom;
import communique.record.Origin;
import communique.record.Page;
import communique.record.Replay;
import communique.record.Replay.Noted;
import communique.record.Replay.Past;
import communique.record.Replay.Version;
import communique.record.Replay.Withdrawn;
import communique.record.Slug;
import communique.record.TagKind;
import communique.record.UpdateType;
import communique.text.Body;
import communique.text.Surroundings;
import communique.text.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Markdown as people keep it for a blog: the front matter that `publish` takes, with the dates and
/// notes of the past, and what Hugo and Jekyll call the same things.
final class BlogFile implements Item {
  /// `2017-10-13-visit.md`, as Jekyll names files.
  private static final Pattern DATED = Pattern.compile("(\\d{4}-\\d{1,2}-\\d{1,2})-(.+)");

  private static final Set<String> READ =
      Set.of(
          "title",
          "summary",
          "description",
          "excerpt",
          "slug",
          "locale",
          "lang",
          "language",
          "kind",
          "date",
          "first-published",
          "published",
          "lastmod",
          "last-updated",
          "updated",
          "last_modified_at",
          "history",
          "withdrawn",
          "redirects-from",
          "redirect_from",
          "aliases",
          "permalink",
          "url",
          "draft",
          "tags",
          "categories",
          "category",
          "author",
          "authors",
          "organisations",
          "people",
          "roles",
          "places",
          "topics",
          "attachments",
          "id",
          "layout");

  private final Fields fields;
  private final String body;
  private final Refusals refusals;
  private final Newsroom newsroom;

  /// Whether a date was given that is none.
  private boolean misdated;

  private final FilesBeside beside;
  private final String slug;
  private final String id;
  private final Locale locale;
  private final @Nullable Instant published;
  private final @Nullable Instant updated;
  private final String digest;
  private final Mark mark;
  private @Nullable Blogged blogged;

  /// @param beside finds a file that lies beside this one
  /// @param given the locale of a file that does not say its own; empty for the newsroom's first
  BlogFile(
      Path file,
      Fields fields,
      String body,
      FilesBeside beside,
      Refusals refusals,
      Newsroom newsroom,
      String given) {
    this.beside = beside;
    this.fields = fields;
    this.body = body;
    this.refusals = refusals;
    this.newsroom = newsroom;
    String name = String.valueOf(file.getFileName());
    String stem = name.substring(0, name.lastIndexOf('.'));
    String dated = "";
    Matcher jekyll = DATED.matcher(stem);
    if (jekyll.matches()) {
      dated = jekyll.group(1);
      stem = jekyll.group(2);
    }
    int dot = stem.lastIndexOf('.');
    String tag = first("locale", "lang", "language");
    // A page bundle of Hugo is a folder with its page in `index.md`.
    if (tag.isEmpty() && dot > 0) tag = stem.substring(dot + 1);
    if (dot > 0) stem = stem.substring(0, dot);
    Path parent = file.toAbsolutePath().getParent();
    if ((stem.equals("index") || stem.equals("_index")) && parent != null)
      stem = String.valueOf(parent.getFileName());
    slug = Slugs.of(fields.has("slug") ? fields.text("slug") : stem);
    Outcome<Locale> of = Languages.read(tag.isEmpty() ? given : tag, newsroom.locales());
    refusals.with(of);
    locale = of instanceof Outcome.Done<Locale> done ? done.value() : newsroom.locales().first();
    boolean speaks = newsroom.locales().has(locale);
    refusals.when(
        !speaks,
        "",
        "locale.unknown",
        locale.toLanguageTag(),
        newsroom.locales().all().stream()
            .map(Locale::toLanguageTag)
            .collect(java.util.stream.Collectors.joining(", ")));

    refusals.when(isTrue("draft") || first("published").equals("false"), "draft", "markdown.draft");
    Instant first = date(first("first-published", "date"));
    if (first == null && !first("published").matches("true|false|"))
      first = date(first("published"));
    if (first == null && !dated.isEmpty()) first = date(dated);
    published = first;
    updated = date(first("last-updated", "lastmod", "last_modified_at", "updated"));
    boolean undated = published == null && updated == null;
    refusals.when(undated && !misdated, "date", "date.missing");

    id =
        first("id").matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
            ? first("id")
            : Ids.ofName("urn:communique:markdown:" + slug);
    var said = new StringBuilder(body);
    for (String field : fields.names()) said.append(field).append(": ").append(fields.shown(field));
    digest = Digests.of(said.toString().getBytes(StandardCharsets.UTF_8));
    mark =
        new Mark(
            file.toString(),
            "",
            "markdown",
            slug,
            locale.toLanguageTag(),
            id,
            // What stands at one address here must come from one file.
            "/" + slug + "." + locale.toLanguageTag(),
            file + digest,
            body.length() * 2 + 1_024);
  }

  /// @param label what a tag is to be called when it is made
  private record Label(TagKind kind, String slug, String label) {}

  /// What is to be done, where nothing is wrong with it.
  private record Blogged(Outcome<Replay> replay, List<Label> labels, Set<String> kept) {}

  @Override
  public Mark mark() {
    return mark;
  }

  /// Takes in the files that lie beside it, too.
  @Override
  public void prepare() {
    BlogBody blog = BlogBody.of(body, beside);
    var kept = new LinkedHashMap<String, Object>();
    for (String field : fields.names())
      if (!READ.contains(field)) kept.put(field, fields.shown(field));
    kept.putAll(blog.kept());
    var labels = new ArrayList<Label>();
    var past = past(blog, tags(labels), kept);
    blogged = new Blogged(refusals.or(new Replay(id, slug, past)), labels, kept.keySet());
  }

  @Override
  public Outcome<Asked> ask(Here here) {
    Blogged done = Objects.requireNonNull(blogged);
    return done.replay()
        .then(told -> {
          var defines = new ArrayList<DefineTag>();
          for (Label label : done.labels())
            if (here.tags().bySlug(label.kind(), label.slug()).isEmpty())
              defines.add(
                  new DefineTag(
                      label.kind(),
                      label.slug(),
                      About.titled(
                          Map.of(newsroom.locales().first().toLanguageTag(), label.label()))));
          return Outcome.done(new Asked.History(defines, told, origins(), done.kept()));
        });
  }

  private List<Past> past(
      BlogBody blog, Map<TagKind, List<String>> tags, Map<String, Object> kept) {
    Locale of = locale;
    var past = new ArrayList<Past>();
    List<Fields> history = fields.has("history") ? fields.list("history") : List.of();
    String note = "";
    Instant at = updated == null ? published : updated;
    if (!history.isEmpty()) {
      for (Fields line : history.subList(0, history.size() - 1)) {
        line.only(List.of("date", "note"));
        past.add(new Noted(of, date(line.text("date")), line.text("note")));
      }
      Fields last = history.getLast().only(List.of("date", "note"));
      note = last.text("note");
      Instant then = date(last.text("date"));
      at = then == null ? at : then;
    } else if (published != null && updated != null && published.isBefore(updated)) {
      past.add(new Noted(of, published, ""));
      note = Messages.in(of).say("updates.updated");
    }
    String summary = Wording.bare(first("summary", "description", "excerpt"));
    if (summary.isEmpty()) summary = firstWords(blog);
    past.add(
        new Version(
            of,
            at,
            kind(),
            new Content(
                Wording.bare(fields.text("title")),
                PostBody.shortened(
                    summary.isEmpty() ? Wording.bare(fields.text("title")) : summary),
                new Body(Body.Dialect.GOVSPEAK, blog.source()),
                attachments(blog),
                kept.isEmpty() ? "" : Json.write(kept)),
            UpdateType.MAJOR,
            note,
            tags,
            false,
            published,
            updated != null && published != null && updated.isBefore(published) ? null : updated));
    if (fields.has("withdrawn")) {
      Fields said = fields.either("withdrawn").fields();
      Instant since = said == null ? null : date(said.text("date"));
      refusals.when(since == null, "withdrawn", "date.missing");
      if (said != null && since != null)
        past.add(new Withdrawn(of, since, said.text("explanation")));
    }
    return past;
  }

  /// What is attached to it in its front matter, as in a file that is published, and then the
  /// pictures of its text that are not among that.
  private List<Attachment> attachments(BlogBody blog) {
    var attachments = new ArrayList<Attachment>();
    if (fields.has("attachments"))
      switch (Described.attached("attachments", MarkdownFile.described(fields), beside)) {
        case Outcome.Done<List<Attachment>> done -> attachments.addAll(done.value());
        case Outcome.Refused<List<Attachment>> refused -> refusals.with(refused);
      }
    for (Attachment picture : blog.attachments())
      if (attachments.stream().noneMatch(one -> one.name().equals(picture.name())))
        attachments.add(picture);
    return attachments;
  }

  private @Nullable Kind kind() {
    String kind = fields.text("kind");
    refusals.when(
        !kind.isEmpty() && Kind.read(kind).isEmpty(),
        "kind",
        "kind.unknown",
        Slug.shown(kind),
        Kind.all());
    return Kind.read(kind).orElse(null);
  }

  /// The first paragraph of the body that is words.
  private String firstWords(BlogBody blog) {
    for (String paragraph : blog.source().split("\n\\s*\n", 20)) {
      String line = paragraph.strip();
      if (line.isEmpty() || "#>-*|`{!<".indexOf(line.charAt(0)) >= 0) continue;
      var source = new Body(Body.Dialect.GOVSPEAK, line);
      if (Text.problem(source).isPresent()) continue;
      String words =
          Wording.bare(
              org.jsoup.Jsoup.parse(Text.parse(source).toPage(Surroundings.none(locale))).text());
      if (!words.isEmpty()) return words;
    }
    return "";
  }

  private Map<TagKind, List<String>> tags(List<Label> labels) {
    Map<TagKind, List<String>> tags = new EnumMap<>(TagKind.class);
    for (TagKind kind : TagKind.values())
      for (String slug : words(kind.plural())) label(kind, slug, labels, tags);
    for (String field : List.of("tags", "categories", "category"))
      for (String topic : words(field)) label(TagKind.TOPIC, topic, labels, tags);
    for (String field : List.of("author", "authors"))
      for (String person : words(field)) label(TagKind.PERSON, person, labels, tags);
    return tags;
  }

  private static void label(
      TagKind kind, String words, List<Label> labels, Map<TagKind, List<String>> tags) {
    String slug = Slugs.of(words);
    if (!(Slug.checked("", slug) instanceof Outcome.Done<String>)) return;
    List<String> slugs = tags.computeIfAbsent(kind, key -> new ArrayList<>());
    if (slugs.contains(slug)) return;
    slugs.add(slug);
    labels.add(new Label(kind, slug, Wording.bare(words)));
  }

  /// A list, or words with commas between them; in what Jekyll reads as a list also with spaces.
  private List<String> words(String field) {
    if (!fields.has(field)) return List.of();
    List<String> words = fields.loose(field);
    boolean spaced = field.equals("tags") || field.equals("categories");
    return spaced && !fields.isList(field) && words.size() == 1
        ? List.of(words.getFirst().split("\\s+"))
        : words;
  }

  private List<Origin> origins() {
    var origins = new ArrayList<Origin>();
    var addresses = new ArrayList<String>();
    for (String field : List.of("redirects-from", "redirect_from", "aliases", "permalink", "url"))
      if (fields.has(field)) addresses.addAll(fields.loose(field));
    String path =
        newsroom.locales().has(locale)
            ? new Page(slug, locale).path(newsroom.locales())
            : "/news/" + slug;
    for (String address : addresses.stream().distinct().toList()) {
      String old = FeedEntry.path(address);
      // A pattern such as /:year/:title/ is no address.
      if (!old.startsWith("/") || old.indexOf(':') >= 0 || old.equals(path)) continue;
      origins.add(
          new Origin(
              old,
              digest,
              0,
              Origin.What.ANNOUNCEMENT,
              path,
              id,
              locale.toLanguageTag(),
              "",
              null,
              ""));
    }
    return origins;
  }

  private String first(String... names) {
    for (String name : names) {
      String text = fields.has(name) ? fields.shown(name) : "";
      if (!text.isEmpty()) return text;
    }
    return "";
  }

  private boolean isTrue(String name) {
    return fields.has(name) && fields.shown(name).equals("true");
  }

  private @Nullable Instant date(String text) {
    if (text.isEmpty()) return null;
    String padded =
        text.matches("\\d{4}-\\d{1,2}-\\d{1,2}")
            ? String.format(
                Locale.ROOT,
                "%s-%02d-%02d",
                text.substring(0, 4),
                Integer.parseInt(text.split("-", -1)[1]),
                Integer.parseInt(text.split("-", -1)[2]))
            : text;
    Optional<Instant> at = FeedDates.read(padded, newsroom.zone());
    refusals.when(at.isEmpty(), "date", "date.malformed", Slug.shown(text));
    misdated |= at.isEmpty();
    return at.orElse(null);
  }
}
