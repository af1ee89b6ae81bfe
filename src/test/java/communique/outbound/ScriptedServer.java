package communique.outbound;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A mail server that does what a test says, at each step of each mail, and writes down what it
/// took.
final class ScriptedServer implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("Message-ID: <([^@>]+)@");

  /// Where in a session something happens.
  enum Step {
    GREETING,
    EHLO,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /// After some octets of the message.
    BODY,
    END,
    RSET,
    QUIT
  }

  /// What happens there.
  sealed interface Act {
    /// Says these lines; each without its end.
    record Say(String lines) implements Act {}

    /// Says these octets, and goes on as if it had said nothing unusual.
    record Raw(String octets) implements Act {}

    /// Closes the connection, without a word or after one.
    record Drop(String lines) implements Act {}

    /// Says nothing any more, and does not go either.
    record Silence() implements Act {}

    /// Says one octet now and then.
    record Drip() implements Act {}

    /// Says a line that never ends.
    record Flood() implements Act {}
  }

  /// Decides what happens; empty for what a good server does.
  interface Script {
    Optional<Act> at(Step step, int connection, int mail);
  }

  private final ServerSocket listening;
  private final Script script;
  private final String extensions;
  private final @Nullable SSLContext tls;
  private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
  private final List<String> confirmed = Collections.synchronizedList(new ArrayList<>());
  private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
  private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
  private volatile String busy = "@>";
  private int connections;
  private int mails;

  ScriptedServer(String extensions, Script script) throws IOException {
    this(extensions, script, null);
  }

  /// @param extensions parted by commas, as EHLO offers them
  ScriptedServer(String extensions, Script script, @Nullable SSLContext tls) throws IOException {
    this.extensions = extensions;
    this.script = script;
    this.tls = tls;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::listen);
  }

  /// Has mails to this domain turned away for the moment.
  ScriptedServer turningAway(String domain) {
    busy = "@" + domain + ">";
    return this;
  }

  int port() {
    return listening.getLocalPort();
  }

  /// The ids of the mails whose end came, in order, before anything was answered.
  List<String> taken() {
    return List.copyOf(taken);
  }

  /// Those of them that were answered with 250.
  List<String> confirmed() {
    return List.copyOf(confirmed);
  }

  List<String> commands() {
    return List.copyOf(commands);
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  synchronized int connections() {
    return connections;
  }

  private void listen() {
    while (true)
      try {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
  }

  private synchronized int nextConnection() {
    return ++connections;
  }

  private synchronized int nextMail() {
    return ++mails;
  }

  private void serve(Socket socket) {
    try (socket) {
      new Talk(socket, nextConnection()).run();
    } catch (IOException | InterruptedException e) {
      // The other side went, or the test is over.
    }
  }

  /// One connection.
  private final class Talk {
    private final Socket raw;
    private final int connection;
    private InputStream in;
    private OutputStream out;
    private int mail;
    private String recipient = "";
    private boolean begun;
    private boolean named;

    /// Whether the last answer was a good one.
    private boolean good;

    Talk(Socket socket, int connection) throws IOException {
      raw = socket;
      this.connection = connection;
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    }

    void run() throws IOException, InterruptedException {
      if (!act(Step.GREETING, "220 hostile.example ESMTP")) return;
      while (true) {
        String line = line();
        commands.add(line);
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        boolean on =
            switch (verb) {
              case "EHLO" -> act(Step.EHLO, hello());
              case "HELO" -> act(Step.EHLO, "250 hostile.example");
              case "STARTTLS" -> startTls();
              case "AUTH" -> act(Step.AUTH, "235 2.7.0 welcome");
              case "MAIL" -> {
                mail = nextMail();
                named = false;
                boolean goesOn = act(Step.MAIL, "250 2.1.0 ok");
                begun = good;
                yield goesOn;
              }
              case "RCPT" -> {
                recipient = line;
                boolean goesOn =
                    act(Step.RCPT, line.endsWith(busy) ? "451 4.7.1 busy" : "250 2.1.5 ok");
                named = begun && good;
                yield goesOn;
              }
              case "DATA" -> data();
              case "RSET" -> act(Step.RSET, "250 2.0.0 ok");
              case "QUIT" -> {
                act(Step.QUIT, "221 2.0.0 bye");
                yield false;
              }
              default -> act(Step.RSET, "500 5.5.2 what?");
            };
        if (!on) return;
      }
    }

    private String hello() {
      var lines = new StringBuilder();
      List<String> offers = extensions.isEmpty() ? List.of() : List.of(extensions.split(",", -1));
      lines.append(offers.isEmpty() ? "250 " : "250-").append("hostile.example");
      for (int i = 0; i < offers.size(); i++)
        lines.append('\n').append(i == offers.size() - 1 ? "250 " : "250-").append(offers.get(i));
      return lines.toString();
    }

    private boolean startTls() throws IOException, InterruptedException {
      if (!act(Step.STARTTLS, "220 2.0.0 go")) return false;
      if (tls == null) return true;
      var secure = (SSLSocket) tls.getSocketFactory().createSocket(raw, null, true);
      secure.setUseClientMode(false);
      secure.startHandshake();
      in = new BufferedInputStream(secure.getInputStream());
      out = secure.getOutputStream();
      return true;
    }

    private boolean data() throws IOException, InterruptedException {
      Optional<Act> refused = script.at(Step.DATA, connection, mail);
      if (refused.isPresent()) return does(refused.get());
      say("354 go on");
      var message = new ByteArrayOutputStream();
      boolean cut = false;
      while (true) {
        String line = line();
        if (line.equals(".")) break;
        message.writeBytes(
            ((line.startsWith(".") ? line.substring(1) : line) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        if (!cut) {
          cut = true;
          Optional<Act> amid = script.at(Step.BODY, connection, mail);
          if (amid.isPresent() && !does(amid.get())) return false;
        }
      }
      String text = message.toString(StandardCharsets.UTF_8);
      var id = ID.matcher(text);
      String name = id.find() ? id.group(1) : "";
      Optional<Act> act = script.at(Step.END, connection, mail);
      if (!named) {
        say("554 5.5.1 nobody was named");
        return true;
      }
      String words =
          switch (act.orElse(new Act.Say("250"))) {
            case Act.Say say -> say.lines();
            case Act.Drop drop -> drop.lines();
            default -> "";
          };
      if (!words.startsWith("4") && !words.startsWith("5")) {
        taken.add(name);
        messages.add(recipient + "\r\n" + text);
      }
      if (act.isPresent()) return does(act.get());
      confirmed.add(name);
      say("250 2.0.0 taken as " + name);
      return true;
    }

    private boolean act(Step step, String usual) throws IOException, InterruptedException {
      return does(script.at(step, connection, mail).orElse(new Act.Say(usual)));
    }

    /// @return whether the session goes on
    private boolean does(Act act) throws IOException, InterruptedException {
      good = act instanceof Act.Say words && words.lines().startsWith("2");
      switch (act) {
        case Act.Say say -> say(say.lines());
        case Act.Raw octets -> {
          out.write(octets.octets().getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
        }
        case Act.Drop drop -> {
          if (!drop.lines().isEmpty()) say(drop.lines());
          return false;
        }
        case Act.Silence _ -> {
          while (in.read() >= 0) {
            // It listens, and that is all.
          }
          return false;
        }
        case Act.Drip _ -> {
          while (true) {
            out.write('2');
            out.flush();
            Thread.sleep(20);
          }
        }
        case Act.Flood _ -> {
          byte[] endless = "250-".repeat(1_000).getBytes(StandardCharsets.ISO_8859_1);
          while (true) out.write(endless);
        }
      }
      return true;
    }

    private void say(String lines) throws IOException {
      out.write((lines.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      while (true) {
        int octet = in.read();
        if (octet < 0) throw new IOException("gone");
        if (octet == '\n') break;
        if (octet != '\r') line.append((char) octet);
      }
      return line.toString();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    synchronized (sockets) {
      for (Socket socket : sockets) socket.close();
    }
  }
}
