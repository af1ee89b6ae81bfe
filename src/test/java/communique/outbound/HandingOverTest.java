package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import communique.outbound.ScriptedServer.Act;
import communique.outbound.ScriptedServer.Script;
import communique.outbound.ScriptedServer.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The crash table of a session: each step broken, in each way; then everything is compared with
/// what the server took.
class HandingOverTest {
  private static final String EXTENSIONS = "PIPELINING,SIZE 10000000,8BITMIME,SMTPUTF8";
  private static final int MAILS = 12;
  private static final Script GOOD = (step, connection, mail) -> Optional.empty();

  @Test
  void whatever_breaks_once_no_mail_is_missing_and_only_an_open_one_is_doubled() throws Exception {
    List<Act> all =
        List.of(
            new Act.Drop(""),
            new Act.Drop("421 4.3.2 closing"),
            new Act.Say("421 4.3.2 closing"),
            new Act.Say("451 4.3.0 later"),
            new Act.Silence(),
            new Act.Drip(),
            new Act.Flood(),
            new Act.Raw("what is this\r\n"),
            new Act.Raw("999 code\r\n"),
            new Act.Raw("250-a\r\n550 b\r\n"));
    List<Act> few = List.of(new Act.Drop(""), new Act.Say("451 4.3.0 later"), new Act.Silence());
    for (String extensions : List.of(EXTENSIONS, ""))
      for (Step step :
          EnumSet.complementOf(EnumSet.of(Step.STARTTLS, Step.AUTH, Step.RSET, Step.QUIT)))
        for (Act act : extensions.isEmpty() ? few : all) {
          // Amid a message there is nothing to be said.
          if (step == Step.BODY && !(act instanceof Act.Drop || act instanceof Act.Silence))
            continue;
          oneBreak(extensions, step, act);
        }
  }

  private static void oneBreak(String extensions, Step step, Act act) throws Exception {
    String as = step + " " + act + (extensions.isEmpty() ? " one by one" : " together");
    var broken = new AtomicBoolean();
    Script script =
        (at, connection, mail) -> {
          boolean now =
              at == step
                  && (mail == 3 || step == Step.GREETING || step == Step.EHLO)
                  && broken.compareAndSet(false, true);
          return now ? Optional.of(act) : Optional.empty();
        };
    var waiting = new WaitingMails().add(MAILS, "example.net");
    try (var server = new ScriptedServer(extensions, script);
        var sender = SenderTest.sender(server.port(), "?sessions=1", waiting, Timeouts.all(150))) {
      untilAllAccepted(waiting, as);
      assertThat(broken).as(as).isTrue();
      var once = new HashSet<>(server.taken());
      assertThat(once).as(as).hasSize(MAILS);
      // Only a mail whose end was sent and not answered may come twice.
      boolean open = step == Step.END;
      assertThat(server.taken().size() - MAILS).as(as).isLessThanOrEqualTo(open ? 1 : 0);
      agree(waiting, server, as);
      assertThat(sender.standing().unwell()).as(as).isEmpty();
    }
  }

  @Test
  void what_a_hostile_server_took_is_what_the_fates_say() throws Exception {
    for (int seed = 100; seed < 108; seed++) {
      var chance = new Random(seed);
      String as = "seed " + seed;
      int mails = 60;
      var waiting = new WaitingMails();
      for (int i = 1; i <= mails; i++)
        waiting.add(WaitingMails.mail(i, "reader" + i + "@domain" + i % 5 + ".example"));
      Script script = hostile(chance);
      try (var server = new ScriptedServer(EXTENSIONS, script)) {
        try (var sender =
            SenderTest.sender(
                server.port(),
                "?sessions=" + (1 + chance.nextInt(6)),
                waiting,
                Timeouts.all(150))) {
          long end = System.nanoTime() + 2_500_000_000L;
          while (waiting.fates().size() < 2 * mails && System.nanoTime() < end) {
            waiting.timePasses();
            Thread.sleep(10);
          }
          assertThat(sender.standing().accepted()).as(as).isGreaterThanOrEqualTo(0);
        }
        agree(waiting, server, as);
        assertThat(waiting.unsettled()).as(as).isEmpty();
      }
    }
  }

  /// One act in eight is hostile, of every kind.
  private static Script hostile(Random chance) {
    return (step, connection, mail) -> {
      int dice;
      synchronized (chance) {
        dice = chance.nextInt(100);
      }
      boolean word = step != Step.BODY;
      return switch (dice) {
        case 0, 1 -> Optional.of(new Act.Drop(""));
        case 2 -> Optional.of(new Act.Drop("421 4.3.2 closing"));
        case 3 -> word ? Optional.of(new Act.Say("451 4.7.1 later")) : Optional.empty();
        case 4 -> word ? Optional.of(new Act.Say("550 5.1.1 unknown")) : Optional.empty();
        case 5 -> word ? Optional.of(new Act.Raw("\0\1\2nonsense\r\n")) : Optional.empty();
        case 6 -> Optional.of(new Act.Silence());
        case 7 -> word ? Optional.of(new Act.Drip()) : Optional.empty();
        default -> Optional.empty();
      };
    };
  }

  /// What was confirmed was settled as accepted, once; what was taken without a word as unknown, if
  /// it has not been sent again; nothing else was taken.
  private static void agree(WaitingMails waiting, ScriptedServer server, String as) {
    var accepted = new ArrayList<String>();
    int unknown = 0;
    for (Fate fate : waiting.fates()) {
      if (fate instanceof Fate.Accepted) accepted.add(Long.toString(fate.id()));
      if (fate instanceof Fate.Unknown) unknown++;
    }
    assertThat(accepted).as(as).doesNotHaveDuplicates();
    // A server may lose its word on the way: then it is unknown to us.
    assertThat(server.confirmed()).as(as).containsAll(accepted);
    var silent = new ArrayList<>(server.taken());
    for (String id : accepted) silent.remove(id);
    assertThat(silent.size()).as(as + ": taken without a word").isLessThanOrEqualTo(unknown);
    assertThat(new HashSet<>(server.taken())).as(as).containsAll(accepted);
  }

  @Test
  void an_answer_too_many_is_not_taken_for_another_mails() throws Exception {
    for (Step step : List.of(Step.END, Step.DATA, Step.BODY)) {
      var twice = new AtomicBoolean();
      Script script =
          (at, connection, mail) ->
              at == step && mail == 2 && twice.compareAndSet(false, true)
                  ? Optional.of(
                      switch (step) {
                        // The answer of the next mail's end, before that mail was begun.
                        case END -> new Act.Say("451 4.3.0 later\n250 taken\n250 taken");
                        case DATA -> new Act.Say("451 4.3.0 later\n354 go on\n250 taken");
                        default -> new Act.Raw("250 taken\r\n");
                      })
                  : Optional.empty();
      var waiting = new WaitingMails().add(6, "example.net");
      // Each fate takes a while to be kept, so that the server's words are there before the end.
      waiting.whenSettling(fates -> {
        try {
          Thread.sleep(50);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        return fates;
      });
      try (var server = new ScriptedServer(EXTENSIONS, script);
          var sender = SenderTest.sender(server.port(), "?sessions=1", waiting)) {
        WaitingMails.until(
            () -> {
              waiting.timePasses();
              return new HashSet<>(server.confirmed()).size() == 6;
            },
            () -> step + ": " + server.confirmed() + " " + waiting.fates());
        WaitingMails.until(
            () ->
                waiting.fates().stream().filter(fate -> fate instanceof Fate.Accepted).count() == 6,
            () -> step + ": " + sender.standing());
        assertThat(sender.standing().accepted()).as(step.toString()).isEqualTo(6);
        assertThat(server.taken()).as(step.toString()).doesNotHaveDuplicates();
        agree(waiting, server, step.toString());
      }
    }
  }

  @Test
  void a_message_that_is_cut_off_for_its_size_is_not_unknown() throws Exception {
    Script cuts =
        (step, connection, mail) ->
            step == Step.BODY ? Optional.of(new Act.Drop("552 5.3.4 too large")) : Optional.empty();
    var waiting =
        new WaitingMails()
            .add(
                WaitingMails.mail(
                    1, "a@example.net", "Message-ID: <1@x>\n\n" + "words\n".repeat(3_000_000)));
    try (var server = new ScriptedServer(EXTENSIONS, cuts);
        var sender = SenderTest.sender(server.port(), "?sessions=1", waiting)) {
      Fate fate = waiting.await(1).getFirst();
      assertThat(fate).isNotInstanceOfAny(Fate.Unknown.class, Fate.Accepted.class);
      assertThat(server.taken()).isEmpty();
      assertThat(sender.standing().unknown()).isZero();
    }
  }

  @Test
  void the_end_of_a_mail_waits_for_the_fate_of_the_one_before() throws Exception {
    var hold = new CountDownLatch(1);
    var waiting = new WaitingMails().add(5, "example.net");
    waiting.whenSettling(fates -> {
      try {
        hold.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return fates;
    });
    try (var server = new ScriptedServer(EXTENSIONS, GOOD);
        var sender = SenderTest.sender(server.port(), "?sessions=1", waiting)) {
      WaitingMails.until(
          () -> server.commands().stream().filter(line -> line.equals("DATA")).count() == 2,
          () -> "the second mail is not begun: " + server.commands());
      Thread.sleep(300);
      assertThat(server.taken()).containsExactly("1");
      assertThat(waiting.fates()).isEmpty();
      hold.countDown();
      waiting.await(5);
      assertThat(server.taken()).containsExactly("1", "2", "3", "4", "5");
      assertThat(sender.standing().accepted()).isEqualTo(5);
    }
  }

  @Test
  void fates_that_cannot_be_kept_are_tried_again_and_nothing_is_sent_meanwhile() throws Exception {
    var away = new AtomicBoolean(true);
    var waiting = new WaitingMails().add(20, "example.net");
    waiting.whenSettling(fates -> {
      if (away.get()) throw new IllegalStateException("the database is away");
      return fates;
    });
    try (var server = new ScriptedServer(EXTENSIONS, GOOD);
        var sender = SenderTest.sender(server.port(), "?sessions=3", waiting)) {
      WaitingMails.until(() -> server.taken().size() == 3, () -> "" + server.taken());
      Thread.sleep(300);
      assertThat(server.taken()).hasSize(3);
      assertThat(sender.standing().stuck()).isTrue();
      away.set(false);
      waiting.await(20);
      assertThat(server.taken()).doesNotHaveDuplicates().hasSize(20);
      assertThat(sender.standing().stuck()).isFalse();
    }
  }

  @Test
  void a_process_that_ends_while_fates_cannot_be_kept_leaves_one_open_mail_for_each_session()
      throws Exception {
    var waiting = new WaitingMails().add(50, "example.net");
    waiting.whenSettling(fates -> {
      throw new IllegalStateException("the database is away");
    });
    try (var server = new ScriptedServer(EXTENSIONS, GOOD)) {
      var sender = SenderTest.sender(server.port(), "?sessions=4", waiting);
      WaitingMails.until(() -> server.taken().size() == 4, () -> "" + server.taken());
      long start = System.nanoTime();
      sender.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(18));
      assertThat(server.taken()).hasSize(4);
      assertThat(waiting.fates()).isEmpty();
    }
  }

  @Test
  void closing_ends_what_is_open_says_goodbye_and_gives_back_the_rest() throws Exception {
    var waiting = new WaitingMails();
    for (int i = 1; i <= 5_000; i++) waiting.add(WaitingMails.mail(i, "reader@example.net"));
    try (var server = new ScriptedServer(EXTENSIONS, GOOD)) {
      var sender = SenderTest.sender(server.port(), "?sessions=4", waiting);
      WaitingMails.until(() -> server.taken().size() > 50, () -> "" + server.taken().size());
      sender.close();
      long accepted =
          waiting.fates().stream().filter(fate -> fate instanceof Fate.Accepted).count();
      assertThat(server.taken()).hasSize((int) accepted).doesNotHaveDuplicates();
      assertThat(waiting.unsettled()).isEmpty();
      assertThat(waiting.fates())
          .allMatch(fate ->
              fate instanceof Fate.Accepted
                  || (fate instanceof Fate.Deferred held
                      && held.why() == Fate.Why.HELD
                      && held.attempts() == 0));
      assertThat(server.commands().stream().filter(line -> line.equals("QUIT"))).hasSize(4);
    }
  }

  private static void untilAllAccepted(WaitingMails waiting, String as) {
    WaitingMails.until(
        () -> {
          waiting.timePasses();
          return waiting.fates().stream().filter(fate -> fate instanceof Fate.Accepted).count()
              == MAILS;
        },
        () -> as + ": " + waiting.fates());
  }
}
