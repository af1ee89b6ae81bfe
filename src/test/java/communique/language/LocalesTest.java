package communique.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LocalesTest {
  @Test
  void the_first_locale_of_the_list_is_the_default_and_stands_in_no_address() {
    var locales = Locales.parse("en, ru,zh-hans");

    assertThat(locales.first()).isEqualTo(Locale.ENGLISH);
    assertThat(locales.all())
        .extracting(Locale::toLanguageTag)
        .containsExactly("en", "ru", "zh-Hans");
    assertThat(locales.suffix(locale("en"))).isEmpty();
    assertThat(locales.suffix(locale("zh-Hans"))).isEqualTo(".zh-Hans");
    assertThat(locales.has(locale("ru"))).isTrue();
    assertThat(locales.has(locale("ru-RU"))).isFalse();
    assertThatThrownBy(() -> locales.suffix(locale("fr")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fr is not one of en,ru,zh-Hans");
  }

  @Test
  void a_wrong_list_of_locales_is_refused_with_what_is_wrong_and_how_it_is_right() {
    assertThatThrownBy(() -> Locales.parse(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No locale is given. Name at least one, such as en.");
    assertThatThrownBy(() -> Locales.parse("en,en_GB"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "“en_GB” is not a language tag. Write BCP 47 tags with commas between them, such as en,ru,zh-Hans.");
    assertThatThrownBy(() -> Locales.parse("en,"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("“” is not a language tag.");
    assertThatThrownBy(() -> Locales.parse("zh-Hans,en,ZH-hans"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("zh-Hans stands twice among the locales. Name each once.");
  }

  @Test
  void a_tag_is_read_into_its_canonical_form() {
    assertThat(Locales.read("zh-hans")).contains(locale("zh-Hans"));
    assertThat(Locales.read("SR-LATN-rs")).contains(locale("sr-Latn-RS"));
    assertThat(Locales.read("iw")).contains(locale("he"));
    assertThat(Locales.read("yue")).contains(locale("yue"));
  }

  @Test
  void what_is_no_tag_or_names_no_language_is_not_read() {
    for (String tag :
        new String[] {
          "",
          "-",
          "e",
          "en-",
          "en_GB",
          "en GB",
          "English",
          "xx",
          "und",
          "und-Latn",
          "x-house",
          "en--GB",
          "en-ab-x!",
          "../en",
          "ру"
        }) {
      assertThat(Locales.read(tag)).as(tag).isEmpty();
    }
  }

  @Test
  void the_script_decides_the_direction_and_not_the_language() {
    assertThat(Locales.direction(locale("ar"))).isEqualTo("rtl");
    assertThat(Locales.direction(locale("ur"))).isEqualTo("rtl");
    assertThat(Locales.direction(locale("az-Arab"))).isEqualTo("rtl");
    assertThat(Locales.direction(locale("az"))).isEqualTo("ltr");
    assertThat(Locales.direction(locale("ur-Latn"))).isEqualTo("ltr");
    assertThat(Locales.direction(locale("zh-Hant"))).isEqualTo("ltr");
  }

  @Test
  void a_language_is_named_as_its_speakers_write_it_and_as_others_call_it() {
    assertThat(Locales.parse("en,cy,fr,es,ru,ar,zh-Hans,ur,zh,tr").all())
        .extracting(Locales::ownName)
        .containsExactly(
            "English",
            "Cymraeg",
            "Français",
            "Español",
            "Русский",
            "العربية",
            "简体中文",
            "اردو",
            "中文",
            "Türkçe");
    assertThat(Locales.nameIn(locale("ru"), locale("en"))).isEqualTo("Russian");
    assertThat(Locales.nameIn(locale("ru"), locale("fr"))).isEqualTo("russe");
    assertThat(Locales.nameIn(locale("zh-Hans"), locale("en"))).isEqualTo("Simplified Chinese");
  }

  @Test
  void a_turkish_machine_reads_and_writes_the_same_tags() {
    Turkish.machine(() -> {
      assertThat(Locales.read("IT")).contains(Locale.ITALIAN);
      assertThat(Locales.read("ID-latn").orElseThrow().toLanguageTag()).isEqualTo("id-Latn");
      assertThat(Locales.parse("en,it").suffix(Locale.ITALIAN)).isEqualTo(".it");
      assertThat(Locales.ownName(Locale.ITALIAN)).isEqualTo("Italiano");
      assertThat(Locales.direction(locale("fa-IR"))).isEqualTo("rtl");
    });
  }

  private static Locale locale(String tag) {
    return Locale.forLanguageTag(tag);
  }
}
