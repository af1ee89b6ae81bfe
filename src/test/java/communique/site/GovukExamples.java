package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import communique.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jsoup.Jsoup;

/// GOV.UK's examples of content items, its schemas, and what it means that one is like another.
public final class GovukExamples {
  public static final Path FOLDER = Path.of("src/test/resources/govuk/examples");
  private static final Path SCHEMAS = Path.of("src/main/resources/govuk");
  private static final Set<String> ANNOUNCEMENTS =
      Set.of("news_article", "speech", "fatality_notice", "case_study", "statistics_announcement");

  private GovukExamples() {}

  /// Every example, by its file.
  public static Map<Path, JsonNode> all() {
    var all = new TreeMap<Path, JsonNode>();
    try (var files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) all.put(file, read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  public static JsonNode read(Path file) {
    try {
      return Json.tree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static boolean isAnnouncement(JsonNode item) {
    return ANNOUNCEMENTS.contains(item.path("schema_name").asText());
  }

  /// Fails where an item does not meet the schema that it names, by another's validator.
  public static void assertMeetsItsSchema(JsonNode item) {
    Path file = SCHEMAS.resolve(item.get("schema_name").asText() + ".frontend.schema.json");
    try {
      var errors =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
              .getSchema(Files.readString(file))
              .validate(item);
      assertThat(errors).as(item.path("base_path").asText()).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Fails where what is given out differs from what came in, but for the addresses and the id of
  /// what is here.
  public static void assertSame(JsonNode example, JsonNode item) {
    String name = example.get("base_path").asText();
    for (String field : List.of("title", "description", "document_type", "schema_name", "locale"))
      assertThat(item.path(field)).as(name + " " + field).isEqualTo(example.path(field));
    assertThat(body(item)).as(name + " body").isEqualTo(body(example));
    for (String field : List.of("first_published_at", "public_updated_at", "updated_at"))
      assertThat(instant(item.path(field)))
          .as(name + " " + field)
          .isEqualTo(instant(example.path(field)));
    assertThat(history(item)).as(name + " history").isEqualTo(history(example));
    assertThat(item.path("withdrawn_notice").path("explanation"))
        .as(name + " withdrawal")
        .isEqualTo(example.path("withdrawn_notice").path("explanation"));
    assertThat(instant(item.path("withdrawn_notice").path("withdrawn_at")))
        .as(name + " withdrawal")
        .isEqualTo(instant(example.path("withdrawn_notice").path("withdrawn_at")));
    assertThat(names(item.path("links"))).isEqualTo(names(example.path("links")));
    for (String type : names(example.path("links")))
      assertThat(links(item, type)).as(name + " links." + type).isEqualTo(links(example, type));
    assertThat(names(item.path("details"))).isEqualTo(names(example.path("details")));
    for (String field : names(example.path("details")))
      // An address within the publisher's site is given out with it, as the schema has it.
      if (!field.equals("body") && !field.equals("image"))
        assertThat(item.path("details").path(field))
            .as(name + " details." + field)
            .isEqualTo(example.path("details").path(field));
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String body(JsonNode item) {
    var document = Jsoup.parseBodyFragment(item.at("/details/body").asText(""));
    document.outputSettings().prettyPrint(false);
    return document.body().html();
  }

  private static String instant(JsonNode at) {
    return at.isTextual() ? OffsetDateTime.parse(at.asText()).toInstant().toString() : "";
  }

  private static List<String> history(JsonNode item) {
    var lines = new ArrayList<String>();
    for (JsonNode line : item.at("/details/change_history"))
      lines.add(instant(line.path("public_timestamp")) + " " + line.path("note").asText());
    return lines;
  }

  private static List<String> links(JsonNode item, String type) {
    var links = new ArrayList<String>();
    for (JsonNode link : item.path("links").path(type))
      links.add(
          link.path("content_id").asText()
              + " "
              + link.path("locale").asText()
              + " "
              + link.path("title").asText());
    return links;
  }
}
