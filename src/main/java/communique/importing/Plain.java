package communique.importing;

import java.util.regex.Pattern;

/// Plain text as Govspeak that is read as just that text.
final class Plain {
  private static final String MARKS = "\\`*_[]<>&\"'";
  private static final String FIRST = "#+-=~:^$%@{}|!";

  /// What would be set as one sign where several stand together: dashes and ellipses.
  private static final String RUNS = "-.";

  private static final Pattern NUMBER = Pattern.compile("^(s?\\d{1,9})([.)])");

  private Plain() {}

  /// One paragraph. What begins a list, a heading or another block is escaped where it stands
  /// first, what marks words wherever it stands.
  static String escaped(String line) {
    String text = kept(line).strip();
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean runs = RUNS.indexOf(c) >= 0 && i + 1 < text.length() && text.charAt(i + 1) == c;
      boolean marks = runs || MARKS.indexOf(c) >= 0 || (i == 0 && FIRST.indexOf(c) >= 0);
      if (marks) out.append('\\');
      out.append(c);
    }
    return NUMBER.matcher(out).replaceFirst("$1\\\\$2");
  }

  /// Without what no body keeps: left for the body to drop, it would hide from us what comes first.
  private static String kept(String line) {
    return line.codePoints()
        .filter(c ->
            c == '\t'
                || !(Character.isISOControl(c)
                    || (c >= 0xd800 && c <= 0xdfff)
                    || (c >= 0xfdd0 && c <= 0xfdef)
                    || (c & 0xfffe) == 0xfffe))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
