package communique.alerts;

import java.util.regex.Pattern;

/// What mail servers say, as it is kept: without addresses, so that nobody's stays behind when they
/// are erased.
final class Said {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\"[^\"]*\"|[^\\s<>()\\[\\]\",;:]+)@[^\\s<>()\",;]+");

  private Said() {}

  static String kept(String words) {
    return words.indexOf('@') < 0 ? words : ADDRESS.matcher(words).replaceAll("…");
  }
}
