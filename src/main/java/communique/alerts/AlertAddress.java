package communique.alerts;

import communique.frame.Frames;
import communique.language.Locales;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address below `/alerts`, with the locale behind its last segment.
///
/// @param token of a link in a mail; empty for the others
/// @param named whether it names its locale, which otherwise is the newsroom's first
record AlertAddress(Page page, String token, Locale locale, boolean named) {
  static final String PATH = Frames.ALERTS;

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{1,400}");

  /// What stands there.
  enum Page {
    ASKED(""),
    NEW("/new"),
    CONFIRM("/confirm/"),
    LEAVE("/unsubscribe/"),
    MANAGE("/manage"),
    MANAGED("/manage/");

    private final String path;

    Page(String path) {
      this.path = path;
    }

    private boolean hasToken() {
      return path.endsWith("/");
    }
  }

  /// Reads such an address; empty for any other. A token that cannot be one is still a token, so
  /// that whoever cut it off is told what to do.
  static Optional<AlertAddress> read(String path, Locales locales) {
    if (!path.startsWith(PATH)) return Optional.empty();
    String rest = path.substring(PATH.length());
    Locale locale = locales.first();
    int dot = rest.lastIndexOf('.');
    Optional<Locale> suffix =
        dot < 0 ? Optional.empty() : Locales.read(rest.substring(dot + 1)).filter(locales::has);
    if (suffix.isPresent()) {
      locale = suffix.get();
      rest = rest.substring(0, dot);
    }
    for (Page page : Page.values()) {
      boolean fits =
          page.hasToken()
              ? rest.startsWith(page.path) && rest.length() > page.path.length()
              : rest.equals(page.path);
      if (!fits) continue;
      String token = page.hasToken() ? rest.substring(page.path.length()) : "";
      return Optional.of(
          new AlertAddress(
              page, TOKEN.matcher(token).matches() ? token : "", locale, suffix.isPresent()));
    }
    return Optional.empty();
  }

  /// The path of a page in a locale.
  static String path(Page page, Locale locale, Locales locales) {
    return path(page, "", locale, locales);
  }

  /// The same, which names its locale also where it is the newsroom's first: what names none speaks
  /// the language of whom it was written to.
  static String named(Page page, String token, Locale locale) {
    return PATH + page.path + token + "." + locale.toLanguageTag();
  }

  /// The path of a page of a link in a mail.
  static String path(Page page, String token, Locale locale, Locales locales) {
    return PATH + page.path + token + locales.suffix(locale);
  }
}
