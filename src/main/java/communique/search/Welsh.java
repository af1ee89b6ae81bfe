package communique.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Welsh words change at their beginning by what stands before them: `pont` is also `bont`, `mhont`
/// and `phont`. From a form one cannot tell for certain where it comes from (`gair` is itself, or
/// stands for `cair`), so a word is found by every beginning that it may have had, and two forms of
/// one word always share one of them.
///
/// The mutations are the soft, the nasal and the aspirate one, and the h before a vowel; the
/// endings of plurals go as well.
final class Welsh {
  /// Words that nearly every text has.
  static final Set<String> COMMON =
      Set.of(
          "a", "ac", "ag", "am", "ar", "at", "ond", "y", "yr", "yn", "ym", "yng", "i", "o", "e",
          "ei", "eu", "ein", "eich", "fy", "dy", "mae", "yw", "oedd", "bod", "sy", "sydd", "gan",
          "gyda", "hefyd", "hwn", "hon", "hyn", "na", "nac", "neu", "nid", "ni", "nhw", "nad", "os",
          "pan", "wedi", "wrth", "hyd", "dros", "drwy", "trwy", "fel", "fod", "eraill");

  /// How long a word stays at least when its ending goes.
  private static final int STEM_MIN = 3;

  private static final int VERB_MIN = 4;

  private static final List<String> ENDINGS =
      List.of(
          "iaethau", "aethau", "iadau", "iaid", "oedd", "iau", "ion", "ydd", "aid", "edd", "wyr",
          "wr", "au", "on", "od", "i", "ed");

  /// Of verbs: who did it, and when; and the endings of their names.
  private static final List<String> OF_VERBS =
      List.of(
          "iodd", "iwyd", "asant", "asom", "odd", "wyd", "ais", "ant", "ent", "wch", "wn", "ir",
          "ai", "iad", "io", "u", "o", "a");

  /// Words that change within, each with its other forms.
  private static final Map<String, String> WITHIN =
      within(
          """
          cyngor cynghorau cynghorydd cynghorwyr; brenin brenhinoedd; gwlad gwledydd; plentyn plant; blwyddyn blynyddoedd blynedd
          ty tai; cais ceisiadau; gwaith gweithiau; llysgenhadaeth llysgenadaethau; llysgennad llysgenhadon; iaith ieithoedd
          ffordd ffyrdd; cwch cychod; ci cwn; ysbyty ysbytai; teithiwr teithwyr; gweithiwr gweithwyr; myfyriwr myfyrwyr
          pysgotwr pysgotwyr; morwr morwyr; argymhelliad argymhellion; cyfarfod cyfarfodydd; hawl hawliau; mis misoedd
          rhan rhannau; ton tonnau; llyn llynnoedd; man mannau; carreg cerrig; pysgodyn pysgod; dyn dynion; gwr gwyr
          bachgen bachgyn bechgyn; castell cestyll; angel angylion; troed traed; bardd beirdd; maes meysydd; dydd dyddiau
          llythyr llythyrau; corff cyrff; ffenestr ffenestri; nant nentydd; gair geiriau; darn darnau; cynllun cynlluniau
          achos achosion; gwasanaeth gwasanaethau; gorchymyn gorchmynion; asiantaeth asiantaethau; adroddiad adroddiadau
          """);

  private Welsh() {}

  /// What a word is found by: each beginning that it may have had, as it is and without each ending
  /// that it may have. Those of two forms of one word have at least one in common.
  ///
  /// @param word in small letters, without marks on them
  static List<String> terms(String word) {
    var terms = new LinkedHashSet<String>();
    for (String radical : radicals(word)) {
      terms.add(radical);
      String base = WITHIN.get(radical);
      if (base != null) terms.add(base);
      stems(radical, ENDINGS, STEM_MIN, terms);
      stems(radical, OF_VERBS, VERB_MIN, terms);
    }
    return List.copyOf(terms);
  }

  /// The words that may have become `word`, itself among them.
  static List<String> radicals(String word) {
    var all = new ArrayList<String>(List.of(word));
    if (word.length() < 2 || !isLatin(word)) return all;
    if (word.startsWith("ngh")) add(all, "c", word, 3);
    else if (word.startsWith("ng")) add(all, "g", word, 2);
    else if (word.startsWith("mh") || word.startsWith("ph")) add(all, "p", word, 2);
    else if (word.startsWith("nh") || word.startsWith("th")) add(all, "t", word, 2);
    else if (word.startsWith("ch")) add(all, "c", word, 2);
    else if (word.startsWith("dd")) add(all, "d", word, 2);
    else if (word.startsWith("ff") || word.startsWith("ll") || word.startsWith("rh")) {
      // Letters of their own, from which nothing else came.
      return all;
    } else {
      switch (word.charAt(0)) {
        case 'b' -> add(all, "p", word, 1);
        case 'd' -> add(all, "t", word, 1);
        case 'g' -> add(all, "c", word, 1);
        case 'f' -> {
          add(all, "b", word, 1);
          add(all, "m", word, 1);
        }
        case 'm' -> add(all, "b", word, 1);
        case 'n' -> {
          add(all, "d", word, 1);
          add(all, "g", word, 0);
        }
        case 'l' -> {
          add(all, "l", word, 0);
          add(all, "g", word, 0);
        }
        case 'r' -> {
          all.add("rh" + word.substring(1));
          add(all, "g", word, 0);
        }
        case 'w' -> add(all, "g", word, 0);
        case 'h' -> {
          if (isVowel(word.charAt(1))) all.add(word.substring(1));
        }
        default -> {
          if (isVowel(word.charAt(0))) add(all, "g", word, 0);
        }
      }
    }
    return all;
  }

  private static void add(List<String> all, String begins, String word, int from) {
    all.add(begins + word.substring(from));
  }

  private static void stems(String word, List<String> endings, int min, Set<String> terms) {
    for (String ending : endings)
      if (word.endsWith(ending) && word.length() - ending.length() >= min)
        terms.add(word.substring(0, word.length() - ending.length()));
  }

  private static Map<String, String> within(String lines) {
    var within = new HashMap<String, String>();
    for (String one : lines.split("[;\\n]", -1)) {
      String[] words = one.strip().split(" ", -1);
      for (int i = 1; i < words.length; i++) within.putIfAbsent(words[i], words[0]);
    }
    return Map.copyOf(within);
  }

  private static boolean isVowel(char c) {
    return "aeiouwy".indexOf(c) >= 0;
  }

  private static boolean isLatin(String word) {
    return word.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '\'' || c == '’');
  }
}
