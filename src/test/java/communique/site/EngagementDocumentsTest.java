package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import communique.record.DefineEngagement;
import communique.record.EachDatabase;
import communique.record.EngagementKind;
import communique.record.EngagementStated;
import communique.record.EngagementStated.Who;
import communique.record.EngagementStatus;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.When;
import communique.shelf.Response;
import communique.shelf.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EachDatabase
class EngagementDocumentsTest {
  @Test
  void an_engagement_is_told_whole_with_everything_that_was_said_of_it(TestNewsroom newsroom) {
    newsroom.tag(TagKind.PERSON, "anna", "Anna");
    newsroom.publish(
        Sheet.of("invited")
            .tells(
                new EngagementStated(
                    "visit",
                    EngagementKind.VISIT,
                    Map.of("en", "A visit"),
                    new When("2017-10/2017-12~", "", Map.of("en", "before the year is out")),
                    null,
                    List.of(Who.somebody("anna")),
                    null)));
    newsroom.execute(
        new DefineEngagement(
            new EngagementStated(
                "visit", null, Map.of(), null, null, null, EngagementStatus.POSTPONED),
            false));
    JsonNode one = json(newsroom, "").path("results").path(0);

    assertThat(one.path("status").asText()).isEqualTo("postponed");
    assertThat(one.path("sequence").asInt()).isEqualTo(1);
    assertThat(one.at("/when/earliest").asText()).isEqualTo("2017-10-01");
    assertThat(one.at("/when/latest").asText()).isEqualTo("2017-12-31");
    assertThat(one.at("/when/words/en").asText()).isEqualTo("before the year is out");
    assertThat(one.at("/when/words/ru").asText()).isEqualTo("ближе к концу 2017 года");
    assertThat(one.at("/participants/0/tag/slug").asText()).isEqualTo("anna");
    assertThat(one.path("place").isNull()).isTrue();
    assertThat(one.at("/told/0/announcement").asText()).isEqualTo("/news/invited");
    assertThat(one.at("/told/0/status").asText()).isEqualTo("proposed");
    assertThat(one.at("/told/1/announcement").isNull()).isTrue();
  }

  @Test
  void a_long_list_goes_on_behind_its_cursor(TestNewsroom newsroom) {
    for (int i = 100; i < 202; i++)
      newsroom.execute(
          new DefineEngagement(
              new EngagementStated(
                  "e" + i,
                  EngagementKind.CALL,
                  Map.of("en", "Call " + i),
                  new When("2026-12-01", "", Map.of()),
                  null,
                  null,
                  null),
              false));
    JsonNode first = json(newsroom, "");
    JsonNode second = json(newsroom, "after=" + first.path("next").asText());

    assertThat(first.path("results")).hasSize(100);
    assertThat(second.path("results")).hasSize(2);
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void a_month_is_asked_for_as_on_the_page(TestNewsroom newsroom) {
    for (String day : List.of("2026-11-30", "2026-12-01", "2026-12", "2027-01-01"))
      newsroom.execute(
          new DefineEngagement(
              new EngagementStated(
                  "on-" + day,
                  EngagementKind.CALL,
                  Map.of("en", "Call"),
                  new When(day, "", Map.of()),
                  null,
                  null,
                  null),
              false));

    assertThat(json(newsroom, "month=2026-12").path("results").findValuesAsText("slug"))
        .containsExactly("on-2026-12", "on-2026-12-01");
    assertThat(json(newsroom, "month=2026-12&from=2027-01-01").path("results")).isEmpty();
  }

  @Test
  void what_cannot_be_asked_for_is_refused_whole(TestNewsroom newsroom) {
    Response answer = answer(newsroom, "status=sometime&from=tomorrow");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(Json.tree(new String(answer.body(), StandardCharsets.UTF_8)).path("errors"))
        .hasSize(2);
  }

  private static JsonNode json(TestNewsroom newsroom, String query) {
    return Json.tree(new String(answer(newsroom, query).body(), StandardCharsets.UTF_8));
  }

  private static Response answer(TestNewsroom newsroom, String query) {
    return new EngagementDocuments(newsroom.database(), TestNewsroom.NEWSROOM)
        .make(new Target("/api/engagements", query, ""))
        .orElseThrow();
  }
}
