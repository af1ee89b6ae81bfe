package communique.record;

import communique.text.Examined;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings in an announcement that was public elsewhere, with the history that is known of it.
///
/// @param id the id that it had there, which it keeps unless another announcement has it; empty for
///   a new one
/// @param publish the version that was captured
/// @param firstPublishedAt as its page stated it; null where it did not
/// @param publicUpdatedAt as its page stated it; null where it did not
/// @param notes its history, the oldest first; none where none is known
/// @param captured which of the notes tells of the captured version, counted from 0
/// @param withdrawal of a page that was withdrawn; null for any other
/// @param origin where it stood; null where only its words are known
/// @param examined its body, when that was read already; else null
public record Bring(
    String id,
    Publish publish,
    @Nullable Instant firstPublishedAt,
    @Nullable Instant publicUpdatedAt,
    List<PastNote> notes,
    int captured,
    @Nullable Withdrawal withdrawal,
    @Nullable Origin origin,
    @Nullable Examined examined)
    implements Command {
  /// A line of the history.
  ///
  /// @param note empty where readers see "First published." or "Added translation" in their
  ///   language
  /// @param at null where no date is known
  public record PastNote(String note, @Nullable Instant at) {}

  /// The page was marked as withdrawn.
  ///
  /// @param explanation may be empty
  public record Withdrawal(Instant at, String explanation) {}

  public Bring {
    notes = List.copyOf(notes);
  }

  /// What is known of a page by its words alone.
  public Bring(
      Publish publish,
      Instant firstPublishedAt,
      Instant publicUpdatedAt,
      List<PastNote> notes,
      int captured) {
    this("", publish, firstPublishedAt, publicUpdatedAt, notes, captured, null, null, null);
  }

  /// The body as it was examined, now if it was not before.
  Examined body() {
    return examined != null && examined.body().equals(publish.content().body())
        ? examined
        : Examined.of(publish.content().body());
  }
}
