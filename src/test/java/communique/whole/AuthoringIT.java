package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The authoring API and the change log, as programs meet them over HTTP.
class AuthoringIT {
  private static final String VISIT = "/api/desk/v1/announcements/visit/en";
  private static final String DRAFT = "{\"title\":\"T\",\"summary\":\"S\",\"body\":\"B\"}";

  @ParameterizedTest
  @EnumSource
  void a_program_saves_publishes_corrects_and_withdraws(Backing backing) {
    try (var newsroom = RunningNewsroom.on(backing, Map.of("COMMUNIQUE_LOCALES", "en,fr"))) {
      String[] bearer = {"Authorization", "Bearer " + newsroom.token("program")};
      Answer made = newsroom.put(VISIT, DRAFT, bearer).must(201);
      assertThat(newsroom.path(made.header("Location"))).isEqualTo(VISIT);
      assertThat(newsroom.get("/news/visit").status()).isEqualTo(404);
      assertThat(newsroom.get("/api/changes").must(200).text()).isEmpty();

      String[] once = with(bearer, "Idempotency-Key", "0195-one");
      Answer published = newsroom.post(VISIT + "/publish", "{}", once).must(200);
      assertThat(newsroom.post(VISIT + "/publish", "{}", once).must(200).text())
          .isEqualTo(published.text());
      newsroom.post(VISIT + "/publish", "{\"reason\":\"Other\"}", once).must(422);
      newsroom.post(VISIT + "/publish", "{}", bearer).must(409);

      String etag = newsroom.get(VISIT, bearer).must(200).header("ETag");
      String better = DRAFT.replace("\"B\"", "\"Better words.\"");
      Answer saved = newsroom.put(VISIT, better, with(bearer, "If-Match", etag)).must(200);
      newsroom.put(VISIT, DRAFT, with(bearer, "If-Match", etag)).must(412);
      newsroom
          .post(
              VISIT + "/publish",
              "{\"changeNote\":\"Better.\"}",
              with(bearer, "If-Match", saved.header("ETag")))
          .must(200);
      newsroom
          .post(
              "/api/desk/v1/announcements/visit/withdraw",
              "{\"explanation\":\"It was called off.\"}",
              bearer)
          .must(200);

      Answer log = newsroom.get("/api/changes?after=1").must(200);
      List<JsonNode> changes = log.text().lines().map(Json::tree).toList();
      assertThat(changes).extracting(change -> change.get("n").asLong()).containsExactly(2L, 3L);
      assertThat(changes.getFirst().get("edition").asInt()).isEqualTo(2);
      assertThat(changes.getFirst().get("changeNote").asText()).isEqualTo("Better.");
      assertThat(changes.getLast().get("what").asText()).isEqualTo("withdrawn");
      assertThat(changes.getLast().get("paths").get(0).asText()).isEqualTo("/news/visit");
      assertThat(log.text()).doesNotContain("program");
      assertThat(log.header("Link")).isEqualTo("</api/changes?after=3>; rel=\"next\"");
      newsroom.get("/api/changes?after=1", "If-None-Match", log.header("ETag")).must(304);
      newsroom.get("/api/changes?after=-1").must(400);
      newsroom.get("/api/changes?after=1&limit=10001").must(400);
      assertThat(newsroom.get("/api/changes?limit=1").must(200).text().lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "SQLITE")
  void what_does_not_fit_is_told_as_a_problem_by_whoever_finds_it(Backing backing) {
    try (var newsroom = RunningNewsroom.on(backing, Map.of())) {
      String[] bearer = {"Authorization", "Bearer " + newsroom.token("program")};
      newsroom.put(VISIT, DRAFT, bearer).must(201);
      String huge = "{\"title\":\"" + "x".repeat(50 << 20) + "\"}";
      problem(newsroom.put("/api/desk/v1/announcements/huge/en", huge, bearer), 413);
      problem(newsroom.put("/api/desk/v1/announcements/huge/en", huge), 401);
      problem(newsroom.send("PUT", VISIT, huge, with(bearer, "Content-Type", "text/x")), 415);
      problem(newsroom.send("DELETE", VISIT, huge, bearer), 405);
      newsroom.get("/api/desk/v1/announcements/huge/en", bearer).must(404);

      assertThat(problem(newsroom.send("DELETE", VISIT, null, bearer), 405).header("Allow"))
          .isEqualTo("GET, HEAD, OPTIONS, PUT");
      assertThat(problem(newsroom.send("PATCH", "/api/changes", "{}"), 405).header("Allow"))
          .isEqualTo("GET, HEAD, OPTIONS");
      problem(newsroom.get(VISIT, with(bearer, "Accept", "text/html")), 406);
      problem(newsroom.send("PUT", VISIT, DRAFT, with(bearer, "Content-Type", "text/x")), 415);
      problem(newsroom.get("/api/desk/v1/announcements?limit=none", bearer), 400);
      problem(newsroom.get("/api/changesets"), 404);

      Answer any = newsroom.get("/api/changes").must(200);
      assertThat(any.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(any.header("Date")).isNotEmpty();
      assertThat(newsroom.log()).doesNotContain("event=api.failed");
    }
  }

  private static Answer problem(Answer answer, int status) {
    answer.must(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    return answer;
  }

  private static String[] with(String[] headers, String name, String value) {
    return new String[] {headers[0], headers[1], name, value};
  }
}
