package communique.record;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells again what was public elsewhere: the whole history of an announcement, or as much of it as
/// is known there, the oldest first.
///
/// What of it is here already stays as it is, and only what came after is added; so an export that
/// has grown can be brought in again.
///
/// @param id the announcement's; empty where none is known, and it is known by its slug
/// @param past the oldest first on each page; with a [Version] where nothing of it is here
public record Replay(String id, String slug, List<Past> past) implements Command {
  public Replay {
    past = List.copyOf(past);
  }

  /// Something that became public.
  public sealed interface Past {
    /// When; null where no date is known.
    @Nullable Instant at();

    /// The locale that it is about; null for all of them.
    @Nullable Locale locale();
  }

  /// A version. The first of an announcement is its original, whatever its locale.
  ///
  /// @param kind null for the announcement's, or a news story where it begins one
  /// @param note empty for the first of a locale, and for a minor update
  /// @param tags the kinds of tags that it states, by slug
  /// @param createTags whether a tag that does not exist is made
  /// @param firstPublishedAt of the announcement, where its page stated it; else null
  /// @param publicUpdatedAt of the announcement, where its page stated it; else null
  /// @param engagements what it told of them then; it undoes nothing that was told later
  public record Version(
      Locale locale,
      @Nullable Instant at,
      @Nullable Kind kind,
      Content content,
      UpdateType update,
      String note,
      Map<TagKind, List<String>> tags,
      boolean createTags,
      @Nullable Instant firstPublishedAt,
      @Nullable Instant publicUpdatedAt,
      List<EngagementStated> engagements)
      implements Past {
    public Version {
      engagements = List.copyOf(engagements);
    }

    /// A version that tells of no engagement.
    public Version(
        Locale locale,
        @Nullable Instant at,
        @Nullable Kind kind,
        Content content,
        UpdateType update,
        String note,
        Map<TagKind, List<String>> tags,
        boolean createTags,
        @Nullable Instant firstPublishedAt,
        @Nullable Instant publicUpdatedAt) {
      this(
          locale,
          at,
          kind,
          content,
          update,
          note,
          tags,
          createTags,
          firstPublishedAt,
          publicUpdatedAt,
          List.of());
    }

    Publish publish(String slug, boolean original) {
      return new Publish(
          slug, locale, original, kind, content, update, note, tags, createTags, engagements);
    }
  }

  /// A note whose version is not known.
  public record Noted(Locale locale, @Nullable Instant at, String note) implements Past {}

  /// The page stayed readable, marked.
  public record Withdrawn(@Nullable Locale locale, Instant at, String explanation)
      implements Past {}

  /// The page went away.
  ///
  /// @param redirectTo a path here or an absolute address; empty when it is gone. A path may lead
  ///   to what is not here yet
  public record Unpublished(
      @Nullable Locale locale, Instant at, String redirectTo, String explanation) implements Past {}

  /// The page came back as it was.
  public record Restored(@Nullable Locale locale, Instant at) implements Past {}

  /// The tags changed without a new version.
  ///
  /// @param tags as in [Retag]
  public record Retagged(Instant at, Map<TagKind, List<String>> tags, boolean createTags)
      implements Past {
    @Override
    public @Nullable Locale locale() {
      return null;
    }
  }
}
