package communique.cli;

import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.outbound.Relay;
import communique.outbound.Sender;
import communique.outbound.Signing;
import communique.outbound.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A mail server of this process alone that takes everything, for a rehearsal of handing over; the
/// demonstration keeps its mails in the outbox.
final class RehearsedServer implements AutoCloseable {
  private static final int MAILS = 2_000;
  private static final byte[] MAIL =
      ("Subject: A rehearsal\r\n\r\n" + "It is tried.\r\n".repeat(200))
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket;

  private RehearsedServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /// Hands some mails over.
  static void handOver() throws IOException, InterruptedException {
    var waiting = new Some();
    try (var server = new RehearsedServer();
        var sender =
            Sender.start(
                Relay.of("smtp://127.0.0.1:" + server.socket.getLocalPort()),
                "localhost",
                waiting,
                Signing.NONE,
                InstantSource.system(),
                RandomGenerator.getDefault())) {
      sender.ring();
      if (!waiting.settled.await(30, TimeUnit.SECONDS))
        throw new IOException("not all mails were taken");
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket session = socket.accept();
        Thread.ofVirtual().start(() -> answer(session));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private static void answer(Socket session) {
    try (session;
        var in =
            new BufferedReader(
                new InputStreamReader(session.getInputStream(), StandardCharsets.US_ASCII))) {
      OutputStream out = session.getOutputStream();
      say(out, "220 localhost");
      String line = in.readLine();
      while (line != null) {
        if (line.startsWith("EHLO")) say(out, "250-localhost\r\n250 PIPELINING");
        else if (line.equals("DATA")) {
          say(out, "354 Go on");
          while (line != null && !line.equals(".")) line = in.readLine();
          say(out, "250 Taken");
        } else say(out, line.equals("QUIT") ? "221 Goodbye" : "250 Yes");
        line = in.readLine();
      }
    } catch (IOException e) {
      // The other side is gone, and so is what it wanted.
    }
  }

  private static void say(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /// Mails that are claimed once and have no other fate than their number.
  private static final class Some implements Waiting {
    private final CountDownLatch settled = new CountDownLatch(MAILS);
    private final AtomicInteger claimed = new AtomicInteger();

    @Override
    public List<Mail> claim(int most) {
      int from = claimed.getAndUpdate(was -> Math.min(MAILS, was + most));
      return IntStream.range(from, Math.min(MAILS, from + most))
          .mapToObj(id -> new Mail(id, 0, "", "reader-" + id + "@example.org", () -> MAIL))
          .toList();
    }

    @Override
    public void settle(Collection<Fate> fates) {
      fates.forEach(fate -> settled.countDown());
    }
  }
}
