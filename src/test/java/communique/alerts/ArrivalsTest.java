package communique.alerts;

import static communique.alerts.Arrival.Became.ALREADY;
import static communique.alerts.Arrival.Became.BOUNCED;
import static communique.alerts.Arrival.Became.LEFT;
import static communique.alerts.Arrival.Became.NOTED;
import static communique.alerts.Arrival.Became.SIGNED_UP;
import static org.assertj.core.api.Assertions.assertThat;

import communique.alerts.Arrival.Became;
import communique.alerts.Carried.Ended;
import communique.alerts.Carried.How;
import communique.alerts.Carried.Suspended;
import communique.outbound.Mail;
import communique.platform.Outcome;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class ArrivalsTest {
  private static final Instant AGREED = Instant.parse("2019-03-01T09:30:00Z");

  private Room room;
  private Arrivals arrivals;

  @BeforeEach
  void begin(TestNewsroom newsroom) {
    room = new Room(newsroom);
    arrivals =
        new Arrivals(newsroom.database(), TestNewsroom.NEWSROOM, newsroom.clock(), room.doors.data);
  }

  @Test
  void whoever_arrives_is_told_of_what_comes_and_not_of_what_was(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("old").title("An old visit"));
    room.queue();
    assertThat(take("anna@example.org")).containsExactly(SIGNED_UP);
    assertThat(room.claim()).isEmpty();
    newsroom.publish(Sheet.of("young").title("A young visit"));
    Mail mail = room.only();
    assertThat(mail.recipient()).isEqualTo("anna@example.org");
    assertThat(
            room.doors.holdings.managed(room.doors.links.manage(1)).orElseThrow().subscriptions())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.confirmedAt()).contains(AGREED);
          assertThat(one.askedAt()).isEqualTo(AGREED);
        });
    assertThat(sources(newsroom)).containsExactly("readers.csv");
  }

  @Test
  void nobody_is_two_for_letters_or_signs_that_servers_read_as_one() {
    assertThat(
            take(
                "Anna@Example.org",
                "anna@example.org",
                " anna@EXAMPLE.org ",
                "\"anna\"@example.org",
                "anna+news@example.org",
                "anna@bücher.example",
                "anna@xn--bcher-kva.example"))
        .containsExactly(SIGNED_UP, ALREADY, ALREADY, ALREADY, SIGNED_UP, SIGNED_UP, ALREADY);
    assertThat(take("ANNA@example.org", "anna@BÜCHER.example")).containsExactly(ALREADY, ALREADY);
  }

  @Test
  void whoever_stands_stays_as_they_are() {
    room.confirmed("anna@example.org", "visit", Frequency.WEEKLY);
    assertThat(take("anna@example.org")).containsExactly(ALREADY);
    assertThat(
            room.doors.holdings.managed(room.doors.links.manage(1)).orElseThrow().subscriptions())
        .singleElement()
        .extracting(one -> one.wish().frequency())
        .isEqualTo(Frequency.WEEKLY);
  }

  @Test
  void whoever_changed_it_has_what_they_changed_it_into() {
    room.confirmed("anna@example.org", "visit", Frequency.DAILY);
    String manage = room.doors.links.manage(1);
    room.doors.holdings.change(manage, 1, Frequency.DAILY, new TreeSet<>(List.of("en", "fr")));
    assertThat(take("anna@example.org")).containsExactly(ALREADY);
    room.doors.holdings.endAll(manage);
    assertThat(take("anna@example.org")).containsExactly(LEFT);
  }

  @Test
  void whoever_left_one_search_is_not_signed_up_for_it_again() {
    room.confirmed("anna@example.org", "visit", Frequency.DAILY);
    room.confirmed("anna@example.org", "sea", Frequency.DAILY);
    room.doors.subscriptions.leave(room.doors.links.end(1));
    assertThat(take("anna@example.org")).containsExactly(LEFT);
    assertThat(
            take(
                carried("anna@example.org", wish("sea", "en")),
                carried("anna@example.org", wish("ice", "en"))))
        .containsExactly(ALREADY, SIGNED_UP);
  }

  @Test
  void whoever_left_everything_is_signed_up_for_nothing_until_they_come_themselves() {
    room.confirmed("anna@example.org", "visit", Frequency.DAILY);
    room.doors.subscriptions.leave(room.doors.links.end(1));
    assertThat(take(carried("anna@example.org", wish("ice", "en")))).containsExactly(LEFT);
    room.confirmed("anna@example.org", "sea", Frequency.DAILY);
    assertThat(take(carried("anna@example.org", wish("ice", "en")))).containsExactly(SIGNED_UP);
    assertThat(take("anna@example.org")).containsExactly(LEFT);
  }

  @Test
  void whose_mails_come_back_is_not_signed_up(TestNewsroom newsroom) {
    room.confirmed("anna@example.org", "visit", Frequency.DAILY);
    newsroom
        .database()
        .inTransaction(tx -> {
          Subscribers.suspend(tx, 1, "550 no such user", newsroom.clock().instant());
          return true;
        });
    assertThat(take(carried("anna@example.org", wish("ice", "en")))).containsExactly(BOUNCED);
  }

  @Test
  void whoever_complained_is_not_signed_up(TestNewsroom newsroom) {
    room.confirmed("anna@example.org", "visit", Frequency.DAILY);
    newsroom
        .database()
        .inTransaction(tx -> {
          SubscriptionRows.end(
              tx, List.of(1L), SubscriptionRows.Why.BOUNCED, 0, newsroom.clock().instant());
          return true;
        });
    assertThat(take("anna@example.org")).containsExactly(BOUNCED);
    assertThat(take(carried("anna@example.org", wish("ice", "en")))).containsExactly(BOUNCED);
  }

  @Test
  void that_somebody_left_elsewhere_is_kept_in_whatever_order_it_comes(TestNewsroom newsroom) {
    var left = ended("anna@example.org", How.LEFT, wish("visit", "en"));
    assertThat(
            take(
                left,
                carried("anna@example.org", wish("visit", "en")),
                carried("anna@example.org", wish("sea", "en"))))
        .containsExactly(NOTED, LEFT, SIGNED_UP);
    assertThat(take(left, ended("anna@example.org", How.LEFT, wish("sea", "en"))))
        .containsExactly(ALREADY, ALREADY);
    assertThat(take(ended("bo@example.org", How.BOUNCED, wish("visit", "en"))))
        .containsExactly(NOTED);
    assertThat(take("bo@example.org")).containsExactly(BOUNCED);
    // They come themselves.
    signUp(newsroom, "bo@example.org");
    assertThat(take("bo@example.org")).containsExactly(ALREADY);
  }

  @Test
  void what_a_server_said_elsewhere_is_kept_without_the_address(TestNewsroom newsroom) {
    Carried plain = carried("anna@example.org", wish("ice", "en"));
    take(
        new Carried(
            plain.address(),
            plain.wish(),
            plain.locale(),
            plain.zone(),
            plain.askedAt(),
            plain.confirmedAt(),
            plain.source(),
            null,
            null,
            new Suspended(plain.askedAt(), "550 5.1.1 <anna@example.org> unknown")));
    String why =
        newsroom.read(
            tx -> tx.createQuery("select suspended_why from subscriber").mapTo(String.class).one());
    assertThat(why).contains("550 5.1.1", "unknown").doesNotContain("anna");
  }

  @Test
  void an_address_that_was_forgotten_stays_so(TestNewsroom newsroom) {
    room.confirmed("anna@example.org", "visit", Frequency.DAILY);
    assertThat(room.doors.holdings.erase(room.doors.links.manage(1))).isTrue();
    assertThat(take(carried("anna@example.org", wish("ice", "en")))).containsExactly(LEFT);
    assertThat(take(ended("anna@example.org", How.LEFT, wish("ice", "en")))).containsExactly(LEFT);
    assertThat(sources(newsroom)).containsExactly("");
    room.doors.subscriptions.ask(
        wish("sea", "en"), "anna@example.org", Locale.ENGLISH, "192.0.2.1");
    assertThat(take(carried("anna@example.org", wish("ice", "en")))).containsExactly(LEFT);
    signUp(newsroom, "ANNA@example.org");
    assertThat(take(carried("anna@example.org", wish("ice", "en")))).containsExactly(SIGNED_UP);
  }

  @Test
  void somebody_who_has_not_pressed_the_button_yet_may_arrive(TestNewsroom newsroom) {
    room.doors.subscriptions.ask(
        wish("visit", "en"), "anna@example.org", Locale.ENGLISH, "192.0.2.1");
    assertThat(take("anna@example.org")).containsExactly(SIGNED_UP);
    room.doors.subscriptions.confirm(room.doors.links.confirm(1));
    assertThat(
            room.doors.holdings.managed(room.doors.links.manage(1)).orElseThrow().subscriptions())
        .hasSize(1);
  }

  @Test
  void a_rehearsal_says_the_same_and_stores_nothing(TestNewsroom newsroom) {
    room.confirmed("left@example.org", "visit", Frequency.DAILY);
    room.doors.subscriptions.leave(room.doors.links.end(1));
    String[] all = {"anna@example.org", "left@example.org", "bo@example.org", "ANNA@example.org"};
    assertThat(arrivals.rehearse(ready(all))).containsExactly(SIGNED_UP, LEFT, SIGNED_UP, ALREADY);
    assertThat(arrivals.rehearse(ready("bo@example.org", "carl@example.org")))
        .containsExactly(ALREADY, SIGNED_UP);
    assertThat(sources(newsroom)).containsExactly("page");
    assertThat(take(all)).containsExactly(SIGNED_UP, LEFT, SIGNED_UP, ALREADY);
  }

  @Test
  void a_commit_that_breaks_is_taken_again_without_doubles(TestNewsroom newsroom) {
    var some = new ArrayList<String>();
    for (int i = 0; i < 2_500; i++) some.add("reader-" + i + "@example.org");
    String[] all = some.toArray(String[]::new);
    // The first use of the key is a transaction of its own.
    assertThat(ready(all)).hasSize(2_500);
    newsroom.breakNextCommit();
    try {
      take(all);
    } catch (RuntimeException e) {
      assertThat(e).isInstanceOf(communique.platform.Commits.BrokenCommit.class);
    }
    assertThat(sources(newsroom)).isEmpty();
    newsroom.breakAfterNextCommit();
    try {
      take(all);
    } catch (RuntimeException e) {
      assertThat(e).isInstanceOf(communique.platform.Commits.BrokenCommit.class);
    }
    assertThat(take(all)).containsOnly(ALREADY).hasSize(2_500);
    assertThat(sources(newsroom)).hasSize(2_500);
  }

  @Test
  void a_wish_says_what_is_wrong_with_it(TestNewsroom newsroom) {
    newsroom.tag(TagKind.PLACE, "france", "France");
    assertThat(reasons("place:france -\"sea rescue\"", "en")).isEmpty();
    assertThat(reasons("", "en", "cy")).isEmpty();
    assertThat(reasons("place:narnia OR topic:sea", "en"))
        .containsExactly("search: subscribers.tag");
    assertThat(reasons("visit -(place:narnia)", "en")).containsExactly("search: subscribers.tag");
    assertThat(reasons("\"visit", "en")).containsExactly("search: subscribers.search");
    assertThat(reasons("kind:nonsense", "en")).containsExactly("search: subscribers.search");
    assertThat(reasons("visit locale:fr", "en"))
        .containsExactly("search: subscribers.search-language");
    assertThat(reasons("visit", "de")).containsExactly("languages: alerts.language");
    assertThat(reasons("visit")).containsExactly("languages: alerts.no-language");
  }

  @Test
  void an_address_that_cannot_be_one_is_refused() {
    List<Outcome<Arrival>> ready =
        arrivals.prepare(
            List.of(
                carried("anna@example.org\r\nBcc: x@example.org", wish("visit", "en")),
                carried("x".repeat(5_000) + "@example.org", wish("visit", "en")),
                carried("x@" + "y.".repeat(5_000) + "org", wish("visit", "en")),
                carried("x".repeat(1_000_000), wish("visit", "en")),
                carried("a\0b@example.org", wish("visit", "en")),
                carried("", wish("visit", "en"))));
    assertThat(ready).hasSize(6).allMatch(one -> one instanceof Outcome.Refused<Arrival>);
  }

  private void signUp(TestNewsroom newsroom, String address) {
    room.doors.subscriptions.ask(wish("visit", "en"), address, Locale.ENGLISH, "192.0.2.1");
    long id =
        newsroom.read(
            tx -> tx.createQuery("select max(id) from subscription").mapTo(Long.class).one());
    assertThat(room.doors.subscriptions.confirm(room.doors.links.confirm(id))).isPresent();
  }

  private List<String> reasons(String search, String... languages) {
    return switch (arrivals.wish(
        search, Frequency.DAILY, new TreeSet<>(Arrays.asList(languages)))) {
      case Outcome.Done<Wish> done -> List.of();
      case Outcome.Refused<Wish> refused ->
          refused.refusals().stream().map(one -> one.place() + ": " + one.key()).toList();
    };
  }

  private List<Became> take(String... addresses) {
    return arrivals.take(ready(addresses));
  }

  private List<Arrival> ready(String... addresses) {
    Wish visit = wish("visit", "en");
    return ready(Arrays.stream(addresses).map(address -> carried(address, visit)).toList());
  }

  private List<Became> take(Carried... all) {
    return arrivals.take(ready(List.of(all)));
  }

  private List<Arrival> ready(List<Carried> all) {
    return arrivals.prepare(all).stream()
        .map(one -> ((Outcome.Done<Arrival>) one).value())
        .toList();
  }

  private static Carried carried(String address, Wish wish) {
    return Carried.standing(address, wish, Locale.ENGLISH, AGREED, "readers.csv");
  }

  private static Carried ended(String address, How how, Wish wish) {
    return new Carried(
        address,
        wish,
        Locale.ENGLISH,
        "",
        AGREED,
        AGREED,
        "page",
        new Ended(how, AGREED.plusSeconds(60)),
        null,
        null);
  }

  private Wish wish(String words, String... languages) {
    return ((Outcome.Done<Wish>)
            arrivals.wish(words, Frequency.AT_ONCE, new TreeSet<>(Arrays.asList(languages))))
        .value();
  }

  private static List<String> sources(TestNewsroom newsroom) {
    return newsroom.read(tx ->
        tx.createQuery("select source from subscription order by id").mapTo(String.class).list());
  }
}
