package communique.record;

import static communique.record.TestNewsroom.locale;
import static org.assertj.core.api.Assertions.assertThat;

import communique.record.Bring.PastNote;
import communique.record.Change.Noted;
import communique.record.Change.Published;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Announcements that were public elsewhere, with a history that may be thinner than the truth.
@EachDatabase
class BringTest {
  private static final Locale EN = Locale.ENGLISH;
  private static final String FIRST = "2017-10-13T10:00:00Z";
  private static final String LAST = "2017-10-16T09:00:00Z";

  @Test
  void a_history_comes_in_with_the_one_version_that_was_captured(TestNewsroom newsroom) {
    var receipt = newsroom.execute(Act.past("importer", Instant.parse(LAST)), captured());

    assertThat(receipt).isEqualTo(new Receipt(3, 1, "/news/visit", false));
    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.firstPublishedAt()).isEqualTo(Instant.parse(FIRST));
    assertThat(visit.publicUpdatedAt()).isEqualTo(Instant.parse(LAST));
    assertThat(visit.history())
        .extracting(Change::publicAt)
        .containsExactly(
            Instant.parse(LAST), Instant.parse("2017-10-15T08:00:00Z"), Instant.parse(FIRST));
    assertThat(visit.history())
        .extracting(change -> Note.of(visit, change, EN).orElseThrow().text())
        .containsExactly("Added translation", "Changed the place.", "First published.");
    // Two of the three have no version.
    assertThat(visit.changes())
        .extracting(change -> change.what().getClass().getSimpleName())
        .containsExactly("Noted", "Noted", "Published");
    assertThat(visit.changes()).extracting(Change::tells).containsOnly(false);
    assertThat(visit.changes())
        .extracting(Change::recordedAt)
        .containsOnly(newsroom.clock().instant());
  }

  @Test
  void the_dates_that_the_page_stated_count_and_not_those_of_its_notes(TestNewsroom newsroom) {
    newsroom.execute(
        Act.past("importer", Instant.parse(LAST)),
        new Bring(
            Sheet.of("visit").publish(),
            Instant.parse(FIRST),
            Instant.parse(LAST),
            List.of(note("", null), note("Something.", null)),
            1));

    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.firstPublishedAt()).isEqualTo(Instant.parse(FIRST));
    assertThat(visit.firstPublishedAt(EN)).isEqualTo(Instant.parse(FIRST));
    assertThat(visit.publicUpdatedAt()).isEqualTo(Instant.parse(LAST));
    assertThat(visit.publicUpdatedAt(EN)).isEqualTo(Instant.parse(LAST));
    assertThat(visit.history()).extracting(Change::publicAt).containsOnlyNulls();
  }

  @Test
  void the_captured_version_may_be_any_of_the_notes(TestNewsroom newsroom) {
    newsroom.execute(
        Act.past("importer", Instant.parse(LAST)),
        new Bring(
            Sheet.of("visit").publish(),
            Instant.parse(FIRST),
            Instant.parse(LAST),
            List.of(note("", FIRST), note("Later.", LAST)),
            0));

    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.changes().getFirst().what()).isInstanceOf(Published.class);
    assertThat(visit.changes().getLast().what()).isEqualTo(new Noted("Later."));
    assertThat(visit.newest(EN)).isPresent();
  }

  @Test
  void bringing_the_same_again_changes_nothing_and_says_so(TestNewsroom newsroom) {
    newsroom.execute(Act.past("importer", Instant.parse(LAST)), captured());
    var again = newsroom.execute(Act.past("importer", Instant.parse(LAST)), captured());

    assertThat(again).isEqualTo(new Receipt(3, 1, "/news/visit", true));
    assertThat(newsroom.log()).hasSize(3);
  }

  @Test
  void what_was_brought_is_corrected_and_translated_like_anything_else(TestNewsroom newsroom) {
    newsroom.execute(Act.past("importer", Instant.parse(LAST)), captured());
    newsroom.publish(Sheet.of("visit").in("ru"));
    newsroom.publish(Sheet.of("visit").saying("second").note("Corrected here."));

    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.editions(EN)).extracting(Edition::number).containsExactly(1, 2);
    assertThat(visit.firstPublishedAt()).isEqualTo(Instant.parse(FIRST));
    assertThat(visit.publicUpdatedAt()).isEqualTo(newsroom.clock().instant());
    assertThat(visit.firstPublishedAt(locale("ru"))).isEqualTo(newsroom.clock().instant());
  }

  @Test
  void a_minor_update_of_what_was_brought_leaves_its_stated_dates(TestNewsroom newsroom) {
    newsroom.execute(Act.past("importer", Instant.parse(LAST)), captured());
    newsroom.publish(Sheet.of("visit").saying("second").minor());

    assertThat(newsroom.announcement("visit").publicUpdatedAt()).isEqualTo(Instant.parse(LAST));
    assertThat(newsroom.announcement("visit").publicUpdatedAt(EN)).isEqualTo(Instant.parse(LAST));
  }

  @Test
  void a_slug_that_is_taken_here_is_refused(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("visit").saying("something else"));

    assertThat(newsroom.refused(Act.past("importer", Instant.parse(LAST)), captured()))
        .containsExactly("slug: import.taken");
  }

  @Test
  void what_is_wrong_with_content_or_dates_is_said_at_its_place(TestNewsroom newsroom) {
    var bring =
        new Bring(
            Sheet.of("Visit").title("").publish(),
            Instant.parse(LAST),
            Instant.parse(FIRST),
            List.of(
                note("a".repeat(1001), LAST),
                note("a\u0000b", FIRST),
                note("", "2027-01-01T00:00:00Z")),
            2);
    assertThat(newsroom.refused(Act.past("importer", Instant.parse(FIRST)), bring))
        .containsExactly(
            "slug: slug.malformed",
            "title: title.empty",
            "notes.0: change-note.too-long",
            "notes.1: text.control",
            "notes.1: date.order",
            "notes.2: date.future");
    assertThat(newsroom.log()).isEmpty();
  }

  @Test
  void what_is_updated_in_the_future_was_not_public_elsewhere(TestNewsroom newsroom) {
    var bring =
        new Bring(
            Sheet.of("visit").publish(),
            Instant.parse(FIRST),
            Instant.parse("2027-01-01T00:00:00Z"),
            List.of(note("", FIRST)),
            0);
    assertThat(newsroom.refused(Act.past("importer", Instant.parse(FIRST)), bring))
        .containsExactly("lastUpdated: date.future");
  }

  private static Bring captured() {
    return new Bring(
        Sheet.of("visit").publish(),
        Instant.parse(FIRST),
        Instant.parse(LAST),
        List.of(
            note("", FIRST), note("Changed the place.", "2017-10-15T08:00:00Z"), note("", LAST)),
        2);
  }

  private static PastNote note(String note, @Nullable String at) {
    return new PastNote(note, at == null ? null : Instant.parse(at));
  }
}
