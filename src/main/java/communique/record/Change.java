package communique.record;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One row of the change log.
///
/// @param n counted from 1 without gaps
/// @param documentId the announcement that it is about; empty when it is about a tag or an
///   engagement
/// @param locale the locale that it is about; null for all of an announcement's, or a tag
/// @param publicAt when it was public; null for an imported note without a date
/// @param recordedAt when it was recorded here, which differs from `publicAt` for what was imported
/// @param by who did it
/// @param tells whether subscribers and followers are told of it
public record Change(
    long n,
    String documentId,
    @Nullable Locale locale,
    @Nullable Instant publicAt,
    Instant recordedAt,
    String by,
    boolean tells,
    What what) {
  /// What became public.
  public sealed interface What {
    /// As it stands in the database and in JSON: `published`.
    default String slug() {
      return switch (this) {
        case Published p -> "published";
        case Noted n -> "noted";
        case Withdrawn w -> "withdrawn";
        case Unpublished u -> "unpublished";
        case Restored r -> "restored";
        case Retagged r -> "retagged";
        case TagDefined t -> "tag-defined";
        case TagRenamed t -> "tag-renamed";
        case TagMerged t -> "tag-merged";
        case EngagementDefined e -> "engagement-defined";
      };
    }
  }

  /// An edition.
  ///
  /// @param note the change note; empty where readers see "First published." or "Added translation"
  ///   in their language
  /// @param firstPublishedAt of the document, where an import stated it; else null
  /// @param publicUpdatedAt of the document, where an import stated it; else null
  public record Published(
      String editionId,
      UpdateType updateType,
      String note,
      @Nullable Instant firstPublishedAt,
      @Nullable Instant publicUpdatedAt)
      implements What {}

  /// A note of an imported history whose version was not captured; empty as in [Published].
  public record Noted(String note) implements What {}

  /// The page stays readable, marked, with an explanation.
  public record Withdrawn(String explanation) implements What {}

  /// The page is gone, or leads elsewhere.
  ///
  /// @param redirectTo a path here or an absolute address; empty when it is gone
  /// @param explanation may be empty
  public record Unpublished(String redirectTo, String explanation) implements What {}

  /// A page that was withdrawn or unpublished is published again, as it was.
  public record Restored() implements What {}

  /// The document carries other tags from now on.
  public record Retagged() implements What {}

  /// Something of a tag. Its name may stand on any page.
  public sealed interface OfTag extends What {
    String tagId();
  }

  /// A tag was made, or says something else of itself from now on.
  public record TagDefined(String tagId) implements OfTag {}

  /// A tag has another slug from now on.
  public record TagRenamed(String tagId, String from, String to) implements OfTag {}

  /// Another tag stands for a tag from now on.
  public record TagMerged(String tagId, String intoId) implements OfTag {}

  /// Something was said of an engagement without an announcement.
  public record EngagementDefined(String engagementId) implements What {}

  /// Whether it is about the page in `locale`.
  boolean concerns(Locale locale) {
    return this.locale == null || this.locale.equals(locale);
  }

  /// The edition that it made, if it made one.
  public Optional<String> editionId() {
    return what instanceof Published published
        ? Optional.of(published.editionId())
        : Optional.empty();
  }
}
