package communique.site;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a list of announcements, which goes from the newest to the oldest: that of one
/// announcement.
///
/// @param at when readers last had something new of it, in UTC milliseconds
record Cursor(long at, String documentId) {
  /// Before everything.
  static final Cursor START = new Cursor(Long.MAX_VALUE, "");

  private static final Pattern SHAPE = Pattern.compile("(-?[0-9]{1,15})\\.([0-9a-f-]{36})");

  /// Reads what [#toString()] writes; empty for anything else.
  static Optional<Cursor> read(String text) {
    Matcher matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? Optional.of(new Cursor(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /// As it stands in an address.
  @Override
  public String toString() {
    return at + "." + documentId;
  }
}
