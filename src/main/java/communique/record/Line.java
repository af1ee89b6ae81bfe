package communique.record;

import communique.platform.Refusals;
import java.util.Locale;

/// The rules for text on a single line: titles, summaries, notes, names.
final class Line {
  private Line() {}

  /// Adds what is wrong with `text`: too long, a control character (also those that XML 1.0 cannot
  /// say), a direction override, or half a character.
  static void check(Refusals refusals, String place, String name, String text, int max) {
    refusals.when(text.length() > max, place, name + ".too-long", text.length(), max);
    if (isPlain(text)) return;
    text.codePoints()
        .filter(c -> isControl(c))
        .findFirst()
        .ifPresent(c -> refusals.when(true, place, "text.control", shown(c)));
    text.codePoints()
        .filter(Line::isBidi)
        .findFirst()
        .ifPresent(c -> refusals.when(true, place, "text.bidi", shown(c)));
    refusals.when(hasHalf(text), place, "text.surrogate");
  }

  /// Whether a surrogate stands in it without its other half.
  static boolean hasHalf(String text) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (isHalf(c)) return true;
      at += Character.charCount(c);
    }
    return false;
  }

  /// Whether nothing can be wrong with it but its length, as with most text.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x2069) || c >= 0xd800)
        return false;
    }
    return true;
  }

  /// Embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX 9 §2): in a
  /// line of ours they can only show one thing and mean another.
  static boolean isBidi(int c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xfffe || c == 0xffff;
  }

  private static boolean isHalf(int c) {
    return c >= 0xd800 && c <= 0xdfff;
  }

  private static String shown(int c) {
    return String.format(Locale.ROOT, "U+%04X", c);
  }
}
