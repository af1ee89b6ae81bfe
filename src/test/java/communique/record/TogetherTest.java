package communique.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import communique.platform.Commits.BrokenCommit;
import communique.platform.Outcome;
import communique.platform.Refusal;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/// Commands that are given together, and what a caller stores with them.
@EachDatabase
class TogetherTest {
  private static final Act NOW = Act.now("press-office");

  @Test
  void all_of_a_list_are_done_in_order(TestNewsroom newsroom) {
    // The second needs the first, the third the second.
    Outcome<List<Receipt>> outcome =
        newsroom
            .record()
            .execute(
                NOW,
                List.of(
                    Sheet.of("visit").publish(),
                    Sheet.of("visit").in("ru").publish(),
                    new Withdraw("visit", null, "Called off.")));

    assertThat(outcome)
        .isEqualTo(
            Outcome.done(
                List.of(
                    new Receipt(1, 1, "/news/visit", false),
                    new Receipt(2, 1, "/news/visit.ru", false),
                    new Receipt(3, 0, "/news/visit", false))));
    assertThat(newsroom.log()).hasSize(3);
  }

  @Test
  void none_of_a_list_is_done_when_one_is_refused_and_every_reason_is_given(TestNewsroom newsroom) {
    Outcome<List<Receipt>> outcome =
        newsroom
            .record()
            .execute(
                NOW,
                List.of(
                    Sheet.of("first").title("").publish(),
                    Sheet.of("second").createTags().tag(TagKind.PLACE, "moscow").publish(),
                    new Withdraw("third", null, "Called off.")));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(((Outcome.Refused<?>) refused).refusals())
                    .extracting(Refusal::place, Refusal::key)
                    .containsExactly(
                        tuple("0.title", "title.empty"), tuple("2.slug", "page.missing")));
    assertThat(newsroom.log()).isEmpty();
    assertThat(newsroom.<List<Tag>>read(Tags::all)).isEmpty();
    assertThat(newsroom.<Long>read(Log::head)).isZero();
  }

  @Test
  void one_command_alone_names_its_places_without_a_number(TestNewsroom newsroom) {
    Outcome<List<Receipt>> outcome =
        newsroom.record().execute(NOW, List.of(Sheet.of("first").title("").publish()));

    assertThat(outcome).isEqualTo(Outcome.refused("title", "title.empty"));
  }

  @Test
  void what_is_rehearsed_is_answered_like_the_real_thing_and_stores_nothing(TestNewsroom newsroom) {
    var commands =
        List.of(
            Sheet.of("visit").createTags().tag(TagKind.PLACE, "moscow").publish(),
            Sheet.of("visit").in("ru").publish());
    Outcome<List<Receipt>> rehearsed = newsroom.record().rehearse(NOW, commands);
    assertThat(newsroom.log()).isEmpty();
    assertThat(newsroom.find("visit")).isEmpty();
    assertThat(newsroom.<List<Tag>>read(Tags::all)).isEmpty();

    assertThat(newsroom.record().execute(NOW, commands)).isEqualTo(rehearsed);
    assertThat(newsroom.record().rehearse(NOW, List.of(new Restore("visit", Locale.ENGLISH))))
        .isEqualTo(Outcome.refused("slug", "page.is-published", "visit"));
  }

  @Test
  void a_commit_that_breaks_before_it_took_stores_nothing(TestNewsroom newsroom) {
    newsroom.breakNextCommit();
    assertThatThrownBy(() -> newsroom.publish("visit")).isInstanceOf(BrokenCommit.class);

    assertThat(newsroom.log()).isEmpty();
    newsroom.publish("visit");
    assertThat(newsroom.log()).extracting(Change::n).containsExactly(1L);
  }

  @Test
  void whoever_did_not_hear_of_a_commit_can_ask_again(TestNewsroom newsroom) {
    newsroom.breakAfterNextCommit();
    assertThatThrownBy(() -> newsroom.publish("visit")).isInstanceOf(BrokenCommit.class);

    assertThat(newsroom.execute(Sheet.of("visit").publish()))
        .isEqualTo(new Receipt(1, 1, "/news/visit", true));
    assertThat(newsroom.log()).hasSize(1);
  }

  @Test
  void a_callers_own_rows_are_stored_with_the_change_or_not_at_all(TestNewsroom newsroom) {
    newsroom.database().inTransaction(tx -> tx.execute("create table mine (word text)"));

    newsroom
        .record()
        .transact(
            NOW,
            writing -> {
              writing.tx().execute("insert into mine (word) values ('kept')");
              return writing.execute(Sheet.of("visit").publish());
            });
    newsroom
        .record()
        .transact(
            NOW,
            writing -> {
              writing.tx().execute("insert into mine (word) values ('refused')");
              return writing.execute(Sheet.of("visit").in("ru").minor().publish());
            });
    assertThatThrownBy(() ->
            newsroom
                .record()
                .transact(
                    NOW,
                    writing -> {
                      writing.tx().execute("insert into mine (word) values ('thrown')");
                      writing.execute(Sheet.of("next").publish());
                      throw new IllegalStateException("half-way");
                    }))
        .hasMessage("half-way");
    newsroom.breakNextCommit();
    assertThatThrownBy(() ->
            newsroom
                .record()
                .transact(
                    NOW,
                    writing -> {
                      writing.tx().execute("insert into mine (word) values ('broken')");
                      return writing.execute(Sheet.of("next").publish());
                    }))
        .isInstanceOf(BrokenCommit.class);

    assertThat(
            newsroom.<List<String>>read(
                tx -> tx.createQuery("select word from mine").mapTo(String.class).list()))
        .containsExactly("kept");
    assertThat(newsroom.log()).hasSize(1);
  }

  @Test
  void a_reader_of_pages_cannot_write(TestNewsroom newsroom) {
    assertThatThrownBy(() -> newsroom.read(tx -> tx.execute("create table mine (word text)")))
        .isInstanceOf(JdbiException.class);
    assertThatThrownBy(() -> newsroom.read(tx -> tx.execute("update log_head set n = n")))
        .isInstanceOf(JdbiException.class);
    newsroom.publish("visit");
  }
}
