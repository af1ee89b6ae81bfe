package communique.text;

/// Which characters a body may hold.
final class Characters {
  private Characters() {}

  /// Drops what XML 1.0 §2.2 does not have (feeds are XML), lone surrogates, and the further
  /// controls and noncharacters that HTML calls errors. Marks of writing direction stay: bodies
  /// need them.
  static String withoutControls(String source) {
    int i = 0;
    while (i < source.length() && isPlain(source.charAt(i))) i++;
    if (i == source.length()) return source;
    StringBuilder kept = new StringBuilder(source.length()).append(source, 0, i);
    while (i < source.length()) {
      int c = source.codePointAt(i);
      if (isAllowed(c)) kept.appendCodePoint(c);
      i += Character.charCount(c);
    }
    return kept.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0xD800) || isSpace(c);
  }

  private static boolean isAllowed(int c) {
    if (c < 0x20) return isSpace(c);
    if ((c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c < 0xE000)) return false;
    return (c < 0xFDD0 || c > 0xFDEF) && (c & 0xFFFE) != 0xFFFE;
  }

  private static boolean isSpace(int c) {
    return c == '\n' || c == '\r' || c == '\t';
  }
}
