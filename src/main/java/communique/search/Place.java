package communique.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place among the answers: that of one of them, which the next ones stand behind.
///
/// @param withdrawn whether it was withdrawn, as all of those come last
/// @param score how well it answered, as the bits of a float; 0 where that was not asked
/// @param at when it was updated, in UTC milliseconds
/// @param editionId which it was
public record Place(boolean withdrawn, int score, long at, String editionId) {
  private static final Pattern SHAPE =
      Pattern.compile("([01])\\.([0-9a-f]{1,8})\\.(-?[0-9]{1,15})\\.([0-9a-f-]{36})");

  /// Reads what [#toString()] writes; empty for anything else.
  public static Optional<Place> read(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) return Optional.empty();
    int score = Integer.parseUnsignedInt(matcher.group(2), 16);
    float value = Float.intBitsToFloat(score);
    if (!Float.isFinite(value) || value < 0) return Optional.empty();
    return Optional.of(
        new Place(
            matcher.group(1).equals("1"),
            score,
            Long.parseLong(matcher.group(3)),
            matcher.group(4)));
  }

  /// As it stands in an address.
  @Override
  public String toString() {
    return (withdrawn ? "1." : "0.") + Integer.toHexString(score) + "." + at + "." + editionId;
  }
}
