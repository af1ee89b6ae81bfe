package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import communique.outbound.Bounce;
import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@EachDatabase
class ToldTest {
  @Test
  void a_mailing_is_held_up_let_go_on_and_ended(TestNewsroom newsroom) {
    Room room = visits(newsroom, 10);
    for (Mail mail : room.post.claim(3)) room.accept(mail);
    Told told = room.told();
    Sent sent = only(told);
    long id = sent.id();
    assertThat(sent.about()).isEqualTo("/news/a");
    assertThat(sent.slug()).isEqualTo("a");
    assertThat(sent.state()).isEqualTo(Sent.State.SENDING);
    assertThat(sent.accounts()).isEqualTo(new Accounts(10, 7, 0, 0, 3, 0, 0, 0));

    assertThat(told.pauseAll()).containsExactly(id);
    assertThat(told.pauseAll()).isEmpty();
    assertThat(done(told.pause(id)).state()).isEqualTo(Sent.State.PAUSED);
    assertThat(room.post.claim(3)).isEmpty();
    assertThat(told.resumeAll()).containsExactly(id);
    assertThat(done(told.resume(id)).state().moves()).isTrue();
    room.queue();
    for (Mail mail : room.post.claim(3)) room.accept(mail);

    assertThat(done(told.stop(id)).state()).isEqualTo(Sent.State.STOPPED);
    assertThat(done(told.stop(id)).state()).isEqualTo(Sent.State.STOPPED);
    assertThat(room.post.claim(3)).isEmpty();
    assertThat(only(told).accounts()).isEqualTo(new Accounts(10, 0, 0, 0, 6, 0, 4, 0));
    assertThat(mails(told, id, "dropped"))
        .hasSize(4)
        .extracting(ToldMail::said)
        .containsOnly("stopped");
    assertThat(refused(told.resume(id))).containsExactly(": alert.stopped");
    assertThat(refused(told.pause(99))).containsExactly(": alert.missing");
    assertThat(told.resumeAll()).isEmpty();
  }

  @Test
  void all_are_held_up_while_others_go_through_them_in_another_order(TestNewsroom newsroom)
      throws Exception {
    Room room = visits(newsroom, 1);
    newsroom.publish(Sheet.of("b").title("Another visit"));
    room.queue();
    Told told = room.told();
    List<Long> ids = told.newest(Long.MAX_VALUE, "", 5).stream().map(Sent::id).toList();
    assertThat(ids).hasSize(2);
    try (var beside = Executors.newSingleThreadExecutor()) {
      Future<List<Long>> pausing =
          newsroom
              .database()
              .inTransaction(tx -> {
                Mailings.holdClaims(tx);
                Mailings.reached(tx, ids.getFirst(), 0, 0);
                Future<List<Long>> waits = beside.submit(told::pauseAll);
                awaitLock(newsroom.database());
                Mailings.reached(tx, ids.getLast(), 0, 0);
                return waits;
              });
      assertThat(pausing.get()).containsExactlyElementsOf(ids.reversed());
    }
  }

  /// Returns when a transaction waits for another one.
  private static void awaitLock(Database database) {
    // In SQLite there is one that writes, and the others wait before they begin.
    if (database.kind() == Database.Kind.SQLITE) return;
    String waiting =
        """
        select count(*) from pg_stat_activity
        where wait_event_type = 'Lock' and datname = current_database()
        """;
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (database.reading(tx -> tx.createQuery(waiting).mapTo(Long.class).one()) == 0)
      if (System.nanoTime() > end) throw new AssertionError("nobody waits");
  }

  @Test
  void what_is_over_is_not_held_up(TestNewsroom newsroom) {
    Room room = visits(newsroom, 1);
    room.acceptOnly();
    assertThat(room.claim()).isEmpty();
    Told told = room.told();
    Sent sent = only(told);
    assertThat(sent.state()).isEqualTo(Sent.State.DONE);
    assertThat(refused(told.stop(sent.id()))).containsExactly(": alert.done");
    assertThat(refused(told.pause(sent.id()))).containsExactly(": alert.done");
  }

  @Test
  void what_is_late_says_what_would_go_out_and_waits_for_a_person(TestNewsroom newsroom) {
    Room room = visits(newsroom, 2);
    Told told = room.told();
    assertThat(told.late()).isEmpty();
    newsroom.pass(Duration.ofHours(7));
    assertThat(room.claim()).isEmpty();
    assertThat(told.late())
        .singleElement()
        .satisfies(sent -> {
          assertThat(sent.state()).isEqualTo(Sent.State.LATE);
          assertThat(sent.about()).isEqualTo("/news/a");
          assertThat(sent.accounts().waiting()).isEqualTo(2);
        });
    told.resumeAll();
    assertThat(told.late()).isEmpty();
    assertThat(room.claim()).hasSize(2);
  }

  @Test
  void each_mail_says_what_became_of_it(TestNewsroom newsroom) {
    Room room = visits(newsroom, 6);
    Instant soon = newsroom.clock().instant().plusSeconds(60);
    List<Mail> claimed = room.post.claim(5);
    room.post.settle(
        List.of(
            new Fate.Accepted(claimed.get(0).id(), "250 2.0.0 Ok: queued as 4F1A"),
            new Fate.Refused(
                claimed.get(1).id(), "550 5.1.1 <a1@example.org>: no such", Fate.Why.REFUSED),
            new Fate.Deferred(claimed.get(2).id(), "451 busy", Fate.Why.BUSY, 1, soon),
            new Fate.Accepted(claimed.get(3).id(), "250 ok")));
    room.doors.holdings.erase(room.doors.links.manage(Mailings.subscriber(claimed.get(3).id())));
    newsroom.pass(Duration.ofSeconds(30));
    returned(room, claimed.get(0));

    Told told = room.told();
    long id = only(told).id();
    assertThat(only(told).accounts()).isEqualTo(new Accounts(6, 1, 1, 1, 2, 1, 0, 1));
    assertThat(only(told).againAt()).isEqualTo(soon);
    List<ToldMail> all = mails(told, id, "");
    assertThat(all)
        .extracting(ToldMail::address, ToldMail::state, ToldMail::said)
        .containsExactly(
            tuple("a0@example.org", MailState.TAKEN, "250 2.0.0 Ok: queued as 4F1A"),
            tuple("a1@example.org", MailState.REFUSED, "550 5.1.1 <…>: no such"),
            tuple("a2@example.org", MailState.DEFERRED, "451 busy"),
            tuple(null, MailState.TAKEN, "250 ok"),
            tuple("a4@example.org", MailState.HANDING_OVER, ""),
            tuple("a5@example.org", MailState.WAITING, ""));
    assertThat(all.get(0).back())
        .isEqualTo(
            new ToldMail.Back(newsroom.clock().instant(), "hard", "5.1.1 no mailbox <…> here"));
    assertThat(all.get(2).againAt()).isEqualTo(soon);
    assertThat(all.get(2).attempts()).isOne();
    assertThat(all.get(5).at()).isNull();

    assertThat(mails(told, id, "bounced")).containsExactly(all.get(0));
    assertThat(mails(told, id, "deferred")).containsExactly(all.get(2));
    assertThat(mails(told, id, "refused")).containsExactly(all.get(1));
    assertThat(done(told.mails(id, "", "", all.get(3).cursor(), 1))).containsExactly(all.get(4));
  }

  @Test
  void one_asks_whether_an_address_was_told(TestNewsroom newsroom) {
    Room room = visits(newsroom, 3);
    for (Mail mail : room.post.claim(2)) room.accept(mail);
    room.subscribed("other@example.org", "ice", Frequency.AT_ONCE);
    Told told = room.told();
    long id = only(told).id();
    assertThat(done(told.mails(id, "", "A1@Example.org", 0, 9)))
        .extracting(ToldMail::address)
        .containsExactly("a1@example.org");
    assertThat(done(told.mails(id, "taken", "a1@example.org", 0, 9))).hasSize(1);
    assertThat(done(told.mails(id, "bounced", "a1@example.org", 0, 9))).isEmpty();
    assertThat(done(told.mails(id, "", "other@example.org", 0, 9))).isEmpty();
    assertThat(done(told.mails(id, "", "nobody@example.org", 0, 9))).isEmpty();
    assertThat(refused(told.mails(id, "sent", "nobody", 0, 9)))
        .containsExactly("state: alert.mail-state", "address: mail.at");
    assertThat(refused(told.mails(99, "", "", 0, 9))).containsExactly(": alert.missing");
  }

  @Test
  void one_asks_who_was_told_of_an_announcement(TestNewsroom newsroom) {
    Room room = visits(newsroom, 1);
    room.subscribed("daily@example.org", "visit", Frequency.DAILY);
    newsroom.pass(Duration.ofDays(1));
    room.queue();
    newsroom.publish(Sheet.of("b").title("A visit"));
    newsroom.publish(Sheet.of("c").title("The ice"));
    room.queue();
    newsroom.pass(Duration.ofDays(1));
    room.queue();
    Told told = room.told();
    assertThat(told.newest(Long.MAX_VALUE, "a", 9)).extracting(Sent::kind).containsExactly("alert");
    assertThat(told.newest(Long.MAX_VALUE, "b", 9))
        .extracting(Sent::kind, Sent::slug)
        .containsExactly(tuple("daily", ""), tuple("alert", "b"));
    assertThat(told.newest(Long.MAX_VALUE, "c", 9)).isEmpty();
    assertThat(told.newest(Long.MAX_VALUE, "none", 9)).isEmpty();
    List<Sent> all = told.newest(Long.MAX_VALUE, "", 9);
    assertThat(all).hasSize(3);
    assertThat(told.newest(all.get(0).id(), "", 1)).containsExactly(all.get(1));
  }

  @Test
  void the_time_to_go_is_what_was_measured_and_is_not_made_up(TestNewsroom newsroom) {
    Room room = visits(newsroom, 40);
    Told told = room.told();
    assertThat(only(told).pace()).isNull();
    for (int second = 0; second < 10; second++) {
      for (Mail mail : room.post.claim(2)) room.accept(mail);
      newsroom.pass(Duration.ofSeconds(1));
    }
    assertThat(only(told).pace()).isEqualTo(new Pace(2, Duration.ofSeconds(10)));
    newsroom.pass(Duration.ofSeconds(70));
    assertThat(only(told).pace()).as("nothing has left for a minute").isNull();
    told.pauseAll();
    assertThat(only(told).pace()).isNull();
  }

  /// A newsroom where one announcement was queued for so many: `a0@example.org` and so on.
  private static Room visits(TestNewsroom newsroom, int readers) {
    var room = new Room(newsroom);
    for (int i = 0; i < readers; i++)
      room.subscribed("a" + i + "@example.org", "visit", Frequency.AT_ONCE);
    newsroom.publish(Sheet.of("a").title("A visit"));
    room.queue();
    return room;
  }

  private static void returned(Room room, Mail mail) {
    var returned = new Returned(room.newsroom.database(), room.newsroom.clock(), room.doors.links);
    returned.read(
        "1",
        new Bounce(
            List.of(mail.returnPath()),
            Bounce.Kind.HARD,
            "failed",
            "5.1.1",
            "no mailbox <" + mail.recipient().toUpperCase(Locale.ROOT) + "> here"));
  }

  private static Sent only(Told told) {
    return told.newest(Long.MAX_VALUE, "a", 5).getLast();
  }

  private static List<ToldMail> mails(Told told, long id, String state) {
    return done(told.mails(id, state, "", 0, 99));
  }

  private static <T> T done(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T>(T value)) return value;
    throw new AssertionError(outcome);
  }

  private static List<String> refused(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Refused<?>(List<Refusal> refusals))
      return refusals.stream().map(one -> one.place() + ": " + one.key()).toList();
    throw new AssertionError(outcome);
  }
}
