package communique.record;

import communique.language.Locales;
import java.util.Locale;
import java.util.Optional;

/// The address of an announcement's page: `/news/{slug}`, with the locale as a suffix where it is
/// not the newsroom's default.
public record Page(String slug, Locale locale) {
  private static final String NEWS = "/news/";

  /// Reads such a path; empty for any other, also for one with a suffix that should not be there.
  public static Optional<Page> read(String path, Locales locales) {
    if (!path.startsWith(NEWS)) return Optional.empty();
    String name = path.substring(NEWS.length());
    int dot = name.indexOf('.');
    if (dot < 0)
      return name.matches("[a-z0-9-]+")
          ? Optional.of(new Page(name, locales.first()))
          : Optional.empty();
    String slug = name.substring(0, dot);
    String tag = name.substring(dot + 1);
    return Locales.read(tag)
        .filter(locale -> locale.toLanguageTag().equals(tag))
        .filter(locales::has)
        .filter(locale -> !locale.equals(locales.first()))
        .map(locale -> new Page(slug, locale));
  }

  public String path(Locales locales) {
    return NEWS + slug + locales.suffix(locale);
  }
}
