package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import communique.alerts.Crowd;
import communique.language.Locales;
import communique.outbound.SmtpSink;
import communique.platform.Database;
import communique.record.Newsroom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Email alerts from the form to the mail and back, and through kill -9.
class TellingIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int READERS = 300;

  /// How many connections to the mail server there are at most, each with one mail under way.
  private static final int SESSIONS = 4;

  private static final Pattern TO =
      Pattern.compile("(?i)^X-Rcpt-Args: <(reader-[0-9]+@[^>]+)>", Pattern.MULTILINE);
  private static final Pattern ID =
      Pattern.compile("(?i)^Message-ID:\\s*<([^>]+)>", Pattern.MULTILINE);

  @Test
  void a_reader_asks_confirms_reads_and_leaves_in_arabic() throws Exception {
    try (var newsroom = RunningNewsroom.on(Backing.SQLITE, Map.of("COMMUNIQUE_LOCALES", "en,ar"))) {
      Answer asked =
          newsroom.send(
              "POST",
              "/alerts.ar",
              "q="
                  + encoded("البحر")
                  + "&address=anna%40example.org&frequency=at-once&languages=ar",
              "Content-Type",
              "application/x-www-form-urlencoded");
      assertThat(asked.status()).isEqualTo(200);
      String confirm = newest(newsroom, 1, "text");
      String button = link(confirm, "confirm");
      assertThat(newsroom.get(button).status()).isEqualTo(200);
      assertThat(newsroom.send("POST", button, "").status()).isEqualTo(200);

      newsroom.run("publish", sea(newsroom, "")).done();
      String mail = newest(newsroom, 2, "html");
      assertThat(mail).contains("dir=\"rtl\"", "البحر مفتوح", "<strong>مفتوح</strong>");
      String source = newest(newsroom, 2, "source");
      String leave = link(source.replace("=\n", "").replaceAll("\\s", ""), "unsubscribe");
      assertThat(newsroom.get(leave).status()).isEqualTo(200);
      Answer left =
          newsroom.send(
              "POST",
              leave,
              "List-Unsubscribe=One-Click",
              "Content-Type",
              "application/x-www-form-urlencoded");
      assertThat(left.status()).isEqualTo(200);

      newsroom.run("publish", sea(newsroom, "change-note: تحديث\n")).done();
      assertThat(newsroom.run("alerts", "status").done().out())
          .contains("1 of 1 mails handed over");
      RunningNewsroom.pause(Duration.ofMillis(1_500));
      assertThat(mails(newsroom)).hasSize(2);
    }
  }

  private static String sea(RunningNewsroom newsroom, String more) {
    return newsroom
        .file(
            "sea.ar.md",
            """
            ---
            title: البحر مفتوح
            summary: خبر عن البحر.
            original: true
            %s---
            البحر **مفتوح** للجميع. %s
            """
                .formatted(more, more.length()))
        .toString();
  }

  @ParameterizedTest
  @EnumSource
  void everybody_gets_the_mail_through_kills_and_hardly_anybody_twice(Backing backing)
      throws Exception {
    try (SmtpSink sink = SmtpSink.start("-d", "mail.%M%S.", "-h", "sink.example.org");
        var newsroom =
            RunningNewsroom.on(
                backing,
                Map.of(
                    "COMMUNIQUE_MAIL",
                    "smtp://127.0.0.1:"
                        + sink.port()
                        + "?sessions="
                        + SESSIONS
                        + "&domain-rate=120",
                    "COMMUNIQUE_MAIL_FROM",
                    "newsroom@example.org"))) {
      try (Database database = newsroom.database()) {
        Crowd.subscribe(
            database,
            new Newsroom("Room", Locales.parse("en"), ZoneOffset.UTC, newsroom.url()),
            newsroom.data(),
            "sea",
            READERS);
      }
      newsroom.run("publish", newsroom.announcement("the-sea", "The sea is open.")).done();
      int kills = 0;
      for (int share : List.of(30, 110, 200)) {
        RunningNewsroom.await("some have it", SOON, () -> recipients(sink).size() >= share);
        newsroom.kill();
        kills++;
        newsroom.start("serve");
      }
      RunningNewsroom.await("all have it", SOON, () -> recipients(sink).size() >= READERS);
      RunningNewsroom.await(
          "the accounts are settled",
          SOON,
          () ->
              newsroom
                  .run("alerts", "status")
                  .done()
                  .out()
                  .contains("done; " + READERS + " of " + READERS + " mails handed over"));
      Map<String, Integer> copies = new TreeMap<>();
      var ids = new TreeSet<String>();
      for (String message : alerts(sink)) {
        copies.merge(first(TO, message), 1, Integer::sum);
        ids.add(first(ID, message));
      }
      assertThat(copies).hasSize(READERS);
      assertThat(ids).as("the same mail has the same id").hasSize(READERS);
      assertThat(copies.values().stream().mapToInt(count -> count - 1).sum())
          .as("doubles")
          .isLessThanOrEqualTo(kills * SESSIONS);
    }
  }

  private static Set<String> recipients(SmtpSink sink) {
    var all = new TreeSet<String>();
    try {
      for (String message : alerts(sink)) {
        Matcher to = TO.matcher(message);
        if (to.find()) all.add(to.group(1));
      }
    } catch (IOException | UncheckedIOException e) {
      // A mail is being written just now.
      return all;
    }
    return all;
  }

  /// Without the mails that ask, which left while everybody signed up.
  private static List<String> alerts(SmtpSink sink) throws IOException {
    return sink.messages().stream().filter(message -> message.contains("List-Id:")).toList();
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(1);
  }

  private static String newest(RunningNewsroom newsroom, int count, String part) {
    RunningNewsroom.await("a mail is there", SOON, () -> mails(newsroom).size() >= count);
    return newsroom.management(mails(newsroom).getFirst() + "/" + part).text();
  }

  private static List<String> mails(RunningNewsroom newsroom) {
    return Pattern.compile("href=\"(/outbox/[0-9-]+)\"")
        .matcher(newsroom.management("/outbox").text())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String link(String text, String what) {
    return first(Pattern.compile("(/alerts/" + what + "/[0-9a-f]+(?:[.][A-Za-z-]+)?)"), text);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
