package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.language.GovukLocales;
import communique.platform.Json;
import communique.record.Content;
import communique.record.EachDatabase;
import communique.record.Kind;
import communique.record.Publish;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Things;
import communique.record.Unpublish;
import communique.record.UpdateType;
import communique.record.Withdraw;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.text.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EachDatabase
class ContentItemsTest {
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

  @Test
  void every_kind_meets_the_schema_that_it_names(TestNewsroom newsroom) {
    for (Kind kind : Kind.values()) {
      String slug = "visit-" + kind.slug();
      String path = "/news/" + slug;
      publish(newsroom, slug, Locale.ENGLISH, kind, "Minister to visit", "");
      publish(newsroom, slug, RUSSIAN, kind, "Министр посетит", "");
      publish(
          newsroom, slug, Locale.ENGLISH, kind, "Minister to visit Port Kestrel", "Named the port");

      JsonNode item = item(newsroom, "/api/content" + path, 200);

      GovukExamples.assertMeetsItsSchema(item);
      GovukExamples.assertMeetsItsSchema(item(newsroom, "/api/content" + path + ".ru", 200));
      assertThat(item.get("title").asText()).isEqualTo("Minister to visit Port Kestrel");
      assertThat(item.get("details").get("change_history"))
          .extracting(line -> line.get("note").asText())
          .containsExactly("Named the port", "Added translation", "First published.");
      assertThat(item.get("links").get("available_translations"))
          .extracting(link -> link.get("base_path").asText())
          .containsExactly(path, path + ".ru");
      assertThat(item.get("details").get("emphasised_organisations").get(0))
          .isEqualTo(item.get("links").get("organisations").get(0).get("content_id"));
    }
  }

  @Test
  void what_is_attached_is_said_where_a_kind_has_a_member_for_it(TestNewsroom newsroom) {
    for (Kind kind : Kind.values()) {
      String slug = "visit-" + kind.slug();
      newsroom.execute(
          new Publish(
              slug,
              Locale.ENGLISH,
              false,
              kind,
              new Content(
                  "Minister to visit",
                  "A summary.",
                  new Body(Body.Dialect.GOVSPEAK, "Because."),
                  List.of(
                      Things.picture("map.jpg", false),
                      Things.picture("harbour.jpg", true),
                      Things.file("plan.pdf"),
                      Things.annex("annex-a.md", "ab".repeat(32)),
                      Things.film("https://films.example/1")),
                  ""),
              UpdateType.MAJOR,
              "",
              Map.of(),
              true));
      JsonNode item = item(newsroom, "/api/content/news/" + slug, 200);
      GovukExamples.assertMeetsItsSchema(item);
      JsonNode details = item.get("details");
      switch (item.get("schema_name").asText()) {
        case "news_article" -> {
          assertThat(texts(details.get("images"), "/type")).containsExactly("", "lead");
          assertThat(texts(details.get("images"), "/alt_text")).doesNotContain("");
          assertThat(texts(details.get("images"), "/sources/s960"))
              .allMatch(url -> url.startsWith(TestNewsroom.NEWSROOM.url() + "/media/"))
              .hasSize(2);
          assertThat(texts(details.get("attachments"), "/url"))
              .containsExactly(
                  TestNewsroom.NEWSROOM.url() + Things.file("plan.pdf").path(),
                  TestNewsroom.NEWSROOM.url() + "/news/" + slug + "/annex-a");
          assertThat(details.at("/attachments/0/file_size").asLong())
              .isEqualTo(Things.file("plan.pdf").bytes());
        }
        case "speech" -> assertThat(details.at("/image/url").asText()).contains("/harbour");
        case "case_study" -> {
          assertThat(details.at("/image/url").asText()).contains("/harbour");
          assertThat(texts(details.get("images"), "/sources/s960").toString()).contains("/map");
        }
        case "publication" ->
            assertThat(texts(details.get("attachments"), "/attachment_type"))
                .containsExactly("file", "html", "external");
        default -> assertThat(details.has("images") || details.has("attachments")).isFalse();
      }
    }
  }

  private static List<String> texts(JsonNode list, String pointer) {
    var texts = new ArrayList<String>();
    for (JsonNode one : list) texts.add(one.at(pointer).asText());
    return texts;
  }

  @Test
  void a_withdrawn_announcement_carries_its_notice_as_html(TestNewsroom newsroom) {
    publish(newsroom, "visit", Locale.ENGLISH, Kind.PRESS_RELEASE, "Minister to visit", "");
    newsroom.execute(new Withdraw("visit", null, "Called off.\n\nFog & <ice>."));

    JsonNode item = item(newsroom, "/api/content/news/visit", 200);

    GovukExamples.assertMeetsItsSchema(item);
    assertThat(item.get("withdrawn_notice").get("explanation").asText())
        .isEqualTo("<div class=\"govspeak\"><p>Called off.</p><p>Fog &amp; &lt;ice&gt;.</p></div>");
  }

  @Test
  void what_is_gone_says_so_and_says_nothing_of_what_it_was(TestNewsroom newsroom) {
    publish(newsroom, "visit", Locale.ENGLISH, Kind.PRESS_RELEASE, "Minister to visit", "");
    newsroom.execute(new Unpublish("visit", null, "", "Published in error."));

    JsonNode item = item(newsroom, "/api/content/news/visit", 410);

    GovukExamples.assertMeetsItsSchema(item);
    assertThat(item.toString()).doesNotContain("Minister");
  }

  @Test
  void a_redirect_leads_to_the_other_content_item(TestNewsroom newsroom) {
    publish(newsroom, "visit", Locale.ENGLISH, Kind.PRESS_RELEASE, "Minister to visit", "");
    publish(newsroom, "journey", Locale.ENGLISH, Kind.PRESS_RELEASE, "Minister to travel", "");
    newsroom.execute(new Unpublish("visit", null, "/news/journey", ""));

    Response response =
        items(newsroom).make(new Target("/api/content/news/visit", "", "")).orElseThrow();

    assertThat(response.status()).isEqualTo(301);
    assertThat(response.headers()).containsEntry("Location", "/api/content/news/journey");
  }

  @Test
  void a_locale_that_the_schemas_lack_becomes_the_nearest_that_they_have() {
    assertThat(GovukLocales.name(Locale.forLanguageTag("zh-Hans"))).isEqualTo("zh");
    assertThat(GovukLocales.name(Locale.forLanguageTag("zh-Hant"))).isEqualTo("zh-tw");
    assertThat(GovukLocales.name(Locale.forLanguageTag("es-419"))).isEqualTo("es-419");
    assertThat(GovukLocales.name(Locale.forLanguageTag("fr-CA"))).isEqualTo("fr");
  }

  @Test
  void an_id_of_version_7_becomes_one_that_the_schemas_take_and_another_stays() {
    assertThat(ContentItems.contentId("49b4337d-b3b7-4e85-b292-642c0c2a9af5"))
        .isEqualTo("49b4337d-b3b7-4e85-b292-642c0c2a9af5");
    assertThat(ContentItems.contentId("0193583d-1c2f-7a3b-8f00-0123456789ab"))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  private static ContentItems items(TestNewsroom newsroom) {
    return new ContentItems(newsroom.database(), TestNewsroom.NEWSROOM);
  }

  private static JsonNode item(TestNewsroom newsroom, String path, int status) {
    Response response = items(newsroom).make(new Target(path, "", "")).orElseThrow();
    assertThat(response.status()).isEqualTo(status);
    return Json.tree(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void publish(
      TestNewsroom newsroom, String slug, Locale locale, Kind kind, String title, String note) {
    newsroom.execute(
        new Publish(
            slug,
            locale,
            false,
            kind,
            new Content(
                title,
                "A summary.",
                new Body(
                    Body.Dialect.GOVSPEAK,
                    "## Why\n\nBecause.\n\n> said: Marek Dolan, Foreign Minister\n>\n> Welcome.")),
            UpdateType.MAJOR,
            note,
            Map.of(
                TagKind.ORGANISATION, List.of("foreign-affairs", "coastguard"),
                TagKind.PERSON, List.of("ingrid-hallvard"),
                TagKind.ROLE, List.of("minister"),
                TagKind.PLACE, List.of("port-kestrel"),
                TagKind.TOPIC, List.of("rescue")),
            true));
  }
}
