package communique.site;

import communique.frame.Suffixed;
import communique.language.Locales;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of an announcement's page, or of one that belongs to it.
///
/// @param canonical whether it is written as the newsroom writes it
record NewsAddress(String slug, Locale locale, Part part, boolean canonical) {
  static final String PREFIX = "/news/";

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");
  private static final Pattern PAIR = Pattern.compile("([1-9][0-9]{0,5})\\.\\.([1-9][0-9]{0,5})");

  /// Which of its pages.
  sealed interface Part {
    /// The announcement itself.
    record Itself() implements Part {}

    /// Its history.
    record Updates() implements Part {}

    /// One version.
    record Version(int number) implements Part {}

    /// Two versions side by side.
    record Pair(int before, int after) implements Part {}

    /// A document that is attached to it and is a page of its own.
    ///
    /// @param version that has it; 0 for the newest
    record Annex(int version, String name) implements Part {}

    /// Where the form that asks for two versions leads.
    record AskedPair() implements Part {}
  }

  /// Reads such an address; empty for any other.
  static Optional<NewsAddress> read(String path, Locales locales) {
    if (!path.startsWith(PREFIX) || path.length() == PREFIX.length()) return Optional.empty();
    boolean slash = path.endsWith("/");
    String rest = path.substring(PREFIX.length(), path.length() - (slash ? 1 : 0));
    String[] segments = rest.split("/", 5);
    Optional<Part> part = part(segments);
    if (part.isEmpty()) return Optional.empty();
    boolean inOrder = !(part.get() instanceof Part.Pair(int a, int b) && a > b);
    return Suffixed.read(segments[0], locales)
        .map(name ->
            new NewsAddress(
                name.name(), name.locale(), part.get(), name.canonical() && inOrder && !slash));
  }

  /// The address as the newsroom writes it.
  String path(Locales locales) {
    return path(slug, locale, part, locales);
  }

  static String path(String slug, Locale locale, Part part, Locales locales) {
    return PREFIX
        + slug
        + locales.suffix(locale)
        + switch (part) {
          case Part.Itself i -> "";
          case Part.Updates u -> "/updates";
          case Part.Version(int number) -> "/editions/" + number;
          case Part.Pair(int a, int b) -> "/compare/" + Math.min(a, b) + ".." + Math.max(a, b);
          case Part.AskedPair a -> "/compare";
          case Part.Annex(int version, String name) ->
              (version == 0 ? "" : "/editions/" + version) + "/" + name;
        };
  }

  /// A version's number; empty where it is none.
  static Optional<Integer> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static Optional<Part> part(String[] segments) {
    if (segments.length == 1) return Optional.of(new Part.Itself());
    if (segments.length == 2)
      return switch (segments[1]) {
        case "updates" -> Optional.of(new Part.Updates());
        case "compare" -> Optional.of(new Part.AskedPair());
        case "editions" -> Optional.empty();
        default -> annex(0, segments[1]);
      };
    if (segments.length == 4 && segments[1].equals("editions"))
      return number(segments[2]).flatMap(number -> annex(number, segments[3]));
    if (segments.length > 3) return Optional.empty();
    if (segments[1].equals("editions")) return number(segments[2]).map(Part.Version::new);
    Matcher pair = PAIR.matcher(segments[2]);
    return segments[1].equals("compare") && pair.matches()
        ? Optional.of(
            new Part.Pair(Integer.parseInt(pair.group(1)), Integer.parseInt(pair.group(2))))
        : Optional.empty();
  }

  private static Optional<Part> annex(int version, String name) {
    return NAME.matcher(name).matches()
        ? Optional.of(new Part.Annex(version, name))
        : Optional.empty();
  }
}
