package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Outcome;
import communique.record.Bring.PastNote;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastUpdatesTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  @Test
  void the_newest_and_the_oldest_note_have_a_day_and_those_between_have_none() {
    PastUpdates updates =
        read(
            """
            Published 13 October 2017Last updated 16 October 2017 + show all updates
            -
            Added translation
            -
            Corrected the place.
            -
            First published.
            """);

    assertThat(said(updates))
        .containsExactly(
            "2017-10-12T23:00:00Z ", "null Corrected the place.", "2017-10-15T23:00:00Z ");
    assertThat(updates.captured()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Published 13 October 2017Last updated 16 October 2017 + show all updates",
        "Published 13 October 2017Last updated 16 October 2017",
        "Published 13 October 2017\nLast updated 16 October 2017\n+ show all updates",
        "Published:\u00a013\u00a0October\u00a02017   Last updated:\t16 October 2017",
        "Published 13 October 2017. Last updated 16 October 2017.\nShow all 3 updates",
        "First published 13 Oct 2017\n\nlast updated 16 Oct 2017 - hide all updates",
      })
  void the_two_dates_are_read_however_they_are_spaced(String lines) {
    PastUpdates updates = read(lines + "\n- Added translation\n- First published.\n");

    assertThat(updates.published()).isEqualTo("2017-10-13T00:00");
    assertThat(updates.updated()).isEqualTo("2017-10-16T00:00");
    assertThat(updates.notes()).hasSize(2);
  }

  @Test
  void a_page_that_was_never_updated_has_one_date() {
    PastUpdates updates = read("Published 13 October 2017");

    assertThat(updates.updated()).isEqualTo("2017-10-13T00:00");
    assertThat(said(updates)).containsExactly("2017-10-12T23:00:00Z ");
    assertThat(updates.captured()).isZero();
  }

  @Test
  void notes_may_have_dates_of_their_own() {
    PastUpdates updates =
        read(
            """
            Published 13 October 2017
            Last updated 16 October 2017
            16 October 2017, 2:20pm
            Added translation
            15 October 2017 at 09:05
            Gave the hour.
            It goes on.
            13 October 2017
            First published.
            Share this page
            Twitter
            """);

    assertThat(said(updates))
        .containsExactly(
            "2017-10-12T23:00:00Z ",
            "2017-10-15T08:05:00Z Gave the hour. It goes on.",
            "2017-10-16T13:20:00Z ");
    assertThat(updates.captured()).isEqualTo(1);
  }

  @Test
  void numbers_bullets_or_bare_lines_may_mark_notes() {
    for (String mark : List.of("1. ", "• ", "– ", "-\n", "2)\n", ""))
      assertThat(
              read("Published 13 October 2017\n%1$sB\n%1$sA\n%1$sFirst published\n".formatted(mark))
                  .notes())
          .extracting(PastUpdates.PastUpdate::text)
          .containsExactly("First published", "A", "B");
  }

  @Test
  void that_it_was_first_published_is_known_where_no_note_says_so() {
    PastUpdates updates =
        read("Published 13 October 2017 Last updated 16 October 2017\n- Corrected the place.");

    assertThat(said(updates))
        .containsExactly("2017-10-12T23:00:00Z ", "2017-10-15T23:00:00Z Corrected the place.");
    assertThat(updates.captured()).isEqualTo(1);
    assertThat(
            read("Published 13 October 2017 Last updated 16 October 2017\n- Added translation")
                .captured())
        .isZero();
  }

  @Test
  void notes_that_begin_with_the_first_are_in_order_already() {
    assertThat(read("Published 13 October 2017\n- First published.\n- A\n- B").notes())
        .extracting(PastUpdates.PastUpdate::text)
        .containsExactly("First published.", "A", "B");
  }

  @Test
  void a_day_that_is_none_is_refused() {
    assertThat(reasons("Published 31 February 2017")).containsExactly("published: date.malformed");
    assertThat(reasons("Published 13 Octember 2017")).containsExactly("published: date.malformed");
    assertThat(reasons("Published 13 October 2017\nLast updated 0 May 2018"))
        .containsExactly("lastUpdated: date.malformed");
    assertThat(reasons("Published 13 October 2017 Last updated 12 October 2017"))
        .containsExactly("lastUpdated: date.order");
    assertThat(reasons("Published 13 October 2017\n- 30 February 2018\nA"))
        .containsExactly("notes: date.malformed");
  }

  @Test
  void hours_are_those_of_the_clock_on_the_wall() {
    assertThat(Wording.time("13 October 2017, 12:05am"))
        .contains(LocalDateTime.parse("2017-10-13T00:05"));
    assertThat(Wording.time("13 October 2017 12:05 pm"))
        .contains(LocalDateTime.parse("2017-10-13T12:05"));
    assertThat(Wording.time("13 October 2017 at 23.59"))
        .contains(LocalDateTime.parse("2017-10-13T23:59"));
    assertThat(Wording.time("13 October 2017, 13:00pm")).isEmpty();
    assertThat(Wording.time("13 October 2017, 24:00")).isEmpty();
  }

  private static List<String> said(PastUpdates updates) {
    return updates.history(LONDON).stream().map(PastUpdatesTest::said).toList();
  }

  private static String said(PastNote note) {
    return note.at() + " " + note.note();
  }

  private static PastUpdates read(String text) {
    return switch (outcome(text)) {
      case Outcome.Done<PastUpdates> done -> done.value();
      case Outcome.Refused<PastUpdates> refused -> throw new AssertionError(refused.refusals());
    };
  }

  private static List<String> reasons(String text) {
    return outcome(text) instanceof Outcome.Refused<PastUpdates> refused
        ? refused.refusals().stream().map(one -> one.place() + ": " + one.key()).toList()
        : List.of();
  }

  private static Outcome<PastUpdates> outcome(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    assertThat(PastUpdates.begins(lines.getFirst())).isTrue();
    return PastUpdates.read(lines);
  }
}
