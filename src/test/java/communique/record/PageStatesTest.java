package communique.record;

import static communique.record.TestNewsroom.locale;
import static org.assertj.core.api.Assertions.assertThat;

import communique.language.Locales;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.Announcement.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class PageStatesTest {
  private static final Locale EN = Locale.ENGLISH;
  private static final Locale RU = locale("ru");
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @BeforeEach
  void a_visit_is_public_in_two_languages(TestNewsroom newsroom) {
    newsroom.publish("visit").publish(Sheet.of("visit").in("ru"));
  }

  @Test
  void a_withdrawn_page_stays_readable_and_says_why(TestNewsroom newsroom) {
    newsroom.pass(Duration.ofDays(1));
    var receipt = newsroom.execute(new Withdraw("visit", EN, " It was called off.\nSorry. "));

    assertThat(receipt).isEqualTo(new Receipt(3, 0, "/news/visit", false));
    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.state(EN))
        .isEqualTo(
            new State.IsWithdrawn(NOW.plus(Duration.ofDays(1)), "It was called off.\nSorry.", EN));
    assertThat(visit.state(RU)).isEqualTo(new State.IsPublished());
    assertThat(visit.readable()).containsExactly(EN, RU);
    assertThat(visit.publicUpdatedAt()).isEqualTo(NOW);
    assertThat(visit.history()).hasSize(3);
  }

  @Test
  void an_unpublished_page_is_gone_and_the_record_keeps_what_it_said(TestNewsroom newsroom) {
    newsroom.execute(new Unpublish("visit", RU, "", ""));

    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.state(RU)).isEqualTo(new State.IsUnpublished(NOW, "", "", RU));
    assertThat(visit.state(EN)).isEqualTo(new State.IsPublished());
    assertThat(visit.readable()).containsExactly(EN);
    Edition edition = visit.newest(RU).orElseThrow();
    assertThat(newsroom.<Optional<Content>>read(tx -> Editions.content(tx, edition))).isPresent();
  }

  @Test
  void a_page_is_taken_away_in_every_language_at_once(TestNewsroom newsroom) {
    var receipt = newsroom.execute(new Unpublish("visit", null, "", "Published by mistake."));

    assertThat(receipt.path()).isEqualTo("/news/visit");
    Announcement visit = newsroom.announcement("visit");
    // What was said of all languages was said in the one it began in.
    var gone = new State.IsUnpublished(NOW, "", "Published by mistake.", EN);
    assertThat(visit.state(EN)).isEqualTo(gone);
    assertThat(visit.state(RU)).isEqualTo(gone);
    assertThat(visit.readable()).isEmpty();
    assertThat(newsroom.log().getLast().locale()).isNull();
  }

  @Test
  void a_page_is_restored_as_it_was_in_one_language_or_in_all(TestNewsroom newsroom) {
    newsroom.execute(new Withdraw("visit", null, "Called off."));
    newsroom.execute(new Restore("visit", RU));
    assertThat(newsroom.announcement("visit").state(RU)).isEqualTo(new State.IsPublished());
    assertThat(newsroom.announcement("visit").state(EN)).isInstanceOf(State.IsWithdrawn.class);

    newsroom.execute(new Unpublish("visit", RU, "", ""));
    newsroom.execute(new Restore("visit", null));
    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.state(EN)).isEqualTo(new State.IsPublished());
    assertThat(visit.state(RU)).isEqualTo(new State.IsPublished());
    assertThat(visit.editions(EN)).hasSize(1);
  }

  @Test
  void a_withdrawn_page_can_be_unpublished_but_not_the_other_way_round(TestNewsroom newsroom) {
    newsroom.execute(new Withdraw("visit", null, "Called off."));
    newsroom.execute(new Unpublish("visit", null, "", ""));

    assertThat(newsroom.refused(new Withdraw("visit", null, "Called off.")))
        .containsExactly("slug: page.already");
  }

  @Test
  void what_all_languages_are_told_reaches_also_those_that_differ(TestNewsroom newsroom) {
    newsroom.execute(new Withdraw("visit", RU, "Отменено."));
    newsroom.execute(new Withdraw("visit", null, "Called off."));

    assertThat(newsroom.announcement("visit").state(RU))
        .isEqualTo(new State.IsWithdrawn(NOW, "Called off.", EN));
    assertThat(newsroom.refused(new Withdraw("visit", null, "Again.")))
        .containsExactly("slug: page.already");
  }

  @Test
  void a_page_that_was_taken_down_stays_down_when_all_are_withdrawn(TestNewsroom newsroom) {
    newsroom.execute(new Unpublish("visit", RU, "", "Mistaken."));
    newsroom.execute(new Withdraw("visit", null, "Called off."));

    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.state(EN)).isInstanceOf(State.IsWithdrawn.class);
    assertThat(visit.state(RU)).isEqualTo(new State.IsUnpublished(NOW, "", "Mistaken.", RU));
    assertThat(visit.readable()).containsExactly(EN);
  }

  @Test
  void what_is_not_published_is_restored_before_it_is_updated(TestNewsroom newsroom) {
    newsroom.execute(new Withdraw("visit", EN, "Called off."));
    assertThat(newsroom.refused(Sheet.of("visit").saying("second").note("Back on.").publish()))
        .containsExactly("slug: page.not-published");
    assertThat(newsroom.refused(Sheet.of("visit").publish()))
        .containsExactly("slug: page.not-published");

    newsroom.execute(new Unpublish("visit", null, "", ""));
    assertThat(newsroom.refused(Sheet.of("visit").in("fr").publish()))
        .containsExactly("slug: page.not-published");
    assertThat(newsroom.refused(Sheet.of("visit").saying("second").minor().publish()))
        .containsExactly("slug: page.not-published");
  }

  @Test
  void an_address_given_as_a_slug_is_told_how_to_name_its_locale(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("market")).publish(Sheet.of("market").in("ru"));
    assertThat(newsroom.refused(new Withdraw("market.ru", null, "Called off.")))
        .containsExactly("slug: page.of-locale");
    assertThat(newsroom.refused(new Unpublish("market.ru", null, "", "")))
        .containsExactly("slug: page.of-locale");
    assertThat(newsroom.refused(new Restore("market.ru", null)))
        .containsExactly("slug: page.of-locale");
    assertThat(newsroom.refused(new Restore("market.fr", null)))
        .containsExactly("slug: page.missing");
    assertThat(newsroom.refused(new Restore("nothing.ru", null)))
        .containsExactly("slug: page.missing");
    assertThat(new Refusal("slug", "page.of-locale", List.of("market.ru", "market", "ru")).mend())
        .endsWith("market --locale ru.");
  }

  @Test
  void a_page_that_is_not_there_cannot_change_its_state(TestNewsroom newsroom) {
    assertThat(newsroom.refused(new Withdraw("nowhere", null, "Called off.")))
        .containsExactly("slug: page.missing");
    assertThat(newsroom.refused(new Unpublish("no/where\u0007", null, "", "")))
        .containsExactly("slug: page.missing");
    assertThat(newsroom.refused(new Restore("nowhere", null)))
        .containsExactly("slug: page.missing");
    assertThat(newsroom.refused(new Withdraw("visit", Locale.FRENCH, "Called off.")))
        .containsExactly("locale: page.locale-missing");
    assertThat(newsroom.refused(new Restore("visit", locale("de"))))
        .containsExactly("locale: page.locale-missing");
  }

  @Test
  void pages_in_a_language_that_the_newsroom_gave_up_can_still_be_taken_away(
      TestNewsroom newsroom) {
    var english =
        new Newsroom("Ministry", Locales.parse("en"), ZoneOffset.UTC, "https://news.example.org");
    var record = new PublicRecord(newsroom.database(), english, newsroom.clock(), newsroom.bell());

    assertThat(record.execute(Act.now("user"), new Unpublish("visit", RU, "/news/visit", "")))
        .isEqualTo(Outcome.done(new Receipt(3, 0, "/news/visit.ru", false)));
    assertThat(newsroom.refused(new Unpublish("visit", locale("de"), "/news/visit", "")))
        .containsExactly("locale: page.locale-missing");
  }

  @Test
  void a_state_that_is_there_already_is_refused(TestNewsroom newsroom) {
    assertThat(newsroom.refused(new Restore("visit", null)))
        .containsExactly("slug: page.is-published");
    newsroom.execute(new Withdraw("visit", EN, "Called off."));
    assertThat(newsroom.refused(new Withdraw("visit", EN, "Called off.")))
        .containsExactly("slug: page.already");
    assertThat(newsroom.refused(new Restore("visit", RU)))
        .containsExactly("slug: page.is-published");
    newsroom.execute(new Unpublish("visit", EN, "", ""));
    assertThat(newsroom.refused(new Unpublish("visit", EN, "/news/other", "")))
        .containsExactly("to: redirect.missing", "slug: page.already");
  }

  @Test
  void an_explanation_is_due_is_short_and_is_plain_text(TestNewsroom newsroom) {
    assertThat(newsroom.refused(new Withdraw("visit", EN, " \n ")))
        .containsExactly("explanation: explanation.empty");
    assertThat(newsroom.refused(new Withdraw("visit", EN, "a".repeat(2001))))
        .containsExactly("explanation: explanation.too-long");
    assertThat(newsroom.refused(new Unpublish("visit", EN, "", "a".repeat(2001))))
        .containsExactly("explanation: explanation.too-long");
    assertThat(newsroom.refused(new Unpublish("visit", EN, "", "a\u0000b")))
        .containsExactly("explanation: text.control");
    assertThat(newsroom.refused(new Withdraw("visit", EN, "a\u202eb")))
        .containsExactly("explanation: text.bidi");
  }

  @Test
  void a_state_does_not_change_before_what_came_earlier_nor_in_the_future(TestNewsroom newsroom) {
    assertThat(
            newsroom.refused(
                Act.past("user", NOW.minusSeconds(60)), new Withdraw("visit", EN, "Called off.")))
        .containsExactly("date: date.order");
    assertThat(
            newsroom.refused(
                Act.past("user", NOW.plusSeconds(60)), new Withdraw("visit", EN, "Called off.")))
        .containsExactly("date: date.future");
  }
}
