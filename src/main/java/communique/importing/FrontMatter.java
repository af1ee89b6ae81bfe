package communique.importing;

import java.util.Optional;

/// A file cut in two where its front matter ends.
///
/// @param yaml what stands between the two lines of hyphens
/// @param body what stands behind them, with line ends as `\n`, so that the same text saved on
///   another system is the same
record FrontMatter(String yaml, String body) {
  /// Empty when the text does not begin with front matter, or it does not end.
  static Optional<FrontMatter> cut(String text) {
    String plain = text.replace("\r\n", "\n").replace('\r', '\n');
    int begin = plain.indexOf('\n') + 1;
    if (begin == 0 || !isFence(plain.substring(0, begin - 1))) return Optional.empty();
    int line = begin;
    while (line < plain.length()) {
      int end = plain.indexOf('\n', line);
      int next = end < 0 ? plain.length() : end;
      if (isFence(plain.substring(line, next)))
        return Optional.of(
            new FrontMatter(plain.substring(begin, line), trimmed(plain.substring(next))));
      line = next + 1;
    }
    return Optional.empty();
  }

  /// Whether the text begins as front matter does, so that where it cannot be cut only its end is
  /// missing.
  static boolean begins(String text) {
    return text.lines().findFirst().filter(FrontMatter::isFence).isPresent();
  }

  private static boolean isFence(String line) {
    return line.startsWith("---") && line.substring(3).isBlank();
  }

  /// Without the empty lines around it. Spaces before the first word stay: they may begin code.
  private static String trimmed(String body) {
    int begin = 0;
    for (int i = 0; i < body.length() && Character.isWhitespace(body.charAt(i)); i++)
      if (body.charAt(i) == '\n') begin = i + 1;
    return body.substring(begin).stripTrailing();
  }
}
