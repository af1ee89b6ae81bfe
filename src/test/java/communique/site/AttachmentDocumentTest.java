package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import communique.platform.Json;
import communique.record.Attachment;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import communique.record.Things;
import communique.record.Unpublish;
import communique.shelf.Target;
import java.io.IOException;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What `/api/announcements/…` tells of files, pictures and films.
@EachDatabase
class AttachmentDocumentTest {
  private static final Sheet VISIT =
      Sheet.of("visit")
          .body("[Image:harbour.jpg]\n\n[AttachmentLink:annex-a.md]\n")
          .attached(
              Things.picture("harbour.jpg", true),
              Things.file("plan.pdf"),
              Things.annex("annex-a.md", "ab".repeat(32)),
              Things.film("https://films.example/watch"));

  @Test
  void it_tells_what_each_is_and_where(TestNewsroom newsroom) {
    newsroom.publish(VISIT).publish(Sheet.of("plain"));
    JsonNode document = document(newsroom, "visit");

    JsonNode all = document.get("attachments");
    assertThat(all)
        .extracting(one -> one.get("what").asText())
        .containsExactly("picture", "file", "page", "film");
    Attachment picture = Things.picture("harbour.jpg", true);
    assertThat(all)
        .extracting(one -> one.get("url").asText())
        .containsExactly(
            "https://news.example.org" + picture.path(),
            "https://news.example.org" + Things.file("plan.pdf").path(),
            "https://news.example.org/news/visit/annex-a",
            "https://films.example/watch");
    assertThat(all.get(0).get("sha256").asText()).isEqualTo(picture.digest());
    assertThat(all.get(0).get("lead").asBoolean()).isTrue();
    assertThat(all.get(0).get("sizes"))
        .extracting(size -> size.get("mediaType").asText() + " " + size.get("width").asInt())
        .containsExactly(
            "image/webp 320",
            "image/webp 640",
            "image/webp 960",
            "image/webp 1200",
            "image/jpeg 320",
            "image/jpeg 640",
            "image/jpeg 960",
            "image/jpeg 1200");
    assertThat(all.get(0).get("sizes").get(0).get("height").asInt()).isEqualTo(213);
    assertThat(all.get(1).get("pages").asInt()).isEqualTo(3);
    assertThat(all.get(3).get("length").asText()).isEqualTo("PT2M30S");
    assertThat(document.get("body").get("html").asText())
        .contains("src=\"https://news.example.org" + picture.shown().path())
        .contains("href=\"https://news.example.org/news/visit/annex-a\"");
    assertThat(document(newsroom, "plain").get("attachments")).isEmpty();
  }

  @Test
  void what_was_taken_down_tells_of_none(TestNewsroom newsroom) {
    newsroom.publish(VISIT).execute(new Unpublish("visit", null, "", "By mistake."));

    assertThat(document(newsroom, "visit").has("attachments")).isFalse();
  }

  @Test
  void the_openapi_document_names_every_member(TestNewsroom newsroom) throws IOException {
    newsroom.publish(VISIT);
    var told = new TreeSet<String>();
    for (JsonNode one : document(newsroom, "visit").get("attachments"))
      one.fieldNames().forEachRemaining(told::add);

    var described = new TreeSet<String>();
    try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/openapi.yaml"))) {
      new YAMLMapper()
          .readTree(in)
          .at("/components/schemas/Attachment/properties")
          .fieldNames()
          .forEachRemaining(described::add);
    }
    assertThat(told).isEqualTo(described);
  }

  private static JsonNode document(TestNewsroom newsroom, String slug) {
    var documents = new AnnouncementDocuments(newsroom.database(), TestNewsroom.NEWSROOM);
    var response = documents.make(new Target("/api/announcements/" + slug, "", "")).orElseThrow();
    return Json.tree(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
  }
}
