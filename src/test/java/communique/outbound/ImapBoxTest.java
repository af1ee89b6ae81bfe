package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bounces in a mailbox, read over IMAP from GreenMail.
class ImapBoxTest {
  private static final String FAILED =
      """
      From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
      To: bounce+abc234@example.org
      Subject: Undelivered
      X-Failed-Recipients: reader@example.net

      550 5.1.1 unknown
      """;

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS));
  private GreenMailUser user;

  @BeforeEach
  void start() {
    server.start();
    user = server.setUser("bounces@example.org", "bounces", "sec/ret");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void a_mailbox_is_read_once() throws Exception {
    deliver(FAILED);
    deliver("From: reader@example.net\n\nHello\n");
    deliver(FAILED + "x".repeat(2_000_000) + "\n");
    var read = new ArrayList<String>();
    BounceBox box = box("sec%2Fret");
    assertThat(box.look((key, bounce) -> read.add(key + " " + bounce.status()))).isEqualTo(3);
    assertThat(read).hasSize(2).doesNotHaveDuplicates().allMatch(line -> line.endsWith(" 5.1.1"));
    assertThat(box.look((key, bounce) -> read.add(key))).isZero();
    deliver(FAILED);
    assertThat(box.look((key, bounce) -> read.add(key))).isEqualTo(1);
    assertThat(read).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void what_could_not_be_kept_is_read_again_under_its_key() throws Exception {
    deliver(FAILED);
    deliver(FAILED);
    var calls = new AtomicInteger();
    var keys = new ArrayList<String>();
    BounceBox box = box("sec%2Fret");
    assertThatThrownBy(() ->
            box.look((key, bounce) -> {
              keys.add(key);
              if (calls.incrementAndGet() == 2) throw new IllegalStateException("away");
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(box.look((key, bounce) -> keys.add(key))).isEqualTo(1);
    assertThat(keys).hasSize(3);
    assertThat(keys.get(2)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(0));
  }

  @Test
  void a_box_that_cannot_be_opened_says_so_without_its_password() {
    assertThatThrownBy(() -> box("wrong").look((key, bounce) -> {}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageNotContaining("wrong");
    // Whose certificate nobody signed is not believed.
    assertThatThrownBy(() ->
            BounceBox.of("imaps://bounces:sec%2Fret@127.0.0.1:" + server.getImaps().getPort())
                .look((key, bounce) -> {}))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_server_of_ones_own_is_believed_by_its_file_if_it_has_the_name(@TempDir Path folder)
      throws Exception {
    deliver(FAILED);
    Path ca = folder.resolve("ca.pem");
    Files.writeString(
        ca,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate().getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    String address =
        "imaps://bounces:sec%2Fret@127.0.0.1:" + server.getImaps().getPort() + "/INBOX?ca=" + ca;
    var nameless = new Properties();
    nameless.setProperty("mail.imaps.ssl.checkserveridentity", "false");
    var read = new ArrayList<String>();
    // GreenMail's certificate names no host.
    assertThatThrownBy(() -> BounceBox.of(address).look((key, bounce) -> read.add(key)))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(read).isEmpty();
    ImapBox.of(URI.create(address), nameless).look((key, bounce) -> read.add(key));
    assertThat(read).hasSize(1);
  }

  private static Certificate certificate() throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
      keys.load(in, "changeit".toCharArray());
    }
    return keys.getCertificate("greenmail");
  }

  private void deliver(String mail) throws Exception {
    user.deliver(
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
  }

  private BounceBox box(String password) {
    var trusting = new Properties();
    trusting.setProperty("mail.imaps.ssl.trust", "*");
    trusting.setProperty("mail.imaps.ssl.checkserveridentity", "false");
    return ImapBox.of(
        URI.create("imaps://bounces:" + password + "@127.0.0.1:" + server.getImaps().getPort()),
        trusting);
  }
}
