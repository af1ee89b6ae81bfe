package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.alerts.Crowd;
import communique.language.Locales;
import communique.platform.Database;
import communique.platform.Json;
import communique.record.Newsroom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who was told, and holding up what is being sent, over HTTP and on the command line.
class ToldIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String ALERTS = "/api/desk/v1/alerts";

  @ParameterizedTest
  @EnumSource
  void a_press_officer_sees_who_was_told_to_the_mail(Backing backing) {
    try (var newsroom = RunningNewsroom.on(backing, Map.of())) {
      subscribe(newsroom, 5);
      newsroom.run("publish", newsroom.announcement("the-sea", "The sea is open.")).done();
      RunningNewsroom.await(
          "all were told",
          SOON,
          () ->
              newsroom
                  .run("alerts", "status")
                  .done()
                  .out()
                  .contains("done; 5 of 5 mails handed over"));

      String[] press = bearer(newsroom, "press", "publisher");
      JsonNode list = newsroom.get(ALERTS + "?announcement=the-sea", press).must(200).json();
      assertThat(list.path("results")).hasSize(1);
      JsonNode alert = list.path("results").get(0);
      assertThat(alert.path("about").asText()).isEqualTo("/news/the-sea");
      assertThat(alert.path("asked").asLong()).isEqualTo(5);
      assertThat(alert.path("taken").asLong()).isEqualTo(5);
      String one = ALERTS + "/" + alert.path("id").asText();
      assertThat(newsroom.get(one, press).must(200).json()).isEqualTo(alert);

      var told = new ArrayList<String>();
      String page = one + "/mails?limit=2&state=taken";
      while (!page.isEmpty()) {
        Answer answer = newsroom.get(page, press).must(200);
        answer.json().path("results").forEach(mail -> told.add(mail.path("address").asText()));
        page =
            answer
                .headers()
                .firstValue("Link")
                .map(link -> link.replaceFirst("<(.*)>.*", "$1"))
                .orElse("");
      }
      assertThat(told)
          .containsExactly(
              "reader-0@example.org",
              "reader-1@example.org",
              "reader-2@example.org",
              "reader-3@example.org",
              "reader-4@example.org");
      JsonNode third =
          newsroom.get(one + "/mails?address=reader-3%40example.org", press).must(200).json();
      assertThat(third.path("results")).hasSize(1);
      assertThat(third.path("results").get(0).path("said").asText()).isNotEmpty();
      assertThat(
              newsroom
                  .get(one + "/mails?address=somebody%40example.org", press)
                  .must(200)
                  .json()
                  .path("results"))
          .isEmpty();

      newsroom.get(one + "/mails?state=lost", press).must(400);
      newsroom.get(one + "/mails?address=nobody", press).must(400);
      newsroom.get(one + "/mails?after=x", press).must(400);
      newsroom.get(ALERTS + "/9999", press).must(404);
      newsroom.get(ALERTS + "/one", press).must(404);
      newsroom.get(ALERTS + "?announcement=none", press).must(404);
      newsroom.get(ALERTS).must(401);
      String[] reader = bearer(newsroom, "reader", "reader");
      newsroom.get(one, reader).must(200);
      newsroom.get(one + "/mails", reader).must(403);
      newsroom.send("POST", one + "/stop", null, bearer(newsroom, "editor", "editor")).must(403);
      assertThat(newsroom.send("POST", one + "/stop", null, press).must(409).text())
          .contains("have left, or been given up");

      String id = alert.path("id").asText();
      assertThat(newsroom.run("alerts", "status", id).done().out().replaceAll(" +", " "))
          .contains("\n 5 asked for\n 5 taken by the mail server\n");
      assertThat(newsroom.run("alerts", "status", "9999").err()).contains("no alert 9999");
      Ran mails = newsroom.run("alerts", "mails", id).done();
      assertThat(mails.out().lines())
          .hasSize(5)
          .allMatch(line -> line.matches("reader-[0-9]@example.org {2}taken {2}2.*Z {2}.+"));
      Ran asked =
          newsroom.run("alerts", "mails", id, "--address", "reader-1@example.org", "--json");
      assertThat(Json.tree(asked.done().out()).path("state").asText()).isEqualTo("taken");
      assertThat(newsroom.run("alerts", "mails", id, "--state", "lost").exit()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_being_sent_is_paused_resumed_and_stopped_and_what_is_late_waits(Backing backing) {
    // Nobody listens there, so nothing leaves; and of all mails one is tried.
    Map<String, String> away =
        Map.of(
            "COMMUNIQUE_MAIL",
            "smtp://127.0.0.1:" + Ports.free() + "?sessions=1",
            "COMMUNIQUE_MAIL_FROM",
            "newsroom@example.org");
    try (var newsroom = RunningNewsroom.on(backing, away)) {
      subscribe(newsroom, 3);
      newsroom.run("publish", newsroom.announcement("the-sea", "The sea is open.")).done();
      String[] press = bearer(newsroom, "press", "publisher");
      RunningNewsroom.await("it is queued", SOON, () -> state(newsroom, press).equals("sending"));
      String id = newest(newsroom, press).path("id").asText();
      String one = ALERTS + "/" + id;
      for (int i = 0; i < 2; i++)
        assertThat(json(newsroom, one + "/pause", press).path("state").asText())
            .isEqualTo("paused");
      assertThat(newsroom.run("alerts", "status").done().out()).contains(", paused;");
      assertThat(json(newsroom, ALERTS + "/pause", press).path("changed")).isEmpty();
      assertThat(json(newsroom, ALERTS + "/resume", press).path("changed").get(0).asText())
          .isEqualTo(id);
      assertThat(newsroom.run("alerts", "pause", id).done().err())
          .isEqualTo("Paused: " + id + "\n");
      assertThat(json(newsroom, one + "/resume", press).path("state").asText())
          .isIn("filling", "sending");

      newsroom.stop();
      try (Database database = newsroom.database()) {
        // As if the machine had slept for a day.
        long yesterday = Instant.now().minus(Duration.ofDays(1)).toEpochMilli();
        database.inTransaction(tx ->
            tx.createUpdate("update mailing set made_at = :then, deadline_at = :then")
                .bind("then", yesterday)
                .execute());
      }
      newsroom.start("serve");
      assertThat(newsroom.log()).contains("Held as late: 3 mails.", "communique alerts resume");
      RunningNewsroom.await(
          "the log says it", SOON, () -> newsroom.log().contains("event=alert.late alert=" + id));
      assertThat(newsroom.management("/q/health").text()).contains("Held as late: 3 mails.");
      assertThat(newsroom.run("alerts", "status").done().out())
          .contains("late: 3 mails wait for 'alerts resume " + id + "'");
      assertThat(state(newsroom, press)).isEqualTo("late");
      assertThat(newsroom.run("alerts", "resume").done().err()).contains("Resumed: " + id);
      for (int i = 0; i < 2; i++)
        assertThat(json(newsroom, one + "/stop", press).path("state").asText())
            .isEqualTo("stopped");
      newsroom.send("POST", one + "/resume", null, press).must(409);
      Ran again = newsroom.run("alerts", "resume", id);
      assertThat(again.exit()).isEqualTo(1);
      assertThat(again.err()).contains("was stopped, which is for good");
    }
  }

  private static void subscribe(RunningNewsroom newsroom, int readers) {
    try (Database database = newsroom.database()) {
      Crowd.subscribe(
          database,
          new Newsroom("Room", Locales.parse("en"), ZoneOffset.UTC, newsroom.url()),
          newsroom.data(),
          "sea",
          readers);
    }
  }

  private static String[] bearer(RunningNewsroom newsroom, String name, String role) {
    String token = newsroom.run("token", "create", name, "--role", role).done().out().strip();
    return new String[] {"Authorization", "Bearer " + token};
  }

  private static JsonNode newest(RunningNewsroom newsroom, String[] bearer) {
    List<JsonNode> all = new ArrayList<>();
    newsroom.get(ALERTS, bearer).must(200).json().path("results").forEach(all::add);
    return all.stream()
        .filter(alert -> alert.path("kind").asText().equals("alert"))
        .findFirst()
        .orElse(Json.tree("{}"));
  }

  private static String state(RunningNewsroom newsroom, String[] bearer) {
    return newest(newsroom, bearer).path("state").asText();
  }

  private static JsonNode json(RunningNewsroom newsroom, String path, String[] bearer) {
    return newsroom.send("POST", path, null, bearer).must(200).json();
  }
}
