package communique.text;

/// Measures tables before the parser makes them. It gives every row as many cells as the line under
/// the head has, so a few wide lines and many short ones would not fit into memory.
final class Tables {
  private Tables() {}

  /// Throws [TextRefused] when a table is too wide, or when all tables have too many cells.
  static void check(String source) {
    long cells = 0;
    int columns = 0;
    for (int start = 0, end; start < source.length(); start = end + 1) {
      end = source.indexOf('\n', start);
      if (end < 0) end = source.length();
      columns = Math.max(delimited(source, start, end), isBlank(source, start, end) ? 0 : columns);
      if (columns > Text.COLUMNS_MAX) throw new TextRefused("text.too-wide");
      cells += columns;
      if (cells > Text.ELEMENTS_MAX) throw new TextRefused("text.too-many");
    }
  }

  /// How many columns the line would begin, if it ends as a line under a head does; 0 if not. What
  /// a list or a quotation puts before such a line does not matter.
  private static int delimited(String source, int start, int end) {
    int columns = 1;
    boolean lines = false;
    boolean bars = false;
    char last = ' ';
    for (int i = end - 1; i >= start; i--) {
      char c = source.charAt(i);
      if (c == ' ' || c == '\t') continue;
      if (c != '|' && c != '-' && c != ':') break;
      // The bars at both ends divide nothing.
      if (c == '|' && last != ' ') columns++;
      bars |= c == '|';
      lines |= c == '-';
      last = c;
    }
    if (!bars || !lines) return 0;
    return last == '|' && columns > 1 ? columns - 1 : columns;
  }

  private static boolean isBlank(String source, int start, int end) {
    for (int i = start; i < end; i++) if (!Character.isWhitespace(source.charAt(i))) return false;
    return true;
  }
}
