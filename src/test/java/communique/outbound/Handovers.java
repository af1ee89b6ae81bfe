package communique.outbound;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// How fast mails are handed over to `smtp-sink`, every fate kept in SQLite with its log synced,
/// beside `smtp-source` with as many sessions; and how fast with both DKIM signatures, beside the
/// signing libraries alone.
public final class Handovers {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int SESSIONS = 32;
  private static final int SIGNED_PART = 6;

  private final int mails;
  private final int rounds;
  private final Template template = template();

  /// Mails a second, medians.
  ///
  /// @param source of `smtp-source`
  /// @param signatures pairs of signatures a second by the libraries alone, on all cores
  /// @param handoverCpu microseconds of processor time of a mail that is handed over, its fate kept
  /// @param signedCpu the same of one that is signed twice
  public record Measured(
      double handover,
      double source,
      double signed,
      double signatures,
      double handoverCpu,
      double signedCpu) {}

  /// @param rate mails a second
  /// @param cpu microseconds of processor time for each
  private record Handed(double rate, double cpu) {}

  public Handovers(int mails, int rounds) {
    this.mails = mails;
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws Exception {
    int mails = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Measured measured = new Handovers(mails, rounds).run();
    System.out.printf(
        Locale.ROOT,
        "alerts.handover %.0f/s | smtp-source %.0f | %.2f%n",
        measured.handover(),
        measured.source(),
        measured.handover() / measured.source());
    System.out.printf(
        Locale.ROOT,
        "alerts.signed %.0f/s | libraries %.0f | %.2f%n",
        measured.signed(),
        measured.signatures(),
        measured.signed() / measured.signatures());
  }

  public Measured run() throws Exception {
    Path folder = Files.createTempDirectory("communique-handovers");
    InstantSource clock = InstantSource.system();
    var keys = DkimKeys.in(folder, "bench", "example.org");
    var dkim = new Dkim(keys, clock);
    var handover = new double[rounds];
    var source = new double[rounds];
    var signed = new double[rounds];
    var signatures = new double[rounds];
    var handoverCpu = new double[rounds];
    var signedCpu = new double[rounds];
    int octets = mail(1).content().make().length;
    try (var sink = SmtpSink.start()) {
      ours(sink.port(), folder, Signing.NONE, mails / 4);
      ours(sink.port(), folder, dkim, mails / SIGNED_PART / 4);
      for (int round = 0; round < rounds; round++) {
        source[round] = source(sink.port(), octets);
        Handed plain = ours(sink.port(), folder, Signing.NONE, mails);
        handover[round] = plain.rate();
        handoverCpu[round] = plain.cpu();
        signatures[round] = signatures(keys.keys());
        Handed both = ours(sink.port(), folder, dkim, mails / SIGNED_PART);
        signed[round] = both.rate();
        signedCpu[round] = both.cpu();
      }
    }
    return new Measured(
        median(handover),
        median(source),
        median(signed),
        median(signatures),
        median(handoverCpu),
        median(signedCpu));
  }

  private Handed ours(int port, Path folder, Signing signing, int count) throws Exception {
    Path file = Files.createTempFile(folder, "mails", ".db");
    try (var table = new TableMails(file, this::mail)) {
      table.add(1, count + 1L);
      long start = System.nanoTime();
      long cpu = PROCESS.getProcessCpuTime();
      try (var sender =
          Sender.start(
              Relay.of("smtp://127.0.0.1:" + port + "?sessions=" + SESSIONS),
              "news.example.org",
              table,
              signing,
              InstantSource.system(),
              new Random(1))) {
        while (sender.standing().accepted() < count) {
          if (sender.standing().unwell().isPresent())
            throw new AssertionError(sender.standing().toString());
          Thread.sleep(2);
        }
      }
      double rate = count * 1e9 / (System.nanoTime() - start);
      double each = (PROCESS.getProcessCpuTime() - cpu) / 1e3 / count;
      if (table.accepted() != count) throw new AssertionError("not every fate was kept");
      return new Handed(rate, each);
    } finally {
      for (String end : List.of("", "-wal", "-shm")) Files.deleteIfExists(Path.of(file + end));
    }
  }

  private double source(int port, int octets) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            SmtpSink.program("smtp-source"),
            "-d",
            "-s",
            Integer.toString(SESSIONS),
            "-m",
            Integer.toString(mails),
            "-l",
            Integer.toString(octets),
            "127.0.0.1:" + port);
    SmtpSink.withLibraries(builder.environment());
    long start = System.nanoTime();
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) throw new AssertionError("smtp-source: " + said);
    return mails * 1e9 / (System.nanoTime() - start);
  }

  /// Both signatures of octets that are ready, on all cores, for two seconds.
  private static double signatures(List<DkimKey> keys) throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    long start = System.nanoTime();
    long end = start + 2_000_000_000L;
    long made = 0;
    try (var threads = Executors.newFixedThreadPool(cores)) {
      Callable<Long> work =
          () -> {
            byte[] header = new byte[1_024];
            long pairs = 0;
            while (System.nanoTime() - end < 0) {
              for (DkimKey key : keys) key.sign(header);
              pairs++;
            }
            return pairs;
          };
      var all = new ArrayList<Callable<Long>>();
      for (int i = 0; i < cores; i++) all.add(work);
      for (var pairs : threads.invokeAll(all)) made += pairs.get();
    }
    return made * 1e9 / (System.nanoTime() - start);
  }

  private Mail mail(long id) {
    return new Mail(
        id,
        0,
        "bounce+" + Long.toString(id, 36) + "@example.org",
        "reader" + id + "@domain" + id % 100 + ".example",
        () -> {
          String token = Long.toString(id * 7_919 + 1_000_000_007L, 36).repeat(3);
          return template.filled(
              Map.of(
                  "to", "reader" + id + "@domain" + id % 100 + ".example",
                  "message-id", token,
                  "leave", "https://news.example.org/alerts/unsubscribe/" + token,
                  "manage", "https://news.example.org/alerts/manage/" + token));
        });
  }

  private static Template template() {
    String leave = new Hole("leave").mark();
    String manage = new Hole("manage").mark();
    String paragraph =
        "The Foreign Secretary will travel to the region next week for talks with her counterparts"
            + " on trade, security and the reconstruction of the northern provinces. ";
    return Template.of()
        .mailbox("From", "Ministry of Foreign Affairs", "newsroom@example.org")
        .mailbox("To", "", new Hole("to").mark())
        .text("Subject", "Foreign Secretary to visit the region")
        .date(Instant.parse("2026-11-06T09:05:07Z"))
        .raw("Message-ID", "<" + new Hole("message-id").mark() + "@example.org>")
        .raw("List-Id", "<alerts.news.example.org>")
        .raw("List-Unsubscribe", "<" + leave + ">, <mailto:leave@example.org>")
        .raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        .raw("Auto-Submitted", "auto-generated")
        .language(Locale.ENGLISH)
        .plain(paragraph.repeat(6) + "\n\nLeave: " + leave + "\nManage: " + manage + "\n")
        .html(
            "<!doctype html>\n<html lang=\"en\"><body>\n"
                + ("<p>" + paragraph + "</p>\n").repeat(6)
                + "<p><a href=\""
                + leave
                + "\">Leave</a> <a href=\""
                + manage
                + "\">Manage</a></p>\n"
                + "</body></html>\n")
        .build();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
