package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FeedDatesTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  @Test
  void dates_of_mail_are_read_as_people_write_them() {
    assertThat(read("Fri, 13 Oct 2017 10:00:00 GMT")).isEqualTo("2017-10-13T10:00:00Z");
    assertThat(read("13 Oct 2017 10:00 +0200")).isEqualTo("2017-10-13T08:00:00Z");
    assertThat(read("Friday, 13-Oct-17 10:00:00 EST")).isEqualTo("2017-10-13T15:00:00Z");
    assertThat(read("Fri, 3 October 1997 10:00:00 UT")).isEqualTo("1997-10-03T10:00:00Z");
    assertThat(read(" Fri, 13 Oct 2017\n 10:00:00 -07:00 ")).isEqualTo("2017-10-13T17:00:00Z");
  }

  @Test
  void what_lacks_a_zone_or_a_time_is_of_the_newsrooms_zone() {
    assertThat(read("2017-07-13")).isEqualTo("2017-07-12T23:00:00Z");
    assertThat(read("2017-07-13T10:00:00")).isEqualTo("2017-07-13T09:00:00Z");
    assertThat(read("13 Jul 2017")).isEqualTo("2017-07-12T23:00:00Z");
  }

  @Test
  void dates_of_the_web_are_read_with_every_offset() {
    assertThat(read("2017-10-13T10:00:00.123Z")).isEqualTo("2017-10-13T10:00:00.123Z");
    assertThat(read("2017-10-13t10:00z")).isEqualTo("2017-10-13T10:00:00Z");
    assertThat(read("2017-10-13 10:00:00 +02:00")).isEqualTo("2017-10-13T08:00:00Z");
    assertThat(read("2017-10-13T10:00:00+0530")).isEqualTo("2017-10-13T04:30:00Z");
  }

  @Test
  void what_could_mean_two_things_or_nothing_is_no_date() {
    for (String text :
        new String[] {
          "",
          "yesterday",
          "10/13/2017",
          "2017-02-30",
          "2017-10-13T25:00:00Z",
          "Fri, 32 Oct 2017 10:00:00 GMT",
          "Fri, 13 Okt 2017 10:00:00 GMT",
          "Fri, 13 Oct 2017 10:00:00 BST",
          "2017-10-13T10:00:00+99:00",
          "20171013"
        }) assertThat(FeedDates.read(text, LONDON)).as(text).isEmpty();
  }

  private static String read(String text) {
    return FeedDates.read(text, LONDON).map(Instant::toString).orElse("none");
  }
}
