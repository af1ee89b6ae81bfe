package communique.record;

import static communique.record.TestNewsroom.locale;
import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Ids;
import communique.record.Announcement.State;
import communique.record.Replay.Noted;
import communique.record.Replay.Past;
import communique.record.Replay.Restored;
import communique.record.Replay.Retagged;
import communique.record.Replay.Unpublished;
import communique.record.Replay.Version;
import communique.record.Replay.Withdrawn;
import communique.text.Body;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EachDatabase
class ReplayTest {
  private static final Instant FIRST = Instant.parse("2017-10-13T09:00:00Z");
  private static final Instant SECOND = Instant.parse("2017-10-16T12:00:00Z");
  private static final Instant THIRD = Instant.parse("2018-01-02T08:30:00Z");
  private static final String ID = Ids.ofName("visit");

  @Test
  void a_history_stands_as_it_was_lived(TestNewsroom newsroom) {
    newsroom.execute(
        new Act("importer", null, false),
        new Replay(
            ID,
            "visit",
            List.of(
                version("ar", FIRST, "one", ""),
                new Noted(locale("ar"), null, "A note without a version"),
                version("en", SECOND, "translated", ""),
                version("ar", SECOND, "two", "The day was wrong"),
                new Retagged(SECOND, Map.of(TagKind.TOPIC, List.of("visits")), true),
                new Withdrawn(null, THIRD, "It was called off"))));

    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.id()).isEqualTo(ID);
    assertThat(visit.original()).isEqualTo(locale("ar"));
    assertThat(visit.editions(locale("ar"))).extracting(Edition::number).containsExactly(1, 2);
    assertThat(visit.firstPublishedAt()).isEqualTo(FIRST);
    assertThat(visit.publicUpdatedAt()).isEqualTo(SECOND);
    assertThat(visit.state(locale("en")))
        .isEqualTo(new State.IsWithdrawn(THIRD, "It was called off", locale("ar")));
    assertThat(visit.changes()).noneMatch(Change::tells);
    assertThat(newsroom.<List<Tag>>read(tx -> Tags.of(tx, ID, Long.MAX_VALUE)))
        .extracting(Tag::path)
        .containsExactly("/topics/visits");
  }

  @Test
  void a_history_may_begin_with_a_note(TestNewsroom newsroom) {
    newsroom.execute(
        new Replay(
            "",
            "visit",
            List.of(
                new Noted(locale("en"), FIRST, ""), version("en", SECOND, "two", "Corrected"))));

    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.firstPublishedAt()).isEqualTo(FIRST);
    assertThat(visit.kind()).isEqualTo(Kind.NEWS_STORY);
  }

  @Test
  void what_is_here_stays_and_only_what_came_after_is_added(TestNewsroom newsroom) {
    Past one = version("en", FIRST, "one", "");
    Past two = version("en", SECOND, "two", "The day was wrong");
    newsroom.execute(new Replay(ID, "visit", List.of(one)));
    long before = newsroom.log().size();

    assertThat(newsroom.execute(new Replay(ID, "visit", List.of(one))).unchanged()).isTrue();
    assertThat(newsroom.log()).hasSize((int) before);
    assertThat(newsroom.execute(new Replay(ID, "visit", List.of(one, two))).unchanged()).isFalse();
    assertThat(newsroom.execute(new Replay(ID, "visit", List.of(two))).unchanged()).isTrue();
    assertThat(newsroom.announcement("visit").editions(locale("en"))).hasSize(2);
  }

  @Test
  void another_announcement_at_the_address_is_left_alone(TestNewsroom newsroom) {
    newsroom.publish("visit");

    assertThat(newsroom.refused(replay(version("en", FIRST, "one", ""))))
        .containsExactly("slug: import.taken");
    assertThat(newsroom.refused(new Replay("", "visit", List.of(version("en", FIRST, "a", "")))))
        .containsExactly("slug: import.taken");
  }

  @Test
  void a_page_may_lead_to_what_comes_later(TestNewsroom newsroom) {
    newsroom.execute(
        replay(version("en", FIRST, "one", ""), new Unpublished(null, SECOND, "/news/talks", "")));

    assertThat(newsroom.announcement("visit").state(locale("en")))
        .isInstanceOf(State.IsUnpublished.class);
  }

  @Test
  void pages_never_lead_in_a_ring_but_may_have_done_in_the_past(TestNewsroom newsroom) {
    newsroom.execute(
        replay(version("en", FIRST, "one", ""), new Unpublished(null, SECOND, "/news/talks", "")));
    Past talks = version("en", FIRST, "two", "");
    Past away = new Unpublished(null, FIRST, "/news/visit", "");

    assertThat(newsroom.refused(new Replay("", "talks", List.of(talks, away))))
        .containsExactly("history.1.to: redirect.ring");
    newsroom.execute(new Replay("", "talks", List.of(talks, away, new Restored(null, SECOND))));
    assertThat(newsroom.announcement("talks").state(locale("en")))
        .isEqualTo(new State.IsPublished());
  }

  @Test
  void a_history_that_runs_backwards_or_ahead_or_has_no_version_is_refused(TestNewsroom newsroom) {
    assertThat(
            newsroom.refused(
                replay(version("en", SECOND, "one", ""), version("en", FIRST, "two", "Why"))))
        .containsExactly("history.1: date.order");
    assertThat(
            newsroom.refused(
                replay(version("en", newsroom.clock().instant().plusSeconds(1), "one", ""))))
        .containsExactly("history.0: date.future");
    assertThat(newsroom.refused(replay(new Noted(locale("en"), FIRST, "Nothing"))))
        .containsExactly("history: history.empty");
    assertThat(newsroom.log()).isEmpty();
  }

  @Test
  void each_event_obeys_the_rules_of_its_command(TestNewsroom newsroom) {
    assertThat(
            newsroom.refused(
                replay(
                    version("en", FIRST, "one", ""),
                    new Withdrawn(null, SECOND, "Old"),
                    version("en", THIRD, "two", "Corrected"))))
        .containsExactly("history.2.slug: page.not-published");
    assertThat(
            newsroom.refused(
                replay(version("en", FIRST, "one", ""), version("en", SECOND, "two", ""))))
        .containsExactly("history.1.changeNote: change-note.missing");
    assertThat(newsroom.find("visit")).isEmpty();
  }

  private static Replay replay(Past... past) {
    return new Replay(ID, "visit", List.of(past));
  }

  private static Version version(String locale, Instant at, String words, String note) {
    return new Version(
        locale(locale),
        at,
        null,
        new Content("Title", "Summary", new Body(Body.Dialect.GOVSPEAK, words)),
        UpdateType.MAJOR,
        note,
        Map.of(),
        false,
        null,
        null);
  }
}
