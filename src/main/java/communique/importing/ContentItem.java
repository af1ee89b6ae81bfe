package communique.importing;

import com.fasterxml.jackson.databind.JsonNode;
import communique.language.GovukLocales;
import communique.language.Locales;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Slug;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One content item of GOV.UK: an announcement, a tag's page, or an address that is gone or leads
/// elsewhere. Every other kind is refused by name.
final class ContentItem implements Item {
  private final JsonNode item;
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

  ContentItem(String file, String place, JsonNode item, int bytes, Locales locales) {
    this.item = item;
    this.locales = locales;
    String schema = item.path("schema_name").asText();
    String locale = item.path("locale").asText();
    String path = item.path("base_path").asText();
    String id = item.path("content_id").asText("");
    var sort = ContentItemFields.Sort.of(schema);
    boolean isOfNews =
        sort == ContentItemFields.Sort.ANNOUNCEMENT || sort == ContentItemFields.Sort.ADDRESS;
    String slug = Slugs.ofPath(path, locale);
    this.mark =
        new Mark(
            file,
            place,
            Slug.shown(item.path("document_type").asText(schema.isEmpty() ? "no item" : schema)),
            !isOfNews ? "" : slug.isEmpty() ? id : slug,
            locale,
            id,
            path,
            Digests.of(Json.write(item).getBytes(StandardCharsets.UTF_8)),
            Math.max(1, bytes * 4));
  }

  @Override
  public Mark mark() {
    return mark;
  }

  @Override
  public void prepare() {
    ready = ContentItemFields.of(item).then(this::ready);
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
