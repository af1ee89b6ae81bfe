package communique.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DaysTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Instant MOSCOW = Instant.parse("2017-10-16T13:20:00Z");

  @Test
  void a_day_is_written_as_each_language_writes_it() {
    assertThat(in("en").day(MOSCOW)).isEqualTo("16 October 2017");
    assertThat(in("en-US").day(MOSCOW)).isEqualTo("October 16, 2017");
    assertThat(in("cy").day(MOSCOW)).isEqualTo("16 Hydref 2017");
    assertThat(in("fr").day(MOSCOW)).isEqualTo("16 octobre 2017");
    assertThat(in("es").day(MOSCOW)).isEqualTo("16 de octubre de 2017");
    assertThat(plain(in("ru").day(MOSCOW))).isEqualTo("16 октября 2017 г.");
    assertThat(in("ar").day(MOSCOW)).isEqualTo("16 أكتوبر 2017");
    assertThat(in("zh-Hans").day(MOSCOW)).isEqualTo("2017年10月16日");
    assertThat(in("ur").day(MOSCOW)).isEqualTo("16 اکتوبر، 2017");
  }

  @Test
  void the_time_follows_the_day_on_the_24_hour_clock_of_the_zone() {
    assertThat(in("en").dayAndTime(MOSCOW)).isEqualTo("16 October 2017, 14:20");
    assertThat(in("cy").dayAndTime(MOSCOW)).isEqualTo("16 Hydref 2017, 14:20");
    assertThat(in("fr").dayAndTime(MOSCOW)).isEqualTo("16 octobre 2017, 14:20");
    assertThat(in("es").dayAndTime(MOSCOW)).isEqualTo("16 de octubre de 2017, 14:20");
    assertThat(plain(in("ru").dayAndTime(MOSCOW))).isEqualTo("16 октября 2017 г., 14:20");
    assertThat(in("ar").dayAndTime(MOSCOW)).isEqualTo("16 أكتوبر 2017، 14:20");
    assertThat(in("zh-Hans").dayAndTime(MOSCOW)).isEqualTo("2017年10月16日 14:20");
    assertThat(in("ur").dayAndTime(MOSCOW)).isEqualTo("16 اکتوبر، 2017، 14:20");
  }

  @Test
  void a_time_of_the_day_may_stand_alone_or_behind_a_day_of_the_week() {
    LocalTime six = LocalTime.of(18, 0);
    assertThat(in("es").time(six)).isEqualTo("18:00");
    assertThat(in("ar").time(six)).isEqualTo("18:00");
    assertThat(in("en").dayOfWeekAndTime(DayOfWeek.FRIDAY, six)).isEqualTo("Friday 18:00");
    assertThat(in("ru").dayOfWeekAndTime(DayOfWeek.FRIDAY, six)).isEqualTo("пятница 18:00");
    assertThat(in("zh-Hans").dayOfWeekAndTime(DayOfWeek.MONDAY, six)).isEqualTo("星期一18:00");
  }

  @Test
  void the_zone_says_which_day_it_is() {
    Instant midnight = Instant.parse("2026-11-22T23:30:00Z");

    assertThat(Days.in(Locale.ENGLISH, ZoneOffset.UTC).day(midnight)).isEqualTo("22 November 2026");
    assertThat(Days.in(Locale.ENGLISH, ZoneId.of("Europe/Oslo")).day(midnight))
        .isEqualTo("23 November 2026");
    assertThat(Days.in(Locale.ENGLISH, ZoneId.of("Europe/Oslo")).date(midnight))
        .isEqualTo("2026-11-23");
  }

  @Test
  void the_first_instant_of_a_day_is_that_of_the_zone() {
    Days london = Days.in(Locale.ENGLISH, LONDON);

    assertThat(london.startsDay(Instant.parse("2017-10-12T23:00:00Z"))).isTrue();
    assertThat(london.startsDay(Instant.parse("2017-10-13T00:00:00Z"))).isFalse();
    assertThat(london.startsDay(Instant.parse("2017-12-13T00:00:00Z"))).isTrue();
    // Where the clocks go forward at midnight, the day starts at one.
    Days beirut = Days.in(Locale.ENGLISH, ZoneId.of("Asia/Beirut"));
    assertThat(beirut.startsDay(Instant.parse("2017-03-25T22:00:00Z"))).isTrue();
  }

  @Test
  void the_month_reads_on_from_a_day_that_is_set_apart() {
    var day = LocalDate.of(2026, 11, 23);

    assertThat(apart("en", day)).isEqualTo("23 / November 2026 / Monday");
    assertThat(apart("cy", day)).isEqualTo("23 / Tachwedd 2026 / Dydd Llun");
    assertThat(apart("fr", day)).isEqualTo("23 / novembre 2026 / Lundi");
    assertThat(apart("es", day)).isEqualTo("23 / de noviembre de 2026 / Lunes");
    assertThat(apart("ru", day)).isEqualTo("23 / ноября 2026 г. / Понедельник");
    assertThat(apart("ar", day)).isEqualTo("23 / نوفمبر 2026 / الاثنين");
    assertThat(apart("zh-Hans", day)).isEqualTo("23 / 2026年11月 / 星期一");
    assertThat(apart("ur", day)).isEqualTo("23 / نومبر، 2026 / پیر");
    assertThat(apart("hu", day)).isEqualTo("23 / 2026. november / Hétfő");
  }

  private static String apart(String tag, LocalDate day) {
    Days days = in(tag);
    return plain(days.dayOfMonth(day) + " / " + days.month(day) + " / " + days.dayOfWeek(day));
  }

  @Test
  void french_calls_the_first_of_a_month_the_first() {
    assertThat(in("fr").day(LocalDate.of(2027, 1, 1))).isEqualTo("1er janvier 2027");
    assertThat(in("fr").dayOfMonth(LocalDate.of(2027, 1, 1))).isEqualTo("1er");
    assertThat(in("fr").day(LocalDate.of(2027, 1, 11))).isEqualTo("11 janvier 2027");
    assertThat(in("en").day(LocalDate.of(2027, 1, 1))).isEqualTo("1 January 2027");
  }

  @Test
  void every_language_has_the_same_calendar() {
    assertThat(in("th").day(LocalDate.of(2026, 11, 23))).contains("2026");
    assertThat(in("fa").dayOfMonth(LocalDate.of(2026, 11, 23))).isEqualTo("۲۳");
    assertThat(in("en").day(LocalDate.of(1066, 10, 14))).isEqualTo("14 October 1066");
  }

  @Test
  void numbers_are_grouped_as_the_language_groups_them_with_western_digits_in_arabic() {
    assertThat(in("en").number(4812)).isEqualTo("4,812");
    assertThat(plain(in("fr").number(1234567))).isEqualTo("1 234 567");
    assertThat(in("es").number(1234567)).isEqualTo("1.234.567");
    assertThat(in("ar").number(4812)).isEqualTo("4,812");
    assertThat(in("ar-EG").number(4812)).isEqualTo("4,812");
    assertThat(in("fa").number(4812)).isEqualTo("۴٬۸۱۲");
  }

  @Test
  void programs_get_the_instant_with_the_zones_offset() {
    assertThat(in("ar").machine(MOSCOW)).isEqualTo("2017-10-16T14:20:00+01:00");
    assertThat(in("en").machine(Instant.parse("2026-01-01T00:00:00.123456Z")))
        .isEqualTo("2026-01-01T00:00:00.123Z");
    // London's clocks were 75 seconds behind Greenwich until December 1847.
    assertThat(in("en").machine(Instant.parse("1840-05-06T12:00:00Z")))
        .isEqualTo("1840-05-06T11:59:00-00:01");
  }

  @Test
  void a_turkish_machine_writes_the_same_dates() {
    Turkish.machine(() -> {
      Days days = Days.in(Locale.ENGLISH, ZoneId.of("Asia/Tokyo"));
      assertThat(days.dayAndTime(MOSCOW)).isEqualTo("16 October 2017, 22:20");
      assertThat(days.dayOfWeek(LocalDate.of(2026, 11, 23))).isEqualTo("Monday");
      assertThat(days.machine(MOSCOW)).isEqualTo("2017-10-16T22:20:00+09:00");
      assertThat(days.number(4812)).isEqualTo("4,812");
    });
  }

  @Test
  void threads_may_share_one() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var days =
          IntStream.range(0, 2000)
              .mapToObj(i -> threads.submit(() -> in("en").day(LocalDate.of(2026, 1, 1 + i % 28))))
              .toList();
      for (int i = 0; i < days.size(); i++) {
        Future<String> day = days.get(i);
        assertThat(day.get()).isEqualTo((1 + i % 28) + " January 2026");
      }
    }
  }

  private static Days in(String tag) {
    return Days.in(Locale.forLanguageTag(tag), LONDON);
  }

  /// With plain spaces where the language has ones that do not break.
  private static String plain(String words) {
    return words.replaceAll("[\\u00a0\\u202f]", " ");
  }
}
