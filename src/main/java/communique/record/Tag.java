package communique.record;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that announcements name, with a page and feeds of its own.
///
/// @param titles by BCP 47 tag; there is one for the newsroom's default locale
/// @param summaries what it is, in a sentence, by BCP 47 tag; may be empty
/// @param accounts where an organisation may be followed; empty for other kinds
/// @param n the change that stated all this
public record Tag(
    String id,
    TagKind kind,
    String slug,
    Map<String, String> titles,
    Map<String, String> summaries,
    List<Account> accounts,
    long n) {
  /// The title in `locale`, else in the first of `others` that has one, else any.
  public Title title(Locale locale, List<Locale> others) {
    String own = titles.get(locale.toLanguageTag());
    if (own != null) return new Title(own, locale);
    for (Locale other : others) {
      String title = titles.get(other.toLanguageTag());
      if (title != null) return new Title(title, other);
    }
    var any = titles.entrySet().iterator().next();
    return new Title(any.getValue(), Locale.forLanguageTag(any.getKey()));
  }

  /// The path of its page in the newsroom's default locale.
  public String path() {
    return Tags.path(kind, slug);
  }

  /// A title, and the locale that it is in.
  public record Title(String text, Locale locale) {}

  /// An organisation's presence at a service that readers may follow.
  ///
  /// @param opened its first day, if that is known
  /// @param closed the day it closed; null while it is open
  public record Account(
      String service,
      String handle,
      String address,
      @Nullable LocalDate opened,
      @Nullable LocalDate closed) {}
}
