package communique.importing;

import com.fasterxml.jackson.databind.JsonNode;
import communique.language.GovukLocales;
import communique.language.Locales;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Slug;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One content item of GOV.UK: an announcement, a tag's page, or an address that is gone or leads
/// elsewhere. Every other kind is refused by name.
final class ContentItem implements Item {
  private final JsonNode item;
  private final boolean plain;
  private final Locales locales;
  private final Mark mark;
  private @Nullable Outcome<Ready> ready;

  /// What an item is once its shape is known to be right.
  sealed interface Ready {
    /// @param locale ours
    record Announcement(ContentItemWords words, Locale locale) implements Ready {}

    record TagPage(ContentItemFields fields) implements Ready {}

    record Address(ContentItemFields fields) implements Ready {}
  }

  /// @param bytes how long it was
  /// @param plain whether every character of it is known to be one that may be stored
  ContentItem(String file, String place, JsonNode item, int bytes, boolean plain, Locales locales) {
    this.item = item;
    this.plain = plain;
    this.locales = locales;
    this.mark =
        mark(
            file,
            place,
            name -> item.path(name).isTextual() ? item.path(name).textValue() : "",
            JsonDigest.of(item),
            bytes);
  }

  /// The mark of an item.
  ///
  /// @param texts the text that a member of it is; empty for any other
  static Mark mark(
      String file, String place, UnaryOperator<String> texts, String digest, int bytes) {
    String schema = texts.apply("schema_name");
    String type = texts.apply("document_type");
    String locale = texts.apply("locale");
    String path = texts.apply("base_path");
    String id = texts.apply("content_id");
    var sort = ContentItemFields.Sort.of(schema);
    boolean isOfNews =
        sort == ContentItemFields.Sort.ANNOUNCEMENT || sort == ContentItemFields.Sort.ADDRESS;
    String slug = isOfNews ? Slugs.ofPath(path, locale) : "";
    String none = schema.isEmpty() ? "no item" : schema;
    return new Mark(
        file,
        place,
        Slug.shown(type.isEmpty() ? none : type),
        isOfNews && slug.isEmpty() ? id : slug,
        locale,
        id,
        path,
        digest,
        weight(bytes));
  }

  /// How much an item of that many bytes takes while it waits, roughly.
  static int weight(int bytes) {
    return (int) Math.clamp(bytes * 4L, 1, Integer.MAX_VALUE);
  }

  @Override
  public Mark mark() {
    return mark;
  }

  @Override
  public void prepare() {
    ready = ContentItemFields.of(item, plain).then(this::ready);
  }

  private Outcome<Ready> ready(ContentItemFields fields) {
    return switch (fields.sort()) {
      case ANNOUNCEMENT -> locale().then(locale -> words(fields, locale));
      case ADDRESS -> locale().then(locale -> Outcome.done(new Ready.Address(fields)));
      case TAG -> Outcome.done(new Ready.TagPage(fields));
      case OTHER -> throw new IllegalStateException("was refused");
    };
  }

  private static Outcome<Ready> words(ContentItemFields fields, Locale locale) {
    return ContentItemWords.of(fields, locale)
        .then(words -> Outcome.done(new Ready.Announcement(words, locale)));
  }

  /// The one of ours that the item is in.
  private Outcome<Locale> locale() {
    Optional<Locale> ours = GovukLocales.read(mark.locale(), locales.all());
    return new Refusals()
        .when(
            ours.isEmpty(),
            "locale",
            "locale.unknown",
            Slug.shown(GovukLocales.tag(mark.locale())),
            String.join(", ", locales.all().stream().map(Locale::toLanguageTag).toList()))
        .or(ours.orElse(locales.first()));
  }

  @Override
  public Outcome<Asked> ask(Here here) {
    return Objects.requireNonNull(ready, "it was prepared")
        .then(what ->
            switch (what) {
              case Ready.Announcement one -> one.words().ask(here, mark);
              case Ready.TagPage(ContentItemFields fields) ->
                  new ContentItemTagPage(here, fields, mark).ask();
              case Ready.Address(ContentItemFields fields) ->
                  new ContentItemAddress(here, fields, mark).ask();
            });
  }
}
