package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import communique.outbound.SmtpSink;
import communique.whole.Mailboxes.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A newsroom, a mail server as its operator has it, and readers with mailboxes: from the form to
/// the mail program and back, and what happens when a mailbox is no more.
class MailServerIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final String BOUNCES = "bounce@example.org";
  private static final String ANNA = "anna@example.org";
  private static final String BADR = "badr@example.net";
  private static final String CHEN = "chen@example.com";
  private static final String DORA = "dora@example.org";
  private static final String EDDA = "edda@xn--bcher-kva.example";
  private static final String GONE = "gone@example.org";
  private static final String FULL = "full@example.net";
  private static final String MOVED = "moved@example.com";
  private static final List<String> ENGLISH = List.of(ANNA, DORA, EDDA, GONE, FULL, MOVED);

  private static final String TITLE = "The sea is open – “at last”, say cafés";
  private static final String ARABIC = "البحر مفتوح للجميع";

  private static final Pattern LINK = Pattern.compile("https://news[.]example[.]org(/alerts/\\S+)");
  private static final Pattern RECORD =
      Pattern.compile("To be published in DNS: (\\S+) IN TXT \\( (.+) \\)");

  private static final Pattern ALERT =
      Pattern.compile("(?m)^([0-9]+): alert /news/sea,.*came back");

  @BeforeAll
  static void asRoot() {
    assumeThat(System.getProperty("user.name"))
        .as("Postfix begins as root only, and these tests do not run as root")
        .isEqualTo("root");
  }

  @Test
  void everybody_reads_what_they_asked_for_and_what_comes_back_is_counted() throws Exception {
    var boxes = new ArrayList<>(ENGLISH);
    boxes.addAll(List.of(BADR, CHEN, BOUNCES));
    try (MailServer server = MailServer.start(boxes);
        SmtpSink elsewhere = SmtpSink.start("-f", "RCPT");
        RunningNewsroom newsroom =
            RunningNewsroom.on(
                Backing.SQLITE, settings(server.smtp(), server.maildir(BOUNCES).toString()))) {
      Path zone = zone(newsroom);
      RunningNewsroom.await(
          "that there is no mailbox yet is said",
          SOON,
          () -> newsroom.management("/q/health").text().contains("is no Maildir"));
      for (String address : ENGLISH)
        signUp(newsroom, "/alerts/new?q=sea", address.replace("dora@", "dora+news@"));
      signUp(newsroom, "/alerts/new.ar?q=" + Forms.encoded("البحر"), BADR);
      // Whose languages are both: ticks the other one too.
      signUp(newsroom, "/alerts/new", CHEN, "languages=ar");
      confirm(newsroom, server, boxes, 8);

      newsroom.run("publish", english(newsroom, 1), arabic(newsroom, 1)).done();
      List<Received> alerts = server.mailboxes().await(boxes, MailServerIT::isAlert, 9);
      assertThat(alerts).allSatisfy(MailServerIT::isWhole);
      assertThat(addresses(alerts))
          .containsExactlyInAnyOrder(ANNA, DORA, EDDA, GONE, FULL, MOVED, BADR, CHEN, CHEN);
      assertThat(of(alerts, DORA).getFirst().header("to")).contains("dora+news@example.org");
      assertThat(addresses(in("ar", alerts))).containsExactlyInAnyOrder(BADR, CHEN);
      assertThat(signatures(zone, alerts)).hasSize(18).allMatch(line -> line.endsWith(" pass"));
      assertThat(signatures(zone, List.of(changed(alerts.getFirst()))))
          .hasSize(2)
          .allMatch(line -> line.endsWith(" fail"));

      leave(newsroom, of(alerts, BADR).getFirst());
      server
          .without(GONE)
          .sending(FULL, "retry:4.2.2 the mailbox is full")
          .sending(MOVED, "smtp:[127.0.0.1]:" + elsewhere.port())
          .reload();
      newsroom.run("publish", english(newsroom, 2), arabic(newsroom, 2)).done();
      server.mailboxes().await(boxes, MailServerIT::isAlert, 9 + 5);
      // Of the full one twice: first that it is tried again, then that it was given up.
      RunningNewsroom.await("they come back", SOON, () -> mails(server.maildir(BOUNCES)) == 4);

      // Mails that come back are looked for each minute, and at the start.
      newsroom.stop();
      newsroom.start("serve");
      RunningNewsroom.await("they are read", SOON, () -> cameBack(newsroom).size() == 3);
      assertThat(cameBack(newsroom))
          .anyMatch(line -> line.matches(GONE + " .*came back .*hard.*5[.]1[.]1.*unknown user.*"))
          .anyMatch(line -> line.matches(MOVED + " .*came back .*hard.*500 5[.]3[.]0.*"))
          .anyMatch(line -> line.matches(FULL + " .*came back .*soft.*4[.]2[.]2.*is full.*"));
      assertThat(newsroom.management("/q/metrics").text())
          .contains(
              "communique_mail_returned{kind=\"hard\"} 2.0",
              "communique_mail_returned{kind=\"soft\"} 1.0",
              "communique_mail_returned{kind=\"delayed\"} 1.0");

      assertThat(newsroom.management("/q/health").text()).doesNotContain("is no Maildir");

      newsroom.run("publish", english(newsroom, 3), arabic(newsroom, 3)).done();
      List<Received> third = server.mailboxes().await(boxes, MailServerIT::isAlert, 14 + 5);
      assertThat(of(third, BADR)).hasSize(1);
      assertThat(of(third, ANNA)).hasSize(3);
      assertThat(deliveries(server, GONE)).as("confirmation and two alerts").hasSize(3);
      assertThat(deliveries(server, MOVED)).hasSize(3);
      RunningNewsroom.await("it is tried again", SOON, () -> deliveries(server, FULL).size() > 3);

      server.with(GONE).reload();
      signUp(newsroom, "/alerts/new?q=sea", GONE);
      confirm(newsroom, server, List.of(GONE), 2);
      newsroom.run("publish", english(newsroom, 4)).done();
      server.mailboxes().await(List.of(GONE), MailServerIT::isAlert, 2);
    }
  }

  @Test
  void with_certificates_of_an_own_authority_mails_go_and_come_back_in_secret() throws Exception {
    try (MailServer server = MailServer.start(List.of(ANNA, GONE, BOUNCES));
        RunningNewsroom newsroom =
            RunningNewsroom.on(
                Backing.POSTGRESQL,
                settings(
                    server.smtp() + "?starttls=required&ca=" + server.authority(),
                    server.imaps(BOUNCES) + "/INBOX?ca=" + server.authority()))) {
      for (String address : List.of(ANNA, GONE)) signUp(newsroom, "/alerts/new?q=sea", address);
      confirm(newsroom, server, List.of(ANNA, GONE), 2);
      server.without(GONE).reload();
      newsroom.run("publish", english(newsroom, 1)).done();
      Received alert = server.mailboxes().await(List.of(ANNA), MailServerIT::isAlert, 1).getFirst();
      assertThat(alert.header("received")).contains("using TLSv1.3");
      RunningNewsroom.await("it comes back", SOON, () -> mails(server.maildir(BOUNCES)) == 1);
      newsroom.stop();
      newsroom.start("serve");
      RunningNewsroom.await("it is read", SOON, () -> !cameBack(newsroom).isEmpty());
      assertThat(cameBack(newsroom)).singleElement().asString().startsWith(GONE + " ");
    }
  }

  private static Map<String, String> settings(String mail, String bounces) {
    return Map.of(
        "COMMUNIQUE_URL", "https://news.example.org",
        "COMMUNIQUE_LOCALES", "en,ar",
        "COMMUNIQUE_MAIL", mail,
        "COMMUNIQUE_MAIL_FROM", "newsroom@example.org",
        "COMMUNIQUE_DKIM_SELECTOR", "news2026",
        "COMMUNIQUE_BOUNCES", bounces);
  }

  /// What `serve` wants published, as a receiver's resolver would have it.
  private static Path zone(RunningNewsroom newsroom) {
    RunningNewsroom.await("it says so", SOON, () -> newsroom.log().contains("Serving https://"));
    String zone =
        RECORD
            .matcher(newsroom.log())
            .results()
            .map(one -> one.group(1) + "\t" + one.group(2).replaceAll("\" \"|\"", "") + "\n")
            .collect(Collectors.joining());
    assertThat(zone.lines()).hasSize(2);
    return newsroom.file("zone", zone);
  }

  /// Fills in the form that a page has, and sends it, as a browser does.
  ///
  /// @param ticked what they tick besides
  private static void signUp(
      RunningNewsroom newsroom, String path, String address, String... ticked) {
    String more = "&address=" + Forms.encoded(address);
    for (String one : ticked) more += "&" + one;
    Forms.send(newsroom, path, more);
  }

  /// Follows the link of each newest mail that asks whether it was them, and presses the button.
  ///
  /// @param count how many such mails there are
  private static void confirm(
      RunningNewsroom newsroom, MailServer server, List<String> boxes, int count) {
    // Of two mails to one address, the later one.
    var newest =
        server
            .mailboxes()
            .await(boxes, mail -> mail.text().contains("/alerts/confirm/"), count)
            .stream()
            .collect(Collectors.toMap(Received::address, mail -> mail, (a, b) -> b));
    for (Received mail : newest.values()) {
      String path =
          LINK.matcher(mail.text())
              .results()
              .map(link -> link.group(1))
              .filter(link -> link.contains("/confirm/"))
              .findFirst()
              .orElseThrow();
      Forms.send(newsroom, path, "");
    }
  }

  /// Whether it is none that asks, and none that came back.
  private static boolean isAlert(Received mail) {
    return mail.headers().has("list-id");
  }

  private static List<Received> of(List<Received> mails, String address) {
    return mails.stream().filter(mail -> mail.address().equals(address)).toList();
  }

  private static List<Received> in(String language, List<Received> mails) {
    return mails.stream().filter(mail -> mail.header("content-language").equals(language)).toList();
  }

  private static List<String> addresses(List<Received> mails) {
    return mails.stream().map(Received::address).toList();
  }

  /// What a mail program needs to show an alert, in its language, with a button for leaving.
  private static void isWhole(Received mail) {
    boolean arabic = mail.header("content-language").equals("ar");
    assertThat(mail.header("subject")).contains(arabic ? ARABIC : TITLE);
    assertThat(mail.header("from")).contains("newsroom@example.org");
    assertThat(mail.header("return-path")).matches("<bounce[+][0-9a-f]+@example[.]org>");
    assertThat(mail.header("auto-submitted")).isEqualTo("auto-generated");
    assertThat(mail.header("list-unsubscribe"))
        .matches("<https://news[.]example[.]org/alerts/unsubscribe/[0-9a-f]+([.]ar)?>");
    assertThat(mail.header("list-unsubscribe-post")).isEqualTo("List-Unsubscribe=One-Click");
    String says = arabic ? "يفتح الميناء أبوابه" : "The harbour’s gates stand open";
    assertThat(mail.text()).contains(says);
    Document page = Jsoup.parse(mail.html());
    assertThat(page.text()).contains(says);
    assertThat(page.select("html").attr("lang")).isEqualTo(arabic ? "ar" : "en");
    assertThat(page.select("html").attr("dir")).isEqualTo(arabic ? "rtl" : "ltr");
  }

  private static List<String> signatures(Path zone, List<Received> mails) {
    var files = new ArrayList<>(List.of(zone));
    for (Received mail : mails) files.add(mail.file());
    return Tools.python("dkim_check.py", files).done().out().lines().toList();
  }

  private static Received changed(Received mail) throws IOException {
    String source = Files.readString(mail.file());
    Path file = mail.file().resolveSibling("changed.eml");
    Files.writeString(file, source.replaceFirst("(?m)^Subject: ", "Subject: Re: "));
    return new Received(mail.address(), file, mail.headers(), mail.text(), mail.html());
  }

  /// What a mail program does whose button for leaving is pressed (RFC 8058).
  private static void leave(RunningNewsroom newsroom, Received mail) {
    String address = mail.header("list-unsubscribe").replaceAll("^<|>$", "");
    newsroom
        .send(
            "POST",
            newsroom.path(address),
            mail.header("list-unsubscribe-post"),
            "Content-Type",
            Forms.TYPE)
        .must(200);
  }

  /// How many mails a Maildir has, read or not.
  private static int mails(Path maildir) {
    int count = 0;
    for (String name : List.of("new", "cur"))
      try (var files = Files.list(maildir.resolve(name))) {
        count += (int) files.count();
      } catch (IOException e) {
        return count;
      }
    return count;
  }

  /// What `alerts mails` says of each mail of the newest English alert that came back.
  private static List<String> cameBack(RunningNewsroom newsroom) {
    String status = newsroom.run("alerts", "status").done().out();
    Matcher newest = ALERT.matcher(status);
    if (!newest.find()) return List.of();
    return newsroom
        .run("alerts", "mails", newest.group(1), "--state", "bounced")
        .done()
        .out()
        .lines()
        .toList();
  }

  /// What Postfix says of each mail to an address that it was given, however often it tried it.
  private static List<String> deliveries(MailServer server, String address) {
    return server
        .log()
        .lines()
        .filter(line -> line.contains("to=<" + address + ">"))
        .map(line -> line.replaceFirst(".*: ([0-9A-Za-z]{6,}): to=.*", "$1"))
        .distinct()
        .toList();
  }

  private static String english(RunningNewsroom newsroom, int version) {
    return sea(newsroom, "en", TITLE, "The harbour’s gates stand open.", version);
  }

  private static String arabic(RunningNewsroom newsroom, int version) {
    return sea(newsroom, "ar", ARABIC, "يفتح الميناء أبوابه.", version);
  }

  private static String sea(
      RunningNewsroom newsroom, String language, String title, String body, int version) {
    String note = version == 1 ? "" : "change-note: " + version + "\n";
    return newsroom
        .file(
            "sea." + language + ".md",
            "---\ntitle: "
                + title
                + "\nsummary: "
                + title
                + ".\n"
                + note
                + "---\n\n"
                + body
                + " "
                + version
                + "\n")
        .toString();
  }
}
