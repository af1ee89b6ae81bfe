package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Two machines send at once, from one database.
class TellingTwoIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int READERS = Rounds.of(300, 20_000);
  private static final int SESSIONS = 4;
  private static final String OPTIONS = "sessions=" + SESSIONS + "&domain-rate=" + Rounds.of(3, 40);

  private static final int MANY = 5_000;

  private static final Pattern ACCEPTED =
      Pattern.compile("^communique_mail_accepted[^ ]* ([0-9.E]+)$", Pattern.MULTILINE);

  @Test
  void they_share_the_work_and_double_nothing_and_one_that_is_killed_only_what_was_open()
      throws Exception {
    try (var server = HostileServer.good();
        var one = new RunningNewsroom(settings(server))) {
      one.start("serve");
      try (var audience = new Audience(one, READERS);
          var other = beside(one)) {
        other.start("serve");
        audience.tell("the-sea");
        audience.awaitTold(LONG);
        audience.check(server.copies().ids(), 0);
        double first = accepted(one);
        double second = accepted(other);
        // Few are claimed by whoever comes first.
        if (READERS > MANY) assertThat(Math.min(first, second)).isPositive();
        assertThat(first + second).as("what both say they sent").isEqualTo(READERS);

        server.copies().forget();
        audience.tell("the-ice-and-the-sea");
        RunningNewsroom.await("some are told", LONG, () -> server.copies().taken() >= READERS / 3);
        other.kill();
        RunningNewsroom.await(
            "the other one goes on", LONG, () -> server.copies().taken() >= READERS / 2);
        other.start("serve");
        audience.awaitTold(LONG);
        audience.check(server.copies().ids(), SESSIONS);
      }
    }
  }

  private static Map<String, String> settings(HostileServer server) {
    var settings = Audience.mailed(server.port(), OPTIONS);
    settings.putAll(Backing.POSTGRESQL.settings());
    return settings;
  }

  /// A second machine of the same newsroom, with a data folder of its own and the same key.
  private static RunningNewsroom beside(RunningNewsroom one) throws IOException {
    var other =
        new RunningNewsroom(
            one.shared("COMMUNIQUE_DATABASE", "COMMUNIQUE_MAIL", "COMMUNIQUE_MAIL_FROM"));
    Path key = Path.of("keys", "alerts.key");
    Files.createDirectories(other.data().resolve(key).getParent());
    Files.copy(one.data().resolve(key), other.data().resolve(key));
    return other;
  }

  /// What a process says it handed over.
  private static double accepted(RunningNewsroom newsroom) {
    Matcher found = ACCEPTED.matcher(newsroom.management("/q/metrics").text());
    assertThat(found.find()).isTrue();
    return Double.parseDouble(found.group(1));
  }
}
