package communique.whole;

import communique.alerts.Crowd;
import communique.outbound.SmtpSink;
import communique.platform.Database;
import communique.platform.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A running newsroom that tells a crowd of one announcement, by `smtp-sink`, while others read its
/// pages: how soon the first mail has left, how fast the others follow, and how long a page takes
/// meanwhile.
public final class Crowds {
  private static final int SESSIONS = 10;
  private static final Pattern TAIL = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
  private static final Pattern ACCEPTED =
      Pattern.compile("(?m)^communique_mail_accepted(?:_total)?\\S* ([0-9.E+]+)$");

  private Crowds() {}

  /// @param first seconds from the request to publish until the first mail was taken
  /// @param quiet milliseconds at the 99th percentile of a page, 8 connections, nothing being sent
  /// @param sending the same while mails go out, the median of several
  /// @param rate mails a second while nobody reads
  /// @param cpu microseconds of processor time of the newsroom's process for each of these mails
  /// @param resident megabytes of it in memory at the end
  public record Measured(
      double first, double quiet, double sending, double rate, double cpu, double resident) {}

  /// @param readers all of the same search
  /// @param seconds how long each part is measured
  public static Measured run(Database.Kind kind, int readers, int seconds) throws Exception {
    Backing backing = kind == Database.Kind.SQLITE ? Backing.SQLITE : Backing.POSTGRESQL;
    try (SmtpSink sink = SmtpSink.start("-c");
        var newsroom =
            RunningNewsroom.launchedOn(
                backing,
                Map.of(
                    "COMMUNIQUE_MAIL",
                    "smtp://127.0.0.1:" + sink.port() + "?sessions=" + SESSIONS,
                    "COMMUNIQUE_MAIL_FROM",
                    "newsroom@example.org"))) {
      String token = newsroom.token("crowd");
      String[] bearer = {"Authorization", "Bearer " + token};
      // What is needed once, and is not there for the first announcement of a newsroom's life.
      publish(newsroom, bearer, "before", "Nothing");
      try (Database database = newsroom.database()) {
        Crowd.fill(database, newsroom.data(), "locale:en sea", readers);
      }
      double quiet = tail(newsroom, seconds);
      double begun = System.nanoTime();
      publish(newsroom, bearer, "the-sea", "The sea is open");
      while (accepted(newsroom) == 0) RunningNewsroom.pause(Duration.ofMillis(2));
      double first = (System.nanoTime() - begun) / 1e9;
      var tails = new ArrayList<Double>();
      for (int i = 0; i < 3; i++) tails.add(tail(newsroom, seconds));
      double mails = accepted(newsroom);
      double cpu = cpu(newsroom);
      long from = System.nanoTime();
      RunningNewsroom.pause(Duration.ofSeconds(seconds));
      double more = accepted(newsroom) - mails;
      double took = (System.nanoTime() - from) / 1e9;
      if (mails + more >= readers) throw new IllegalStateException("too few readers: all are told");
      return new Measured(
          first,
          quiet,
          tails.stream().sorted().toList().get(1),
          more / took,
          (cpu(newsroom) - cpu) * 1e6 / more,
          resident(newsroom));
    }
  }

  private static void publish(
      RunningNewsroom newsroom, String[] bearer, String slug, String title) {
    String at = "/api/desk/v1/announcements/" + slug + "/en";
    String draft =
        Json.write(
            Map.of("title", title, "summary", "What there is.", "body", "All of it. ".repeat(60)));
    newsroom.put(at, draft, bearer).must(201);
    newsroom.post(at + "/publish", "{}", bearer).must(200);
  }

  private static double accepted(RunningNewsroom newsroom) {
    Matcher found = ACCEPTED.matcher(newsroom.management("/q/metrics").text());
    if (!found.find()) throw new IllegalStateException("no such metric");
    return Double.parseDouble(found.group(1));
  }

  private static double tail(RunningNewsroom newsroom, int seconds)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    "wrk",
                    "-t1",
                    "-c8",
                    "-d" + seconds + "s",
                    "--latency",
                    newsroom.at("/news/before").toString()))
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher tail = TAIL.matcher(out);
    if (process.waitFor() != 0 || !tail.find()) throw new IOException(out);
    double scale =
        switch (tail.group(2)) {
          case "us" -> 0.001;
          case "ms" -> 1;
          default -> 1_000;
        };
    return Double.parseDouble(tail.group(1)) * scale;
  }

  /// Seconds of processor time of the newsroom's process.
  private static double cpu(RunningNewsroom newsroom) {
    return ProcessHandle.of(newsroom.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .map(time -> time.toNanos() / 1e9)
        .orElseThrow();
  }

  private static double resident(RunningNewsroom newsroom) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + newsroom.pid() + "/status")))
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
    throw new IOException("no VmRSS");
  }

  public static void main(String[] arguments) throws Exception {
    Database.Kind kind = Database.Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    System.out.println(run(kind, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])));
  }
}
