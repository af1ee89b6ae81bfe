package communique.importing;

import communique.files.KeptFiles;
import communique.language.Locales;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Attachment;
import communique.record.Attachment.Film;
import communique.record.Content;
import communique.record.Kind;
import communique.record.Newsroom;
import communique.record.Origin;
import communique.record.Replay;
import communique.record.Replay.Noted;
import communique.record.Replay.Past;
import communique.record.Replay.Restored;
import communique.record.Replay.Retagged;
import communique.record.Replay.Unpublished;
import communique.record.Replay.Version;
import communique.record.Replay.Withdrawn;
import communique.record.Slug;
import communique.record.TagKind;
import communique.record.UpdateType;
import communique.text.Body;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An announcement as `communique export` wrote it: the file that tells its history, and the
/// versions beside it.
final class HistoryFile implements Item {
  private static final List<String> FIELDS =
      List.of(
          "title",
          "summary",
          "kind",
          "locale",
          "edition",
          "id",
          "original",
          "first-published",
          "last-updated",
          "origins",
          "history",
          "dialect",
          "attachments",
          "kept",
          "body",
          "ends-in-newline");
  private static final List<String> LINE =
      List.of(
          "change",
          "date",
          "locale",
          "edition",
          "update-type",
          "note",
          "first-published",
          "last-updated",
          "explanation",
          "to",
          "tags",
          "engagements");
  private static final List<String> FILE =
      List.of(
          "name",
          "address",
          "digest",
          "type",
          "bytes",
          "title",
          "pages",
          "accessible",
          "width",
          "height",
          "alt",
          "caption",
          "credit",
          "lead",
          "length",
          "poster",
          "transcript");

  private final Path file;
  private final Fields fields;
  private final Newsroom newsroom;
  private final Mark mark;
  private final ExportedFiles files;
  private @Nullable Outcome<Asked> asked;

  /// @param files where the bytes of attachments are kept
  HistoryFile(Path file, Fields fields, String text, Newsroom newsroom, KeptFiles files) {
    this.files =
        new ExportedFiles(file.toAbsolutePath().resolveSibling("../files").normalize(), files);
    this.file = file;
    this.fields = fields;
    this.newsroom = newsroom;
    String slug = FileName.of(String.valueOf(file.getFileName())).slug();
    this.mark =
        new Mark(
            file.toString(),
            "",
            "announcement",
            slug,
            "",
            fields.text("id"),
            "/news/" + slug,
            Digests.of(text.getBytes(StandardCharsets.UTF_8)),
            text.length() * 3);
  }

  @Override
  public Mark mark() {
    return mark;
  }

  @Override
  public void prepare() {
    var refusals = new Refusals();
    fields.with(refusals).only(FIELDS);
    var past = new ArrayList<Past>();
    for (Fields line : fields.with(refusals).list("history")) past(line.only(LINE), past, refusals);
    List<Origin> origins =
        fields.with(refusals).list("origins").stream()
            .map(one -> OtherLists.origin(one, fields.text("id"), newsroom, refusals))
            .toList();
    asked =
        refusals.or(
            new Asked.History(
                List.of(), new Replay(fields.text("id"), mark.slug(), past), origins, Set.of()));
  }

  @Override
  public Outcome<Asked> ask(Here here) {
    return Objects.requireNonNull(asked);
  }

  private void past(Fields line, List<Past> past, Refusals refusals) {
    String change = line.text("change");
    Instant at = date(line, "date", refusals);
    Locale of = locale(line.text("locale"), line.at("locale"), refusals);
    Instant then = at == null ? Instant.EPOCH : at;
    Locale somewhere = of == null ? newsroom.locales().first() : of;
    Map<TagKind, List<String>> tags = tags(line);
    switch (change) {
      case "published" -> version(line, somewhere, at, tags, refusals).ifPresent(past::add);
      case "noted" -> past.add(new Noted(somewhere, at, line.text("note")));
      case "withdrawn" -> past.add(new Withdrawn(of, then, line.text("explanation")));
      case "unpublished" ->
          past.add(new Unpublished(of, then, line.text("to"), line.text("explanation")));
      case "restored" -> past.add(new Restored(of, then));
      case "retagged" -> past.add(new Retagged(then, tags, true));
      default -> refusals.when(true, line.at("change"), "markdown.change", Slug.shown(change));
    }
    boolean dated = at != null || change.equals("published") || change.equals("noted");
    refusals.when(!dated && refusals.none(), line.at("date"), "date.missing");
  }

  private Optional<Past> version(
      Fields line,
      Locale of,
      @Nullable Instant at,
      Map<TagKind, List<String>> tags,
      Refusals refusals) {
    String number = line.text("edition");
    Optional<Written> written = written(of, number, refusals);
    refusals.when(
        written.isEmpty() && refusals.none(),
        line.at("edition"),
        "markdown.version",
        Slug.shown(number),
        of.toLanguageTag());
    return written.map(one ->
        new Version(
            of,
            at,
            one.kind(),
            one.content(),
            line.text("update-type").equals("minor") ? UpdateType.MINOR : UpdateType.MAJOR,
            line.text("note"),
            tags,
            true,
            date(line, "first-published", refusals),
            date(line, "last-updated", refusals),
            EngagementFields.list(line.list("engagements"), of, refusals)));
  }

  private record Written(@Nullable Kind kind, Content content) {}

  /// The version with this number in this language, in whichever file it is.
  private Optional<Written> written(Locale of, String number, Refusals refusals) {
    if (!number.matches("[0-9]{1,9}")) return Optional.empty();
    String tag = of.toLanguageTag();
    for (String name :
        List.of(
            mark.slug() + "." + tag + ".md",
            mark.slug() + ".md",
            mark.slug() + "/" + number + "." + tag + ".md",
            mark.slug() + "/" + number + ".md")) {
      Path candidate = file.resolveSibling(name);
      if (!Files.isRegularFile(candidate)) continue;
      if (!(FileBytes.text(candidate) instanceof Outcome.Done<String> text)) continue;
      Optional<FrontMatter> cut = FrontMatter.cut(text.value());
      if (cut.isEmpty()) continue;
      Optional<Fields> read = Fields.read("front-matter", cut.get().yaml(), 1, refusals);
      if (read.isEmpty()) continue;
      Fields says = read.get();
      if (!says.text("edition").equals(number) || !says.text("locale").equals(tag)) continue;
      says.only(FIELDS);
      String body = says.has("body") ? says.text("body") : cut.get().body();
      if (says.flag("ends-in-newline")) body += "\n";
      boolean isHtml = says.text("dialect").equals("html");
      return Optional.of(
          new Written(
              Kind.read(says.text("kind")).orElse(null),
              new Content(
                  says.text("title"),
                  says.text("summary"),
                  new Body(isHtml ? Body.Dialect.HTML : Body.Dialect.GOVSPEAK, body),
                  attachments(says, refusals),
                  says.text("kept"))));
    }
    return Optional.empty();
  }

  private List<Attachment> attachments(Fields says, Refusals refusals) {
    var attachments = new ArrayList<Attachment>();
    for (Fields one : says.list("attachments"))
      switch (files.of(one.place(), attachment(one))) {
        case Outcome.Done<Attachment> done -> attachments.add(done.value());
        case Outcome.Refused<Attachment> refused -> refusals.with(refused);
      }
    return attachments;
  }

  private static Attachment attachment(Fields one) {
    one.only(FILE);
    Film film =
        one.has("length")
            ? new Film(one.text("length"), one.text("poster"), one.text("transcript"))
            : null;
    return new Attachment(
        one.text("name"),
        one.text("digest"),
        one.text("type"),
        number(one.text("bytes")),
        one.text("title"),
        (int) number(one.text("pages")),
        one.flag("accessible"),
        (int) number(one.text("width")),
        (int) number(one.text("height")),
        one.text("alt"),
        one.text("caption"),
        one.text("credit"),
        one.flag("lead"),
        one.text("address"),
        List.of(),
        film);
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private @Nullable Instant date(Fields line, String name, Refusals refusals) {
    String text = line.text(name);
    if (text.isEmpty()) return null;
    Optional<Instant> at = FeedDates.read(text, newsroom.zone());
    refusals.when(at.isEmpty(), line.at(name), "date.malformed", Slug.shown(text));
    return at.orElse(null);
  }

  private static @Nullable Locale locale(String tag, String place, Refusals refusals) {
    if (tag.isEmpty()) return null;
    Optional<Locale> read = Locales.read(tag);
    refusals.when(read.isEmpty(), place, "locale.malformed", Slug.shown(tag));
    return read.orElse(null);
  }

  private static Map<TagKind, List<String>> tags(Fields line) {
    var tags = new EnumMap<TagKind, List<String>>(TagKind.class);
    if (!line.has("tags")) return tags;
    Fields inner = line.either("tags").fields();
    if (inner == null) return tags;
    for (TagKind kind : TagKind.values())
      if (inner.has(kind.plural())) tags.put(kind, inner.texts(kind.plural()));
    return tags;
  }
}
