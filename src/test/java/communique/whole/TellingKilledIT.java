package communique.whole;

import communique.outbound.SmtpSink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Processes are killed amid a send, at random moments: everybody is told, and hardly anybody
/// twice.
class TellingKilledIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int READERS = Rounds.of(300, 20_000);
  private static final int ROUNDS = Rounds.of(1, 20);
  private static final int KILLS = Rounds.of(2, 3);

  /// How many connections to the mail server there are at most, each with one mail under way.
  private static final int SESSIONS = 10;

  /// Few mails would be through before anybody could be killed.
  private static final String OPTIONS =
      "sessions=" + SESSIONS + (Rounds.all() ? "" : "&domain-rate=6");

  private static final Pattern TO =
      Pattern.compile("(?i)^X-Rcpt-Args: <(reader-[0-9]+@[^>]+)>", Pattern.MULTILINE);
  private static final Pattern ID =
      Pattern.compile("(?i)^Message-ID:\\s*<([^>]+)>", Pattern.MULTILINE);

  @ParameterizedTest
  @EnumSource
  void everybody_is_told_through_kills_and_hardly_anybody_twice(Backing backing) throws Exception {
    try (SmtpSink sink = SmtpSink.start("-d", "mail.%M%S.", "-h", "sink.example.org");
        var newsroom = RunningNewsroom.on(backing, Audience.mailed(sink.port(), OPTIONS));
        var audience = new Audience(newsroom, READERS)) {
      long seed = Long.getLong("communique.seed", System.nanoTime());
      for (int round = 1; round <= ROUNDS; round++)
        try {
          long began = System.nanoTime();
          audience.tell("the-sea-" + round);
          killed(newsroom, sink, new SplittableRandom(seed + round));
          audience.awaitTold(LONG);
          say(backing, round, audience.check(copies(sink), KILLS * SESSIONS), began);
          sink.forget();
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(
              "round " + round + ", -Dcommunique.seed=" + seed + ": " + e.getMessage(), e);
        }
    }
  }

  /// Each kill waits for some more to be told, and then for a moment of its own.
  private static void killed(RunningNewsroom newsroom, SmtpSink sink, SplittableRandom chance) {
    for (int kill = 1; kill <= KILLS; kill++) {
      int due = READERS * kill / (KILLS + 1) - chance.nextInt(READERS / (KILLS + 1));
      RunningNewsroom.await(due + " are told", LONG, () -> sink.count() >= due);
      RunningNewsroom.pause(Duration.ofNanos(chance.nextInt(50_000_000)));
      newsroom.kill();
      newsroom.start("serve");
    }
  }

  private static void say(Backing backing, int round, int doubles, long began) {
    System.out.printf(
        Locale.ROOT,
        "%s, round %d: %d mails, %d kills, %d twice, %.1f s%n",
        backing,
        round,
        READERS,
        KILLS,
        doubles,
        (System.nanoTime() - began) / 1e9);
  }

  /// Address → the ids of the mails that came for it; of those that broke off, too, once they had a
  /// header.
  private static Map<String, List<String>> copies(SmtpSink sink) throws IOException {
    var copies = new TreeMap<String, List<String>>();
    for (String message : sink.messages()) {
      Matcher to = TO.matcher(message);
      Matcher id = ID.matcher(message);
      if (to.find() && id.find())
        copies.computeIfAbsent(to.group(1), key -> new ArrayList<>()).add(id.group(1));
    }
    return copies;
  }
}
