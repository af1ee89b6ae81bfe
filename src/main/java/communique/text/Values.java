package communique.text;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;

/// Which values an attribute of HTML may have.
final class Values {
  private static final Set<String> DIRECTIONS = Set.of("ltr", "rtl", "auto");
  private static final int SPAN_MAX = 1_000;

  private Values() {}

  static boolean isAllowed(String name, String value) {
    return switch (name) {
      case "class", "id", "href" -> true;
      case "lang", "hreflang" -> isLanguage(value);
      case "dir" -> DIRECTIONS.contains(value);
      case "role", "rel" -> value.matches("[A-Za-z-]{1,30}( [A-Za-z-]{1,30}){0,5}");
      case "start", "value" -> value.matches("-?[0-9]{1,6}");
      case "type" -> value.matches("[1aAiI]|image/(jpeg|png|webp)");
      case "sizes" -> value.matches("[a-z0-9 .,:()-]{1,200}");
      case "colspan", "rowspan" ->
          value.matches("[0-9]{1,4}")
              && Integer.parseInt(value) >= 1
              && Integer.parseInt(value) <= SPAN_MAX;
      default -> true;
    };
  }

  private static boolean isLanguage(String tag) {
    try {
      return !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException malformed) {
      return false;
    }
  }
}
