package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.files.KeptFiles;
import communique.frame.Frames;
import communique.frame.SiteFiles;
import communique.importing.Importing;
import communique.importing.Importing.Place;
import communique.importing.Result;
import communique.importing.Survey;
import communique.platform.Json;
import communique.record.Change;
import communique.record.Content;
import communique.record.EachDatabase;
import communique.record.Origin;
import communique.record.Publish;
import communique.record.Retag;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.UpdateType;
import communique.record.Withdraw;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.text.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was imported from GOV.UK is given out as it came.
@EachDatabase
class ImportedItemsTest {
  private static final String SPEECH = "andrea-leadsoms-speech-at-women-in-nuclear-uk-conference";
  private static final String NEWS = "christmas-2016-prime-ministers-message";

  /// The same address in two examples.
  private static final String TWICE =
      "/government/speeches/stop-and-search-comprehensive-package-of-reform-for-police-stop-and-search-powers";

  @TempDir private Path folder;

  @Test
  void every_announcement_comes_out_as_it_came_in(TestNewsroom newsroom) throws IOException {
    Map<Path, Result> results = bring(newsroom, GovukExamples.FOLDER);
    int compared = 0;
    for (Map.Entry<Path, JsonNode> example : GovukExamples.all().entrySet()) {
      JsonNode item = example.getValue();
      if (!GovukExamples.isAnnouncement(item)) continue;
      if (item.get("base_path").asText().equals(TWICE)) {
        assertThat(results.get(example.getKey())).isInstanceOf(Result.Refused.class);
        continue;
      }
      assertThat(results.get(example.getKey()))
          .as(example.getKey().toString())
          .isInstanceOf(Result.Brought.class);
      same(newsroom, item);
      compared++;
    }
    assertThat(compared).isEqualTo(26);
  }

  @Test
  void two_of_one_address_come_in_one_after_the_other(TestNewsroom newsroom) throws IOException {
    Path withdrawn = GovukExamples.FOLDER.resolve("speech/withdrawn-speech.json");
    bring(newsroom, withdrawn);

    same(newsroom, GovukExamples.read(withdrawn));
  }

  @Test
  void every_other_kind_is_refused_by_name_and_tags_and_addresses_are_taken(TestNewsroom newsroom)
      throws IOException {
    Map<Path, Result> results = bring(newsroom, GovukExamples.FOLDER);
    for (Map.Entry<Path, JsonNode> example : GovukExamples.all().entrySet()) {
      String schema = example.getValue().get("schema_name").asText();
      Result result = Objects.requireNonNull(results.get(example.getKey()));
      switch (schema) {
        case "news_article",
            "speech",
            "fatality_notice",
            "case_study",
            "statistics_announcement" -> {}
        case "organisation", "worldwide_organisation", "role", "topical_event", "gone" ->
            assertThat(result).as(example.getKey().toString()).isInstanceOf(Result.Placed.class);
        default ->
            assertThat(((Result.Refused) result).refusals().getFirst().detail())
                .endsWith(schema.replace('_', ' ') + " is not an announcement.");
      }
    }
  }

  @Test
  void importing_again_changes_nothing(TestNewsroom newsroom) throws IOException {
    bring(newsroom, GovukExamples.FOLDER);
    List<Change> before = newsroom.log();
    Map<Path, Result> again = bring(newsroom, GovukExamples.FOLDER);

    assertThat(again.values())
        .allMatch(result -> result instanceof Result.Unchanged || result instanceof Result.Refused);
    assertThat(newsroom.log()).isEqualTo(before);
  }

  @Test
  void what_was_edited_here_since_has_our_values_and_the_rest_stays(TestNewsroom newsroom)
      throws IOException {
    Path file = GovukExamples.FOLDER.resolve("speech/speech.json");
    bring(newsroom, file);
    newsroom.execute(
        new Publish(
            SPEECH,
            Locale.ENGLISH,
            false,
            null,
            new Content(
                "A speech on women", "In our words.", new Body(Body.Dialect.GOVSPEAK, "Ours.")),
            UpdateType.MAJOR,
            "Told in our words.",
            Map.of(),
            false));
    newsroom.execute(new Retag(SPEECH, Map.of(TagKind.ORGANISATION, List.of("coastguard")), true));
    JsonNode item = item(newsroom, SPEECH, 200);

    GovukExamples.assertMeetsItsSchema(item);
    JsonNode example = GovukExamples.read(file);
    assertThat(item.get("title").asText()).isEqualTo("A speech on women");
    assertThat(item.get("description").asText()).isEqualTo("In our words.");
    assertThat(item.at("/details/body").asText()).contains("<p>Ours.</p>");
    assertThat(item.at("/details/change_history/0/note").asText()).isEqualTo("Told in our words.");
    assertThat(item.get("first_published_at")).isEqualTo(example.get("first_published_at"));
    assertThat(item.get("public_updated_at")).isNotEqualTo(example.get("public_updated_at"));
    assertThat(item.at("/details/delivered_on")).isEqualTo(example.at("/details/delivered_on"));
    assertThat(item.at("/details/location")).isEqualTo(example.at("/details/location"));
    assertThat(item.at("/links/organisations"))
        .extracting(link -> link.get("base_path").asText())
        .containsExactly("/organisations/coastguard");
    assertThat(item.at("/links/government")).isEqualTo(example.at("/links/government"));
  }

  @Test
  void a_withdrawal_here_is_told_in_our_words(TestNewsroom newsroom) throws IOException {
    bring(newsroom, GovukExamples.FOLDER.resolve("news_article/news_article.json"));
    newsroom.execute(new Withdraw(NEWS, null, "It is over."));
    JsonNode item = item(newsroom, NEWS, 200);

    GovukExamples.assertMeetsItsSchema(item);
    assertThat(item.at("/withdrawn_notice/explanation").asText()).contains("It is over.");
  }

  @Test
  void translations_that_come_later_join_and_leave_the_history_of_each_as_it_was(
      TestNewsroom newsroom) throws IOException {
    JsonNode english =
        GovukExamples.read(GovukExamples.FOLDER.resolve("news_article/best-practice-event.json"));
    ObjectNode arabic = english.deepCopy();
    arabic.put("locale", "ar");
    arabic.put("base_path", english.get("base_path").asText() + ".ar");
    arabic.put("title", "عنوان");
    ((ObjectNode) arabic.get("details"))
        .set(
            "change_history",
            Json.tree("[{\"public_timestamp\":\"2015-04-01T00:00:00Z\",\"note\":\"بالعربية\"}]"));
    bring(newsroom, file("en.json", english));
    bring(newsroom, file("ar.json", arabic));

    String slug = "cde-innovation-network-event-9-july-2015-london";
    for (JsonNode each : List.of(english, arabic)) {
      String suffix = each.get("locale").asText().equals("ar") ? ".ar" : "";
      JsonNode item = item(newsroom, slug + suffix, 200);
      GovukExamples.assertMeetsItsSchema(item);
      assertThat(item.get("title")).isEqualTo(each.get("title"));
      assertThat(item.at("/details/change_history")).isEqualTo(each.at("/details/change_history"));
      assertThat(item.at("/links/available_translations"))
          .extracting(link -> link.get("base_path").asText())
          .containsExactlyInAnyOrder("/news/" + slug, "/news/" + slug + ".ar");
    }
    assertThat(newsroom.announcement("cde-innovation-network-event-9-july-2015-london").locales())
        .hasSize(2);
  }

  @Test
  void what_is_gone_says_so_in_its_schema_and_its_old_address_too(TestNewsroom newsroom)
      throws IOException {
    bring(newsroom, GovukExamples.FOLDER.resolve("gone"));
    JsonNode example = GovukExamples.read(GovukExamples.FOLDER.resolve("gone/gone.json"));
    JsonNode item = item(newsroom, "intellectual-property-stuart-scott", 410);

    GovukExamples.assertMeetsItsSchema(item);
    assertThat(item.at("/details/explanation")).isEqualTo(example.at("/details/explanation"));
    assertThat(item.at("/details/alternative_path").isNull()).isTrue();
    assertThat(old(newsroom, example.get("base_path").asText()).what()).isEqualTo(Origin.What.GONE);
    assertThat(old(newsroom, "/news/intellectual-property-stuart-scott").what())
        .isEqualTo(Origin.What.GONE);
  }

  @Test
  void an_old_address_leads_on(TestNewsroom newsroom) throws IOException {
    bring(newsroom, GovukExamples.FOLDER.resolve("speech"));

    assertThat(old(newsroom, "/government/speeches/" + SPEECH).path()).isEqualTo("/news/" + SPEECH);
    String translated =
        "this-resolution-marks-the-beginning-of-the-end-of-the-libyan-chemical-weapons-programme.ar";
    assertThat(old(newsroom, "/government/speeches/" + translated).path())
        .isEqualTo("/news/" + translated);
  }

  @Test
  void a_redirect_takes_its_announcement_along(TestNewsroom newsroom) throws IOException {
    bring(newsroom, GovukExamples.FOLDER.resolve("news_article/news_article.json"));
    bring(newsroom, GovukExamples.FOLDER.resolve("speech/speech.json"));
    String path = "/government/news/" + NEWS;
    ObjectNode redirect =
        (ObjectNode)
            Json.tree(
                """
                {"base_path": "%1$s", "content_id": "d0ee80cd-ed7a-4b04-b60f-3be2f03693af", "locale": "en",
                 "document_type": "redirect", "schema_name": "redirect", "title": null, "description": null,
                 "details": {}, "links": {}, "updated_at": "2018-09-26T09:50:56.078Z", "public_updated_at": null,
                 "redirects": [{"path": "%1$s", "type": "exact", "destination": "/government/speeches/%2$s"}]}
                """
                    .formatted(path, SPEECH));
    assertThat(bring(newsroom, file("redirect.json", redirect)).values())
        .hasOnlyElementsOfType(Result.Placed.class);

    assertThat(old(newsroom, path).what()).isEqualTo(Origin.What.REDIRECT);
    Response api = make(newsroom, NEWS);
    assertThat(api.status()).isEqualTo(301);
    assertThat(api.headers()).containsEntry("Location", "/api/content/news/" + SPEECH);
  }

  private static void same(TestNewsroom newsroom, JsonNode example) {
    String path = example.get("base_path").asText();
    same(newsroom, example, path.endsWith(".ar") ? ".ar" : "");
  }

  private static void same(TestNewsroom newsroom, JsonNode example, String suffix) {
    String path = example.get("base_path").asText();
    String slug =
        path.substring(path.lastIndexOf('/') + 1).replace(suffix.isEmpty() ? "/" : suffix, "");
    JsonNode item = item(newsroom, slug + suffix, 200);
    GovukExamples.assertMeetsItsSchema(item);
    GovukExamples.assertSame(example, item);
    assertThat(item.get("base_path").asText()).isEqualTo("/news/" + slug + suffix);
  }

  private static Map<Path, Result> bring(TestNewsroom newsroom, Path path) throws IOException {
    var importing =
        new Importing(
            newsroom.record(),
            TestNewsroom.NEWSROOM,
            new KeptFiles(java.nio.file.Path.of("target/no-files")),
            "system",
            false,
            false);
    Survey survey = importing.survey(List.of(path), "", "");
    assertThat(survey.broken()).isEmpty();
    var results = new LinkedHashMap<Path, Result>();
    importing.bring(
        survey, (Place place, Result result) -> results.put(Path.of(place.file()), result));
    return results;
  }

  private Path file(String name, JsonNode item) throws IOException {
    return Files.writeString(folder.resolve(name), Json.write(item));
  }

  private static Origin old(TestNewsroom newsroom, String path) {
    var frames = new Frames(TestNewsroom.NEWSROOM, new SiteFiles());
    return new OldAddresses(newsroom.database(), TestNewsroom.NEWSROOM, frames)
        .found(path)
        .orElseThrow();
  }

  private static Response make(TestNewsroom newsroom, String slug) {
    return new ContentItems(newsroom.database(), TestNewsroom.NEWSROOM)
        .make(new Target("/api/content/news/" + slug, "", ""))
        .orElseThrow();
  }

  private static JsonNode item(TestNewsroom newsroom, String slug, int status) {
    Response response = make(newsroom, slug);
    assertThat(response.status()).as(slug).isEqualTo(status);
    return Json.tree(new String(response.body(), StandardCharsets.UTF_8));
  }
}
