package communique.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words and dates that an announcement's page has around what it announces.
final class Wording {
  /// No line of a page's furniture is longer.
  private static final int LENGTH_MAX = 200;

  /// `13 October 2017`, and behind it perhaps `, 2:20pm` or ` at 14:20`.
  static final String DATE =
      "\\d{1,2} \\p{L}{3,9}\\.? \\d{4}(?:,? (?:at )?\\d{1,2}[:.]\\d{2} ?(?:[ap]m)?)?";

  private static final Pattern PARTS =
      Pattern.compile(
          "(\\d{1,2}) (\\p{L}{3,9})\\.? (\\d{4})(?:,? (?:at )?(\\d{1,2})[:.](\\d{2}) ?([ap]m)?)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern SHOW_ALL =
      Pattern.compile("[-+–—]? ?(?:show|see|hide) all (?:\\d+ )?updates", Pattern.CASE_INSENSITIVE);

  private Wording() {}

  /// A line with every run of white space, also of the kinds that do not break, as one space.
  static String bare(String line) {
    var bare = new StringBuilder();
    boolean space = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) space = !bare.isEmpty();
      else {
        if (space) bare.append(' ');
        bare.append(c);
        space = false;
      }
    }
    return bare.toString();
  }

  /// Whether a line shows anything: more than spaces, and characters that no page shows or that are
  /// none.
  static boolean shows(String line) {
    return line.codePoints()
        .anyMatch(c ->
            switch (Character.getType(c)) {
              case Character.CONTROL,
                  Character.FORMAT,
                  Character.SURROGATE,
                  Character.UNASSIGNED,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR,
                  Character.SPACE_SEPARATOR ->
                  false;
              default -> true;
            });
  }

  /// A bare line if it is short enough to be furniture, else an empty one.
  static String furniture(String line) {
    return line.length() > LENGTH_MAX ? "" : bare(line);
  }

  static boolean isShowAll(String furniture) {
    return SHOW_ALL.matcher(furniture).matches();
  }

  static boolean isDate(String furniture) {
    return PARTS.matcher(furniture).matches();
  }

  /// The time that a date in English words names, the start of the day where it names none; empty
  /// when there is no such time.
  static Optional<LocalDateTime> time(String date) {
    Matcher parts = PARTS.matcher(date);
    if (!parts.matches()) return Optional.empty();
    try {
      Optional<Month> month = month(parts.group(2));
      if (month.isEmpty()) return Optional.empty();
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(parts.group(3)), month.get(), Integer.parseInt(parts.group(1)));
      if (parts.group(4) == null) return Optional.of(day.atStartOfDay());
      int hour = Integer.parseInt(parts.group(4));
      int minute = Integer.parseInt(parts.group(5));
      String half = parts.group(6);
      if (half == null) return Optional.of(day.atTime(LocalTime.of(hour, minute)));
      if (hour < 1 || hour > 12) return Optional.empty();
      int noon = half.toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0;
      return Optional.of(day.atTime(hour % 12 + noon, minute));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// `October` or `Oct`, and the `Sept` that some houses write.
  private static Optional<Month> month(String word) {
    for (Month month : Month.values()) {
      String full = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      if (word.equalsIgnoreCase(full) || word.equalsIgnoreCase(full.substring(0, 3)))
        return Optional.of(month);
    }
    return word.equalsIgnoreCase("Sept") ? Optional.of(Month.SEPTEMBER) : Optional.empty();
  }
}
