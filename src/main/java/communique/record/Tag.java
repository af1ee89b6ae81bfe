package communique.record;

import communique.language.Locales;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that announcements name, with a page and feeds of its own.
///
/// @param slug in the addresses of its pages, but for those in locales that have another
/// @param about what it says of itself
/// @param into the tag that stands for it since it was merged, which itself was not; null for
///   almost every tag
/// @param n the change that stated all this
public record Tag(String id, TagKind kind, String slug, About about, @Nullable Tag into, long n) {
  public Map<String, String> titles() {
    return about.titles();
  }

  public Map<String, String> summaries() {
    return about.summaries();
  }

  /// Where an organisation may be followed; empty for other kinds.
  public List<Account> accounts() {
    return about.accounts();
  }

  /// The tag whose page tells of it: itself, or the one that it was merged into.
  public Tag standing() {
    return into == null ? this : into;
  }

  /// The title in `locale`, else in the first of `others` that has one, else any.
  public Title title(Locale locale, List<Locale> others) {
    return title(titles(), locale, others);
  }

  /// The same of what it was called on `day`.
  public Title titleOn(LocalDate day, Locale locale, List<Locale> others) {
    return title(about.titlesOn(day), locale, others);
  }

  private static Title title(Map<String, String> titles, Locale locale, List<Locale> others) {
    String own = titles.get(locale.toLanguageTag());
    if (own != null) return new Title(own, locale);
    for (Locale other : others) {
      String title = titles.get(other.toLanguageTag());
      if (title != null) return new Title(title, other);
    }
    var any = titles.entrySet().iterator().next();
    return new Title(any.getValue(), Locale.forLanguageTag(any.getKey()));
  }

  /// The path of the page that tells of it, in the newsroom's default locale.
  public String path() {
    return Tags.path(kind, standing().slug);
  }

  /// The path of the page that tells of it, in one of the newsroom's locales.
  public String path(Locale locale, Locales locales) {
    Tag standing = standing();
    String slug =
        locale.equals(locales.first()) ? standing.slug : standing.about.slug(locale, standing.slug);
    return Tags.path(kind, slug) + locales.suffix(locale);
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
