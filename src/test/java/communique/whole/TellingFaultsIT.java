package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import communique.alerts.Thousands;
import communique.alerts.Thousands.Account;
import communique.outbound.SmtpSink;
import communique.whole.Copies.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The mail server does all that servers do, and the clock jumps: what it said and what we believe
/// agree, mail by mail.
class TellingFaultsIT {
  private static final Duration LONG = Duration.ofMinutes(Rounds.of(2, 20));
  private static final int READERS = Rounds.of(300, 20_000);
  private static final int FEW = 20;
  private static final double TROUBLE = 0.2;

  /// Of so many readers one is not known to the server.
  private static final int UNKNOWN = 50;

  /// Past the deadline of an alert, back to before it was published, past retries.
  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofHours(7),
          Duration.ofDays(-1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(7),
          Duration.ofHours(-3),
          Duration.ofMinutes(90));

  @ParameterizedTest
  @EnumSource
  void what_a_hostile_server_said_and_the_accounts_agree(Backing backing) throws Exception {
    long seed = Long.getLong("communique.seed", System.nanoTime());
    Set<String> unknown = new HashSet<>();
    for (int i = 7; i < READERS; i += UNKNOWN) unknown.add(Thousands.address(i));
    try (var clock = new MovedClock();
        var server = new HostileServer(seed, TROUBLE, unknown::contains);
        var newsroom =
            RunningNewsroom.on(backing, with(clock, Audience.mailed(server.port(), "sessions=8")));
        var audience = new Audience(newsroom, READERS)) {
      audience.tell("the-sea");
      jumpUntilTold(new SplittableRandom(seed), clock, newsroom, audience, server);
      System.out.println(backing + ", -Dcommunique.seed=" + seed + ": " + server.moods());
      check(audience, server, unknown);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("-Dcommunique.seed=" + seed + ": " + e.getMessage(), e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_was_published_long_before_anybody_sent_it_asks_a_person(Backing backing)
      throws Exception {
    try (var clock = new MovedClock();
        SmtpSink sink = SmtpSink.start("-d", "mail.%M%S.");
        var newsroom =
            RunningNewsroom.on(backing, with(clock, Audience.mailed(sink.port(), "sessions=4")));
        var audience = new Audience(newsroom, FEW)) {
      newsroom.stop();
      audience.tell("the-sea");
      clock.jump(Duration.ofHours(7));
      newsroom.start("serve");
      RunningNewsroom.await(
          "a person is asked",
          Duration.ofSeconds(30),
          () -> newsroom.run("alerts", "status").done().out().contains("late"));
      RunningNewsroom.pause(Duration.ofSeconds(2));
      assertThat(sink.messages()).isEmpty();
      newsroom.run("alerts", "resume").done();
      audience.awaitTold(Duration.ofSeconds(30));
      assertThat(sink.messages()).hasSize(FEW);
    }
  }

  /// Whenever nothing happens any more the clock jumps somewhere. What was tried in time is tried
  /// on; if anything was not, a person who is asked lets it go on.
  private static void jumpUntilTold(
      SplittableRandom chance,
      MovedClock clock,
      RunningNewsroom newsroom,
      Audience audience,
      HostileServer server) {
    Instant end = Instant.now().plus(LONG);
    for (int jumps = 0; audience.open() != 0; jumps++) {
      if (Instant.now().isAfter(end))
        throw new AssertionError(
            "not within " + LONG + ": " + counts(audience) + " " + clock.ahead() + newsroom.log());
      int before;
      do {
        before = server.copies().taken();
        RunningNewsroom.pause(Duration.ofSeconds(1));
      } while (server.copies().taken() > before);
      // In order at first, lest one kind be missing.
      int which = jumps < JUMPS.size() ? jumps : chance.nextInt(JUMPS.size());
      clock.jump(JUMPS.get(which));
      if (newsroom.run("alerts", "status").done().out().contains("late"))
        newsroom.run("alerts", "resume").done();
    }
  }

  private static void check(Audience audience, HostileServer server, Set<String> unknown) {
    Map<String, Account> accounts = audience.accounts();
    assertThat(accounts).hasSize(READERS);
    Map<String, List<Copy>> copies = server.copies().all();
    var ids = new HashSet<String>();
    accounts.forEach((address, account) -> {
      List<Copy> came = copies.getOrDefault(address, List.of());
      if (unknown.contains(address)) {
        assertThat(account.state()).as(address).isEqualTo("refused");
        assertThat(account.reply()).as(address).isEqualTo(HostileServer.UNKNOWN);
        assertThat(came).as(address).isEmpty();
        return;
      }
      assertThat(account.state()).as(address).isEqualTo("taken");
      List<Copy> taken = came.stream().filter(Copy::isTaken).toList();
      // Twice only where nobody could know, and what is taken ends it.
      assertThat(taken).as(address).hasSize(1);
      assertThat(came.getLast()).as(address).isEqualTo(taken.getFirst());
      assertThat(account.reply()).as(address).isEqualTo(taken.getFirst().said());
      assertThat(came.stream().map(Copy::id).collect(Collectors.toSet())).as(address).hasSize(1);
      ids.add(taken.getFirst().id());
    });
    assertThat(copies.keySet()).isSubsetOf(accounts.keySet());
    assertThat(ids).hasSize(READERS - unknown.size());
    assertThat(copies.values().stream().flatMap(List::stream).filter(Copy::isUnknown))
        .as("mails of which nobody knew")
        .isNotEmpty();
  }

  private static String counts(Audience audience) {
    return audience.accounts().values().stream()
        .collect(Collectors.groupingBy(Account::state, Collectors.counting()))
        .toString();
  }

  static Map<String, String> with(MovedClock clock, Map<String, String> settings) {
    var all = new LinkedHashMap<>(settings);
    all.putAll(clock.settings());
    return all;
  }
}
