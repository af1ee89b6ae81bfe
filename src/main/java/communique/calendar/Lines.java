package communique.calendar;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The content lines of an iCalendar object (RFC 5545 §3.1), each ended by CRLF and folded where it
/// is longer than 75 octets, never inside a character.
final class Lines {
  private static final int OCTETS_MAX = 75;
  private static final char LEFT_TO_RIGHT = '\u2066';
  private static final char RIGHT_TO_LEFT = '\u2067';
  private static final char END = '\u2069';

  private final StringBuilder lines = new StringBuilder(1 << 12);

  /// A line whose value is no text: a date, a number, an address.
  ///
  /// @param name with its parameters
  Lines add(String name, String value) {
    fold(name + ":" + value);
    return this;
  }

  /// A line of text in a language (§3.3.11).
  Lines text(String name, Locale language, String value) {
    return add(name + ";LANGUAGE=" + language.toLanguageTag(), escaped(value));
  }

  /// A line of text in no language of its own.
  Lines text(String name, String value) {
    return add(name, escaped(value));
  }

  /// Text of one direction for a sentence of another: isolated, so that neither turns the other
  /// round (UAX 9 §2.4).
  ///
  /// @param direction `ltr` or `rtl`
  static String isolated(String text, String direction) {
    return (direction.equals("rtl") ? RIGHT_TO_LEFT : LEFT_TO_RIGHT) + text + END;
  }

  private static String escaped(String value) {
    var text = new StringBuilder(value.length() + 16);
    value
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '\\' -> text.append("\\\\");
            case ';' -> text.append("\\;");
            case ',' -> text.append("\\,");
            case '\n' -> text.append("\\n");
            default -> {
              // No other control character can stand in a line (§3.1), nor half of a character.
              boolean allowed = c >= ' ' && c != 0x7f && !(c >= 0xd800 && c <= 0xdfff);
              if (allowed) text.appendCodePoint(c);
            }
          }
        });
    return text.toString();
  }

  private void fold(String line) {
    int octets = 0;
    for (int i = 0; i < line.length(); ) {
      int character = line.codePointAt(i);
      String one = Character.toString(character);
      int size = one.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > OCTETS_MAX) {
        // The space that begins what goes on counts too.
        lines.append("\r\n ");
        octets = 1;
      }
      lines.append(one);
      octets += size;
      i += one.length();
    }
    lines.append("\r\n");
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
