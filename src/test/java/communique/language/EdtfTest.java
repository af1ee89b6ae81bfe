package communique.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdtfTest {
  @ParameterizedTest
  @CsvSource({
    "2017, 2017-01-01, 2017-12-31",
    "-0044, -0044-01-01, -0044-12-31",
    "0000, 0000-01-01, 0000-12-31",
    "2017-10, 2017-10-01, 2017-10-31",
    "2017-10-13, 2017-10-13, 2017-10-13",
    "2016-02-29, 2016-02-29, 2016-02-29",
    "2017-10-13T09:30, 2017-10-13, 2017-10-13",
    "2017-10-13T09:30:15Z, 2017-10-13, 2017-10-13",
    "2017-10-13T09:30+01:00, 2017-10-13, 2017-10-13",
    "2017-10-13T09:30:00-04, 2017-10-13, 2017-10-13",
    "2017?, 2017-01-01, 2017-12-31",
    "2017-10~, 2017-10-01, 2017-10-31",
    "2017-10-13%, 2017-10-13, 2017-10-13",
    "201X, 2010-01-01, 2019-12-31",
    "20XX, 2000-01-01, 2099-12-31",
    "-20XX, -2099-01-01, -2000-12-31",
    "2017-XX, 2017-01-01, 2017-12-31",
    "2017-XX-XX, 2017-01-01, 2017-12-31",
    "2016-02-XX, 2016-02-01, 2016-02-29",
    "2018-21, 2018-03-01, 2018-05-31",
    "2018-24, 2018-12-01, 2019-02-28",
    "2018-27~, 2018-09-01, 2018-11-30",
    "2018-29, 2018-09-01, 2018-11-30",
    "2019-30, 2019-12-01, 2020-02-29",
    "2018-31, 2018-03-01, 2018-05-31",
    "2018-33, 2018-01-01, 2018-03-31",
    "2018-36, 2018-10-01, 2018-12-31",
    "2018-37, 2018-01-01, 2018-04-30",
    "2018-39, 2018-09-01, 2018-12-31",
    "2018-41, 2018-07-01, 2018-12-31",
    "Y17000, +17000-01-01, +17000-12-31",
    "Y-170000002, -170000002-01-01, -170000002-12-31",
    "2017-10/2017-12~, 2017-10-01, 2017-12-31",
    "2017-10-13/2017-10-15, 2017-10-13, 2017-10-15",
    "2017-10-XX/2018, 2017-10-01, 2018-12-31",
    "2018-21/2018-23, 2018-03-01, 2018-11-30",
    "2017-10-13T09:30/2017-10-13T10:30, 2017-10-13, 2017-10-13",
    "2017-10-13T09:30/2017-10-13T08:30Z, 2017-10-13, 2017-10-13",
    "2017-10-13T23:00-05:00/2017-10-14, 2017-10-13, 2017-10-14",
    "2017-10/.., 2017-10-01, ",
    "../2017-10, , 2017-10-31",
    "2017-10/, 2017-10-01, ",
    "/2017-10, , 2017-10-31",
  })
  void a_date_prints_as_it_was_written_and_lies_within_its_bounds(
      String text, LocalDate earliest, LocalDate latest) {
    Edtf date = Edtf.parse(text);

    assertThat(date).hasToString(text);
    assertThat(date.earliest()).isEqualTo(earliest);
    assertThat(date.latest()).isEqualTo(latest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "13 October 2017",
        "2017-1",
        "17",
        "201",
        "20170",
        "2017-10-13 ",
        "2017.10.13",
        "2017-10-13T9:30",
        "2017-10-13T09:30:00.5Z",
        "2017-10-13T09:30+0100",
        "2017-10-13T09:30-00:00",
        "-0000",
        "2017--10",
        "2017-10/2017-11/2017-12",
        "2017-10-13\n",
        "２０１７",
        "2017-10-13T09:30Z~"
      })
  void nonsense_is_no_date(String text) {
    refused(text, "edtf.malformed", "");
  }

  @Test
  void what_is_longer_than_any_date_is_not_looked_at() {
    refused("1".repeat(10_000_000), "edtf.malformed", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2017-02-29",
        "2017-13",
        "2017-00",
        "2017-20",
        "2017-42",
        "2017-04-31",
        "2017-10-00",
        "2017-10-13T24:00",
        "2017-10-13T09:60",
        "2017-10-13T09:30+19:00",
        "2017-21-01"
      })
  void a_day_or_a_time_that_never_was_is_refused(String text) {
    refused(text, "edtf.no-day", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Y1e9",
        "Y-17E7",
        "1950S2",
        "[1667,1668]",
        "{1960..1970}",
        "?2017",
        "2017?-10",
        "2017-~10",
        "Y1234567890",
        "2017-XX-13",
        "2017-XX~",
        "2017-10-XX?",
        "Y17000/Y18000"
      })
  void what_only_level_2_can_say_is_refused_by_name(String text) {
    assertThatThrownBy(() -> Edtf.parse(text))
        .isInstanceOfSatisfying(
            EdtfRefused.class, refused -> assertThat(refused.key()).isEqualTo("edtf.level"));
  }

  @ParameterizedTest
  @CsvSource({
    "201u, 201X",
    "20uu, 20XX",
    "2017-uu, 2017-XX",
    "2017-10-uu, 2017-10-XX",
    "2017-uu-uu, 2017-XX-XX",
    "201x, 201X",
    "20xx, 20XX",
    "2017-10/unknown, 2017-10/",
    "unknown/2017-10, /2017-10",
    "2017-10/open, 2017-10/..",
    "y17000, Y17000",
    "2017?~, 2017%",
    "201u/open, 201X/..",
  })
  void the_draft_of_2012_is_refused_and_the_modern_form_is_named(String text, String modern) {
    refused(text, "edtf.draft", modern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2018/2017",
        "2017-10-13/2017-10-12",
        "2017/2017",
        "2017-10/2017",
        "2017-10-13T10:30/2017-10-13T09:30",
        "2017-10-13T10:30Z/2017-10-13T10:30+01:00",
        "2017-10-13T10:30+01:00/2017-10-13"
      })
  void an_interval_ends_after_it_begins(String text) {
    refused(text, "edtf.order", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "../..", "/..", "../"})
  void an_interval_says_at_least_one_date(String text) {
    refused(text, "edtf.nothing", "");
  }

  @Test
  void only_days_and_times_that_nothing_qualifies_are_exact() {
    for (String text : new String[] {"2017-10-13", "2017-10-13/2017-10-14", "2017-10-13T09:30Z"})
      assertThat(Edtf.parse(text).exact()).as(text).isTrue();
    for (String text :
        new String[] {
          "2017-10", "2017-10-13~", "2017-10-13/..", "2017-10-13/2017-10-14?", "2018-21"
        }) assertThat(Edtf.parse(text).exact()).as(text).isFalse();
  }

  private static void refused(String text, String key, String instead) {
    assertThatThrownBy(() -> Edtf.parse(text))
        .as(text)
        .isInstanceOfSatisfying(
            EdtfRefused.class,
            refused -> {
              assertThat(refused.key()).as(text).isEqualTo(key);
              assertThat(refused.instead()).as(text).isEqualTo(instead);
            });
  }
}
