package communique.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void each_language_has_its_own_words() {
    assertThat(in("en").say("kind.press-release")).isEqualTo("Press release");
    assertThat(in("ar").say("kind.press-release")).isEqualTo("بيان صحفي");
    assertThat(in("ru").say("updates.version", "Русский", 1)).isEqualTo("Русский, версия 1");
    assertThat(in("ar").say("updates.version", "العربية", 1)).isEqualTo("العربية، النسخة 1");
    assertThat(in("fr").say("feed.title", "Norland")).isEqualTo("Norland\u202f: annonces");
  }

  @Test
  void plurals_follow_the_languages_own_categories() {
    assertThat(counted("en", "updates.show", 1, 2, 3))
        .containsExactly("Show the update", "Show both updates", "Show all 3 updates");
    assertThat(counted("ru", "updates.show", 1, 3, 5, 21))
        .containsExactly(
            "Показать обновление",
            "Показать все 3 обновления",
            "Показать все 5 обновлений",
            "Показать все 21 обновление");
    assertThat(counted("cy", "updates.show", 1, 2, 3, 6, 7))
        .containsExactly(
            "Dangos y diweddariad",
            "Dangos y ddau ddiweddariad",
            "Dangos y tri diweddariad",
            "Dangos y chwe diweddariad",
            "Dangos pob un o’r 7 diweddariad");
    assertThat(counted("ar", "compare.differ", 1, 2, 3, 11, 100))
        .containsExactly(
            "يختلف موضع واحد.",
            "يختلف موضعان.",
            "تختلف 3 مواضع.",
            "يختلف 11 موضعًا.",
            "يختلف 100 موضع.");
  }

  private static List<String> counted(String tag, String key, int... counts) {
    return Arrays.stream(counts).mapToObj(n -> in(tag).say(key, n)).toList();
  }

  @Test
  void a_message_may_choose_its_form_by_a_locale() {
    assertThat(onlyIn("en", "ru")).isEqualTo("Only in Russian");
    assertThat(onlyIn("ru", "en")).isEqualTo("Только на английском языке");
    assertThat(onlyIn("ru", "zh-Hans")).isEqualTo("Только на китайском языке");
    assertThat(onlyIn("ru", "tr")).isEqualTo("Только на одном языке: турецкий");
    assertThat(onlyIn("ar", "en")).isEqualTo("بالإنجليزية فقط");
  }

  private static String onlyIn(String reader, String other) {
    Locale locale = Locale.forLanguageTag(other);
    return in(reader).say("home.only-in", locale, Locales.nameIn(locale, in(reader).locale()));
  }

  @Test
  void an_unknown_key_is_a_mistake_that_names_itself() {
    assertThatThrownBy(() -> in("en").say("site.nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no message “site.nothing” in en");
  }

  @Test
  void text_is_escaped_in_html_and_markup_is_not() {
    assertThat(
            in("en")
                .html(
                    "announcement.follow",
                    "Fish & <b>Chips</b>",
                    Markup.link("https://x.example/?a=1&b=\"", "X’s"))
                .getValue())
        .isEqualTo(
            "Follow Fish &amp; &lt;b&gt;Chips&lt;/b&gt; on <a href=\"https://x.example/?a=1&amp;b=&quot;\">X’s</a>");
    assertThat(
            in("en")
                .html("announcement.withdrawn-on", Markup.time("2026-11-18", "18 November 2026"))
                .getValue())
        .isEqualTo("Withdrawn on <time datetime=\"2026-11-18\">18 November 2026</time>");
    assertThat(Markup.name("<O'Hara>").getValue()).isEqualTo("<bdi>&lt;O&#39;Hara&gt;</bdi>");
  }

  @Test
  void what_looks_like_a_pattern_in_an_argument_is_left_alone() {
    assertThat(in("en").say("feed.withdrawn", "{0} ’n’ '{1}' #"))
        .isEqualTo("Withdrawn: {0} ’n’ '{1}' #");
  }

  @Test
  void several_things_are_listed_as_the_language_lists_them() {
    var pieces = List.of(Markup.name("A"), Markup.name("B"), Markup.name("C"));

    assertThat(in("en").list(pieces).getValue())
        .isEqualTo("<bdi>A</bdi>, <bdi>B</bdi> and <bdi>C</bdi>");
    assertThat(in("zh-Hans").list(pieces).getValue())
        .isEqualTo("<bdi>A</bdi>、<bdi>B</bdi>和<bdi>C</bdi>");
  }

  @Test
  void
      a_locale_without_words_of_its_own_gets_those_of_its_language_in_its_script_or_else_english() {
    assertThat(in("fr-CH").locale()).isEqualTo(Locale.FRENCH);
    assertThat(in("zh-Hans-SG").locale().toLanguageTag()).isEqualTo("zh-Hans");
    assertThat(in("zh-CN").locale().toLanguageTag()).isEqualTo("zh-Hans");
    assertThat(in("zh-Hant").locale()).isEqualTo(Locale.ENGLISH);
    assertThat(in("zh-TW").locale()).isEqualTo(Locale.ENGLISH);
    assertThat(in("ur-Latn").locale()).isEqualTo(Locale.ENGLISH);
    assertThat(in("nb").locale()).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void a_turkish_machine_finds_the_same_words() {
    Turkish.machine(() -> {
      assertThat(in("ES-mx").say("site.language")).isEqualTo("Idioma");
      assertThat(in("en").say("updates.show", 1234)).isEqualTo("Show all 1,234 updates");
    });
  }

  private static Messages in(String tag) {
    return Messages.in(Locale.forLanguageTag(tag));
  }
}
