package communique.frame;

import communique.language.Locales;
import io.quarkus.qute.RawString;
import java.util.Locale;

/// A link of a page.
///
/// @param href empty where there is nothing to lead to any more, so that the words stand alone
/// @param attributes what the element says of its language and its target's, such as ` lang="ru"
///   dir="ltr" hreflang="ru"`
public record Link(String href, String text, RawString attributes) {
  /// A link to a page in the language of the page that it stands on.
  public static Link to(String href, String text) {
    return new Link(href, text, new RawString(""));
  }

  /// A link with its own words, which may be in another language than the page.
  public static Link to(String href, Words words) {
    return new Link(href, words.text(), words.tongue());
  }

  /// A link in the page's language to a page in `target`.
  public static Link across(String href, String text, Locale target, Locale page) {
    return new Link(href, text, new RawString(target.equals(page) ? "" : hreflang(href, target)));
  }

  /// A link to what is written in `target`, in words of that language.
  public static Link abroad(String href, String text, Locale target, Locale page) {
    if (target.equals(page)) return to(href, text);
    return new Link(
        href, text, new RawString(Words.tongue(target, page).getValue() + hreflang(href, target)));
  }

  /// A locale by its own name.
  public static Link language(String href, Locale locale) {
    String tag = locale.toLanguageTag();
    return new Link(
        href,
        Locales.ownName(locale),
        new RawString(
            " lang=\""
                + tag
                + "\" dir=\""
                + Locales.direction(locale)
                + "\""
                + hreflang(href, locale)));
  }

  /// What leads nowhere has no language there.
  private static String hreflang(String href, Locale target) {
    return href.isEmpty() ? "" : " hreflang=\"" + target.toLanguageTag() + "\"";
  }
}
