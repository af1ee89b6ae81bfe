package communique.language;

import java.util.regex.Pattern;

/// What the draft of EDTF of 2012 wrote, as ISO 8601-2 has it. Dates are often found in that form
/// still, and its signs mean nothing else today, so the mend can name the modern one.
final class EdtfDraft {
  private static final Pattern UNKNOWN = Pattern.compile("(?:^|(?<=/))unknown(?=/|$)");
  private static final Pattern OPEN = Pattern.compile("(?:^|(?<=/))open(?=/|$)");
  private static final Pattern MASKED = Pattern.compile("(?<=[0-9-])[ux]");
  private static final Pattern LONG_YEAR = Pattern.compile("^y(?=-?[0-9])");
  private static final Pattern BOTH = Pattern.compile("\\?~|~\\?");

  private EdtfDraft() {}

  /// The modern form of a date of the draft; empty where it is none.
  static String modern(String text) {
    String modern = UNKNOWN.matcher(text).replaceAll("");
    modern = OPEN.matcher(modern).replaceAll("..");
    modern = modern.replaceAll("(?<=[0-9-])uu(?=-|/|$)|(?<=[0-9-])xx(?=-|/|$)", "XX");
    modern = MASKED.matcher(modern).replaceAll("X");
    modern = LONG_YEAR.matcher(modern).replaceAll("Y");
    modern = BOTH.matcher(modern).replaceAll("%");
    if (modern.equals(text)) return "";
    try {
      return Edtf.parse(modern).toString();
    } catch (EdtfRefused e) {
      return "";
    }
  }
}
