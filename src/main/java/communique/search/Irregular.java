package communique.search;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/// Forms of words that no ending tells: what else a stemmer is to read instead of them. Each method
/// takes a word in small letters and gives others with a space between them, or nothing.
final class Irregular {
  private static final Map<String, String> ENGLISH =
      bases(
          """
          be was were been; have had; do did done; go went gone; say said; make made; take took taken; come came
          see saw seen; know knew known; get got; give gave given; find found; think thought; tell told; become became
          show shown; leave left; feel felt; bring brought; begin began begun; keep kept; hold held; write wrote written
          stand stood; hear heard; mean meant; meet met; run ran; pay paid; sit sat; speak spoke spoken; lie lay lain
          lead led; grow grew grown; lose lost; fall fell fallen; send sent; build built; understand understood
          draw drew drawn; break broke broken; spend spent; rise rose risen; drive drove driven; buy bought; wear wore worn
          choose chose chosen; seek sought; throw threw thrown; catch caught; deal dealt; win won; forget forgot forgotten
          sell sold; fight fought; teach taught; eat ate eaten; sing sang sung; strike struck; hang hung; shake shook shaken
          ride rode ridden; feed fed; shoot shot; drink drank drunk; arise arose arisen; fly flew flown; sleep slept
          steal stole stolen; swim swam swum; sink sank sunk; freeze froze frozen; light lit; undertake undertook undertaken
          withdraw withdrew withdrawn; overcome overcame; foresee foresaw foreseen; uphold upheld; swear swore sworn
          child children; person people; foot feet; tooth teeth; goose geese; mouse mice; ox oxen; life lives; wife wives
          knife knives; leaf leaves; half halves; shelf shelves; thief thieves; wolf wolves; crisis crises; analysis analyses
          basis bases; thesis theses; axis axes; criterion criteria; phenomenon phenomena; medium media; datum data
          memorandum memoranda; stimulus stimuli; fungus fungi; formula formulae; index indices; appendix appendices
          """);

  private static final Map<String, String> FRENCH =
      bases(
          "travail travaux; corail coraux; vitrail vitraux; bail baux; œil yeux; ciel cieux; aïeul aïeux");

  private static final Map<String, String> RUSSIAN =
      bases(
          """
          день дня дню днем днём дне дни дней дням днями днях; ребенок дети детей детям детьми детях ребёнок
          человек люди людей людям людьми людях; друг друзья друзей друзьям друзьями друзьях
          брат братья братьев братьям братьями; сын сыновья сыновей сыновьям сыновьями; имя имени именем имена имен имён
          время времени временем времена времен времён; судно суда судов судам судами судах; мать матери матерью матерей
          дочь дочери дочерью дочерей; путь пути путем путём путей; пойти пошел пошёл пошла пошли; идти шел шёл шла шли идет идут
          лед лёд льда льду льдом льде льды льдов; лев льва льву львом львы львов
          """);

  private static final int MEN_MIN = 5;
  private static final int ENT_MIN = 7;
  private static final int ENDED_MIN = 4;

  private Irregular() {}

  /// `men` and `women` in any calling, and the words in the list.
  static String english(String word) {
    String base = ENGLISH.get(word);
    if (base != null) return base;
    String own =
        word.endsWith("'s") || word.endsWith("’s") ? word.substring(0, word.length() - 2) : word;
    return own.equals("men") || (own.length() >= MEN_MIN && own.endsWith("men"))
        ? own.substring(0, own.length() - 2) + "an"
        : "";
  }

  /// Beside the word itself: verbs of the third person in the plural, which end as many nouns do;
  /// and qualities in `-ive`.
  static String french(String word) {
    var read = new StringJoiner(" ").add(word);
    String bare = withoutArticle(word);
    String base = FRENCH.get(bare);
    if (base != null) read.add(base);
    if (bare.length() >= ENT_MIN && bare.endsWith("ent") && !bare.endsWith("ment"))
      read.add(bare.substring(0, bare.length() - 2));
    String one = bare.endsWith("s") ? bare.substring(0, bare.length() - 1) : bare;
    if (one.length() > ENDED_MIN && one.endsWith("ive"))
      read.add(one.substring(0, one.length() - 2) + "f");
    return read.toString();
  }

  /// Beside the word itself: where a vowel flees from other forms, one of them.
  static String russian(String word) {
    var read = new StringJoiner(" ").add(word);
    String base = RUSSIAN.get(word);
    if (base != null) read.add(base);
    if (word.length() >= ENDED_MIN) {
      String stem = word.substring(0, word.length() - 2);
      if (word.endsWith("ец"))
        read.add(stem + ("аеиоуыэюя".indexOf(stem.charAt(stem.length() - 1)) >= 0 ? "йца" : "ца"));
      if (word.endsWith("ок") || word.endsWith("ек") || word.endsWith("ёк")) read.add(stem + "ка");
    }
    return read.toString();
  }

  /// What stands behind `l'` or its like.
  static String withoutArticle(String word) {
    int mark = Math.max(word.indexOf('\''), word.indexOf('’'));
    return mark > 0 && mark < 6 && mark < word.length() - 1 ? word.substring(mark + 1) : word;
  }

  /// Lines of a base with its other forms.
  private static Map<String, String> bases(String lines) {
    var bases = new HashMap<String, String>();
    for (String one : lines.split("[;\\n]", -1)) {
      String[] words = one.strip().split(" ", -1);
      for (int i = 1; i < words.length; i++) bases.putIfAbsent(words[i], words[0]);
    }
    return Map.copyOf(bases);
  }
}
