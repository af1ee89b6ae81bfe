package communique.language;

import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A newsroom's locales, the default one first.
///
/// A locale is a BCP 47 tag in its canonical letters (`zh-Hans`, never `zh-hans`); it always names
/// a language, and its script says in which direction it is written.
public final class Locales {
  private static final Set<String> TWO_LETTERS = Set.of(Locale.getISOLanguages());

  private final List<Locale> all;

  private Locales(List<Locale> all) {
    this.all = all;
  }

  /// The locales of a list such as `en, ru,zh-Hans`.
  ///
  /// @throws IllegalArgumentException saying what is wrong with the list, and how it is right: it
  ///   is empty, holds something that is no language tag, or holds a locale twice
  public static Locales parse(String commaSeparated) {
    if (commaSeparated.isBlank())
      throw new IllegalArgumentException("No locale is given. Name at least one, such as en.");
    var all = new ArrayList<Locale>();
    for (String tag : commaSeparated.split(",", -1)) {
      Locale locale =
          read(tag.strip())
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "“%s” is not a language tag. Write BCP 47 tags with commas between them, such as en,ru,zh-Hans."
                          .formatted(tag.strip())));
      if (all.contains(locale))
        throw new IllegalArgumentException(
            "%s stands twice among the locales. Name each once.".formatted(locale.toLanguageTag()));
      all.add(locale);
    }
    return new Locales(List.copyOf(all));
  }

  /// The locale that a BCP 47 tag names, in canonical form: `zh-hans` gives `zh-Hans`, `iw` gives
  /// `he`. Empty when the tag is ill-formed (RFC 5646, section 2.2.9), names no language, or one
  /// that nobody registered and nobody could: a two-letter code outside ISO 639, or a word such as
  /// `english`.
  public static Optional<Locale> read(String tag) {
    try {
      // Locale.forLanguageTag would drop what is ill-formed without a word.
      Locale locale = new Locale.Builder().setLanguageTag(tag).build();
      String language = locale.getLanguage();
      boolean known =
          language.length() == 2 ? TWO_LETTERS.contains(language) : language.length() == 3;
      return known && !language.equals("und") ? Optional.of(locale) : Optional.empty();
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
  }

  /// The default locale, which stands in no address.
  public Locale first() {
    return all.getFirst();
  }

  /// Every locale in the order in which the newsroom names them.
  public List<Locale> all() {
    return all;
  }

  /// Whether the newsroom publishes in exactly this locale.
  public boolean has(Locale locale) {
    return all.contains(locale);
  }

  /// What an address carries after its slug: nothing for the default locale, else a dot and the
  /// tag, `.ru`.
  ///
  /// @throws IllegalArgumentException when the locale is not one of the newsroom's
  public String suffix(Locale locale) {
    if (!has(locale))
      throw new IllegalArgumentException(locale.toLanguageTag() + " is not one of " + this);
    return locale.equals(first()) ? "" : "." + locale.toLanguageTag();
  }

  /// `ltr` or `rtl`, by the script: that of the tag, else the one in which the language is mostly
  /// written.
  public static String direction(Locale locale) {
    return ULocale.forLocale(locale).isRightToLeft() ? "rtl" : "ltr";
  }

  /// The locale's name as those who read it write it, with the capital that begins a line:
  /// `Русский`, `العربية`, `简体中文`.
  public static String ownName(Locale locale) {
    ULocale cldr = ULocale.forLocale(locale);
    return names(cldr, DisplayContext.CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE)
        .localeDisplayName(cldr);
  }

  /// The locale's name in the language of another, as it stands within a sentence: `Russian`,
  /// `russe`.
  public static String nameIn(Locale locale, Locale in) {
    return names(ULocale.forLocale(in), DisplayContext.CAPITALIZATION_NONE)
        .localeDisplayName(ULocale.forLocale(locale));
  }

  /// The locale with its region as the Open Graph protocol writes it, `ru_RU`: the region of the
  /// tag, else the one where the language is mostly spoken.
  public static String withRegion(Locale locale) {
    ULocale likely = ULocale.addLikelySubtags(cldr(locale));
    return likely.getLanguage() + "_" + likely.getCountry();
  }

  private static LocaleDisplayNames names(ULocale in, DisplayContext capitals) {
    return LocaleDisplayNames.getInstance(in, DisplayContext.DIALECT_NAMES, capitals);
  }

  /// The locale by whose CLDR data this one's dates, numbers and plurals are made.
  static ULocale cldr(Locale locale) {
    if (locale.equals(Locale.ENGLISH)) return ULocale.UK;
    ULocale cldr = ULocale.forLocale(locale);
    // Arabic newsrooms write western digits, also where CLDR would have others.
    return cldr.getLanguage().equals("ar") && cldr.getKeywordValue("numbers") == null
        ? cldr.setKeywordValue("numbers", "latn")
        : cldr;
  }

  @Override
  public String toString() {
    return String.join(",", all.stream().map(Locale::toLanguageTag).toList());
  }
}
