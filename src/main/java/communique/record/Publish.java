package communique.record;

import communique.language.Locales;
import communique.platform.Refusals;
import communique.text.Examined;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes an edition public: of a new announcement, a new version of one, or a translation.
///
/// @param original whether it begins the announcement, in a locale other than the newsroom's
///   default
/// @param kind null for the announcement's own, or a news story where it begins one
/// @param note the change note; empty for none
/// @param tags the kinds of tags that it states, by slug; a kind that is not named stays as it is
/// @param createTags whether a tag that does not exist is made, titled after its slug
/// @param engagements what it tells of engagements; none may be named twice
public record Publish(
    String slug,
    Locale locale,
    boolean original,
    @Nullable Kind kind,
    Content content,
    UpdateType update,
    String note,
    Map<TagKind, List<String>> tags,
    boolean createTags,
    List<EngagementStated> engagements)
    implements Command {
  static final int TITLE_MAX = 300;
  static final int SUMMARY_MAX = 1_000;
  static final int NOTE_MAX = 1_000;
  private static final int BODY_MAX = 1 << 20;
  private static final int ENGAGEMENTS_MAX = 50;

  public Publish {
    engagements = List.copyOf(engagements);
  }

  /// A publication that tells of no engagement.
  public Publish(
      String slug,
      Locale locale,
      boolean original,
      @Nullable Kind kind,
      Content content,
      UpdateType update,
      String note,
      Map<TagKind, List<String>> tags,
      boolean createTags) {
    this(slug, locale, original, kind, content, update, note, tags, createTags, List.of());
  }

  /// What can be wrong with it whatever the record holds.
  Refusals checked() {
    Refusals refusals = lines();
    refusals.when(content.title().isBlank(), "title", "title.empty");
    refusals.when(
        content.summary().isBlank() && !content.isFromElsewhere(), "summary", "summary.empty");
    refusals.when(update == UpdateType.MINOR && !note.isBlank(), "changeNote", "change-note.minor");
    return refusals;
  }

  /// What is wrong with it even while it is only a draft: what it lacks may still be added, and
  /// what it names may still be made, but what stands in it could never be published.
  public Refusals wellFormed(Locales locales) {
    Refusals refusals = lines();
    locale(refusals, locales);
    body(refusals, Examined.of(content.body()));
    engagements(refusals, ZoneOffset.UTC);
    return refusals;
  }

  /// Adds what is wrong with what it tells of engagements, whatever the record holds.
  void engagements(Refusals refusals, ZoneId home) {
    refusals.when(
        engagements.size() > ENGAGEMENTS_MAX,
        "engagements",
        "engagement.many",
        engagements.size(),
        ENGAGEMENTS_MAX);
    Set<String> slugs = new HashSet<>();
    for (int i = 0; i < engagements.size(); i++) {
      EngagementStated stated = engagements.get(i);
      stated.check(refusals, "engagements." + i + ".", home);
      refusals.when(
          !slugs.add(stated.slug()), "engagements." + i, "tag.twice", Slug.shown(stated.slug()));
    }
  }

  void locale(Refusals refusals, Locales locales) {
    refusals.when(
        !locales.has(locale),
        "locale",
        "locale.unknown",
        locale.toLanguageTag(),
        locales.all().stream().map(Locale::toLanguageTag).collect(Collectors.joining(", ")));
  }

  /// Adds why the body cannot be read.
  ///
  /// @return whether it can
  boolean body(Refusals refusals, Examined examined) {
    String source = content.body().source();
    int bytes = source.getBytes(StandardCharsets.UTF_8).length;
    boolean half = Line.hasHalf(source);
    refusals.when(half, "body", "text.surrogate");
    refusals.when(bytes > BODY_MAX, "body", "body.too-long", bytes, BODY_MAX);
    if (half || bytes > BODY_MAX) return false;
    examined.problem().ifPresent(why -> refusals.when(true, "body", why.key(), why.arguments()));
    return examined.problem().isEmpty();
  }

  Refusals lines() {
    var refusals = new Refusals().with(Slug.checked("slug", slug));
    Line.check(refusals, "title", "title", content.title(), TITLE_MAX);
    Line.check(refusals, "summary", "summary", content.summary(), SUMMARY_MAX);
    Line.check(refusals, "changeNote", "change-note", note, NOTE_MAX);
    AttachmentChecks.among(refusals, content.attachments());
    tags.forEach((tagKind, slugs) -> {
      for (int i = 0; i < slugs.size(); i++) {
        String place = tagKind.plural() + "." + i;
        refusals.with(Slug.checked(place, slugs.get(i)));
        refusals.when(
            slugs.indexOf(slugs.get(i)) < i, place, "tag.twice", Slug.shown(slugs.get(i)));
      }
    });
    return refusals;
  }
}
