package communique.site;

import communique.language.Locales;
import java.util.Locale;
import java.util.Optional;

/// The last segment of an address of a page: a name and, behind a dot, its locale.
///
/// @param name the slug
/// @param canonical whether it is written as the newsroom writes it: the default locale left out, a
///   tag in its own capitals
record Suffixed(String name, Locale locale, boolean canonical) {
  /// Reads such a segment; empty where the name is no slug or the newsroom has no such locale.
  static Optional<Suffixed> read(String segment, Locales locales) {
    int dot = segment.indexOf('.');
    String name = dot < 0 ? segment : segment.substring(0, dot);
    if (name.isEmpty() || !name.chars().allMatch(Suffixed::isOfSlug)) return Optional.empty();
    if (dot < 0) return Optional.of(new Suffixed(name, locales.first(), true));
    String tag = segment.substring(dot + 1);
    return Locales.read(tag)
        .filter(locales::has)
        .map(locale ->
            new Suffixed(
                name,
                locale,
                locale.toLanguageTag().equals(tag) && !locale.equals(locales.first())));
  }

  /// The segment as the newsroom writes it.
  String written(Locales locales) {
    return name + locales.suffix(locale);
  }

  private static boolean isOfSlug(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }
}
