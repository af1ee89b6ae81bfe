package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.outbound.ScriptedServer.Act;
import communique.outbound.ScriptedServer.Script;
import communique.outbound.ScriptedServer.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS and logins: what is asked for, and what is not done without it.
class SecureTest {
  private static final Script GOOD = (step, connection, mail) -> Optional.empty();
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;
  private static SSLContext right;
  private static SSLContext wrong;

  @BeforeAll
  static void certificates() throws Exception {
    right = certificate("right", "dns:localhost,ip:127.0.0.1");
    wrong = certificate("wrong", "dns:somewhere.example");
  }

  @Test
  void with_starttls_everything_but_the_greeting_is_said_in_secret() throws Exception {
    try (var server = new ScriptedServer("STARTTLS,PIPELINING", GOOD, right)) {
      assertThat(fate(server, "smtp://127.0.0.1:%d?starttls=required", right))
          .isInstanceOf(Fate.Accepted.class);
      assertThat(server.commands().subList(0, 4))
          .containsExactly(
              "EHLO news.example.org",
              "STARTTLS",
              "EHLO news.example.org",
              "MAIL FROM:<bounce+1@example.org>");
    }
  }

  @Test
  void a_server_without_what_is_required_is_not_used() throws Exception {
    try (var server = new ScriptedServer("PIPELINING", GOOD)) {
      assertThat(unserved(server, "smtp://127.0.0.1:%d?starttls=required", right))
          .contains("does not offer STARTTLS");
    }
    // A certificate that nobody signed, or for another name.
    try (var server = new ScriptedServer("STARTTLS", GOOD, right)) {
      unserved(server, "smtp://127.0.0.1:%d?starttls=required", SSLContext.getDefault());
    }
    try (var server = new ScriptedServer("STARTTLS", GOOD, wrong)) {
      unserved(server, "smtp://127.0.0.1:%d?starttls=required", wrong);
      assertThat(server.taken()).isEmpty();
    }
    Script refuses =
        (step, connection, mail) ->
            step == Step.STARTTLS
                ? Optional.of(new Act.Say("454 4.7.0 not now"))
                : Optional.empty();
    try (var server = new ScriptedServer("STARTTLS", refuses, null)) {
      assertThat(unserved(server, "smtp://127.0.0.1:%d?starttls=required", right)).contains("454");
      assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @Test
  void what_was_slipped_in_before_tls_ends_the_session() throws Exception {
    Script slips =
        (step, connection, mail) ->
            step == Step.STARTTLS
                ? Optional.of(new Act.Raw("220 go\r\n250-slipped\r\n250 AUTH PLAIN\r\n"))
                : Optional.empty();
    try (var server = new ScriptedServer("STARTTLS", slips, right)) {
      assertThat(unserved(server, "smtp://user:secret@127.0.0.1:%d?starttls=required", right))
          .contains("clear text");
      assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  void a_login_is_sent_as_the_server_takes_it() throws Exception {
    try (var server = new ScriptedServer("AUTH LOGIN PLAIN", GOOD)) {
      assertThat(fate(server, "smtp://us%%40er:p%%3Ass+w@127.0.0.1:%d", right))
          .isInstanceOf(Fate.Accepted.class);
      assertThat(server.commands()).contains("AUTH PLAIN " + base64("\0us@er\0p:ss+w"));
    }
    var asked = new AtomicInteger();
    Script login =
        (step, connection, mail) ->
            switch (step) {
              case AUTH -> Optional.of(new Act.Say("334 " + base64("Username:")));
              // What it is told is no command to it.
              case RSET ->
                  Optional.of(
                      new Act.Say(
                          asked.incrementAndGet() == 1
                              ? "334 " + base64("Password:")
                              : "235 2.7.0 welcome"));
              default -> Optional.empty();
            };
    try (var server = new ScriptedServer("AUTH LOGIN", login)) {
      assertThat(fate(server, "smtp://user:secret@127.0.0.1:%d", right))
          .isInstanceOf(Fate.Accepted.class);
      assertThat(server.commands()).contains("AUTH LOGIN", base64("user"), base64("secret"));
    }
  }

  @Test
  void a_login_that_is_not_taken_gives_up_no_mail() throws Exception {
    Script refuses =
        (step, connection, mail) ->
            step == Step.AUTH ? Optional.of(new Act.Say("535 5.7.8 no")) : Optional.empty();
    try (var server = new ScriptedServer("AUTH PLAIN", refuses)) {
      assertThat(unserved(server, "smtp://user:secret@127.0.0.1:%d", right))
          .contains("login: 535")
          .doesNotContain("secret");
    }
    try (var server = new ScriptedServer("PIPELINING", GOOD)) {
      assertThat(unserved(server, "smtp://user:secret@127.0.0.1:%d", right)).contains("AUTH");
    }
    Script wants =
        (step, connection, mail) ->
            step == Step.MAIL
                ? Optional.of(new Act.Say("530 5.7.0 log in first"))
                : Optional.empty();
    try (var server = new ScriptedServer("PIPELINING", wants)) {
      Fate fate = fate(server, "smtp://127.0.0.1:%d", right);
      assertThat(fate).isInstanceOf(Fate.Deferred.class);
      assertThat(((Fate.Deferred) fate).why()).isEqualTo(Fate.Why.AWAY);
    }
  }

  @Test
  void smtps_is_secret_from_the_first_octet() throws Exception {
    try (var server = new ScriptedServer("PIPELINING", GOOD)) {
      unserved(server, "smtps://127.0.0.1:%d", right);
      assertThat(server.commands()).noneMatch(line -> line.startsWith("EHLO"));
    }
  }

  @Test
  void what_a_server_lacks_for_one_mail_refuses_that_one() throws Exception {
    try (var server = new ScriptedServer("PIPELINING,SIZE 500", GOOD)) {
      var waiting =
          new WaitingMails()
              .add(WaitingMails.mail(1, "читатель@example.net"))
              .add(
                  WaitingMails.mail(
                      2, "b@example.net", "Message-ID: <2@x>\n\n" + "x".repeat(500) + "\n"))
              .add(WaitingMails.mail(3, "c@example.net", "Message-ID: <3@x>\n\nshort\n"));
      try (var sender = SenderTest.sender(server.port(), "?sessions=1", waiting)) {
        List<Fate> fates = waiting.await(3);
        assertThat(fates)
            .filteredOn(fate -> fate.id() != 3)
            .hasSize(2)
            .allMatch(fate -> fate instanceof Fate.Refused no && no.why() == Fate.Why.UNABLE);
        assertThat(server.taken()).containsExactly("3");
        assertThat(sender.standing().refused()).isEqualTo(2);
      }
    }
    try (var server = new ScriptedServer("PIPELINING,8BITMIME,SMTPUTF8", GOOD)) {
      var waiting =
          new WaitingMails()
              .add(WaitingMails.mail(1, "читатель@xn--e1afmkfd.xn--p1ai"))
              .add(WaitingMails.mail(2, "reader@example.net"));
      try (var sender = SenderTest.sender(server.port(), "?sessions=1", waiting)) {
        waiting.await(2);
        assertThat(sender.standing().accepted()).isEqualTo(2);
      }
      assertThat(server.commands().stream().filter(line -> line.startsWith("MAIL")))
          .containsExactly(
              "MAIL FROM:<bounce+1@example.org> BODY=8BITMIME SMTPUTF8",
              "MAIL FROM:<bounce+2@example.org>");
    }
  }

  @Test
  void an_address_of_a_relay_says_what_is_wrong_with_it_and_never_its_password() {
    assertThat(Relay.of("smtp://mail.example.org").port()).isEqualTo(25);
    assertThat(Relay.of("smtps://mail.example.org").port()).isEqualTo(465);
    assertThat(Relay.of("smtp://u:p@mail.example.org").port()).isEqualTo(587);
    assertThat(Relay.of("smtp://[::1]:2525").host()).isEqualTo("::1");
    assertThat(Relay.of("smtp://u:secret@h.example").toString()).doesNotContain("secret");
    for (String bad :
        List.of(
            "mail.example.org",
            "http://mail.example.org",
            "smtp://",
            "smtp://u:secret@",
            "smtp://h.example/path",
            "smtp://h.example?starttls=never",
            "smtp://h.example?sessions=0",
            "smtp://h.example?sessions=many",
            "smtp://h.example?colour=blue",
            "smtp://h.example?ca=",
            "smtp://h.example?ca=/nowhere/ca.pem",
            "smtp://secret@h.example",
            "smtp://u:sec ret@h.example",
            "smtp://u:secret%00@h.example"))
      assertThatThrownBy(() -> Relay.of(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("COMMUNIQUE_MAIL ")
          .hasMessageNotContaining("sec");
  }

  @Test
  void a_server_is_believed_by_the_authorities_of_a_file_and_by_no_other() throws Exception {
    String address = "smtp://127.0.0.1:%d?starttls=required&ca=";
    Path ours = pem("right");
    Path others = pem("wrong");
    Path both = folder.resolve("both.pem");
    Files.writeString(both, Files.readString(others) + "\n# ours\n" + Files.readString(ours));
    for (Path ca : List.of(ours, both))
      try (var server = new ScriptedServer("STARTTLS", GOOD, right)) {
        assertThat(fate(server, address + ca)).isInstanceOf(Fate.Accepted.class);
      }
    try (var server = new ScriptedServer("STARTTLS", GOOD, right)) {
      unserved(server, address + others);
      assertThat(server.taken()).isEmpty();
    }
    // Its name is looked at all the same.
    try (var server = new ScriptedServer("STARTTLS", GOOD, wrong)) {
      assertThat(unserved(server, address + others)).contains("127.0.0.1");
    }
  }

  @Test
  void a_file_without_authorities_is_refused() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path key =
        Files.writeString(
            folder.resolve("key.pem"),
            "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw\n-----END PRIVATE KEY-----\n");
    for (Path file : List.of(empty, key, folder, folder.resolve("nowhere")))
      for (String address : List.of("smtp://h.example?ca=", "imaps://u:secret@h.example?ca="))
        assertThatThrownBy(
                () -> {
                  if (address.startsWith("smtp")) Relay.of(address + file);
                  else BounceBox.of(address + file);
                })
            .as(address + file)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageMatching("COMMUNIQUE_(MAIL|BOUNCES) has a 'ca' that .*" + file + ".*[.]")
            .hasMessageNotContaining("secret");
  }

  /// The first fate of one mail.
  private static Fate fate(ScriptedServer server, String address, SSLContext trusted)
      throws Exception {
    var waiting = new WaitingMails().add(1, "example.net");
    try (var sender = sender(server, address, waiting, trusted)) {
      Fate fate = waiting.await(1).getFirst();
      assertThat(sender.standing().stuck()).isFalse();
      return fate;
    }
  }

  /// Why the server is not used: the mail waits, and the circuit opens.
  private static String unserved(ScriptedServer server, String address, SSLContext trusted)
      throws Exception {
    var waiting = new WaitingMails().add(1, "example.net");
    try (var sender = sender(server, address, waiting, trusted)) {
      WaitingMails.until(
          () -> sender.standing().unwell().isPresent(), () -> sender.standing().toString());
      String why = sender.standing().unwell().orElseThrow().why();
      assertThat(waiting.fates())
          .allMatch(fate -> fate instanceof Fate.Deferred held && held.why() == Fate.Why.HELD);
      return why;
    }
  }

  private static Fate fate(ScriptedServer server, String address) throws Exception {
    return fate(server, address, Authorities.of(Relay.of(address.formatted(1)).ca()));
  }

  private static String unserved(ScriptedServer server, String address) throws Exception {
    return unserved(server, address, Authorities.of(Relay.of(address.formatted(1)).ca()));
  }

  /// The certificate of a server, in PEM.
  private static Path pem(String name) throws Exception {
    var keys = KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD);
    return Files.writeString(
        folder.resolve(name + ".pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate(name).getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  private static Sender sender(
      ScriptedServer server, String address, WaitingMails waiting, SSLContext trusted) {
    return SenderTest.sender(
        Relay.of(address.formatted(server.port())), waiting, Timeouts.all(2_000), trusted);
  }

  private static SSLContext certificate(String name, String names) throws Exception {
    Path store = folder.resolve(name + ".p12");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + names,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) throw new IOException(said);
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(name, keys.getCertificate(name));
    var trusting = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusting.init(trust);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trusting.getTrustManagers(), null);
    return context;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
