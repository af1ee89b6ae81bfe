package communique.frame;

import communique.language.Locales;
import io.quarkus.qute.RawString;
import java.util.Locale;

/// Words that people wrote, and what an element around them says of their language.
///
/// @param tongue the attributes, such as ` lang="ar" dir="rtl"`; empty where they are in the page's
///   language
public record Words(String text, RawString tongue) {
  private static final RawString SAME = new RawString("");

  /// Words in the page's own language.
  public static Words of(String text) {
    return new Words(text, SAME);
  }

  /// Words in `in` on a page in `page`.
  public static Words of(String text, Locale in, Locale page) {
    return new Words(text, tongue(in, page));
  }

  /// What an element around words in `in` says of them on a page in `page`.
  public static RawString tongue(Locale in, Locale page) {
    if (in.equals(page)) return SAME;
    return new RawString(
        " lang=\"" + in.toLanguageTag() + "\" dir=\"" + Locales.direction(in) + "\"");
  }
}
