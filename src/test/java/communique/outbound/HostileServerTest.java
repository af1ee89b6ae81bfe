package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Other people's server, aiosmtpd, told to treat us badly: what it kept and what we believe agree.
class HostileServerTest {
  private static final int MAILS = 150;

  @Test
  void what_was_taken_and_what_was_settled_agree() throws Exception {
    for (int seed = 1; seed <= 3; seed++) {
      String as = "seed " + seed;
      var waiting = new WaitingMails();
      for (int i = 1; i <= MAILS; i++)
        waiting.add(WaitingMails.mail(i, "reader" + i + "@domain" + i + ".example"));
      try (var server = new Hostile(seed, 10)) {
        try (var sender =
            SenderTest.sender(server.port, "?sessions=5", waiting, Timeouts.all(500))) {
          // Whatever was deferred or unknown is tried again at once, until each mail has an end.
          WaitingMails.until(
              () -> {
                waiting.timePasses();
                return ended(waiting).size() == MAILS;
              },
              () -> as + ": " + ended(waiting).size() + " " + sender.standing());
        }
        List<String> accepted = accepted(waiting);
        assertThat(accepted).as(as).doesNotHaveDuplicates();
        assertThat(server.took()).as(as).containsAll(accepted);
        var silent = new ArrayList<>(server.took());
        for (String id : accepted) silent.remove(id);
        long unknown =
            waiting.fates().stream().filter(fate -> fate instanceof Fate.Unknown).count();
        // Each double, and each mail taken and refused when it came again, was a broken session.
        assertThat(silent.size()).as(as).isLessThanOrEqualTo((int) unknown);
        assertThat(unknown).as(as).isPositive();
      }
    }
  }

  private static Set<Long> ended(WaitingMails waiting) {
    var ended = new HashSet<Long>();
    for (Fate fate : waiting.fates())
      if (fate instanceof Fate.Accepted || fate instanceof Fate.Refused) ended.add(fate.id());
    return ended;
  }

  private static List<String> accepted(WaitingMails waiting) {
    return waiting.fates().stream()
        .filter(fate -> fate instanceof Fate.Accepted)
        .map(fate -> Long.toString(fate.id()))
        .toList();
  }

  /// The server's process.
  private static final class Hostile implements AutoCloseable {
    final int port;
    private final Process process;
    private final List<String> took = Collections.synchronizedList(new ArrayList<>());

    Hostile(int seed, int percent) throws IOException {
      process =
          new ProcessBuilder(
                  "/usr/bin/python3",
                  Path.of("src", "test", "tools", "hostile_smtp.py").toAbsolutePath().toString(),
                  Integer.toString(seed),
                  Integer.toString(percent))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII);
      String first = lines.readLine();
      if (first == null || !first.startsWith("port "))
        throw new AssertionError("aiosmtpd does not start: run src/test/sh/setup");
      port = Integer.parseInt(first.substring(5));
      // A pipe is read by a thread of its own: it would keep a virtual thread's carrier.
      Thread.ofPlatform()
          .daemon()
          .start(() ->
              lines
                  .lines()
                  .filter(line -> line.startsWith("took "))
                  .forEach(line -> took.add(line.substring(5))));
    }

    /// The ids of what it kept, each as often as it came.
    List<String> took() throws InterruptedException {
      Thread.sleep(300);
      return List.copyOf(took);
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
