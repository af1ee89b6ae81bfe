package communique.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdtfWordsTest {
  private static final ZoneId HOME = ZoneId.of("Europe/London");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2017-10-13 | 13 October 2017",
        "2017-10 | October 2017",
        "2017 | 2017",
        "-0044 | 45 BC",
        "Y17000 | 17000",
        "2017~ | about 2017",
        "2017? | probably 2017",
        "2017-10% | probably about October 2017",
        "201X | some time between 2010 and 2019",
        "2017-XX | 2017, month not stated",
        "2017-XX-XX | 2017, day and month not stated",
        "2017-10-XX | October 2017, day not stated",
        "2018-21 | spring 2018",
        "2018-24~ | about winter 2018",
        "2018-30 | summer 2018 (southern hemisphere)",
        "2018-36 | 4th quarter 2018",
        "2018-38 | May to August 2018",
        "2018-40 | first half of 2018",
        "2017-10/2017-12~ | towards the end of 2017",
        "2017-10/2017-12 | October – December 2017",
        "2017-11/2018-01 | November 2017 – January 2018",
        "2017/2018 | 2017–2018",
        "2026-12-01/2026-12-15 | first half of December 2026",
        "2026-12-16/2026-12-31 | second half of December 2026",
        "2027-06-10/2027-06-20~ | about the middle of June 2027",
        "2017-10-13/2017-10-15 | 13–15 October 2017",
        "2017-10-30/2017-11-02 | 30 October – 2 November 2017",
        "2017-03/ | from March 2017 to an unknown date",
        "2017-03/.. | from March 2017 on",
        "/2017-03 | from an unknown date to March 2017",
        "../2017-03 | until March 2017",
        "2017-10-13/2018 | from 13 October 2017 to 2018",
        "2017-10?/2018-01~ | from probably October 2017 to about January 2018",
        "2026-11-30T15:00 | 30 November 2026, 15:00",
        "2026-11-30T15:00+01:00 | 30 November 2026, 15:00 (GMT+01:00)",
        "2026-11-30T15:00Z | 30 November 2026, 15:00",
        "2026-11-30T15:00/2026-11-30T16:30 | 30 November 2026, 15:00–16:30",
      })
  void a_date_is_said_as_exactly_as_it_is_known(String date, String words) {
    assertThat(plain(EdtfWords.in(Locale.ENGLISH, HOME), date)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cy | 13 Hydref 2017 | hanner cyntaf Rhagfyr 2026 | tua diwedd 2017 | gwanwyn 2018 | 13–15 Hydref 2017",
        "fr | 13 octobre 2017 | décembre 2026, première quinzaine | vers la fin de 2017 | printemps 2018 | 13–15 octobre 2017",
        "es | 13 de octubre de 2017 | primera quincena de diciembre de 2026 | hacia finales de 2017 | primavera de 2018 | 13–15 de octubre de 2017",
        "ru | 13 октября 2017 г. | первая половина декабря 2026 г. | ближе к концу 2017 года | весна 2018 года | 13–15 октября 2017 г.",
        "ar | 13 أكتوبر 2017 | النصف الأول من ديسمبر 2026 | قرابة نهاية عام 2017 | ربيع 2018 | 13–15 أكتوبر 2017",
        "zh-Hans | 2017年10月13日 | 2026年12月上半月 | 2017年底前后 | 2018年春季 | 2017年10月13日至15日",
        "ur | 13 اکتوبر، 2017 | دسمبر، 2026 کا پہلا نصف | 2017 کے اختتام کے قریب | موسمِ بہار 2018 | 13–15 اکتوبر 2017",
      })
  void each_language_says_it_in_its_own_way(
      String tag, String day, String half, String end, String spring, String days) {
    EdtfWords words = EdtfWords.in(Locale.forLanguageTag(tag), HOME);

    assertThat(plain(words, "2017-10-13")).isEqualTo(day);
    assertThat(plain(words, "2026-12-01/2026-12-15")).isEqualTo(half);
    assertThat(plain(words, "2017-10/2017-12~")).isEqualTo(end);
    assertThat(plain(words, "2018-21")).isEqualTo(spring);
    assertThat(plain(words, "2017-10-13/2017-10-15")).isEqualTo(days);
  }

  @Test
  void a_time_of_another_zone_says_where_it_is() {
    EdtfWords words = EdtfWords.in(Locale.ENGLISH, HOME);

    assertThat(words.say(Edtf.parse("2026-11-30T15:00"), ZoneId.of("Europe/Oslo")))
        .isEqualTo("30 November 2026, 15:00 (Norway Time)");
    assertThat(words.say(Edtf.parse("2026-11-30T15:00"), ZoneId.of("Europe/Dublin")))
        .isEqualTo("30 November 2026, 15:00");
  }

  /// CLDR's spaces that hold together or are thin look like others, but are not equal to them.
  private static String plain(EdtfWords words, String date) {
    return words.say(Edtf.parse(date), HOME).replaceAll("[\u00a0\u2009\u202f]", " ");
  }
}
