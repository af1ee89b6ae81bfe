package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the accounts stand on goes away amid a send: nothing is sent whose fate cannot be kept, and
/// when it is back everybody is told, once.
class TellingOutageIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int READERS = Rounds.of(300, 20_000);
  private static final int ROUNDS = Rounds.of(1, 10);
  private static final int SESSIONS = 4;

  /// So slow that something is left to be sent.
  private static final String OPTIONS = "sessions=" + SESSIONS + "&domain-rate=" + Rounds.of(3, 40);

  @Test
  void a_database_that_crashes_doubles_nothing() throws Exception {
    try (var server = HostileServer.good();
        var postgres = new Postgres();
        var newsroom = newsroom(server, Map.of("COMMUNIQUE_DATABASE", postgres.fresh()));
        var audience = new Audience(newsroom, READERS)) {
      audience.tell("the-sea");
      for (int round = 1; round <= ROUNDS; round++) {
        awaitTaken(server, READERS * round / (ROUNDS + 1));
        postgres.crash();
        nothingIsSent(newsroom, server);
        postgres.start();
      }
      audience.awaitTold(LONG);
      audience.check(server.copies().ids(), 0);
    }
  }

  @Test
  void a_database_that_crashes_together_with_us_doubles_what_was_open() throws Exception {
    try (var server = HostileServer.good();
        var postgres = new Postgres();
        var newsroom = newsroom(server, Map.of("COMMUNIQUE_DATABASE", postgres.fresh()));
        var audience = new Audience(newsroom, READERS)) {
      audience.tell("the-sea");
      awaitTaken(server, READERS / 3);
      postgres.crash();
      nothingIsSent(newsroom, server);
      newsroom.kill();
      postgres.start();
      newsroom.start("serve");
      audience.awaitTold(LONG);
      audience.check(server.copies().ids(), SESSIONS);
    }
  }

  @Test
  void a_store_that_somebody_else_holds_doubles_nothing() throws Exception {
    try (var server = HostileServer.good();
        var newsroom = newsroom(server, Map.of());
        var audience = new Audience(newsroom, READERS)) {
      audience.tell("the-sea");
      awaitTaken(server, READERS / 3);
      String file = "jdbc:sqlite:" + newsroom.data().resolve("communique.db");
      try (Connection other = DriverManager.getConnection(file);
          Statement statement = other.createStatement()) {
        statement.execute("pragma busy_timeout = 20000");
        statement.execute("begin immediate");
        // Longer than whoever writes waits for its turn, when all is tried.
        stands(server);
        RunningNewsroom.pause(Duration.ofSeconds(Rounds.of(1, 45)));
        stands(server);
        statement.execute("rollback");
      }
      audience.awaitTold(LONG);
      audience.check(server.copies().ids(), 0);
    }
  }

  @Test
  void on_a_full_disk_nothing_is_sent_and_with_room_everybody_is_told() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount(Rounds.all() ? "120m" : "48m");
    if (mounted.isEmpty()) return;
    try (SmallDisk disk = mounted.get();
        var server = HostileServer.good();
        var newsroom = newsroom(server, Map.of("COMMUNIQUE_DATA", disk.folder("data").toString()));
        var audience = new Audience(newsroom, READERS)) {
      audience.tell("the-sea");
      awaitTaken(server, READERS / 4);
      fill(disk, newsroom, server);
      disk.free();
      awaitTaken(server, READERS / 2);
      assertThat(doubles(server)).isZero();

      // And once more, with a cut of power on top.
      fill(disk, newsroom, server);
      newsroom.kill();
      disk.free();
      newsroom.start("serve");
      audience.awaitTold(LONG);
      audience.check(server.copies().ids(), SESSIONS);
    }
  }

  private static RunningNewsroom newsroom(HostileServer server, Map<String, String> settings) {
    var all = Audience.mailed(server.port(), OPTIONS);
    all.putAll(settings);
    return new RunningNewsroom(all).start("serve");
  }

  private static void awaitTaken(HostileServer server, int mails) {
    RunningNewsroom.await(mails + " are told", LONG, () -> server.copies().taken() >= mails);
  }

  /// Fills it, again and again, until not even what is overwritten finds room.
  private static void fill(SmallDisk disk, RunningNewsroom newsroom, HostileServer server)
      throws IOException {
    disk.fill();
    nothingIsSent(newsroom, server);
  }

  private static void nothingIsSent(RunningNewsroom newsroom, HostileServer server) {
    RunningNewsroom.await(
        "it says that fates cannot be kept",
        LONG,
        () -> newsroom.management("/q/health/ready").text().contains("cannot be kept"));
    stands(server);
  }

  /// Looks whether sending stands; each session's mail may be on its way yet.
  private static void stands(HostileServer server) {
    RunningNewsroom.pause(Duration.ofMillis(500));
    int taken = server.copies().taken();
    RunningNewsroom.pause(Duration.ofSeconds(1));
    assertThat(server.copies().taken()).as("mails sent meanwhile").isEqualTo(taken);
  }

  private static int doubles(HostileServer server) {
    return server.copies().ids().values().stream().mapToInt(ids -> ids.size() - 1).sum();
  }
}
