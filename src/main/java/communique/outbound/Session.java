package communique.outbound;

import communique.outbound.Relay.Encryption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// One SMTP session (RFC 5321): opened once, then one mail after the other. The order in which
/// things are sent is the promise that no mail is doubled; it is all in [#hand].
final class Session implements AutoCloseable {
  private static final int CLOSING = 421;
  private static final int START_INPUT = 354;

  /// What surely goes out as a whole, so that its end needs no care of its own.
  private static final int AT_ONCE = 1 << 14;

  private final Wire wire;
  private final Timeouts timeouts;
  private final String greeting;

  /// Extension → its parameters, in capitals, of the last EHLO.
  private Map<String, String> offered = Map.of();

  /// Whether a transaction is left open at the server, to be put aside first.
  private boolean begun;

  /// Whether nobody knows any more what the server waits for, so that the next mail needs another
  /// session.
  private boolean astray;

  private Session(Wire wire, Timeouts timeouts, String ourName) {
    this.wire = wire;
    this.timeouts = timeouts;
    // A host without a full name introduces itself by its address (RFC 5321 §4.1.4).
    this.greeting = ourName.contains(".") ? ourName : "[127.0.0.1]";
  }

  /// Connects, introduces us, turns to TLS and logs in, as the relay's address says.
  ///
  /// @param ourName our host's name, in ASCII
  /// @throws IOException when there is no connection
  /// @throws Unserved when the server would rather not, or we would not like this
  static Session open(Relay relay, Timeouts timeouts, SSLContext tls, String ourName, Watch watch)
      throws IOException {
    Wire wire = Wire.connect(relay.host(), relay.port(), timeouts.connect(), watch);
    var session = new Session(wire, timeouts, ourName);
    try {
      session.begin(relay, tls);
      return session;
    } catch (IOException | RuntimeException e) {
      wire.close();
      throw e;
    }
  }

  private void begin(Relay relay, SSLContext tls) throws IOException {
    wire.within(timeouts.reply());
    if (relay.encryption() == Encryption.FROM_THE_START) wire.secure(tls, relay.host());
    Reply welcome = wire.reply();
    if (!welcome.good()) throw new Unserved(welcome.text());
    introduce();
    if (wantsTls(relay)) {
      Reply go = ask("STARTTLS");
      if (!go.good()) throw new Unserved("STARTTLS: " + go.text());
      if (wire.unasked()) throw new Unserved("clear text after STARTTLS, which may be forged");
      wire.secure(tls, relay.host());
      // What was offered in clear text may be forged too (RFC 3207 §4.2).
      introduce();
    }
    if (!relay.user().isEmpty()) login(relay);
    wire.atOurPace();
  }

  private boolean wantsTls(Relay relay) throws Unserved {
    boolean can = offered.containsKey("STARTTLS");
    return switch (relay.encryption()) {
      case FROM_THE_START -> false;
      case REQUIRED -> {
        if (!can) throw new Unserved("the server does not offer STARTTLS, which is required");
        yield true;
      }
      // A mail server of this machine has a certificate for another name, or none that anybody
      // signed, and there is no wire to listen at.
      case OFFERED -> can && !wire.onThisMachine();
    };
  }

  private void introduce() throws IOException {
    Reply reply = ask("EHLO " + greeting);
    if (reply.good()) {
      var extensions = new HashMap<String, String>();
      for (String line : reply.lines().subList(1, reply.lines().size())) {
        String[] words = line.strip().toUpperCase(Locale.ROOT).split("[ =]", 2);
        extensions.merge(words[0], words.length > 1 ? words[1] : "", (a, b) -> a + " " + b);
      }
      offered = extensions;
      return;
    }
    if (reply.code() == CLOSING) throw new Unserved(reply.text());
    // It knows no extensions: a server from before 2001.
    offered = Map.of();
    Reply plain = ask("HELO " + greeting);
    if (!plain.good()) throw new Unserved(plain.text());
  }

  private void login(Relay relay) throws IOException {
    if (!wire.secure() && !wire.onThisMachine())
      throw new Unserved("a login is not sent without TLS, and the server does not offer it");
    String ways = " " + offered.getOrDefault("AUTH", "") + " ";
    Reply reply;
    if (ways.contains(" PLAIN ")) {
      // RFC 4616.
      reply = ask("AUTH PLAIN " + base64("\0" + relay.user() + "\0" + relay.password()));
    } else if (ways.contains(" LOGIN ")) {
      reply = ask("AUTH LOGIN");
      if (reply.code() == 334) reply = ask(base64(relay.user()));
      if (reply.code() == 334) reply = ask(base64(relay.password()));
    } else {
      throw new Unserved("the server offers neither AUTH PLAIN nor AUTH LOGIN");
    }
    if (!reply.good()) throw new Unserved("login: " + reply.text());
  }

  private Reply ask(String line) throws IOException {
    wire.write(line + "\r\n");
    return wire.reply();
  }

  /// Hands one mail over.
  ///
  /// @param message as it is signed, before dots are stuffed
  /// @param utf8 whether it needs SMTPUTF8
  /// @param before the fate of the mail before this one. The end of this message is not sent before
  ///   that is durable; everything else may be
  Heard hand(Mail mail, byte[] message, boolean utf8, Settling.Group before) throws Unserved {
    boolean international = utf8 || !isAscii(mail.recipient()) || !isAscii(mail.returnPath());
    if (international && !(offered.containsKey("SMTPUTF8") && offered.containsKey("8BITMIME")))
      return new Heard.Unable(
          "the mail server cannot take addresses that are not in Latin letters (SMTPUTF8)");
    byte[] data = Dots.stuffed(message);
    if (data.length > room())
      return new Heard.Unable("the mail server takes no mails of " + data.length + " octets");
    boolean ended = false;
    boolean fresh = true;
    boolean writing = false;
    try {
      // One answer too many, and every later one would be taken for another's.
      if (astray || wire.unasked()) return new Heard.Broken("an answer out of turn", false, true);
      String reset = begun ? "RSET\r\n" : "";
      String from = "MAIL FROM:<" + path(mail.returnPath()) + ">" + parameters(data, international);
      String to = "RCPT TO:<" + path(mail.recipient()) + ">\r\n";
      boolean together = offered.containsKey("PIPELINING");
      wire.within(timeouts.reply());
      // DATA is the last of a group (RFC 2920 §3.1); what is asked one by one is read one by one.
      wire.write(together ? reset + from + to + "DATA\r\n" : begun ? reset : from);
      if (begun) {
        Reply cleared = wire.reply();
        fresh = false;
        if (!cleared.good()) return new Heard.Broken(cleared.text(), false, false);
        begun = false;
        if (!together) wire.write(from);
      }
      Reply mailed = wire.reply();
      if (mailed.code() == CLOSING) return new Heard.Broken(mailed.text(), false, fresh);
      fresh = false;
      begun = mailed.good();
      if (!together && !mailed.good()) return turnedAway(mailed);
      if (!together) wire.write(to);
      Reply named = wire.reply();
      if (!together && !named.good()) return turnedAway(named);
      if (!together) wire.write("DATA\r\n");
      Reply ready = wire.reply();
      if (ready.code() == START_INPUT && !named.good())
        return noMessage(mailed.good() ? named : mailed);
      astray = ready.code() == START_INPUT && !mailed.good();
      if (!mailed.good()) return turnedAway(mailed);
      if (!named.good()) return turnedAway(named);
      if (ready.code() != START_INPUT) return turnedAway(ready);

      int sent = 0;
      if (!before.isKept() || data.length > AT_ONCE) {
        sent = data.length - Dots.END;
        writing = true;
        wire.within(timeouts.block());
        wire.write(data, 0, sent);
        wire.atOurPace();
        writing = false;
        before.await();
        if (wire.unasked()) return early();
      }
      ended = true;
      wire.within(timeouts.end());
      wire.write(data, sent, data.length);
      Reply taken = wire.reply();
      wire.atOurPace();
      begun = false;
      if (taken.good()) return new Heard.Taken(taken);
      if (taken.passing() || taken.code() / 100 == 5) return turnedAway(taken);
      return new Heard.Broken("an answer out of turn: " + taken.text(), true, false);
    } catch (IOException e) {
      if (e instanceof Unserved unserved) throw unserved;
      Optional<Heard> last = writing ? lastWords() : Optional.empty();
      if (last.isPresent()) return last.get();
      return new Heard.Broken(why(e), ended, fresh);
    }
  }

  /// What a server says before it has the whole message, which then gets no end.
  private Heard early() throws IOException {
    astray = true;
    wire.within(timeouts.quit());
    Reply reply = wire.reply();
    return reply.good() ? new Heard.Broken(reply.text(), false, false) : turnedAway(reply);
  }

  /// What a server said that closed the connection amid a message: too large, most often.
  private Optional<Heard> lastWords() throws Unserved {
    astray = true;
    try {
      wire.within(timeouts.quit());
      return Optional.of(turnedAway(wire.reply()));
    } catch (Unserved e) {
      throw e;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Heard turnedAway(Reply reply) throws Unserved {
    if (reply.code() == CLOSING) return new Heard.Broken(reply.text(), false, false);
    // It wants a login or TLS, or knows none of what we say: that is between it and us, and no
    // reason to give up a subscriber.
    switch (reply.code()) {
      case 500, 502, 503, 530, 534, 535, 538 -> throw new Unserved(reply.text());
      default -> {}
    }
    if (reply.passing() || reply.code() / 100 == 5) return new Heard.TurnedAway(reply);
    throw new Unserved("an answer out of turn: " + reply.text());
  }

  /// The server waits for a message although nobody is to get it: it gets an empty one (RFC 2920
  /// §3.1).
  private Heard noMessage(Reply reason) throws IOException {
    wire.write(".\r\n");
    wire.reply();
    begun = true;
    return turnedAway(reason);
  }

  private String parameters(byte[] data, boolean international) {
    return (offered.containsKey("SIZE") ? " SIZE=" + data.length : "")
        + (international ? " BODY=8BITMIME SMTPUTF8" : "")
        + "\r\n";
  }

  /// How many octets the server takes (RFC 1870); very many where it does not say.
  private long room() {
    String size = offered.getOrDefault("SIZE", "");
    if (!size.matches("[0-9]{1,18}")) return Long.MAX_VALUE;
    long room = Long.parseLong(size);
    return room == 0 ? Long.MAX_VALUE : room;
  }

  private static String path(String address) {
    for (int i = 0; i < address.length(); i++)
      if (address.charAt(i) < ' ' || address.charAt(i) == 0x7f)
        throw new IllegalArgumentException("an address holds what could end its line");
    return address;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String why(IOException e) {
    return Reply.cleaned(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
  }

  /// Says goodbye, and does not insist on an answer.
  @Override
  public void close() {
    try {
      wire.within(timeouts.quit());
      ask("QUIT");
    } catch (IOException e) {
      // There is nothing left to say.
    } finally {
      wire.close();
    }
  }

  /// Breaks off without goodbye, as after an error.
  void drop() {
    wire.close();
  }
}
