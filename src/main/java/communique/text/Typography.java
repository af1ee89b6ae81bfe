package communique.text;

import java.util.Locale;

/// Sets straight marks as a printer would: quotation marks by what stands around them, two and
/// three hyphens as dashes, three dots as an ellipsis, `<<` and `>>` as guillemets. The rules are
/// Kramdown's; the quotation marks are those of the language.
final class Typography {
  private final QuotationMarks marks;

  /// How many double marks are open in the block, and whether a single one is.
  private int open;

  private boolean single;

  Typography(Locale locale) {
    this.marks = QuotationMarks.of(locale);
  }

  /// Begins a block: what was left open before it is not closed within it.
  void begin() {
    open = 0;
    single = false;
  }

  /// Writes a piece of text.
  ///
  /// @param before the character before it; a space at the start of a line
  /// @param behind what stands after it; a space at the end of a paragraph, `*` before emphasis
  /// @return the last character written, or `before` when there was none
  char write(String text, int from, int to, char before, char behind, StringBuilder out) {
    char last = before;
    int plain = from;
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      if (c > '>') {
        last = c;
        i++;
        continue;
      }
      String set = "";
      int length = 1;
      switch (c) {
        case '"', '\'' -> {
          boolean opens = opens(text, i, to, last, behind);
          char next = i + 1 < to ? text.charAt(i + 1) : behind;
          if (c == '"' && !marks.spaced()) opens = open == 0;
          set = c == '"' ? doubled(opens) : singled(opens, next);
          // What follows an opening mark is at the start of something.
          last = opens ? '(' : 'x';
        }
        case '.' -> {
          if (text.startsWith("...", i) && i + 3 <= to) {
            set = "…";
            length = 3;
          }
        }
        case '-' -> {
          length = run(text, i, to, '-');
          if (length > 1) set = "—".repeat(length / 3) + tail(length % 3);
        }
        case '<' -> {
          if (text.startsWith("<<", i) && i + 2 <= to) {
            boolean space = i + 2 < to && text.charAt(i + 2) == ' ';
            set = space ? "«\u00A0" : "«";
            length = space ? 3 : 2;
          }
        }
        case '>' -> {
          if (text.startsWith(">>", i) && i + 2 <= to) {
            boolean space = i > plain && text.charAt(i - 1) == ' ';
            set = space ? "\u00A0»" : "»";
            length = 2;
            if (space) {
              out.append(text, plain, i - 1).append(set);
              i += length;
              plain = i;
              last = 'x';
              continue;
            }
          }
        }
        default -> {
          // Stays as it is.
        }
      }
      if (!set.isEmpty()) {
        out.append(text, plain, i).append(set);
        plain = i + length;
        if (c != '"' && c != '\'') last = set.charAt(set.length() - 1);
      } else {
        last = c;
      }
      i += length;
    }
    out.append(text, plain, to);
    return last;
  }

  private String doubled(boolean opens) {
    if (opens) return open++ == 0 ? marks.open() : marks.innerOpen();
    if (open > 0) open--;
    return open == 0 ? marks.close() : marks.innerClose();
  }

  /// An apostrophe, where there is nothing to close or a word goes on.
  private String singled(boolean opens, char next) {
    if (opens) {
      single = true;
      return marks.singleOpen();
    }
    if (!single || isOfAWord(next)) return "’";
    single = false;
    return marks.singleClose();
  }

  private static String tail(int hyphens) {
    return hyphens == 2 ? "–" : "-".repeat(hyphens);
  }

  private static int run(String text, int from, int to, char sign) {
    int i = from;
    while (i < to && text.charAt(i) == sign) i++;
    return i - from;
  }

  private static boolean opens(String text, int at, int to, char before, char behind) {
    char next = at + 1 < to ? text.charAt(at + 1) : behind;
    if (next == '*') return true;
    boolean start = isSpace(before) || "[{(-—–".indexOf(before) >= 0;
    if (isPunctuation(next)) {
      char then = at + 2 < to ? text.charAt(at + 2) : ' ';
      boolean dots = text.startsWith("...", at + 1);
      if (!dots && !isOfAWord(then))
        return start && (next == '"' || next == '\'') && !isSpace(then);
    }
    // '90s
    if (text.charAt(at) == '\'' && at + 3 < to && text.charAt(at + 3) == 's') {
      if (Character.isDigit(next) && Character.isDigit(text.charAt(at + 2))) return false;
    }
    return start && !isSpace(next);
  }

  private static boolean isPunctuation(char c) {
    return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
  }

  private static boolean isOfAWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\u00A0';
  }
}
