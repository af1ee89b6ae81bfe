package communique.importing;

import communique.files.KeptFiles;
import communique.language.Locales;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Attachment;
import communique.record.Content;
import communique.record.Described;
import communique.record.Kind;
import communique.record.Publish;
import communique.record.Slug;
import communique.record.TagKind;
import communique.record.UpdateType;
import communique.text.Body;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// A file to publish: Markdown behind YAML front matter.
///
/// @param name as it was given, for messages
/// @param slug of its announcement; empty where it does not say one
/// @param publish what is to be published, or every reason why the file cannot be
public record MarkdownFile(String name, String slug, Outcome<Publish> publish) {
  /// What front matter may hold.
  static final List<String> FIELDS =
      List.of(
          "slug",
          "locale",
          "original",
          "kind",
          "title",
          "summary",
          "update-type",
          "change-note",
          "organisations",
          "people",
          "roles",
          "places",
          "topics",
          "engagements",
          "attachments");

  private static final int FRONT_MATTER_MAX = 1 << 16;

  /// Reads a file; what the record holds is not asked.
  ///
  /// @param locales the newsroom's; a name without a locale is of the first
  /// @param createTags whether tags that do not exist are to be made
  /// @param files where the files that it attaches are kept, once it can be read itself
  public static MarkdownFile read(Path file, Locales locales, boolean createTags, KeptFiles files) {
    String name = String.valueOf(file.getFileName());
    return switch (FileBytes.text(file)) {
      case Outcome.Done<String> done ->
          of(
              file.toString(),
              name,
              done.value(),
              locales,
              createTags,
              new FilesBeside(file, files));
      case Outcome.Refused<String> refused ->
          new MarkdownFile(file.toString(), FileName.of(name).slug(), refused.as());
    };
  }

  /// Of a text that has no files beside it.
  static MarkdownFile of(
      String name, String fileName, String text, Locales locales, boolean createTags) {
    return of(
        name,
        fileName,
        text,
        locales,
        createTags,
        (place, file) -> Outcome.refused(place, "attachment.missing", Slug.shown(file), "(none)"));
  }

  static MarkdownFile of(
      String name,
      String fileName,
      String text,
      Locales locales,
      boolean createTags,
      BiFunction<String, String, Outcome<Attachment>> beside) {
    FileName named = FileName.of(fileName);
    var refusals = new Refusals();
    Optional<FrontMatter> cut = FrontMatter.cut(text);
    if (cut.isEmpty())
      return new MarkdownFile(
          name,
          named.slug(),
          Outcome.refused(
              "", FrontMatter.begins(text) ? "front-matter.unclosed" : "front-matter.missing"));
    FrontMatter parts = cut.get();
    if (parts.yaml().length() > FRONT_MATTER_MAX)
      return new MarkdownFile(
          name,
          named.slug(),
          Outcome.refused(
              "",
              "front-matter.malformed",
              "it has more than " + FRONT_MATTER_MAX + " characters"));
    Optional<Fields> read = Fields.read("front-matter", parts.yaml(), 1, refusals);
    if (read.isEmpty()) return new MarkdownFile(name, named.slug(), failed(refusals));
    Fields fields = read.get().only(FIELDS);

    String slug = fields.has("slug") ? fields.text("slug") : named.slug();
    boolean isNamed = named.clear() || (fields.has("slug") && fields.has("locale"));
    refusals.when(!isNamed, "", "file.name", Slug.shown(fileName));
    Locale locale = named.locale(fields.text("locale"), locales, refusals);
    String kind = fields.text("kind");
    refusals.when(
        !kind.isEmpty() && Kind.read(kind).isEmpty(),
        "kind",
        "kind.unknown",
        Slug.shown(kind),
        Kind.all());
    String update = fields.text("update-type");
    refusals.when(
        !update.isEmpty() && UpdateType.read(update).isEmpty(),
        "updateType",
        "update-type.unknown",
        Slug.shown(update));
    Map<TagKind, List<String>> tags = new EnumMap<>(TagKind.class);
    for (TagKind tag : TagKind.values())
      if (fields.has(tag.plural())) tags.put(tag, fields.texts(tag.plural()));
    List<Described> described = described(fields);
    // Files are taken in only where all that is said of them could be read.
    List<Attachment> attachments = List.of();
    if (refusals.none())
      switch (Described.attached("attachments", described, beside)) {
        case Outcome.Done<List<Attachment>> done -> attachments = done.value();
        case Outcome.Refused<List<Attachment>> refused -> refusals.with(refused);
      }
    var publish =
        new Publish(
            slug,
            locale,
            fields.flag("original"),
            Kind.read(kind).orElse(null),
            new Content(
                fields.text("title"),
                fields.text("summary"),
                new Body(Body.Dialect.GOVSPEAK, parts.body()),
                attachments,
                ""),
            UpdateType.read(update).orElse(UpdateType.MAJOR),
            fields.text("change-note"),
            tags,
            createTags,
            EngagementFields.list(fields.list("engagements"), locale, refusals));
    return new MarkdownFile(name, slug, refusals.or(publish));
  }

  static List<Described> described(Fields fields) {
    return fields.list("attachments").stream()
        .map(one -> one.only(Described.FIELDS))
        .map(one -> Described.of(one::text, one::flag))
        .toList();
  }

  private static Outcome<Publish> failed(Refusals refusals) {
    return refusals
        .or("")
        .then(none -> {
          throw new IllegalStateException("unread fields need a reason");
        });
  }
}
