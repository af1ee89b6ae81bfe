package communique.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings in an announcement that was public elsewhere, with the history that is known of it.
///
/// @param publish the version that was captured
/// @param firstPublishedAt as its page stated it
/// @param publicUpdatedAt as its page stated it
/// @param notes its history, the oldest first
/// @param captured which of the notes tells of the captured version, counted from 0
public record Bring(
    Publish publish,
    Instant firstPublishedAt,
    Instant publicUpdatedAt,
    List<PastNote> notes,
    int captured)
    implements Command {
  /// A line of the history.
  ///
  /// @param note empty where readers see "First published." or "Added translation" in their
  ///   language
  /// @param at null where no date is known
  public record PastNote(String note, @Nullable Instant at) {}
}
