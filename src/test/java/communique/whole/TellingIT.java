package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Email alerts from the form to the mail and back.
class TellingIT {
  private static final Duration SOON = Duration.ofSeconds(30);

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
      assertThat(newest(newsroom, 2, "framed")).contains("<base target=\"_blank\">");
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
