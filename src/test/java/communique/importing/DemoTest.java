package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;

import communique.files.KeptFiles;
import communique.platform.Outcome;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.EachDatabase;
import communique.record.Receipt;
import communique.record.TestNewsroom;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachDatabase
class DemoTest {
  @TempDir static Path data;

  @Test
  void it_fills_an_empty_newsroom_at_once_and_tells_no_one(TestNewsroom newsroom) {
    fill(newsroom);

    List<Change> log = newsroom.log();
    assertThat(log).extracting(Change::tells).containsOnly(false);
    assertThat(log).extracting(Change::recordedAt).containsOnly(newsroom.clock().instant());
    assertThat(newsroom.<Boolean>read(Demo::isIn)).isTrue();
    List<Announcement> all = announcements(newsroom);
    assertThat(all).hasSizeGreaterThanOrEqualTo(15);
    assertThat(all.stream().flatMap(one -> one.locales().stream()).collect(Collectors.toSet()))
        .hasSizeGreaterThanOrEqualTo(7);
  }

  @Test
  void every_state_that_a_page_can_have_is_in_it(TestNewsroom newsroom) {
    fill(newsroom);

    Set<String> states = new TreeSet<>();
    for (Announcement one : announcements(newsroom))
      for (Locale locale : one.locales())
        states.add(
            switch (one.state(locale)) {
              case State.IsPublished published -> "published";
              case State.IsWithdrawn withdrawn -> "withdrawn";
              case State.IsUnpublished gone -> gone.redirectTo().isEmpty() ? "gone" : "redirected";
            });
    assertThat(states).containsExactly("gone", "published", "redirected", "withdrawn");
  }

  @Test
  void what_is_worth_opening_is_there(TestNewsroom newsroom) {
    fill(newsroom);

    assertThat(Demo.WORTH_OPENING)
        .containsExactly(
            "/news/joint-sea-rescue",
            "/news/joint-sea-rescue.ar",
            "/news/joint-sea-rescue/compare/1..3",
            "/news/skarn-bank-survey-advice");
    Announcement rescue = newsroom.announcement("joint-sea-rescue");
    assertThat(rescue.readable()).hasSize(8).contains(TestNewsroom.locale("ar"));
    assertThat(rescue.editions(Locale.ENGLISH)).hasSize(3);
    assertThat(newsroom.announcement("skarn-bank-survey-advice").state(Locale.ENGLISH))
        .isInstanceOf(State.IsWithdrawn.class);
  }

  @Test
  void a_crash_while_it_fills_leaves_the_newsroom_empty(TestNewsroom newsroom) {
    newsroom.clock().set("2026-11-24T10:00:00Z");
    newsroom.breakNextCommit();
    try {
      Demo.fill(newsroom.record(), files(), TestNewsroom.NEWSROOM, "system");
    } catch (RuntimeException broken) {
      // The test breaks it.
    }
    assertThat(newsroom.log()).isEmpty();

    fill(newsroom);
    assertThat(newsroom.<Boolean>read(Demo::isIn)).isTrue();
  }

  @Test
  void a_clock_that_stands_before_its_end_cannot_record_it(TestNewsroom newsroom) {
    newsroom.clock().set("2026-11-01T10:00:00Z");

    assertThat(Demo.end()).isAfter(newsroom.clock().instant());
    assertThat(Demo.fill(newsroom.record(), files(), TestNewsroom.NEWSROOM, "system"))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(newsroom.log()).isEmpty();
  }

  /// One folder for all: what is kept already is not made again.
  private static KeptFiles files() {
    return new KeptFiles(data);
  }

  private static void fill(TestNewsroom newsroom) {
    newsroom.clock().set("2026-11-24T10:00:00Z");
    Outcome<List<Receipt>> outcome =
        Demo.fill(newsroom.record(), files(), TestNewsroom.NEWSROOM, "system");
    if (outcome instanceof Outcome.Refused<List<Receipt>> refused)
      throw new AssertionError(refused.refusals());
  }

  private static List<Announcement> announcements(TestNewsroom newsroom) {
    var ids = new HashSet<String>();
    for (Change change : newsroom.log())
      if (!change.documentId().isEmpty()) ids.add(change.documentId());
    return newsroom.read(
        tx -> ids.stream().map(id -> Announcements.byId(tx, id).orElseThrow()).toList());
  }
}
