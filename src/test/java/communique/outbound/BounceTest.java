package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.outbound.Bounce.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes back, in the forms in which servers write it.
class BounceTest {
  private static final String TOKEN = "bounce+abc234@example.org";
  private static final String REPORT =
      """
      Return-Path: <>
      Delivered-To: bounce+abc234@example.org
      From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
      To: bounce+abc234@example.org
      Subject: Undelivered Mail Returned to Sender
      Auto-Submitted: auto-replied
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=delivery-status;
       boundary="B"

      --B
      Content-Type: text/plain; charset=us-ascii

      I'm sorry to have to inform you that your message could not be delivered.

      --B
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.example.net
      Arrival-Date: Thu, 26 Nov 2026 01:00:00 +0000

      Final-Recipient: rfc822; reader@example.net
      Action: %s
      Status: %s
      Diagnostic-Code: smtp; %s

      --B
      Content-Type: message/rfc822

      Return-Path: <bounce+abc234@example.org>
      From: newsroom@example.org
      Subject: Foreign Secretary to visit Moscow

      Text.
      --B--
      """;

  @TempDir Path box;

  @BeforeEach
  void folders() throws IOException {
    for (String folder : List.of("new", "cur", "tmp")) Files.createDirectories(box.resolve(folder));
  }

  @Test
  void a_report_says_whether_it_is_for_good() {
    Bounce hard =
        read(REPORT.formatted("failed", "5.1.1", "550 5.1.1 <reader@example.net>: unknown"));
    assertThat(hard.kind()).isEqualTo(Kind.HARD);
    assertThat(hard.action()).isEqualTo("failed");
    assertThat(hard.status()).isEqualTo("5.1.1");
    assertThat(hard.said()).isEqualTo("550 5.1.1 <reader@example.net>: unknown");
    assertThat(hard.addresses().getFirst()).isEqualTo(TOKEN);

    assertThat(read(REPORT.formatted("failed", "4.4.7", "timed out")).kind()).isEqualTo(Kind.SOFT);
    // Not delivered yet, although its status may be of class 5 in careless reports.
    assertThat(read(REPORT.formatted("delayed", "4.4.1", "no answer")).kind())
        .isEqualTo(Kind.DELAYED);
    assertThat(read(REPORT.formatted("Delayed (still trying)", "5.0.0", "x")).kind())
        .isEqualTo(Kind.DELAYED);
    for (String good : List.of("delivered", "relayed", "expanded"))
      assertThat(bounce(REPORT.formatted(good, "2.0.0", "250 ok"))).isEmpty();
    // Without a status its own words tell; without either it only counts.
    assertThat(read(REPORT.formatted("FAILED", "", "550 no such user")).status())
        .isEqualTo("5.0.0");
    assertThat(read(REPORT.formatted("failed", "", "")).kind()).isEqualTo(Kind.SOFT);
  }

  @Test
  void of_several_recipients_the_worst_counts() {
    String two =
        REPORT
            .formatted("relayed", "2.0.0", "250 ok")
            .replace(
                "--B\nContent-Type: message/rfc822",
                """
                Final-Recipient: rfc822; other@example.net
                Action: delayed
                Status: 4.0.0

                Final-Recipient: rfc822; third@example.net
                Action: failed
                Status: 5.2.1 (disabled)

                --B
                Content-Type: message/rfc822\
                """);
    assertThat(read(two).kind()).isEqualTo(Kind.HARD);
    assertThat(read(two).status()).isEqualTo("5.2.1");
  }

  @Test
  void a_complaint_leads_to_the_mail_that_was_complained_of() {
    String complaint =
        """
        From: <abusedesk@example.com>
        To: <fbl@example.org>
        Subject: FW: an alert
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="B"

        --B
        Content-Type: text/plain

        This is an email abuse report.
        --B
        Content-Type: message/feedback-report

        Feedback-Type: %s
        User-Agent: SomeGenerator/1.0
        Version: 1
        Original-Mail-From: <bounce+abc234@example.org>

        --B
        Content-Type: message/rfc822

        Return-Path: <bounce+abc234@example.org>
        From: <newsroom@example.org>

        Text
        --B--
        """;
    Bounce bounce = read(complaint.formatted("abuse"));
    assertThat(bounce.kind()).isEqualTo(Kind.COMPLAINT);
    assertThat(bounce.addresses()).contains(TOKEN).startsWith("fbl@example.org");
    assertThat(bounce(complaint.formatted("not-spam"))).isEmpty();
  }

  @Test
  void a_text_without_a_report_only_counts() {
    Bounce exim =
        read(
            """
            Received: from mx (mx [192.0.2.1]) by mail for <bounce+abc234@example.org>; Thu
            From: Mail Delivery System <Mailer-Daemon@mx.example.net>
            To: undisclosed
            X-Failed-Recipients: reader@example.net
            Auto-Submitted: auto-replied
            Subject: Mail delivery failed: returning message to sender

            A message that you sent could not be delivered to one or more of its recipients.
            550 5.1.1 unknown user
            """);
    assertThat(exim.kind()).isEqualTo(Kind.SOFT);
    assertThat(exim.status()).isEqualTo("5.1.1");
    assertThat(exim.addresses()).containsExactly(TOKEN);
  }

  @Test
  void what_is_no_bounce_is_none() {
    String absence =
        """
        From: Reader <reader@example.net>
        To: bounce+abc234@example.org
        Auto-Submitted: auto-replied
        Subject: Out of office: 550 5.1.1

        I am away until Monday. 550 5.1.1 user unknown, as you may say.
        """;
    String ours =
        """
        From: Newsroom <newsroom@example.org>
        To: bounce+abc234@example.org
        List-Id: <alerts.example.org>

        An alert that a forwarder sent back.
        """;
    for (String none : List.of(absence, ours, "", "\n", "\0\0\0", "no header at all", "From: x"))
      assertThat(bounce(none)).as(none).isEmpty();
  }

  @Test
  void broken_and_endless_mails_are_read_soon_and_without_harm() {
    String report = REPORT.formatted("failed", "5.1.1", "550 unknown");
    for (int seed = 0; seed < 1_000; seed++) {
      var chance = new Random(seed);
      byte[] octets = report.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
      for (int i = chance.nextInt(30); i > 0; i--)
        octets[chance.nextInt(octets.length)] = (byte) chance.nextInt(256);
      int cut = chance.nextInt(octets.length);
      Bounce.read(new ByteArrayInputStream(octets, 0, chance.nextBoolean() ? cut : octets.length));
    }
    String nested = "From: a@b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n";
    String deep = nested.repeat(2_000) + "x";
    String wide =
        "From: mailer-daemon@b\nContent-Type: multipart/mixed; boundary=x\n\n"
            + "--x\n\nq\n".repeat(50_000);
    String header = "From: mailer-daemon@b\nTo: " + "a@b.example, ".repeat(50_000) + "\n\nx";
    for (String one : List.of(deep, wide, header)) {
      long start = System.nanoTime();
      bounce(one);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(read(header).addresses()).hasSizeLessThanOrEqualTo(20);
    var endless = new Endless(report.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    assertThat(Bounce.read(endless)).get().extracting(Bounce::kind).isEqualTo(Kind.HARD);
    assertThat(endless.given).isLessThan(3_000_000);
  }

  @Test
  void a_maildir_is_read_once_and_a_broken_mail_keeps_none_waiting() throws IOException {
    put("1", REPORT.formatted("failed", "5.1.1", "550 unknown"));
    put("2", "\0broken");
    put("3", "From: reader@example.net\n\nHello");
    put("4:2,", REPORT.formatted("failed", "4.2.2", "452 full"));
    Files.write(box.resolve("new/5"), new byte[50_000_000]);
    Files.createDirectory(box.resolve("new/6"));
    Files.writeString(box.resolve("new/.hidden"), "x");

    var read = new ArrayList<String>();
    BounceBox bounces = BounceBox.of(box.toString());
    assertThat(bounces.look((key, bounce) -> read.add(key + " " + bounce.kind()))).isEqualTo(5);
    assertThat(read).containsExactly("1 HARD", "4 SOFT");
    assertThat(bounces.look((key, bounce) -> read.add(key))).isZero();
    assertThat(read).hasSize(2);
    assertThat(names("cur")).containsExactly("1:2,S", "2:2,S", "3:2,S", "4:2,S", "5:2,S");
  }

  @Test
  void what_could_not_be_kept_is_read_again() throws IOException {
    for (int i = 1; i <= 3; i++) put("m" + i, REPORT.formatted("failed", "5.1.1", "550 unknown"));
    var kept = new ArrayList<String>();
    var calls = new AtomicInteger();
    BounceBox bounces = BounceBox.of(box.toString());
    assertThatThrownBy(() ->
            bounces.look((key, bounce) -> {
              if (calls.incrementAndGet() == 2)
                throw new IllegalStateException("the database is away");
              kept.add(key);
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(names("new")).containsExactly("m2", "m3");
    bounces.look((key, bounce) -> kept.add(key));
    assertThat(kept).containsExactly("m1", "m2", "m3");
    // As a crash leaves it: kept, and not moved; then it is told of again under the same key.
    Files.move(box.resolve("cur/m3:2,S"), box.resolve("new/m3"));
    bounces.look((key, bounce) -> kept.add(key));
    assertThat(kept).containsExactly("m1", "m2", "m3", "m3");
  }

  @Test
  void a_box_that_cannot_be_one_is_refused_without_its_password() {
    for (String wrong :
        List.of(
            "imap://a:secret@b",
            "pop3://a:secret@b",
            "imaps://host",
            "imaps://a:sec ret@b",
            "imaps://a:secret@b?colour=blue"))
      assertThatThrownBy(() -> BounceBox.of(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("COMMUNIQUE_BOUNCES")
          .hasMessageNotContaining("sec");
    assertThatThrownBy(
            () -> BounceBox.of(box.resolve("nowhere").toString()).look((key, bounce) -> {}))
        .isInstanceOf(java.io.UncheckedIOException.class);
  }

  private void put(String name, String mail) throws IOException {
    Files.writeString(box.resolve("new").resolve(name), mail.replace("\n", "\r\n"));
  }

  private List<String> names(String folder) throws IOException {
    try (var files = Files.list(box.resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static Bounce read(String mail) {
    return bounce(mail).orElseThrow();
  }

  private static Optional<Bounce> bounce(String mail) {
    return Bounce.read(
        new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
  }

  /// A mail that never ends.
  private static final class Endless extends InputStream {
    private final byte[] start;
    int given;

    Endless(byte[] start) {
      this.start = start;
    }

    @Override
    public int read() {
      int octet = given < start.length ? start[given] & 0xff : 'x';
      given++;
      return octet;
    }

    @Override
    public int read(byte[] to, int from, int count) {
      for (int i = 0; i < count; i++) to[from + i] = (byte) read();
      return count;
    }
  }
}
