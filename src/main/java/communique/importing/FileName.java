package communique.importing;

import communique.language.Locales;
import communique.platform.Refusals;
import communique.record.Slug;
import java.util.Locale;

/// What the name of a file says: `visit.md` is `visit` in the newsroom's default locale,
/// `visit.ru.md` the same in Russian.
///
/// @param slug as written; empty when there is none
/// @param tag the locale as written; empty for the default one
/// @param clear whether the name has no more parts than these
record FileName(String slug, String tag, boolean clear) {
  static FileName of(String name) {
    String[] parts = name.split("\\.", -1);
    // The last part says what sort of file it is.
    return switch (parts.length) {
      case 1 -> new FileName(parts[0], "", true);
      case 2 -> new FileName(parts[0], "", !parts[0].isEmpty());
      case 3 -> new FileName(parts[0], parts[1], !parts[0].isEmpty() && !parts[1].isEmpty());
      default -> new FileName("", "", false);
    };
  }

  /// The locale that was given, else that of the name; the default one where the refusals say why
  /// there is none.
  Locale locale(String given, Locales locales, Refusals refusals) {
    String wanted = given.isEmpty() ? tag : given;
    if (wanted.isEmpty()) return locales.first();
    var read = Locales.read(wanted);
    refusals.when(read.isEmpty(), "locale", "locale.malformed", Slug.shown(wanted));
    return read.orElse(locales.first());
  }
}
