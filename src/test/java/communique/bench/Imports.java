package communique.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import communique.files.KeptFiles;
import communique.importing.Importing;
import communique.importing.Result;
import communique.importing.Survey;
import communique.language.Locales;
import communique.platform.Database;
import communique.platform.Ids;
import communique.platform.Json;
import communique.record.Bell;
import communique.record.Newsroom;
import communique.record.PublicRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;

/// How fast content items of GOV.UK come in, from a file with one a line: news and speeches of the
/// examples' size with words of chance, into an empty SQLite store, with every transaction synced.
final class Imports {
  private static final Path EXAMPLE =
      Path.of("src/test/resources/govuk/examples/news_article/best-practice-press-release.json");
  private static final int PEOPLE = 400;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final int size;

  Imports(int size) {
    this.size = size;
  }

  /// The rate beside the two thousand a second that were promised; and the time of processors that
  /// each took in all threads, which other work on the machine changes less.
  List<Figure> run() throws IOException {
    Path items = items();
    Path data = Files.createTempDirectory("communique-import");
    var newsroom =
        new Newsroom("Norrland", Locales.parse("en"), ZoneId.of("UTC"), "http://localhost:8080");
    long[] brought = new long[1];
    double seconds;
    double millis;
    try (Database database = Database.sqlite(data.resolve("communique.db"))) {
      var record = new PublicRecord(database, newsroom, InstantSource.system(), new Bell());
      var importing =
          new Importing(
              record,
              newsroom,
              new KeptFiles(java.nio.file.Path.of("target/no-files")),
              "bench",
              false,
              false);
      long begin = System.nanoTime();
      long cpu = PROCESS.getProcessCpuTime();
      Survey survey = importing.survey(List.of(items), "", "");
      importing.bring(
          survey,
          (place, result) -> {
            if (!(result instanceof Result.Brought))
              throw new IllegalStateException(place.shown() + ": " + result);
            brought[0]++;
          });
      seconds = (System.nanoTime() - begin) / 1e9;
      millis = (PROCESS.getProcessCpuTime() - cpu) / 1e6;
    } finally {
      Starts.delete(data);
    }
    if (brought[0] != size) throw new IllegalStateException(brought[0] + " of " + size);
    double megabytes = Files.size(items) / 1e6;
    return List.of(
        new Figure("import.announcements", size / seconds, "announcements/s", "asked for", 2_000),
        // Two cores have as many milliseconds for each of two thousand a second.
        new Figure("import.cpu", millis / size, "ms/announcement", "two cores", 1),
        new Figure(
            "import.bytes", megabytes / seconds, "MB/s", "asked for", 2_000 * megabytes / size));
  }

  private Path items() throws IOException {
    Path file = Path.of("target/bench/items-" + size + ".jsonl").toAbsolutePath();
    if (Files.exists(file)) return file;
    System.err.println("Writing " + size + " content items …");
    Files.createDirectories(file.getParent());
    ObjectNode example = Json.tree(Files.readString(EXAMPLE)).deepCopy();
    var chance = new SplittableRandom(7);
    Instant first = Instant.parse("2010-01-01T09:00:00Z");
    Path fresh = Files.createTempFile(file.getParent(), "items", ".jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
      for (int i = 0; i < size; i++) {
        out.write(Json.write(item(example, i, first.plusSeconds(i * 400L), chance)));
        out.newLine();
      }
    }
    return Files.move(fresh, file);
  }

  private static ObjectNode item(ObjectNode example, int i, Instant at, SplittableRandom chance) {
    ObjectNode item = example.deepCopy();
    String path = "/government/news/announcement-" + i;
    item.put("base_path", path);
    item.put("content_id", Ids.ofName(path));
    item.put("title", Filled.sentence(chance, 8));
    item.put("description", Filled.sentence(chance, 22));
    for (String date : List.of("first_published_at", "public_updated_at", "updated_at"))
      item.put(date, at.toString());
    var body = new StringBuilder("<div class=\"govspeak\">");
    for (int p = 0; p < 8; p++)
      body.append("<p>").append(Filled.sentence(chance, 60)).append("</p>\n");
    ObjectNode details = (ObjectNode) item.get("details");
    details.put("body", body.append("</div>").toString());
    ArrayNode history = details.putArray("change_history");
    history
        .addObject()
        .put("public_timestamp", at.plusSeconds(60).toString())
        .put("note", Filled.sentence(chance, 9));
    history.addObject().put("public_timestamp", at.toString()).put("note", "First published.");
    int person = chance.nextInt(PEOPLE);
    ObjectNode link = (ObjectNode) item.get("links").get("people").get(0);
    link.put("content_id", Ids.ofName("person " + person));
    link.put("title", "Person " + person);
    link.put("base_path", "/government/people/person-" + person);
    for (JsonNode translation : item.get("links").get("available_translations")) {
      ((ObjectNode) translation).put("content_id", item.get("content_id").asText());
      ((ObjectNode) translation).put("base_path", path);
    }
    return item;
  }
}
