package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import communique.outbound.ScriptedServer.Act;
import communique.outbound.ScriptedServer.Script;
import communique.outbound.ScriptedServer.Step;
import communique.platform.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How fast, in which order, and when not at all.
class PaceTest {
  private static final String EXTENSIONS = "PIPELINING";
  private static final Script GOOD = (step, connection, mail) -> Optional.empty();

  @Test
  void domains_take_turns_and_one_of_them_keeps_no_other_waiting() {
    var lanes = new Lanes(10, 0);
    Instant now = Instant.EPOCH;
    for (int i = 0; i < 100; i++) lanes.add(WaitingMails.mail(i, "a@large.example"), now);
    lanes.add(WaitingMails.mail(100, "a@small.example"), now);
    lanes.add(WaitingMails.mail(101, "b@SMALL.example"), now);
    lanes.add(WaitingMails.mail(102, "a@other.example"), now);
    assertThat(IntStream.range(0, 6).mapToLong(i -> take(lanes).id()).boxed())
        .containsExactly(0L, 100L, 102L, 1L, 101L, 2L);
    assertThat(lanes.waiting()).isEqualTo(97);
    assertThat(lanes.taken()).isEqualTo(6);
  }

  @Test
  void a_domain_is_busy_with_no_more_sessions_than_it_may() {
    var lanes = new Lanes(2, 0);
    for (int i = 0; i < 5; i++) lanes.add(WaitingMails.mail(i, "a@large.example"), Instant.EPOCH);
    Mail first = take(lanes);
    take(lanes);
    assertThat(lanes.take(Duration.ofMillis(20))).isEmpty();
    lanes.add(WaitingMails.mail(9, "a@other.example"), Instant.EPOCH);
    assertThat(take(lanes).id()).isEqualTo(9);
    lanes.done(first);
    Mail third = take(lanes);
    assertThat(third.id()).isEqualTo(2);
    lanes.putBack(third);
    assertThat(take(lanes).id()).isEqualTo(2);
  }

  @Test
  void a_domain_with_a_rate_gets_no_more_and_the_rest_comes_again_in_order() {
    var lanes = new Lanes(10, 20);
    Instant now = Instant.EPOCH;
    var given = new ArrayList<Instant>();
    for (int i = 0; i < 300; i++)
      lanes.add(WaitingMails.mail(i, "a@large.example"), now).ifPresent(given::add);
    // Ten seconds of it are kept; the rest is told to come from then on, twenty a second.
    assertThat(given).hasSize(100).isSorted().doesNotHaveDuplicates();
    assertThat(given.getFirst()).isEqualTo(now.plusSeconds(10));
    assertThat(given.getLast()).isEqualTo(now.plusMillis(14_950));
    long start = System.nanoTime();
    for (int i = 0; i < 11; i++) lanes.done(take(lanes));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(440));
  }

  @Test
  void a_mail_is_tried_ever_later_for_three_days() {
    var clock = new TestClock();
    Instant start = clock.instant();
    var retry = new Retry(clock, new Random(3));
    Mail mail = WaitingMails.mail(1, "a@example.net");
    var pauses = new ArrayList<Duration>();
    while (retry.deferred(mail, "451 later", Fate.Why.BUSY) instanceof Fate.Deferred deferred) {
      pauses.add(Duration.between(clock.instant(), deferred.notBefore()));
      assertThat(deferred.attempts()).isEqualTo(mail.attempts() + 1);
      clock.pass(pauses.getLast());
      mail = new Mail(1, deferred.attempts(), "", "a@example.net", mail.content());
    }
    assertThat(Duration.between(start, clock.instant()))
        .isBetween(Duration.ofHours(60), Duration.ofHours(84));
    assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
    assertThat(pauses.get(1)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
    assertThat(pauses.getLast()).isBetween(Duration.ofMinutes(192), Duration.ofMinutes(288));
    assertThat(retry.deferred(mail, "451 later", Fate.Why.BUSY))
        .isEqualTo(new Fate.Refused(1, "451 later", Fate.Why.TOO_LONG));
  }

  @Test
  void a_mail_that_may_have_been_taken_each_time_is_given_up_as_well() {
    var clock = new TestClock();
    Instant start = clock.instant();
    var retry = new Retry(clock, new Random(3));
    var broken = new Heard.Broken("the connection broke", true, false);
    Mail mail = WaitingMails.mail(1, "a@example.net");
    int tries = 1;
    while (retry.fate(mail, broken) instanceof Fate.Unknown unknown) {
      assertThat(unknown.attempts()).isEqualTo(tries++);
      assertThat(tries).isLessThan(50);
      clock.pass(Duration.between(clock.instant(), unknown.notBefore()));
      mail = new Mail(1, unknown.attempts(), "", "a@example.net", mail.content());
    }
    assertThat(Duration.between(start, clock.instant()))
        .isBetween(Duration.ofHours(60), Duration.ofHours(84));
    assertThat(retry.fate(mail, broken))
        .isEqualTo(new Fate.Refused(1, "nobody knows whether it was taken", Fate.Why.TOO_LONG));
  }

  @Test
  void a_domain_that_turns_everything_away_is_spared_and_the_others_go_on() throws Exception {
    var waiting = new WaitingMails();
    for (int i = 1; i <= 40; i++)
      waiting.add(
          WaitingMails.mail(i, i % 2 == 0 ? "reader@busy.example" : "r" + i + "@good.example"));
    try (var server = new ScriptedServer(EXTENSIONS, GOOD).turningAway("busy.example");
        var sender = SenderTest.sender(server.port(), "?sessions=2", waiting)) {
      waiting.await(40);
      var why = new HashMap<Fate.Why, Integer>();
      for (Fate fate : waiting.fates())
        if (fate instanceof Fate.Deferred deferred) why.merge(deferred.why(), 1, Integer::sum);
      assertThat(sender.standing().accepted()).isEqualTo(20);
      assertThat(why.get(Fate.Why.BUSY)).isBetween(5, 7);
      assertThat(why.get(Fate.Why.HELD)).isBetween(13, 15);
      assertThat(sender.standing().unwell()).isEmpty();
      // Those that were only held have lost no attempt.
      assertThat(waiting.fates())
          .filteredOn(fate -> fate instanceof Fate.Deferred held && held.why() == Fate.Why.HELD)
          .allMatch(fate -> fate instanceof Fate.Deferred held && held.attempts() == 0);
    }
  }

  @Test
  void a_server_that_fails_is_left_alone_and_tried_with_one_mail() throws Exception {
    var away = new AtomicBoolean(true);
    var greeted = new AtomicInteger();
    Script script =
        (step, connection, mail) -> {
          if (step == Step.GREETING) greeted.incrementAndGet();
          return step == Step.GREETING && away.get()
              ? Optional.of(new Act.Drop("554 5.3.2 not today"))
              : Optional.empty();
        };
    var waiting = new WaitingMails().add(30, "example.net");
    try (var server = new ScriptedServer(EXTENSIONS, script);
        var sender = SenderTest.sender(server.port(), "?sessions=3", waiting)) {
      WaitingMails.until(
          () -> sender.standing().unwell().isPresent(), () -> sender.standing().toString());
      assertThat(sender.standing().unwell().orElseThrow().why()).isEqualTo("554 5.3.2 not today");
      int tries = greeted.get();
      long end = System.nanoTime() + 1_500_000_000L;
      while (System.nanoTime() - end < 0) {
        waiting.timePasses();
        Thread.sleep(20);
      }
      // One try in each pause of 100, 200, 400, 400… ms, and no mail the worse for it.
      assertThat(greeted.get() - tries).isBetween(1, 8);
      // What was claimed came back once; then one at a time.
      assertThat(waiting.fates().size()).isLessThan(30 + 30);
      assertThat(waiting.fates())
          .allMatch(fate -> fate instanceof Fate.Deferred held && held.attempts() == 0);
      away.set(false);
      WaitingMails.until(
          () -> {
            waiting.timePasses();
            return server.taken().size() == 30;
          },
          () -> sender.standing().toString());
      assertThat(sender.standing().unwell()).isEmpty();
      assertThat(server.taken()).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_server_that_refuses_every_mail_is_not_fed_a_million() throws Exception {
    Script refuses =
        (step, connection, mail) ->
            step == Step.RCPT
                ? Optional.of(new Act.Say("554 5.7.1 relay access denied"))
                : Optional.empty();
    var waiting = new WaitingMails().add(400, "example.net");
    try (var server = new ScriptedServer(EXTENSIONS, refuses);
        var sender = SenderTest.sender(server.port(), "?sessions=2", waiting)) {
      WaitingMails.until(
          () -> sender.standing().unwell().isPresent(), () -> sender.standing().toString());
      Thread.sleep(200);
      assertThat(sender.standing().unwell().orElseThrow().why())
          .contains("every mail is refused", "relay access denied");
      assertThat(sender.standing().refused()).isBetween(50L, 55L);
      assertThat(server.taken()).isEmpty();
    }
  }

  @Test
  void nobody_is_asked_for_mails_again_and_again() throws Exception {
    var asked = new AtomicInteger();
    var mails = new WaitingMails().add(300, "example.net");
    Waiting counting =
        new Waiting() {
          @Override
          public List<Mail> claim(int most) {
            asked.incrementAndGet();
            return mails.claim(most);
          }

          @Override
          public void settle(Collection<Fate> fates) {
            mails.settle(fates);
          }
        };
    Script slow =
        (step, connection, mail) -> {
          if (step == Step.END && mail % 20 == 0)
            try {
              Thread.sleep(50);
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          return Optional.empty();
        };
    try (var server = new ScriptedServer(EXTENSIONS, slow);
        var sender = SenderTest.sender(server.port(), "?sessions=2", counting)) {
      mails.await(300);
      Thread.sleep(400);
      // Once for each eight mails at most, and once in 20 ms without any.
      assertThat(asked.get()).isLessThan(100);
      assertThat(sender.standing().accepted()).isEqualTo(300);
    }
  }

  @Test
  void what_is_paused_rests_and_what_is_resumed_goes_on() throws Exception {
    var waiting = new WaitingMails();
    for (int i = 1; i <= 3_000; i++) waiting.add(WaitingMails.mail(i, "reader@example.net"));
    try (var server = new ScriptedServer(EXTENSIONS, GOOD);
        var sender = SenderTest.sender(server.port(), "?sessions=2", waiting)) {
      WaitingMails.until(() -> server.taken().size() > 20, () -> "" + server.taken().size());
      sender.pause();
      Thread.sleep(300);
      int taken = server.taken().size();
      Thread.sleep(300);
      assertThat(server.taken()).hasSize(taken);
      assertThat(sender.standing().paused()).isTrue();
      assertThat(waiting.unsettled()).isEmpty();
      sender.resume();
      WaitingMails.until(
          () -> {
            waiting.timePasses();
            return server.taken().size() == 3_000;
          },
          () -> server.taken().size() + " " + sender.standing());
      assertThat(server.taken()).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_mail_that_cannot_be_made_keeps_no_other_waiting() throws Exception {
    var waiting = new WaitingMails();
    waiting.add(
        new Mail(
            1,
            0,
            "",
            "a@example.net",
            () -> {
              throw new IllegalStateException("a hole without a value");
            }));
    waiting.add(new Mail(2, 0, "", "a\r\nDATA@example.net", () -> new byte[] {'x', '\r', '\n'}));
    waiting.add(new Mail(3, 0, "", "a@example.net", () -> new byte[] {'x', '\n', '.', '\n'}));
    waiting.add(new Mail(4, 0, "", "a@example.net", () -> new byte[0]));
    waiting.add(WaitingMails.mail(5, "a@example.net"));
    try (var server = new ScriptedServer(EXTENSIONS, GOOD);
        var sender = SenderTest.sender(server.port(), "?sessions=1", waiting)) {
      List<Fate> fates = waiting.await(5);
      assertThat(fates.subList(0, 4))
          .allMatch(
              fate -> fate instanceof Fate.Deferred deferred && deferred.why() == Fate.Why.UNABLE);
      assertThat(server.taken()).containsExactly("5");
      assertThat(server.commands())
          .noneMatch(line -> line.contains("\r") || line.startsWith("RCPT TO:<a\n"));
      assertThat(sender.standing().accepted()).isEqualTo(1);
    }
  }

  private static Mail take(Lanes lanes) {
    return lanes.take(Duration.ofSeconds(5)).orElseThrow();
  }
}
