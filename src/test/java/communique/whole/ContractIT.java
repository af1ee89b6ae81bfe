package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import communique.alerts.Crowd;
import communique.language.Locales;
import communique.platform.Database;
import communique.platform.Json;
import communique.record.Newsroom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The OpenAPI document beside what the newsroom does.
class ContractIT {
  private final RunningNewsroom newsroom = Demo.shared().newsroom();
  private final JsonNode openapi =
      newsroom.get("/api/openapi", "Accept", "application/json").must(200).json();

  @Test
  void the_document_comes_as_yaml_and_as_json_and_names_every_call() {
    Answer yaml = newsroom.get("/api/openapi").must(200);
    assertThat(yaml.text()).startsWith("openapi: 3.1");
    assertThat(openapi.path("openapi").asText()).startsWith("3.1");
    var paths = new ArrayList<String>();
    openapi.path("paths").fieldNames().forEachRemaining(paths::add);
    assertThat(paths)
        .contains(
            "/api/desk/v1/announcements",
            "/api/desk/v1/announcements/{slug}/{locale}",
            "/api/desk/v1/announcements/{slug}/{locale}/publish",
            "/api/desk/v1/announcements/{slug}/withdraw",
            "/api/desk/v1/announcements/{slug}/{locale}/withdraw",
            "/api/desk/v1/announcements/{slug}/unpublish",
            "/api/desk/v1/announcements/{slug}/restore",
            "/api/desk/v1/tags/{kind}/{slug}",
            "/api/changes")
        .anySatisfy(path -> assertThat(path).startsWith("/api/content/news/{"))
        .anySatisfy(path -> assertThat(path).startsWith("/api/announcements/{"));
    for (JsonNode path : openapi.path("paths"))
      for (Map.Entry<String, JsonNode> call : path.properties())
        if (call.getValue().has("responses")) {
          assertThat(call.getValue().path("summary").asText()).as(call.toString()).isNotBlank();
          assertThat(call.getValue().path("operationId").asText()).isNotBlank();
        }
  }

  @Test
  void every_reference_in_it_leads_somewhere() {
    for (JsonNode reference : openapi.findValues("$ref")) {
      String to = reference.asText();
      assertThat(to).startsWith("#/");
      assertThat(openapi.at(to.substring(1)).isMissingNode()).as(to).isFalse();
    }
  }

  @Test
  void what_is_said_of_an_announcement_meets_its_schema() {
    int seen = 0;
    for (Crawl.Page page : Demo.shared().crawl().html()) {
      if (!page.path().matches("/news/[^/]+")) continue;
      for (String of : List.of("/api/announcements/", "/api/content/news/")) {
        Answer answer = newsroom.get(of + page.path().substring("/news/".length())).must(200);
        assertThat(faults(template(of), "get", answer)).as(answer.address()).isEmpty();
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(30);
    for (String of : List.of("/api/announcements/", "/api/content/news/"))
      assertThat(newsroom.get(of + "there-is-none").must(404).header("Content-Type"))
          .startsWith("application/problem+json");
  }

  @Test
  void the_calls_of_an_author_meet_their_schemas() {
    try (var fresh = RunningNewsroom.on(Backing.SQLITE, Map.of())) {
      String[] bearer = {"Authorization", "Bearer " + fresh.token("contract")};
      String announcements = "/api/desk/v1/announcements";
      String one = announcements + "/{slug}/{locale}";
      String draft = "{\"title\":\"T\",\"summary\":\"S\",\"body\":\"B\"}";
      var met = new LinkedHashMap<String, List<String>>();

      met.put(
          "save",
          faults(one, "put", fresh.put(announcements + "/visit/en", draft, bearer).must(201)));
      met.put(
          "428",
          faults(
              one,
              "put",
              fresh.put(announcements + "/visit/en", draft.replace("T", "U"), bearer).must(428)));
      met.put(
          "draft", faults(one, "get", fresh.get(announcements + "/visit/en", bearer).must(200)));
      met.put("list", faults(announcements, "get", fresh.get(announcements, bearer).must(200)));
      met.put(
          "publish",
          faults(
              one + "/publish",
              "post",
              fresh.post(announcements + "/visit/en/publish", "{}", bearer).must(200)));
      met.put(
          "again",
          faults(
              one + "/publish",
              "post",
              fresh.post(announcements + "/visit/en/publish", "{}", bearer).must(409)));
      met.put(
          "withdraw",
          faults(
              announcements + "/{slug}/withdraw",
              "post",
              fresh
                  .post(announcements + "/visit/withdraw", "{\"explanation\":\"Why.\"}", bearer)
                  .must(200)));
      met.put(
          "restore",
          faults(
              announcements + "/{slug}/restore",
              "post",
              fresh.post(announcements + "/visit/restore", "{}", bearer).must(200)));
      String alerts = "/api/desk/v1/alerts";
      String told = alerts + "/" + told(fresh, bearer);
      met.put("alerts", faults(alerts, "get", fresh.get(alerts, bearer).must(200)));
      met.put("alert", faults(alerts + "/{id}", "get", fresh.get(told, bearer).must(200)));
      String mails = alerts + "/{id}/mails";
      met.put("mails", faults(mails, "get", fresh.get(told + "/mails", bearer).must(200)));
      met.put("400", faults(mails, "get", fresh.get(told + "/mails?state=x", bearer).must(400)));
      met.put(
          "pause all",
          faults(alerts + "/pause", "post", fresh.post(alerts + "/pause", "", bearer).must(200)));
      met.put(
          "over",
          faults(alerts + "/{id}/stop", "post", fresh.post(told + "/stop", "", bearer).must(409)));
      met.put("401", faults(announcements, "get", fresh.get(announcements).must(401)));
      assertThat(met).allSatisfy((call, faults) -> assertThat(faults).as(call).isEmpty());
    }
  }

  /// The number of an alert that somebody was told by.
  private static long told(RunningNewsroom newsroom, String[] bearer) {
    try (Database database = newsroom.database()) {
      var named = new Newsroom("Room", Locales.parse("en"), ZoneOffset.UTC, newsroom.url());
      Crowd.subscribe(database, named, newsroom.data(), "sea", 2);
    }
    newsroom.run("publish", newsroom.announcement("the-sea", "The sea is open.")).done();
    String alerts = "/api/desk/v1/alerts?announcement=the-sea";
    RunningNewsroom.await(
        "they were told",
        Duration.ofSeconds(30),
        () -> newsroom.get(alerts, bearer).must(200).text().contains("\"done\""));
    return newsroom.get(alerts, bearer).json().path("results").get(0).path("id").asLong();
  }

  private String template(String beginning) {
    for (Iterator<String> names = openapi.path("paths").fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (name.startsWith(beginning + "{")) return name;
    }
    throw new AssertionError("the document lacks " + beginning);
  }

  /// What an answer has otherwise than the document says.
  private List<String> faults(String path, String method, Answer answer) {
    JsonNode call = openapi.path("paths").path(path).path(method);
    if (call.isMissingNode()) return List.of("no " + method + " " + path);
    JsonNode response = resolved(call.path("responses").path(Integer.toString(answer.status())));
    if (response.isMissingNode()) return List.of("no response " + answer.status());
    String type = answer.header("Content-Type").replaceFirst(";.*", "");
    JsonNode schema = response.path("content").path(type).path("schema");
    if (schema.isMissingNode()) return List.of("no content " + type + " for " + answer.status());
    ObjectNode whole = Json.MAPPER.createObjectNode();
    whole.set("$defs", openapi.path("components").path("schemas"));
    whole.putArray("allOf").add(schema);
    // A schema by itself has its parts elsewhere than the document that it stands in.
    JsonNode alone = Json.tree(Json.write(whole).replace("#/components/schemas/", "#/$defs/"));
    Schema checker =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(alone);
    return checker.validate(answer.json()).stream().map(Object::toString).toList();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? openapi.at(node.path("$ref").asText().substring(1)) : node;
  }
}
