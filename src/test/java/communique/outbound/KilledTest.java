package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process of its own hands mails over and is killed, again and again, as by a power cut.
class KilledTest {
  private static final int MAILS = 2_000;
  private static final int SESSIONS = 4;
  private static final int KILLS = 4;

  @TempDir Path folder;

  @Test
  void after_each_kill_at_most_the_open_mail_of_each_session_comes_twice() throws Exception {
    Path table = folder.resolve("mails.db");
    try (var mails = new TableMails(table, KilledTest::mail)) {
      mails.add(1, MAILS + 1L);
    }
    var chance = new Random(7);
    try (var server =
        new ScriptedServer("PIPELINING", (step, connection, mail) -> Optional.empty())) {
      for (int kill = 0; kill < KILLS; kill++) {
        int before = server.taken().size();
        int enough = before + 50 + chance.nextInt(MAILS / KILLS);
        Process process = start(server.port(), table);
        WaitingMails.until(
            () -> server.taken().size() >= enough || !process.isAlive(),
            () -> "it stands at " + server.taken().size());
        process.destroyForcibly().waitFor();
        // What the kernel still held for the server has come.
        Thread.sleep(200);
        int doubled = server.taken().size() - new HashSet<>(server.taken()).size();
        assertThat(doubled).isLessThanOrEqualTo(SESSIONS * kill);
      }
      Process process = start(server.port(), table);
      WaitingMails.until(
          () -> new HashSet<>(server.taken()).size() == MAILS,
          () -> "there are " + new HashSet<>(server.taken()).size());
      process.destroy();
      process.waitFor();
      assertThat(server.taken().size() - MAILS).isLessThanOrEqualTo(SESSIONS * KILLS);
    }
    try (var mails = new TableMails(table, KilledTest::mail)) {
      assertThat(mails.accepted()).isEqualTo(MAILS);
    }
  }

  private Process start(int port, Path table) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path")
                .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
            KilledTest.class.getName(),
            Integer.toString(port),
            table.toString())
        .redirectErrorStream(true)
        .redirectOutput(Files.createTempFile(folder, "process", ".log").toFile())
        .start();
  }

  /// The process that is killed; asked to end, it ends well.
  public static void main(String[] arguments) throws Exception {
    var mails = new TableMails(Path.of(arguments[1]), KilledTest::mail);
    Sender sender =
        Sender.start(
            Relay.of("smtp://127.0.0.1:" + arguments[0] + "?sessions=" + SESSIONS),
            "news.example.org",
            mails,
            Signing.NONE,
            InstantSource.system(),
            new Random(1));
    Runtime.getRuntime().addShutdownHook(new Thread(sender::close));
    new CountDownLatch(1).await();
  }

  private static Mail mail(long id) {
    return WaitingMails.mail(id, "reader" + id + "@domain" + id % 7 + ".example");
  }
}
