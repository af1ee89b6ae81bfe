package communique.whole;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A mail server that at random refuses connections, says 421, 451 or 452 at any step, stalls,
/// breaks off in the middle of a mail or behind its end, says half of an answer, and cuts its
/// answers into pieces or holds them back until it has several. It writes down every mail that came
/// whole, and what it said to it.
final class HostileServer implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("(?im)^Message-ID:\\s*<([^>]+)>");

  /// What it says of readers whom it does not know.
  static final String UNKNOWN = "550 5.1.1 no such reader";

  /// Whole mails after which a connection is closed without a word, at most.
  private static final int MAILS_MAX = 60;

  /// What happens to one mail that is not simply taken.
  private enum Mood {
    CLOSING_AT_MAIL,
    BUSY_AT_MAIL,
    CLOSING_AT_RCPT,
    FULL_AT_RCPT,
    GONE_AT_RCPT,
    BUSY_AT_DATA,
    GONE_AMID,
    STALLS_AMID,
    GONE_AT_END,
    HALF_AN_ANSWER,
    CLOSING_AT_END,
    FULL_AT_END,
    STALLS_AT_END
  }

  private static final List<Mood> MOODS = List.of(Mood.values());

  private final SplittableRandom seeds;
  private final double trouble;
  private final Predicate<String> unknownReaders;
  private final Copies copies = new Copies();
  private final Map<Mood, Integer> moods = new HashMap<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile ServerSocket listening;
  private volatile boolean closed;

  /// A server that takes everything.
  static HostileServer good() throws IOException {
    return new HostileServer(1, 0, address -> false);
  }

  /// @param trouble how likely something happens to a connection, and to a mail; 0 to 1
  /// @param unknownReaders the addresses that it refuses for good
  HostileServer(long seed, double trouble, Predicate<String> unknownReaders) throws IOException {
    seeds = new SplittableRandom(seed);
    this.trouble = trouble;
    this.unknownReaders = unknownReaders;
    listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    port = listening.getLocalPort();
    Thread.ofVirtual().name("hostile").start(this::listen);
  }

  int port() {
    return port;
  }

  /// The mails that came whole.
  Copies copies() {
    return copies;
  }

  /// How often each thing happened, for whoever reads the test's output.
  synchronized String moods() {
    return new TreeMap<>(moods).toString();
  }

  private void listen() {
    while (!closed)
      try {
        Socket socket = listening.accept();
        SplittableRandom chance = seeds.split();
        if (chance.nextDouble() < trouble / 4) refuse(chance);
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket, chance));
      } catch (IOException e) {
        if (!closed && listening.isClosed()) return;
      }
  }

  /// Nobody listens for a moment, so that whoever connects is refused.
  private void refuse(SplittableRandom chance) throws IOException {
    listening.close();
    RunningNewsroom.pause(Duration.ofMillis(chance.nextInt(300)));
    var again = new ServerSocket();
    again.setReuseAddress(true);
    again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    listening = again;
    if (closed) again.close();
  }

  private void serve(Socket socket, SplittableRandom chance) {
    try (socket) {
      socket.setTcpNoDelay(true);
      new Talk(socket, chance).run();
    } catch (IOException e) {
      // Whoever it was has gone, or we have.
    } finally {
      sockets.remove(socket);
    }
  }

  private synchronized void count(Mood mood) {
    moods.merge(mood, 1, Integer::sum);
  }

  /// One connection.
  private final class Talk {
    private final InputStream in;
    private final OutputStream out;
    private final SplittableRandom chance;
    private final int mailsMax;
    private final StringBuilder heldBack = new StringBuilder();
    private String to = "";
    private boolean named;
    private @Nullable Mood mood;

    Talk(Socket socket, SplittableRandom chance) throws IOException {
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
      this.chance = chance;
      mailsMax = trouble > 0 ? chance.nextInt(1, MAILS_MAX) : Integer.MAX_VALUE;
    }

    void run() throws IOException {
      if (isTroubled(6)) return;
      if (isTroubled(6)) {
        say("421 4.3.2 not today");
        return;
      }
      say("220 hostile.example ESMTP");
      for (int mails = 0; mails < mailsMax; ) {
        String line = line();
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
          case "EHLO" -> {
            if (isTroubled(6)) {
              say("421 4.3.2 not today");
              return;
            }
            say("250-hostile.example\r\n250-PIPELINING\r\n250-SIZE 1000000\r\n250 8BITMIME");
          }
          case "MAIL" -> {
            mood = isTroubled(1) ? MOODS.get(chance.nextInt(MOODS.size())) : null;
            if (mood != null) count(mood);
            named = false;
            if (mood == Mood.CLOSING_AT_MAIL) {
              say("421 4.3.2 closing");
              return;
            }
            say(mood == Mood.BUSY_AT_MAIL ? "451 4.3.0 busy" : "250 2.1.0 ok");
          }
          case "RCPT" -> {
            if (!recipient(line)) return;
          }
          case "DATA" -> {
            if (!data()) return;
            mails++;
          }
          case "RSET" -> say("250 2.0.0 ok");
          case "QUIT" -> {
            say("221 2.0.0 bye");
            return;
          }
          default -> say("500 5.5.2 what?");
        }
      }
    }

    private boolean isTroubled(int parts) {
      return chance.nextDouble() < trouble / parts;
    }

    private boolean recipient(String line) throws IOException {
      to = line.replaceFirst("(?i)^RCPT TO:<([^>]*)>.*", "$1");
      if (mood == Mood.GONE_AT_RCPT) return false;
      if (mood == Mood.CLOSING_AT_RCPT) {
        say("421 4.3.2 closing");
        return false;
      }
      if (mood == Mood.BUSY_AT_MAIL) say("503 5.5.1 MAIL first");
      else if (unknownReaders.test(to)) say(UNKNOWN);
      else if (mood == Mood.FULL_AT_RCPT) say("452 4.2.2 mailbox full");
      else {
        named = true;
        say("250 2.1.5 ok");
      }
      return true;
    }

    private boolean data() throws IOException {
      if (mood == Mood.BUSY_AT_DATA && named) {
        say("451 4.3.0 busy");
        return true;
      }
      // Both are right where nobody was named (RFC 2920 §3.1).
      if (!named && chance.nextBoolean()) {
        say("503 5.5.1 RCPT first");
        return true;
      }
      say("354 go on");
      var message = new StringBuilder();
      for (String line = line(); !line.equals("."); line = line()) {
        // Amid its header.
        if (message.isEmpty() && mood == Mood.GONE_AMID) return false;
        if (message.isEmpty() && mood == Mood.STALLS_AMID) stall();
        message.append(line).append('\n');
      }
      Matcher id = ID.matcher(message);
      if (named) return answer(id.find() ? id.group(1) : "");
      say("554 5.5.1 nobody was named");
      return true;
    }

    private boolean answer(String id) throws IOException {
      String busy = "452 4.3.1 no room";
      if (mood == Mood.STALLS_AT_END) stall();
      if (mood == Mood.FULL_AT_END || mood == Mood.CLOSING_AT_END) {
        String words = mood == Mood.FULL_AT_END ? busy : "421 4.3.2 closing";
        copies.note(to, id, words);
        say(words);
        return mood == Mood.FULL_AT_END;
      }
      if (mood == Mood.GONE_AT_END || mood == Mood.HALF_AN_ANSWER) {
        copies.note(to, id, "");
        if (mood == Mood.HALF_AN_ANSWER) put("250 2.0");
        return false;
      }
      String words = "250 2.0.0 taken as " + Long.toHexString(chance.nextLong());
      copies.note(to, id, words);
      say(words);
      return true;
    }

    private void stall() {
      RunningNewsroom.pause(Duration.ofMillis(chance.nextInt(2_000)));
    }

    /// Says it at once, in pieces, or together with what follows if more was asked already.
    private void say(String lines) throws IOException {
      heldBack.append(lines).append("\r\n");
      if (trouble > 0 && in.available() > 0 && chance.nextBoolean()) return;
      String all = heldBack.toString();
      heldBack.setLength(0);
      if (trouble > 0 && chance.nextInt(10) == 0) {
        int cut = chance.nextInt(all.length());
        put(all.substring(0, cut));
        RunningNewsroom.pause(Duration.ofMillis(chance.nextInt(20)));
        put(all.substring(cut));
      } else put(all);
    }

    private void put(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    private String line() throws IOException {
      if (!heldBack.isEmpty() && in.available() == 0) {
        put(heldBack.toString());
        heldBack.setLength(0);
      }
      var line = new StringBuilder(120);
      for (int octet = in.read(); octet != '\n'; octet = in.read()) {
        if (octet < 0) throw new IOException("gone");
        if (octet != '\r') line.append((char) octet);
      }
      return line.toString();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
    for (Socket socket : sockets) socket.close();
  }
}
