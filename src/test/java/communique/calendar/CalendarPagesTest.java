package communique.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import communique.record.DefineEngagement;
import communique.record.EachDatabase;
import communique.record.EngagementKind;
import communique.record.EngagementStated;
import communique.record.EngagementStated.Who;
import communique.record.EngagementStatus;
import communique.record.MergeTag;
import communique.record.RenameTag;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.When;
import communique.shelf.Response;
import communique.shelf.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@EachDatabase
class CalendarPagesTest {
  @Test
  void an_exact_day_ends_before_the_next_begins(TestNewsroom newsroom) {
    newsroom.execute(define("summit", "2026-11-26", "", EngagementStatus.CONFIRMED));
    String text = text(newsroom, "/engagements.ics");
    VEvent event = event(text, "summit");

    assertThat(text).contains("DTSTART;VALUE=DATE:20261126\r\n", "DTEND;VALUE=DATE:20261127\r\n");
    assertThat(event.getSummary().getValue()).isEqualTo("About summit");
    assertThat(event.getSummary().getLanguage()).isEqualTo("en");
    assertThat(event.getStatus().getValue()).isEqualTo("CONFIRMED");
    assertThat(event.getTransparency().getValue()).isEqualTo("OPAQUE");
    assertThat(event.getSequence().getValue()).isZero();
  }

  @Test
  void a_vague_date_is_a_note_across_its_days_with_its_words(TestNewsroom newsroom) {
    newsroom.execute(define("visit", "2017-10/2017-12~", "", null));
    newsroom.execute(define("open", "2026-11/..", "", null));
    newsroom.execute(define("spring", "2027-21", "", null));
    newsroom.execute(define("half", "2028-12-01/2028-12-15", "", null));
    String text = text(newsroom, "/engagements.ics");
    VEvent visit = event(text, "visit");

    assertThat(event(text, "half").getTransparency().getValue()).isEqualTo("TRANSPARENT");
    assertThat(visit.getSummary().getValue())
        .isEqualTo("Proposed: About visit (towards the end of 2017)");
    assertThat(visit.getDescription().getValue()).startsWith("towards the end of 2017\nProposed\n");
    assertThat(visit.getTransparency().getValue()).isEqualTo("TRANSPARENT");
    assertThat(visit.getStatus().getValue()).isEqualTo("TENTATIVE");
    assertThat(text)
        .contains("DTSTART;VALUE=DATE:20171001\r\n", "DTEND;VALUE=DATE:20180101\r\n")
        .contains("DTSTART;VALUE=DATE:20270301\r\n", "DTEND;VALUE=DATE:20270601\r\n")
        .contains("DTSTART;VALUE=DATE:20261101\r\n", "DTEND;VALUE=DATE:20261201\r\n");
  }

  @Test
  void a_time_is_the_same_instant_to_whoever_reads_the_zone_from_the_file(TestNewsroom newsroom) {
    newsroom.execute(define("oslo", "2026-11-30T15:00/2026-11-30T16:30", "Europe/Oslo", null));
    newsroom.execute(define("summer", "2026-07-01T09:00", "Europe/Oslo", null));
    newsroom.execute(define("sydney", "2026-01-15T09:00", "Australia/Sydney", null));
    newsroom.execute(define("tehran", "2026-01-15T09:00", "Asia/Tehran", null));
    newsroom.execute(define("utc", "2026-11-30T15:00+01:00", "", null));
    String text = text(newsroom, "/engagements.ics");
    ICalendar calendar = Biweekly.parse(text).first();

    Map<String, String> begins =
        Map.of(
            "oslo", "2026-11-30T14:00:00Z",
            "summer", "2026-07-01T07:00:00Z",
            "sydney", "2026-01-14T22:00:00Z",
            "tehran", "2026-01-15T05:30:00Z",
            "utc", "2026-11-30T14:00:00Z");
    begins.forEach((slug, at) ->
        assertThat(event(text, slug).getDateStart().getValue().toInstant())
            .as(slug)
            .isEqualTo(Instant.parse(at)));
    assertThat(event(text, "oslo").getDateEnd().getValue().toInstant())
        .isEqualTo(Instant.parse("2026-11-30T15:30:00Z"));
    // The file's own description of each zone was read, and not one that goes by its name.
    assertThat(calendar.getTimezoneInfo().getTimezones())
        .extracting(TimezoneAssignment::getComponent)
        .doesNotContainNull()
        .hasSize(3);
    assertThat(text)
        .contains("DTSTART;TZID=Europe/Oslo:20261130T150000\r\n")
        .contains("DTSTART:20261130T140000Z\r\n");
  }

  @Test
  void a_change_raises_the_sequence_under_the_same_id_and_what_is_off_stays(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("first").tells(stated("visit", "2026-12-09", "", null)));
    VEvent before = event(text(newsroom, "/engagements.ics"), "visit");
    newsroom.pass(Duration.ofHours(1));
    newsroom.publish(
        Sheet.of("second")
            .tells(
                new EngagementStated(
                    "visit", null, Map.of(), null, null, null, EngagementStatus.CANCELLED)));
    VEvent after = event(text(newsroom, "/engagements.ics"), "visit");

    assertThat(after.getUid().getValue()).isEqualTo(before.getUid().getValue());
    assertThat(before.getSequence().getValue()).isZero();
    assertThat(after.getSequence().getValue()).isEqualTo(1);
    assertThat(after.getStatus().getValue()).isEqualTo("CANCELLED");
    assertThat(after.getSummary().getValue()).isEqualTo("Called off: About visit");
    assertThat(after.getUrl().getValue()).isEqualTo("https://news.example.org/news/second");
    assertThat(after.getLastModified().getValue()).isAfter(before.getLastModified().getValue());
    assertThat(after.getDateTimeStamp().getValue()).isEqualTo(after.getLastModified().getValue());
  }

  @Test
  void each_tag_and_language_has_a_calendar_of_its_own(TestNewsroom newsroom) {
    newsroom.tag(TagKind.PERSON, "anna", "Anna").tag(TagKind.PLACE, "kverna", "Kverna");
    newsroom.execute(
        new DefineEngagement(
            new EngagementStated(
                "with-anna",
                EngagementKind.MEETING,
                Map.of("en", "With Anna", "ar", "مع آنا"),
                new When("2026-12", "", Map.of()),
                Who.tag(TagKind.PLACE, "kverna"),
                List.of(Who.somebody("anna")),
                null),
            false));
    newsroom.execute(define("alone", "2026-12", "", null));

    assertThat(Biweekly.parse(text(newsroom, "/people/anna/engagements.ics")).first().getEvents())
        .hasSize(1);
    assertThat(Biweekly.parse(text(newsroom, "/engagements.ru.ics")).first().getEvents())
        .hasSize(2);
    String arabic = text(newsroom, "/places/kverna/engagements.ar.ics");
    VEvent event = Biweekly.parse(arabic).first().getEvents().getFirst();
    assertThat(event.getSummary().getValue()).startsWith("مقترح: مع آنا");
    assertThat(event.getSummary().getLanguage()).isEqualTo("ar");
    assertThat(event.getLocation().getValue()).isEqualTo("\u2066Kverna\u2069");
    // The name is in no other language, whatever the calendar is in.
    assertThat(event.getLocation().getLanguage()).isEqualTo("en");
    assertThat(pages(newsroom).make(target("/people/nobody/engagements.ics"))).isEmpty();
    assertThat(pages(newsroom).make(target("/topics/kverna/engagements.ics"))).isEmpty();
    assertThat(pages(newsroom).make(target("/engagements.xx.ics"))).isEmpty();
    assertThat(answer(newsroom, "/engagements.en.ics").status()).isEqualTo(301);
  }

  @Test
  void the_calendar_of_a_tag_moves_with_it_and_has_what_that_of_a_merged_one_had(
      TestNewsroom newsroom) {
    String anna = "anna-" + "a".repeat(190);
    newsroom.tag(TagKind.PERSON, "anna", "Anna").tag(TagKind.PERSON, "ann", "Ann");
    newsroom.execute(
        new DefineEngagement(
            new EngagementStated(
                "talks",
                EngagementKind.MEETING,
                Map.of("en", "Talks"),
                new When("2026-12", "", Map.of()),
                null,
                List.of(Who.somebody("ann")),
                null),
            false));
    newsroom.execute(new MergeTag(TagKind.PERSON, "ann", "anna"));
    newsroom.execute(new RenameTag(TagKind.PERSON, "anna", anna));

    String path = "/people/" + anna + "/engagements.ru.ics";
    for (String old : List.of("ann", "anna"))
      assertThat(answer(newsroom, "/people/" + old + "/engagements.ru.ics").headers())
          .as(old)
          .containsEntry("Location", path);
    assertThat(Biweekly.parse(text(newsroom, path)).first().getEvents()).hasSize(1);
  }

  @Test
  void lines_are_folded_at_75_octets_and_never_inside_a_character(TestNewsroom newsroom) {
    String title = "Совещание; «море», лёд \\ \uD83C\uDF0A и 合同搜救".repeat(6);
    newsroom.execute(
        new DefineEngagement(
            new EngagementStated(
                "long",
                EngagementKind.SUMMIT,
                Map.of("en", title),
                new When("2026-11-26", "", Map.of()),
                null,
                null,
                EngagementStatus.CONFIRMED),
            false));
    String text = text(newsroom, "/engagements.ics");

    assertThat(text).endsWith("END:VCALENDAR\r\n");
    for (String line : text.split("\r\n", -1)) {
      assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
      assertThat(line).doesNotContain("\n", "\r");
    }
    assertThat(event(text, null).getSummary().getValue()).isEqualTo(title);
  }

  @Test
  void a_calendar_says_what_it_is_and_how_often_to_look(TestNewsroom newsroom) {
    Response answer = answer(newsroom, "/engagements.ics");
    String text = new String(answer.body(), StandardCharsets.UTF_8);

    assertThat(answer.headers()).containsEntry("Content-Type", "text/calendar; charset=utf-8");
    assertThat(text)
        .contains(
            "NAME;LANGUAGE=en:Ministry of Tests: engagements\r\n",
            "X-WR-CALNAME:Ministry of Tests: engagements\r\n",
            "SOURCE;VALUE=URI:https://news.example.org/engagements.ics\r\n",
            "URL:https://news.example.org/engagements\r\n",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n")
        .doesNotContain("METHOD:");
    assertThat(Biweekly.parse(text).all()).hasSize(1);
  }

  private static DefineEngagement define(
      String slug, String edtf, String zone, @Nullable EngagementStatus status) {
    return new DefineEngagement(stated(slug, edtf, zone, status), false);
  }

  private static EngagementStated stated(
      String slug, String edtf, String zone, @Nullable EngagementStatus status) {
    return new EngagementStated(
        slug,
        EngagementKind.VISIT,
        Map.of("en", "About " + slug),
        new When(edtf, zone, Map.of()),
        null,
        null,
        status);
  }

  private static CalendarPages pages(TestNewsroom newsroom) {
    return new CalendarPages(newsroom.database(), TestNewsroom.NEWSROOM);
  }

  private static Target target(String path) {
    return new Target(path, "", "");
  }

  private static Response answer(TestNewsroom newsroom, String path) {
    return pages(newsroom).make(target(path)).orElseThrow();
  }

  private static String text(TestNewsroom newsroom, String path) {
    return new String(answer(newsroom, path).body(), StandardCharsets.UTF_8);
  }

  /// @param slug null for the only one
  private static VEvent event(String text, @Nullable String slug) {
    ICalendar calendar = Biweekly.parse(text).first();
    return calendar.getEvents().stream()
        .filter(event -> slug == null || event.getSummary().getValue().contains("About " + slug))
        .findFirst()
        .orElseThrow();
  }
}
