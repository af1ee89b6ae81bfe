package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import communique.outbound.Bounce;
import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@EachDatabase
class ForgettingTest {
  private static final Locale EN = Locale.ENGLISH;

  private static Forgetting forgetting(TestNewsroom newsroom) {
    return new Forgetting(newsroom.database(), newsroom.clock(), Duration.ofDays(90));
  }

  @Test
  void what_nobody_confirmed_is_forgotten(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    room.confirmed("anna@example.org", "visit", Frequency.AT_ONCE);
    room.doors.subscriptions.ask(
        Room.wish("ice", Frequency.AT_ONCE, "en"), "berta@example.org", EN, "192.0.2.9");
    room.doors.subscriptions.ask(
        Room.wish("ice", Frequency.AT_ONCE, "en"), "anna@example.org", EN, "192.0.2.9");
    Forgetting forgetting = forgetting(newsroom);
    forgetting.step();
    assertThat(count(newsroom, "subscriber")).isEqualTo(2);
    newsroom.pass(Duration.ofDays(9));
    forgetting.step();
    assertThat(count(newsroom, "subscriber")).isOne();
    assertThat(count(newsroom, "standing_search")).isOne();
    assertThat(count(newsroom, "delivery")).isZero();
    assertThat(count(newsroom, "subscription where ended_at is null")).isOne();
  }

  @Test
  void what_became_of_each_mail_is_folded_into_counts(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    for (int i = 0; i < 7; i++)
      room.subscribed("a" + i + "@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    List<Mail> mails = room.claim();
    for (Mail mail : mails.subList(0, 4)) room.accept(mail);
    room.post.settle(List.of(new Fate.Refused(mails.get(4).id(), "550 no", Fate.Why.REFUSED)));
    Instant soon = newsroom.clock().instant().plusSeconds(60);
    for (Mail mail : mails.subList(5, 7))
      room.post.settle(List.of(new Fate.Deferred(mail.id(), "451", Fate.Why.BUSY, 1, soon)));
    Told told = room.told();
    long id = Mailings.of(mails.getFirst().id());
    new Returned(newsroom.database(), newsroom.clock(), room.doors.links)
        .read(
            "1",
            new Bounce(
                List.of(mails.getFirst().returnPath()),
                Bounce.Kind.SOFT,
                "failed",
                "4.2.2",
                "full"));
    told.stop(id);
    Accounts before = told.one(id).orElseThrow().accounts();
    assertThat(before)
        .extracting(Accounts::taken, Accounts::refused, Accounts::dropped, Accounts::bounced)
        .containsExactly(4L, 1L, 2L, 1L);
    Forgetting forgetting = forgetting(newsroom);
    newsroom.pass(Duration.ofDays(89));
    forgetting.step();
    assertThat(told.one(id).orElseThrow().accounts()).isEqualTo(before);
    newsroom.pass(Duration.ofDays(2));
    for (int i = 0; i < 3; i++) forgetting.step();
    assertThat(count(newsroom, "delivery")).isZero();
    assertThat(count(newsroom, "returned")).isZero();
    assertThat(told.one(id).orElseThrow().accounts()).isEqualTo(before);
  }

  @Test
  void what_is_still_to_be_sent_is_never_folded(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    room.subscribed("anna@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    Forgetting forgetting = forgetting(newsroom);
    newsroom.pass(Duration.ofDays(100));
    for (int i = 0; i < 3; i++) forgetting.step();
    assertThat(count(newsroom, "delivery")).isOne();
  }

  @Test
  void addresses_that_are_written_to_no_more_are_erased(TestNewsroom newsroom) {
    var room = new Room(newsroom);
    for (String name : List.of("stays", "left", "bounced", "back"))
      room.subscribed(name + "@example.org", "visit", Frequency.AT_ONCE);
    for (long gone : List.of(2L, 4L)) room.doors.holdings.endAll(room.doors.links.manage(gone));
    newsroom
        .database()
        .inTransaction(tx -> {
          Subscribers.suspend(tx, 3, "550 no such", newsroom.clock().instant());
          return true;
        });
    Forgetting forgetting = forgetting(newsroom);
    newsroom.pass(Duration.ofDays(20));
    room.confirmed("back@example.org", "ice", Frequency.DAILY);
    forgetting.step();
    assertThat(count(newsroom, "subscriber where address is not null")).isEqualTo(4);
    newsroom.pass(Duration.ofDays(9));
    forgetting.step();
    assertThat(addresses(newsroom)).containsExactly(1L, 4L);
    assertThat(count(newsroom, "subscription where ended_at is null")).isEqualTo(2);
    assertThat(count(newsroom, "departed where why = 'left'")).isOne();
    assertThat(count(newsroom, "departed where why = 'bounced'")).isOne();
    // Whoever asks again is a new person, and stays.
    room.confirmed("left@example.org", "visit", Frequency.AT_ONCE);
    assertThat(count(newsroom, "departed")).isOne();
    newsroom.pass(Duration.ofDays(60));
    forgetting.step();
    assertThat(addresses(newsroom)).containsExactly(1L, 4L, 5L);
  }

  private static List<Long> addresses(TestNewsroom newsroom) {
    return newsroom.read(tx ->
        tx.createQuery("select id from subscriber where address is not null order by id")
            .mapTo(Long.class)
            .list());
  }

  private static int count(TestNewsroom newsroom, String what) {
    return newsroom.read(
        tx -> tx.createQuery("select count(*) from " + what).mapTo(Integer.class).one());
  }
}
