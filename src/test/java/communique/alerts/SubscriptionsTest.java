package communique.alerts;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import communique.platform.Outcome;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import communique.search.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@EachDatabase
class SubscriptionsTest {
  private static final Locale EN = Locale.ENGLISH;
  private static final String HERE = "192.0.2.7";

  @Test
  void nothing_stands_before_the_button_in_the_mail_was_pressed(TestNewsroom newsroom) {
    var doors = Doors.of(newsroom);
    assertThat(
            doors.subscriptions.ask(wish("visit", Frequency.AT_ONCE), "anna@example.org", EN, HERE))
        .isEqualTo(Outcome.done(true));
    assertThat(mailings(newsroom)).containsExactly("confirm 1");
    String token = doors.links.confirm(1);
    assertThat(doors.subscriptions.confirmation(token)).isPresent();
    assertThat(standing(newsroom)).isZero();
    assertThat(doors.subscriptions.confirm(token).orElseThrow().subscriptions())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.stands()).isTrue();
          assertThat(one.wish()).isEqualTo(wish("visit", Frequency.AT_ONCE));
        });
    assertThat(standing(newsroom)).isOne();
    assertThat(doors.subscriptions.confirmation(token)).contains(new Consent.Given(false));
    assertThat(doors.subscriptions.confirm(token)).contains(new Consent.Given(false));
  }

  @Test
  void links_are_good_for_one_purpose_and_for_as_long_as_they_say(TestNewsroom newsroom) {
    var doors = confirmed(newsroom, "visit", Frequency.AT_ONCE);
    String manage = doors.links.manage(1);
    String end = doors.links.end(1);
    assertThat(doors.holdings.managed(end)).isEmpty();
    assertThat(doors.subscriptions.leaving(manage)).isEmpty();
    assertThat(doors.subscriptions.confirm(manage)).isEmpty();
    assertThat(doors.subscriptions.confirm(end)).isEmpty();
    for (int i = 0; i < end.length(); i++) {
      char other = end.charAt(i) == '0' ? '1' : '0';
      String forged = end.substring(0, i) + other + end.substring(i + 1);
      assertThat(doors.subscriptions.leaving(forged)).as(forged).isEmpty();
      assertThat(doors.subscriptions.leaving(end.substring(0, i))).isEmpty();
    }
    for (String wrong : List.of("", "x", "é", "0".repeat(5_000), end + "00"))
      assertThat(doors.subscriptions.leaving(wrong)).isEmpty();
    doors.subscriptions.ask(wish("ice", Frequency.DAILY), "anna@example.org", EN, HERE);
    String late = doors.links.confirm(2);
    newsroom.pass(Duration.ofMinutes(61));
    assertThat(doors.holdings.managed(manage)).isEmpty();
    assertThat(doors.holdings.endAll(manage)).isInstanceOf(Outcome.Refused.class);
    newsroom.pass(Duration.ofDays(8));
    assertThat(doors.subscriptions.confirm(late)).isEmpty();
    newsroom.pass(Duration.ofDays(3_650));
    assertThat(doors.subscriptions.leave(end)).isPresent();
    assertThat(standing(newsroom)).isZero();
  }

  @Test
  void leaving_twice_does_no_harm(TestNewsroom newsroom) {
    var doors = confirmed(newsroom, "visit", Frequency.AT_ONCE);
    String end = doors.links.end(1);
    assertThat(doors.subscriptions.leave(end).orElseThrow().getFirst().endedAt()).isPresent();
    assertThat(doors.subscriptions.leave(end).orElseThrow().getFirst().endedAt()).isPresent();
    assertThat(standing(newsroom)).isZero();
  }

  @Test
  void a_link_to_leave_also_ends_what_the_subscription_became(TestNewsroom newsroom) {
    var doors = confirmed(newsroom, "visit", Frequency.AT_ONCE);
    String end = doors.links.end(1);
    String manage = doors.links.manage(1);
    Instant asked =
        doors.holdings.managed(manage).orElseThrow().subscriptions().getFirst().askedAt();
    newsroom.pass(Duration.ofMinutes(10));
    doors.holdings.change(manage, 1, Frequency.DAILY, new TreeSet<>(List.of("en", "fr")));
    Managed managed = doors.holdings.managed(manage).orElseThrow();
    assertThat(managed.subscriptions())
        .singleElement()
        .extracting(one -> one.wish().frequency(), one -> one.wish().languages())
        .containsExactly(Frequency.DAILY, new TreeSet<>(List.of("en", "fr")));
    assertThat(managed.subscriptions().getFirst().askedAt()).isEqualTo(asked);
    doors.subscriptions.leave(end);
    assertThat(doors.holdings.managed(manage).orElseThrow().subscriptions()).isEmpty();
  }

  @Test
  void whoever_asks_again_gets_it_once(TestNewsroom newsroom) {
    var doors = confirmed(newsroom, "visit", Frequency.AT_ONCE);
    doors.subscriptions.ask(wish("visit", Frequency.WEEKLY), "ANNA@example.org", EN, HERE);
    doors.subscriptions.confirm(doors.links.confirm(2));
    assertThat(doors.holdings.managed(doors.links.manage(1)).orElseThrow().subscriptions())
        .singleElement()
        .extracting(one -> one.wish().frequency())
        .isEqualTo(Frequency.WEEKLY);
  }

  @Test
  void an_address_is_not_bombed_and_nobody_is_told_so(TestNewsroom newsroom) {
    var doors = Doors.of(newsroom);
    for (int i = 0; i < 12; i++)
      assertThat(
              doors.subscriptions.ask(
                  wish("visit" + i, Frequency.AT_ONCE), "anna@example.org", EN, HERE))
          .isEqualTo(Outcome.done(true));
    assertThat(mailings(newsroom)).hasSize(4);
    newsroom.pass(Duration.ofMinutes(61));
    for (int i = 0; i < 12; i++) doors.holdings.ask("anna@example.org", EN, HERE);
    assertThat(mailings(newsroom)).hasSize(8);
    for (int i = 0; i < 20; i++)
      doors.subscriptions.ask(wish("visit", Frequency.AT_ONCE), "b" + i + "@example.org", EN, HERE);
    assertThat(doors.subscriptions.ask(wish("a", Frequency.DAILY), "c@example.org", EN, HERE))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(
            doors.subscriptions.ask(wish("a", Frequency.DAILY), "c@example.org", EN, "192.0.2.8"))
        .isEqualTo(Outcome.done(true));
  }

  @Test
  void whether_an_address_is_known_is_not_said(TestNewsroom newsroom) {
    var doors = Doors.of(newsroom);
    assertThat(doors.holdings.ask("nobody@example.org", EN, HERE)).isEqualTo(Outcome.done(true));
    assertThat(mailings(newsroom)).isEmpty();
  }

  @Test
  void what_cannot_be_asked_for_is_refused_whole(TestNewsroom newsroom) {
    var doors = Doors.of(newsroom);
    var nothing =
        new Wish(wish("visit", Frequency.DAILY).search(), Frequency.DAILY, new TreeSet<>());
    assertThat(places(doors.subscriptions.ask(nothing, "anna", EN, HERE)))
        .containsExactly("address: mail.at", "languages: alerts.no-language");
    var german = new Wish(nothing.search(), Frequency.DAILY, new TreeSet<>(List.of("de")));
    assertThat(places(doors.subscriptions.ask(german, "anna@example.org", EN, HERE)))
        .containsExactly("languages: alerts.language");
    assertThat(count(newsroom, "select count(*) from subscriber")).isZero();
  }

  @Test
  void addresses_are_sealed_and_erasing_leaves_no_person(TestNewsroom newsroom) {
    var doors = confirmed(newsroom, "visit", Frequency.AT_ONCE);
    assertThat(everything(newsroom)).doesNotContain("anna").doesNotContain("example.org");
    String token = doors.links.manage(1);
    assertThat(doors.holdings.managed(token).orElseThrow().address()).isEqualTo("anna@example.org");
    assertThat(doors.holdings.download(token).orElseThrow())
        .contains("anna@example.org", "visit", "at-once", "\"source\":\"page\"", "\"confirm\"");
    assertThat(doors.holdings.erase(token)).isTrue();
    assertThat(doors.holdings.managed(token)).isEmpty();
    assertThat(doors.holdings.erase(token)).isTrue();
    assertThat(
            count(
                newsroom,
                "select count(*) from subscriber where address is not null or mark is not null"))
        .isZero();
    assertThat(standing(newsroom)).isZero();
  }

  @Test
  void an_address_changes_once_the_new_one_says_so(TestNewsroom newsroom) {
    var doors = confirmed(newsroom, "visit", Frequency.WEEKLY);
    String token = doors.links.manage(1);
    doors.holdings.changeAddress(token, "berta@example.org");
    assertThat(mailings(newsroom)).containsExactly("confirm 1", "move 2");
    assertThat(doors.holdings.managed(token).orElseThrow().subscriptions()).hasSize(1);
    String move = doors.links.move(2);
    assertThat(doors.subscriptions.confirmation(move).orElseThrow())
        .isInstanceOf(Consent.Move.class)
        .extracting(Consent::subscriptions, as(LIST))
        .hasSize(1);
    assertThat(doors.subscriptions.confirm(move).orElseThrow()).isInstanceOf(Consent.Move.class);
    assertThat(doors.holdings.managed(token).orElseThrow().subscriptions()).isEmpty();
    assertThat(doors.holdings.managed(doors.links.manage(2)).orElseThrow().subscriptions())
        .singleElement()
        .extracting(one -> one.wish().frequency())
        .isEqualTo(Frequency.WEEKLY);
    assertThat(doors.subscriptions.confirmation(move)).contains(new Consent.Given(true));
    assertThat(doors.subscriptions.confirm(move)).contains(new Consent.Given(true));
    assertThat(doors.subscriptions.confirm(doors.links.confirm(1)))
        .as("alerts that go elsewhere by now")
        .isEmpty();
    doors.subscriptions.leave(doors.links.end(1));
    assertThat(doors.subscriptions.confirm(move)).isEmpty();
  }

  @Test
  void a_link_that_was_used_says_that_alerts_come_as_long_as_they_do(TestNewsroom newsroom) {
    var doors = confirmed(newsroom, "visit", Frequency.AT_ONCE);
    String confirm = doors.links.confirm(1);
    String manage = doors.links.manage(1);
    doors.holdings.change(manage, 1, Frequency.DAILY, new TreeSet<>(List.of("en", "fr")));
    String before = rows(newsroom);
    newsroom.pass(Duration.ofMinutes(1));
    assertThat(doors.subscriptions.confirm(confirm)).contains(new Consent.Given(false));
    assertThat(rows(newsroom)).as("a press changes nothing").isEqualTo(before);
    suspend(newsroom, newsroom.clock().instant());
    assertThat(doors.subscriptions.confirm(confirm)).as("nothing is sent there").isEmpty();
    suspend(newsroom, null);
    assertThat(doors.subscriptions.confirm(confirm)).isPresent();
    doors.holdings.endAll(manage);
    String ended = rows(newsroom);
    assertThat(doors.subscriptions.confirmation(confirm)).isEmpty();
    assertThat(doors.subscriptions.confirm(confirm)).isEmpty();
    assertThat(rows(newsroom)).isEqualTo(ended);
  }

  @Test
  void a_link_that_was_used_says_nothing_after_a_week_or_of_who_was_erased(TestNewsroom newsroom) {
    var doors = confirmed(newsroom, "visit", Frequency.AT_ONCE);
    String confirm = doors.links.confirm(1);
    newsroom.pass(Duration.ofDays(8));
    assertThat(doors.subscriptions.confirm(confirm)).isEmpty();
    String fresh = doors.links.confirm(1);
    assertThat(doors.subscriptions.confirm(fresh)).isPresent();
    doors.holdings.erase(doors.links.manage(1));
    assertThat(doors.subscriptions.confirm(fresh)).isEmpty();
  }

  private static void suspend(TestNewsroom newsroom, @Nullable Instant at) {
    newsroom
        .database()
        .inTransaction(tx ->
            tx.createUpdate("update subscriber set suspended_at = :at where id = 1")
                .bind("at", at == null ? null : at.toEpochMilli())
                .execute());
  }

  private static String rows(TestNewsroom newsroom) {
    return newsroom.read(tx ->
        tx.createQuery("select * from subscription order by id").mapToMap().list().toString());
  }

  @Test
  void who_pauses_is_asked_for_the_day(TestNewsroom newsroom) {
    var doors = confirmed(newsroom, "visit", Frequency.WEEKLY);
    String token = doors.links.manage(1);
    LocalDate day = LocalDate.parse("2027-01-07");
    doors.holdings.pause(token, Optional.of(day));
    assertThat(doors.holdings.managed(token).orElseThrow().pausedUntil()).contains(day);
    doors.holdings.pause(token, Optional.empty());
    assertThat(doors.holdings.managed(token).orElseThrow().pausedUntil()).isEmpty();
  }

  @Test
  void another_key_is_refused(TestNewsroom newsroom) {
    confirmed(newsroom, "visit", Frequency.WEEKLY);
    var other = new AlertKeys(newsroom.database(), Doors.folder());
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> other.sign(new byte[1]))
        .hasMessageContaining("is not the key");
  }

  @Test
  void searches_are_read_back_as_they_were_asked(TestNewsroom newsroom) {
    for (String text :
        List.of(
            "visit place:kolm locale:en",
            "(a OR b) (place:kolm OR place:kverna) from:2026-01-01",
            "-ice topic:sea OR fish",
            "place:kolm place:kverna",
            "from:2026-01-01 from:2026-02-02 to:2026-03-03",
            "\"a b\" c*"))
      assertThat(communique.search.Search.read(Asked.words(text).search().toString()).toString())
          .isEqualTo(Asked.words(text).search().toString());
    newsroom.publish(Sheet.of("a"));
  }

  private static Doors confirmed(TestNewsroom newsroom, String words, Frequency frequency) {
    var doors = Doors.of(newsroom);
    doors.subscriptions.ask(wish(words, frequency), "anna@example.org", EN, HERE);
    assertThat(doors.subscriptions.confirm(doors.links.confirm(1))).isPresent();
    return doors;
  }

  private static Wish wish(String words, Frequency frequency) {
    return new Wish(Asked.words(words).search(), frequency, new TreeSet<>(List.of("en")));
  }

  private static List<String> places(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome)
        .refusals().stream().map(one -> one.place() + ": " + one.key()).toList();
  }

  private static int standing(TestNewsroom newsroom) {
    return count(
        newsroom,
        "select count(*) from subscription where confirmed_at is not null and ended_at is null");
  }

  private static int count(TestNewsroom newsroom, String sql) {
    return newsroom.read(tx -> tx.createQuery(sql).mapTo(Integer.class).one());
  }

  private static List<String> mailings(TestNewsroom newsroom) {
    return newsroom.read(tx ->
        tx.createQuery("select kind, subscriber_id from mailing order by id")
            .map((row, context) -> row.getString(1) + " " + row.getLong(2))
            .list());
  }

  private static String everything(TestNewsroom newsroom) {
    return newsroom.read(tx ->
        tx.createQuery("select * from subscriber").mapToMap().list().toString()
            + tx.createQuery("select address from subscriber")
                .map((row, context) ->
                    new String(row.getBytes(1), java.nio.charset.StandardCharsets.ISO_8859_1))
                .list());
  }

  @Test
  void a_link_to_leave_ends_what_was_confirmed_in_the_other_order(TestNewsroom newsroom) {
    var doors = Doors.of(newsroom);
    doors.subscriptions.ask(wish("visit", Frequency.AT_ONCE), "anna@example.org", EN, HERE);
    doors.subscriptions.ask(wish("visit", Frequency.AT_ONCE), "anna@example.org", EN, HERE);
    doors.subscriptions.confirm(doors.links.confirm(2));
    String end = doors.links.end(2);
    doors.subscriptions.confirm(doors.links.confirm(1));
    assertThat(standing(newsroom)).isOne();
    doors.subscriptions.leave(end);
    assertThat(standing(newsroom)).isZero();
  }

  @Test
  void a_mistyped_new_address_takes_nothing_once_it_was_corrected(TestNewsroom newsroom) {
    var doors = confirmed(newsroom, "visit", Frequency.WEEKLY);
    String token = doors.links.manage(1);
    doors.holdings.changeAddress(token, "bertq@example.org");
    String wrong = doors.links.move(2);
    doors.holdings.changeAddress(token, "berta@example.org");
    assertThat(doors.subscriptions.confirm(wrong)).isEmpty();
    assertThat(doors.subscriptions.confirm(doors.links.move(3))).isPresent();
  }
}
