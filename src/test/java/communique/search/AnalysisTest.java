package communique.search;

import static org.assertj.core.api.Assertions.assertThat;

import communique.search.Analysis.Token;
import communique.search.Sought.Run;
import communique.search.Sought.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisTest {
  /// Each line: a language, and forms of one word in it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | minister, ministers, Minister's, MINISTERS
          en | rescue, rescues, rescued, rescuing
          fr | élection, élections, ELECTIONS
          fr | navire, navires, l'navire
          fr | annoncer, annonce, annoncé, annonçait
          es | ministro, ministros, ministra
          es | visitar, visitó, visitaron, visita
          ru | спасение, спасения, спасению, спасением
          ru | министр, министра, министры, министров
          ru | залив, залива, заливе, заливом
          ru | подписать, подписали, подписал
          ar | الوزير, وزير, والوزير
          ar | مراقبون, مراقبين, المراقبون
          ar | سَفِينة, سفينه, السفينة
          cy | cyngor, gyngor, nghyngor, chyngor
          cy | pont, bont, mhont, phont, pontydd, bontydd
          cy | gweinidog, weinidog, ngweinidog, gweinidogion, weinidogion
          cy | brenin, frenin, mrenin
          cy | mam, fam, famau
          cy | llong, long, llongau, longau
          cy | rhyfel, ryfel, rhyfeloedd
          cy | teulu, deulu, nheulu, theulu, teuluoedd
          cy | dinas, ddinas, ninas
          cy | ysgol, hysgol, ysgolion
          cy | arian, harian
          cy | gardd, ardd, ngardd
          cy | gwlad, wlad, ngwlad
          cy | gorsaf, orsaf, gorsafoedd
          ur | پاکستان, پاكستان
          ur | وزیر, وزير, وَزیر
          de | Minister, Ministers, Ministern
          de | Häuser, hauser, HÄUSER
          it | ministro, ministri, dell'ministro
          pt | ministro, ministros
          nl | boten, boot
          sv | båt, båten, båtar, båtarna
          da | båd, både, båden, bådene
          nb | båt, båter, båten
          fi | laiva, laivat, laivan, laivassa
          hu | hajó, hajók, hajót
          tr | gemi, gemiler, gemide
          ro | guvern, guvernul, guvernului, guverne
          pl | minister, ministra, ministrowi
          uk | міністр, міністра, міністри
          cs | ministr, ministra, ministry
          bg | министър, министърът
          el | υπουργός, υπουργοί, ΥΠΟΥΡΓΟΣ
          hi | लड़का, लड़के
          fa | کتاب, كتاب, کتاب‌ها
          id | kapal, kapalnya
          lt | ministras, ministrai
          ja | 発表する, 発表
          ja | 食べた, 食べる
          ko | 장관이, 장관
          ca | acord, acords, l'acord
          ga | bord, bhord, mbord
          """)
  void one_form_of_a_word_finds_the_others(String language, String forms) {
    Analysis analysis = Analysis.of(Locale.forLanguageTag(language));
    String[] all = forms.split(", ", -1);
    Set<String> first = terms(analysis, all[0]);
    for (String form : all)
      assertThat(terms(analysis, form))
          .as("%s: %s has a term of %s, %s", language, form, all[0], first)
          .containsAnyElementsOf(first);
  }

  @ParameterizedTest
  @CsvSource({
    "en, sea, seal",
    "en, port, report",
    "ru, мир, миф",
    "cy, cath, pont",
    "fr, mer, mairie",
    "es, mar, marzo",
    "cy, llong, rhyfel",
    "en, international, nation"
  })
  void words_that_are_not_forms_of_each_other_stay_apart(
      String language, String one, String other) {
    Analysis analysis = Analysis.of(Locale.forLanguageTag(language));
    assertThat(terms(analysis, one)).doesNotContainAnyElementsOf(terms(analysis, other));
  }

  @Test
  void texts_without_spaces_are_cut_into_words() {
    assertThat(forms("zh-Hans", "两国海岸警卫队将共用一个频道。"))
        .contains("海岸", "警卫队", "一个", "频道")
        .doesNotContain("。");
    assertThat(forms("ja", "外務大臣が発表した")).contains("外務", "大臣", "発表");
    assertThat(forms("th", "รัฐมนตรีต่างประเทศ")).hasSizeGreaterThan(1);
    assertThat(terms(Analysis.of(Locale.forLanguageTag("zh-Hant")), "海灣救援"))
        .isEqualTo(terms(Analysis.of(Locale.forLanguageTag("zh-Hant")), "海湾救援"));
  }

  @Test
  void words_of_other_scripts_and_numbers_are_words_in_every_language() {
    for (String language : List.of("en", "ru", "ar", "zh-Hans", "cy", "ur", "ja", "ko", "fr"))
      assertThat(forms(language, "G20 COP31 2026 Marek Спасение"))
          .as(language)
          .contains("2026", "marek")
          .anySatisfy(form -> assertThat(form).startsWith("спасени"));
  }

  @Test
  void where_a_word_stands_in_the_text_is_kept() {
    String text = "The Minister’s élan — 大臣 — rescued";
    for (Token token : Analysis.of(Locale.ENGLISH).tokens(text))
      assertThat(Analysis.of(Locale.ENGLISH).folded(text.substring(token.start(), token.end())))
          .startsWith(token.form().substring(0, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"en", "ru", "ar", "zh-Hans", "zh-Hant", "cy", "ur", "ja", "ko", "th", "tr", "fa"})
  void any_text_can_be_read(String language) {
    Analysis analysis = Analysis.of(Locale.forLanguageTag(language));
    for (String text :
        List.of(
            "",
            " ",
            "\ud800",
            "a\udc00b",
            "x".repeat(50_000),
            "海".repeat(5_000),
            "\u0301".repeat(1_000),
            "a\u0301".repeat(1_000),
            "\u202e\u200f",
            "🏴󠁧󠁢󠁷󠁬󠁳󠁿 👨‍👩‍👧"))
      for (Token token : analysis.tokens(text)) {
        assertThat(token.terms()).isNotEmpty();
        assertThat(token.start()).isBetween(0, text.length());
        assertThat(token.end()).isBetween(token.start(), text.length());
      }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en", "cy", "fr", "es", "ru", "ar", "ur", "zh-Hans", "zh-Hant", "bg", "bn", "ca", "ckb",
        "cs", "da", "de", "el", "et", "eu", "fa", "fi", "ga", "gl", "he", "hi", "hu", "hy", "id",
        "it", "ja", "ko", "lt", "lv", "nb", "ne", "nl", "pl", "pt", "ro", "sr", "sv", "ta", "te",
        "th", "tr", "uk", "yi"
      })
  void a_word_that_is_read_for_itself_is_read_so_wherever_it_stands(String language) {
    Analysis analysis = Analysis.of(Locale.forLanguageTag(language));
    assertThat(analysis.readsEachWord()).isEqualTo(!Set.of("ja", "ko").contains(language));
    if (!analysis.readsEachWord()) return;
    List<String> words =
        List.of(
            "the",
            "Ministers",
            "sea",
            "a",
            "I",
            "ÉLECTIONS",
            "navire",
            "Straße",
            "ıI",
            "weinidog",
            "министров",
            "и",
            "Москве",
            "Українська",
            "وزير",
            "والوزير",
            "في",
            "کے",
            "گیا",
            "κόσμου",
            "ΟΔΟΣ",
            "שלום",
            "x".repeat(120),
            "aя",
            "яa",
            "ﬁsh",
            "naïve",
            "OR",
            "cafe",
            "ß",
            "ǆ");
    var chance = new SplittableRandom(5);
    for (int round = 0; round < 300; round++) {
      List<String> some =
          IntStream.range(0, 2 + chance.nextInt(4))
              .mapToObj(i -> words.get(chance.nextInt(words.size())))
              .toList();
      String text = String.join(" ", some);
      var expected = new ArrayList<Token>();
      int at = 0;
      for (String word : some) {
        int before = expected.isEmpty() ? 0 : expected.getLast().position() + 1;
        for (Token token : analysis.tokens(word))
          expected.add(
              new Token(
                  token.form(),
                  token.terms(),
                  at + token.start(),
                  at + token.end(),
                  before + token.position()));
        at += word.length() + 1;
      }
      assertThat(analysis.tokens(text)).as(text).isEqualTo(expected);
    }
  }

  @Test
  void many_threads_read_at_once() throws Exception {
    var work = new ArrayList<Callable<List<Token>>>();
    for (int i = 0; i < 200; i++)
      work.add(() -> Analysis.of(Locale.ENGLISH).tokens("The ministers announced rescues"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new HashSet<List<Token>>();
      for (var done : threads.invokeAll(work)) all.add(done.get());
      assertThat(all).hasSize(1);
    }
  }

  @Test
  void common_words_are_not_asked_for_beside_others() {
    assertThat(sought("en", "visit to the gulf"))
        .isEqualTo(
            new Sought.All(
                List.of(new Terms(Set.of("gulf"), false), new Terms(Set.of("visit"), false))));
    assertThat(sought("en", "to the")).isInstanceOf(Sought.All.class);
    assertThat(sought("en", "\"to the gulf\"")).isInstanceOf(Run.class);
    assertThat(sought("en", "sea-rescue"))
        .isEqualTo(new Run(List.of(Set.of("sea"), Set.of("rescu")), List.of(0, 1)));
    assertThat(sought("en", "!!! -???")).isEqualTo(new Sought.Everything());
  }

  private static Sought sought(String language, String typed) {
    return Sought.of(
        Parser.parse(typed).expression(), Analysis.of(Locale.forLanguageTag(language)));
  }

  private static Set<String> terms(Analysis analysis, String text) {
    var terms = new HashSet<String>();
    for (Token token : analysis.tokens(text)) terms.addAll(token.terms());
    return terms;
  }

  private static List<String> forms(String language, String text) {
    return Analysis.of(Locale.forLanguageTag(language)).tokens(text).stream()
        .map(Token::form)
        .toList();
  }
}
