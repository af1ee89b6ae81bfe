package communique.text;

import java.util.Locale;

/// The quotation marks of a language.
///
/// @param open and `close`: what a straight double mark becomes
/// @param innerOpen and `innerClose`: the same within others
/// @param singleOpen and `singleClose`: what a straight single mark becomes
/// @param spaced whether words stand apart, so that a space tells an opening mark
record QuotationMarks(
    String open,
    String close,
    String innerOpen,
    String innerClose,
    String singleOpen,
    String singleClose,
    boolean spaced) {
  private static final QuotationMarks ENGLISH =
      new QuotationMarks("“", "”", "“", "”", "‘", "’", true);
  private static final QuotationMarks CHINESE =
      new QuotationMarks("“", "”", "‘", "’", "‘", "’", false);
  private static final QuotationMarks URDU = new QuotationMarks("“", "”", "‘", "’", "‘", "’", true);
  private static final QuotationMarks SPANISH =
      new QuotationMarks("«", "»", "“", "”", "“", "”", true);
  private static final QuotationMarks RUSSIAN =
      new QuotationMarks("«", "»", "„", "“", "„", "“", true);
  private static final QuotationMarks GERMAN =
      new QuotationMarks("„", "“", "‚", "‘", "‚", "‘", true);
  private static final QuotationMarks FRENCH =
      new QuotationMarks("«\u202F", "\u202F»", "“", "”", "“", "”", true);

  static QuotationMarks of(Locale locale) {
    return switch (locale.getLanguage()) {
      case "fr" -> FRENCH;
      case "es", "ar" -> SPANISH;
      case "ru", "uk", "be" -> RUSSIAN;
      case "de" -> GERMAN;
      case "ur" -> URDU;
      case "zh" -> CHINESE;
      default -> ENGLISH;
    };
  }
}
