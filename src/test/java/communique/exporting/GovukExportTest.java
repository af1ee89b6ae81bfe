package communique.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.files.KeptFiles;
import communique.importing.Demo;
import communique.importing.Importing;
import communique.importing.Result;
import communique.importing.Survey;
import communique.language.Locales;
import communique.platform.Database;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.Bell;
import communique.record.Newsroom;
import communique.record.PublicRecord;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import communique.site.GovukExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An export as content items meets the schemas that were published of them, and comes in again.
class GovukExportTest {
  @TempDir private Path folder;

  @Test
  void every_file_meets_its_schema_and_comes_back_as_it_was() throws IOException {
    Map<String, JsonNode> items;
    try (var from = TestNewsroom.open(Database.Kind.SQLITE)) {
      bring(from, GovukExamples.FOLDER, false);
      bring(from, redirect(), true);
      from.publish("moved").publish("target").publish("over");
      from.execute(new Unpublish("moved", null, "/news/target", ""));
      from.execute(new Unpublish("over", null, "", "It was published by mistake."));
      items = items(from, folder.resolve("first"));
    }
    assertThat(items.keySet())
        .contains("news/old-address.json", "news/moved.json", "news/over.json", "news/target.json");
    assertThat(items.values().stream().map(item -> item.get("schema_name").asText()))
        .contains(
            "news_article",
            "speech",
            "fatality_notice",
            "case_study",
            "statistics_announcement",
            "gone",
            "redirect");
    items.values().forEach(GovukExamples::assertMeetsItsSchema);

    try (var into = TestNewsroom.open(Database.Kind.SQLITE)) {
      bring(into, folder.resolve("first"), true);
      Map<String, JsonNode> again = items(into, folder.resolve("second"));
      assertThat(again.keySet()).isEqualTo(items.keySet());
      again.forEach((file, item) -> assertThat(item).as(file).isEqualTo(items.get(file)));
    }
  }

  @Test
  void every_page_of_the_demonstration_meets_its_schema() throws IOException {
    var newsroom =
        new Newsroom(
            "Norrland",
            Locales.parse("en,cy,fr,es,ru,ar,zh-Hans,ur"),
            ZoneId.of("UTC"),
            "https://news.example.org");
    var kept = new KeptFiles(folder.resolve("kept"));
    try (var database = Database.sqlite(folder.resolve("communique.db"))) {
      var record = new PublicRecord(database, newsroom, InstantSource.system(), new Bell());
      assertThat(Demo.fill(record, kept, newsroom, "press-office"))
          .isInstanceOf(Outcome.Done.class);
      Path place = folder.resolve("demo");
      new Export(database, newsroom, kept).write(place, Export.Format.GOVUK, count -> {});
      Map<String, JsonNode> items = read(place);
      assertThat(items).hasSizeGreaterThan(30);
      items.values().forEach(GovukExamples::assertMeetsItsSchema);
    }
  }

  private Path redirect() throws IOException {
    ObjectNode item =
        (ObjectNode) GovukExamples.read(GovukExamples.FOLDER.resolve("gone/gone.json"));
    item.put("base_path", "/government/news/old-address");
    item.put("schema_name", "redirect").put("document_type", "redirect");
    item.putObject("details");
    item.putArray("redirects")
        .addObject()
        .put("path", "/government/news/old-address")
        .put("type", "exact")
        .put("destination", "https://www.gov.uk/government/elsewhere");
    return Files.writeString(folder.resolve("redirect.json"), Json.write(item));
  }

  private Map<String, JsonNode> items(TestNewsroom newsroom, Path place) throws IOException {
    var export =
        new Export(
            newsroom.database(), TestNewsroom.NEWSROOM, new KeptFiles(folder.resolve("kept")));
    assertThat(export.write(place, Export.Format.GOVUK, count -> {}))
        .isInstanceOf(Outcome.Done.class);
    return read(place);
  }

  private static Map<String, JsonNode> read(Path place) throws IOException {
    var items = new TreeMap<String, JsonNode>();
    try (var files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList())
        items.put(place.relativize(file).toString(), GovukExamples.read(file));
    }
    return items;
  }

  private static void bring(TestNewsroom newsroom, Path path, boolean all) throws IOException {
    var importing =
        new Importing(
            newsroom.record(),
            TestNewsroom.NEWSROOM,
            new KeptFiles(Path.of("target/no-files")),
            "importer",
            false,
            false);
    Survey survey = importing.survey(List.of(path), "", "");
    if (all) assertThat(survey.broken()).isEmpty();
    importing.bring(
        survey,
        (place, result) -> {
          if (all) assertThat(result).as(place.shown()).isNotInstanceOf(Result.Refused.class);
        });
  }
}
