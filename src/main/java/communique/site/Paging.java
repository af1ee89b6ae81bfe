package communique.site;

import communique.shelf.Target;
import java.util.List;
import java.util.Optional;

/// One page of a list.
///
/// @param cursors what stands on it, the newest first
/// @param newer what is put behind the list's address to get the page of newer ones: empty for the
///   address itself; nothing where there are none
/// @param earlier the same for the page of earlier ones
record Paging(List<Cursor> cursors, Optional<String> newer, Optional<String> earlier) {
  /// The stretches of one list, as [Listings] reads them.
  interface Stretches {
    /// What comes after a place, the nearest first.
    List<Cursor> after(Cursor cursor, int limit);

    /// What comes before it, the nearest first.
    List<Cursor> before(Cursor cursor, int limit);
  }

  /// The page that begins behind `from`.
  static Paging of(Stretches stretches, Cursor from) {
    int length = Rolls.LENGTH;
    List<Cursor> found = stretches.after(from, length + 1);
    List<Cursor> cursors = found.subList(0, Math.min(length, found.size()));
    Optional<String> earlier =
        found.size() > length ? Optional.of(query(cursors.getLast())) : Optional.empty();
    if (from.equals(Cursor.START)) return new Paging(cursors, Optional.empty(), earlier);
    // The page before this one begins behind the one that stands a page and one further up.
    Cursor top = cursors.isEmpty() ? from : cursors.getFirst();
    List<Cursor> above = stretches.before(top, length + 1);
    String newer = above.size() > length ? query(above.getLast()) : "";
    return new Paging(cursors, Optional.of(newer), earlier);
  }

  /// The place behind which an address asks to begin; empty where it asks for one that cannot be.
  static Optional<Cursor> from(Target target) {
    String before = target.parameters().get("before");
    return before == null ? Optional.of(Cursor.START) : Cursor.read(before);
  }

  /// What stands behind an address for the page behind `cursor`.
  static String query(Cursor cursor) {
    return cursor.equals(Cursor.START) ? "" : "?before=" + cursor;
  }
}
