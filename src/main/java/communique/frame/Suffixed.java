package communique.frame;

import communique.language.Locales;
import communique.shelf.Response;
import communique.shelf.Target;
import java.util.Locale;
import java.util.Optional;

/// The last segment of an address of a page: a name and, behind a dot, its locale.
///
/// @param name the slug
/// @param canonical whether it is written as the newsroom writes it: the default locale left out, a
///   tag in its own capitals
public record Suffixed(String name, Locale locale, boolean canonical) {
  /// Reads such a segment; empty where the name is no slug or the newsroom has no such locale.
  public static Optional<Suffixed> read(String segment, Locales locales) {
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

  /// Reads the address of a page that every locale has one of, such as `/search`; empty for any
  /// other address.
  public static Optional<Suffixed> only(Target target, String path, Locales locales) {
    if (!target.path().startsWith(path)) return Optional.empty();
    return read(target.path().substring(1), locales)
        .filter(found -> found.name().equals(path.substring(1)));
  }

  /// Leads to where such a page is written as the newsroom writes it, with what was asked of it.
  public static Response moved(Target target, String path) {
    return Response.redirect(301, path + (target.query().isEmpty() ? "" : "?" + target.query()));
  }

  /// The segment as the newsroom writes it.
  public String written(Locales locales) {
    return name + locales.suffix(locale);
  }

  private static boolean isOfSlug(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }
}
