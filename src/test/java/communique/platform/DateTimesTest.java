package communique.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimesTest {
  /// Signs of which such texts are made, so that many a text of chance is nearly one.
  private static final String SIGNS = "0123456789-:T.Z+ 29";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-03T09:30:00Z",
        "2024-02-28T23:59:59.123456789-17:59",
        "2024-02-29T00:00:00.5+00:00",
        "2024-12-31T09:30:00.000+01:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2024-02-03T09:30Z",
        "2024-02-03T09:30:00-00:30",
        "2024-02-03T09:30:00+18:00"
      })
  void reads_what_the_library_reads(String text) {
    assertThat(DateTimes.instant(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024",
        "2024-02-30T09:30:00Z",
        "2023-02-29T09:30:00Z",
        "2024-02-03T24:30:00Z",
        "2024-02-03T09:60:00Z",
        "2024-02-03T09:30:60Z",
        "2024-02-03T09:30:00",
        "2024-02-03T09:30:00.1234567890Z",
        "2024-02-03T09:30:00+19:00",
        "2024-02-03T09:30:00+18:01",
        "2024-02-03T09:30:00+01:60",
        "2024-00-03T09:30:00Z",
        "2024-02-00T09:30:00Z",
        "2024-02-03 09:30:00Z",
        "2024-02-03T09:30:00Z ",
        "2024-02-03T09:30:00+1:00",
        "٢٠٢٤-02-03T09:30:00Z"
      })
  void refuses_what_the_library_refuses(String text) {
    assertThat(DateTimes.isUsual(text)).isFalse();
    assertThatThrownBy(() -> DateTimes.instant(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void says_the_same_as_the_library_of_texts_of_chance() {
    long seed = Long.getLong("communique.seed", System.nanoTime());
    var chance = new SplittableRandom(seed);
    for (int i = 0; i < 200_000; i++) {
      var text = new StringBuilder("2024-11-25T22:23:50.120+01:00");
      for (int change = chance.nextInt(4); change > 0; change--) {
        int at = chance.nextInt(text.length());
        text.setCharAt(at, SIGNS.charAt(chance.nextInt(SIGNS.length())));
      }
      if (chance.nextBoolean()) text.setLength(chance.nextInt(text.length() + 1));
      String what = "“" + text + "”, -Dcommunique.seed=" + seed;
      OffsetDateTime due = parsed(text.toString());
      if (due == null) {
        assertThat(DateTimes.isUsual(text.toString())).as(what).isFalse();
      } else {
        assertThat(DateTimes.instant(text.toString())).as(what).isEqualTo(due.toInstant());
      }
    }
  }

  private static @org.jspecify.annotations.Nullable OffsetDateTime parsed(String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
