package communique.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Urdu words end differently in number, gender and behind a postposition: `معاہدہ`, `معاہدے`,
/// `معاہدوں`. From an ending alone one cannot always tell which word it is, so a word is found by
/// each that it may be; two forms of one word share one of them.
///
/// Letters stand as [Analysis#folded] leaves them: one yeh and one kaf for those of either
/// keyboard.
final class Urdu {
  /// Words that nearly every text has.
  static final Set<String> COMMON =
      Set.of(
          "کا", "کی", "کے", "میں", "نے", "کو", "سے", "پر", "اور", "ہے", "ہیں", "تھا", "تھی", "تھے",
          "یہ", "وہ", "اس", "ان", "ایک", "کہ", "جو", "بھی", "تک", "لیے", "گا", "گی", "گے", "نہیں",
          "ہو", "یا");

  private static final int STEM_MIN = 2;
  private static final int LAND_MIN = 4;

  /// Plurals from Arabic that change a word within, as folded.
  private static final Map<String, String> PLURALS =
      Map.ofEntries(
          Map.entry("وزرا", "وزير"),
          Map.entry("ممالك", "ملك"),
          Map.entry("مسايل", "مسيلا"),
          Map.entry("عوام", "عام"),
          Map.entry("افراد", "فرد"),
          Map.entry("اقوام", "قوم"),
          Map.entry("حقوق", "حق"),
          Map.entry("كتب", "كتاب"),
          Map.entry("مدارس", "مدرسا"),
          Map.entry("اخبار", "خبر"),
          Map.entry("فرايض", "فرض"),
          Map.entry("علاقے", "علاقا"),
          Map.entry("سفرا", "سفير"),
          Map.entry("امور", "امر"),
          Map.entry("قوانين", "قانون"),
          Map.entry("ضوابط", "ضابطا"),
          Map.entry("وسايل", "وسيلا"),
          Map.entry("نتايج", "نتيجا"),
          Map.entry("مقاصد", "مقصد"),
          Map.entry("اركان", "ركن"),
          Map.entry("طلبا", "طالب"),
          Map.entry("ماہرين", "ماہر"));

  private Urdu() {}

  /// What a word is found by.
  ///
  /// @param folded in the letters of [Analysis#folded]
  static List<String> terms(String folded) {
    String word = folded.replace('\u0647', 'ہ').replace('ۃ', 'ہ').replace("ء", "");
    var terms = new LinkedHashSet<String>(List.of(word));
    String plural = PLURALS.get(word);
    if (plural != null) terms.add(plural);
    if (!cut(terms, word, "يوں", "ي")
        && !cut(terms, word, "ياں", "ي")
        && !cut(terms, word, "يں", "")) cut(terms, word, "وں", "");
    if (word.length() > 4 && word.endsWith("ات")) {
      String stem = word.substring(0, word.length() - 2);
      terms.add(stem);
      terms.add(stem + "ت");
    }
    return terms.stream().flatMap(term -> same(term).stream()).distinct().toList();
  }

  private static boolean cut(Set<String> terms, String word, String ending, String instead) {
    if (!word.endsWith(ending) || word.length() - ending.length() < STEM_MIN) return false;
    String stem = word.substring(0, word.length() - ending.length()) + instead;
    terms.add(stem);
    // The plural of `معاہدہ` has lost its last letter.
    if (ending.equals("وں")) terms.add(stem + "ا");
    return true;
  }

  /// A word, and what it is called in another gender or as a quality: `بڑا` for `بڑے` and `بڑی`,
  /// `پاکستان` for `پاکستانی`.
  private static List<String> same(String word) {
    if (word.length() <= STEM_MIN) return List.of(word);
    String stem = word.substring(0, word.length() - 1);
    return switch (word.charAt(word.length() - 1)) {
      case 'ا', 'ہ', 'ے' -> List.of(word, stem + "ا");
      case 'ي' ->
          stem.length() >= LAND_MIN ? List.of(word, stem + "ا", stem) : List.of(word, stem + "ا");
      default -> List.of(word);
    };
  }
}
