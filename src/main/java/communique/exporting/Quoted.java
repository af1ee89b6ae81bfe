package communique.exporting;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/// Values as YAML writes them in one line: text in double quotes, lists and fields in brackets.
/// That is JSON too, but for characters that YAML 1.2 §5.1 wants escaped and JSON does not.
final class Quoted {
  private Quoted() {}

  static String text(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            default -> {
              if (isPlain(c)) out.appendCodePoint(c);
              else out.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
          }
        });
    return out.append('"').toString();
  }

  /// Text, numbers, flags, lists and maps of such.
  static String value(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var out = new StringBuilder("{");
        map.forEach((key, inner) -> {
          if (out.length() > 1) out.append(", ");
          out.append(text(String.valueOf(key))).append(": ").append(value(inner));
        });
        yield out.append('}').toString();
      }
      case Collection<?> list -> {
        var out = new StringBuilder("[");
        for (Object inner : list) {
          if (out.length() > 1) out.append(", ");
          out.append(value(inner));
        }
        yield out.append(']').toString();
      }
      case Boolean flag -> flag.toString();
      case Number number -> number.toString();
      default -> text(value.toString());
    };
  }

  private static boolean isPlain(int c) {
    return (c >= 0x20 && c <= 0x7e)
        || (c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029)
        || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff)
        || c >= 0x10000;
  }
}
