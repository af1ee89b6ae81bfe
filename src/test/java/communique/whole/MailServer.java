package communique.whole;

import communique.outbound.SmtpSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Postfix and Dovecot as Debian packs them, between a newsroom and its readers: one takes mails on
/// loopback and delivers them to Maildirs, or says later that it could not; the other shows them
/// over IMAP. All of theirs lies in one folder, and ends with it.
///
/// Postfix's master begins as root only.
final class MailServer implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Path POSTFIX = SmtpSink.root("postfix");
  private static final String PASSWORD = "let+me/in";

  /// Longer than any test: then Postfix ends by itself, should nobody be left to end it.
  private static final String LIFE_SECONDS = "900";

  private static final List<String> QUEUES =
      List.of(
          "active",
          "bounce",
          "corrupt",
          "defer",
          "deferred",
          "flush",
          "hold",
          "incoming",
          "maildrop",
          "private",
          "public",
          "saved",
          "trace");

  private final Path home;
  private final Set<String> domains;
  private final int smtp = Ports.free();
  private final int imap = Ports.free();
  private final int imaps = Ports.free();
  private final List<Process> processes = new ArrayList<>();
  private final Set<String> boxes = new TreeSet<>();

  /// Address → where its mails go instead of into a box.
  private final Map<String, String> transports = new TreeMap<>();

  private MailServer(Path home, Set<String> domains) {
    this.home = home;
    this.domains = domains;
  }

  /// Starts both.
  ///
  /// @param boxes the addresses that have a mailbox; of their domains it takes every mail
  static MailServer start(Collection<String> boxes) throws IOException {
    var domains = new TreeSet<String>();
    for (String box : boxes) domains.add(box.substring(box.indexOf('@') + 1));
    Path home = Files.createTempDirectory("communique-mail");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    var server = new MailServer(home, domains);
    try {
      server.boxes.addAll(boxes);
      server.folders();
      server.certificates();
      server.write();
      server.begin(
          POSTFIX.resolve("usr/lib/postfix/sbin/master").toString(),
          "-c",
          home + "/postfix",
          "-e",
          LIFE_SECONDS);
      server.begin(Tools.program("/usr/sbin/dovecot"), "-F", "-c", home + "/postfix/dovecot.conf");
      for (int port : List.of(server.smtp, server.imap, server.imaps))
        RunningNewsroom.await("port " + port + " answers", SOON, () -> server.isOpen(port));
      return server;
    } catch (IOException | RuntimeException | AssertionError e) {
      server.close();
      throw e;
    }
  }

  private void folders() throws IOException {
    for (String name : List.of("queue/pid", "postfix", "tls", "data", "boxes", "run"))
      Files.createDirectories(home.resolve(name));
    for (String name : QUEUES)
      own(Files.createDirectory(home.resolve("queue").resolve(name)), "daemon");
    own(home.resolve("data"), "daemon");
    own(home.resolve("boxes"), "nobody");
  }

  private static void own(Path path, String user) throws IOException {
    Files.setOwner(
        path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
  }

  /// An authority of our own, as within an organisation, and the servers' certificate by it.
  private void certificates() {
    openssl("-subj", "/CN=Authority", "-keyout", tls("ca.key"), "-out", tls("ca.pem"));
    openssl(
        "-subj",
        "/CN=relay",
        "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
        "-CA",
        tls("ca.pem"),
        "-CAkey",
        tls("ca.key"),
        "-keyout",
        tls("server.key"),
        "-out",
        tls("server.pem"));
  }

  private String tls(String name) {
    return home.resolve("tls").resolve(name).toString();
  }

  private static void openssl(String... more) {
    var line = new ArrayList<>(List.of(Tools.program("/usr/bin/openssl"), "req", "-x509"));
    line.addAll(List.of("-newkey", "rsa:2048", "-nodes", "-days", "2"));
    line.addAll(List.of(more));
    Tools.run(line).done();
  }

  private void write() throws IOException {
    var values =
        Map.of(
            "home", home.toString(),
            "root", POSTFIX.toString(),
            "domains", String.join(", ", domains),
            "port", Integer.toString(smtp),
            "imap", Integer.toString(imap),
            "imaps", Integer.toString(imaps),
            "password", PASSWORD);
    for (String name : List.of("main.cf", "master.cf", "dovecot.conf")) {
      String text = Files.readString(Path.of("src/test/resources/communique/whole/mail", name));
      for (var value : values.entrySet())
        text = text.replace("@" + value.getKey() + "@", value.getValue());
      Files.writeString(home.resolve("postfix").resolve(name), text);
    }
    tables();
  }

  private void tables() throws IOException {
    var maildirs = new StringBuilder();
    for (String box : boxes) maildirs.append(box).append(' ').append(folder(box)).append("/\n");
    replace("boxes", maildirs.toString());
    var ways = new StringBuilder();
    transports.forEach((address, way) -> ways.append(address).append(' ').append(way).append('\n'));
    replace("transports", ways.toString());
  }

  /// Never half a table, as a process may begin just now.
  private void replace(String name, String table) throws IOException {
    Path whole = Files.writeString(home.resolve("postfix").resolve(name + ".new"), table);
    Files.move(whole, whole.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String folder(String box) {
    int at = box.indexOf('@');
    return box.substring(at + 1) + "/" + box.substring(0, at);
  }

  private void begin(String... line) throws IOException {
    var builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(home.resolve("said.log").toFile()));
    SmtpSink.withLibraries(builder.environment());
    Process process = builder.start();
    process.getOutputStream().close();
    processes.add(process);
  }

  private boolean isOpen(int port) {
    if (!processes.stream().allMatch(Process::isAlive))
      throw new AssertionError("it did not stay up:\n" + log());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// With the next [#reload] there is no such mailbox; what comes for it is taken, and comes back.
  MailServer without(String box) {
    boxes.remove(box);
    return this;
  }

  /// With the next [#reload] what comes for an address goes another way, as `transport(5)` writes
  /// it.
  MailServer sending(String address, String way) {
    transports.put(address, way);
    return this;
  }

  /// With the next [#reload] there is this mailbox again.
  MailServer with(String box) {
    boxes.add(box);
    return this;
  }

  /// Lets what was changed hold.
  void reload() throws IOException {
    tables();
    Process master = processes.getFirst();
    List<ProcessHandle> before = master.children().filter(MailServer::hasTables).toList();
    Tools.run(List.of("/bin/kill", "-HUP", Long.toString(master.pid()))).done();
    // Tables are read when a process begins; those that there are end when they have nothing to do.
    RunningNewsroom.await(
        "Postfix reads its tables again",
        SOON,
        () -> before.stream().noneMatch(ProcessHandle::isAlive));
  }

  private static boolean hasTables(ProcessHandle process) {
    String program = process.info().command().orElse("");
    return Stream.of("virtual", "trivial-rewrite", "qmgr").anyMatch(program::endsWith);
  }

  /// Where mails are handed over on loopback, for `COMMUNIQUE_MAIL`.
  String smtp() {
    return "smtp://127.0.0.1:" + smtp;
  }

  /// A mailbox over IMAP with TLS, for `COMMUNIQUE_BOUNCES`.
  String imaps(String box) {
    return "imaps://" + encoded(box) + ":" + encoded(PASSWORD) + "@localhost:" + imaps;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// The folder of a mailbox, which there is after its first mail.
  Path maildir(String box) {
    return home.resolve("boxes").resolve(folder(box));
  }

  /// The certificate of the authority that signed the servers' one, in PEM.
  Path authority() {
    return Path.of(tls("ca.pem"));
  }

  /// The mailboxes, as mail programs have them.
  Mailboxes mailboxes() {
    return new Mailboxes(imap, PASSWORD, home.resolve("read"));
  }

  /// What Postfix and Dovecot say of what they do.
  String log() {
    var all = new StringBuilder();
    try {
      for (String name : List.of("said.log", "mail.log", "dovecot.log"))
        if (Files.exists(home.resolve(name))) all.append(Files.readString(home.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }

  /// Ends both, and everything that they began. What they said stays, for who wonders.
  @Override
  public void close() {
    Tools.leave("mail-server.log", log().getBytes(StandardCharsets.UTF_8));
    for (Process process : processes) {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      for (ProcessHandle child : children) child.destroyForcibly();
    }
    Folders.delete(home);
  }
}
