package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The finder as people and programs meet it, and while what it stands on goes away.
class SearchIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void what_was_published_is_found_on_pages_in_json_and_in_feeds_and_what_was_unpublished_is_not() {
    try (var newsroom = new RunningNewsroom(Map.of("COMMUNIQUE_LOCALES", "en,ru"))) {
      newsroom.start("serve");
      newsroom.run("publish", newsroom.announcement("vessels", "Eleven vessels.")).done();
      RunningNewsroom.await("it is found", SOON, () -> total(newsroom, "vessels") == 1);

      assertThat(newsroom.get("/search?q=vessel").must(200).text())
          .contains("<mark>vessels</mark>", "href=\"/news/vessels\"");
      assertThat(newsroom.get("/search.ru?q=vessel").must(200).text()).contains("lang=\"en\"");
      for (String format : List.of("atom", "rss", "json"))
        assertThat(newsroom.get("/search." + format + "?q=vessel").must(200).text())
            .as(format)
            .contains("/news/vessels");
      assertThat(newsroom.get("/opensearch.ru.xml").must(200).text())
          .contains("/search.ru?q={searchTerms}");
      assertThat(newsroom.get("/api/suggestions?q=eleven%20ves").must(200).text())
          .contains("eleven vessels");
      assertThat(newsroom.get("/").must(200).text()).contains("action=\"/search\"");
      assertThat(newsroom.get("/search?q=" + "a".repeat(12_000)).must(200).text())
          .contains("very long");
      assertThat(newsroom.get("/search?q=" + "a".repeat(100_000)).status()).isEqualTo(414);

      newsroom.run("unpublish", "vessels", "--gone", "--explanation", "Wrong.").done();
      RunningNewsroom.await("it is gone", SOON, () -> total(newsroom, "vessels") == 0);
      assertThat(newsroom.management("/q/health/ready").text()).contains("\"search\"");
    }
  }

  @Test
  void after_kills_and_without_its_folder_everything_is_found_once() throws Exception {
    try (var newsroom = new RunningNewsroom(Map.of())) {
      newsroom.start("serve");
      int published = 0;
      for (int round = 0; round < 3; round++) {
        var files = new ArrayList<String>(List.of("publish"));
        for (int i = 0; i < 40; i++)
          files.add(newsroom.announcement("report-" + published++, "Eleven vessels."));
        newsroom.run(files.toArray(String[]::new)).done();
        newsroom.kill();
        newsroom.start("serve");
      }
      int all = published;
      RunningNewsroom.await("all are found", SOON, () -> total(newsroom, "vessels") == all);

      delete(newsroom.data().resolve("index"));
      newsroom.run("publish", newsroom.announcement("later", "Eleven vessels.")).done();
      // Nobody who searches meanwhile gets anything but an answer.
      RunningNewsroom.await(
          "all are found again",
          SOON,
          () -> {
            newsroom.get("/search?q=vessels").must(200);
            return total(newsroom, "vessels") == all + 1;
          });
      assertThat(seen(newsroom, "vessels")).hasSize(all + 1).doesNotHaveDuplicates();
    }
  }

  @Test
  void on_a_full_disk_the_site_stays_up_and_the_index_comes_back_right() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount("64m");
    if (mounted.isEmpty()) return;
    try (SmallDisk disk = mounted.get();
        var newsroom =
            new RunningNewsroom(Map.of("COMMUNIQUE_DATA", disk.folder("data").toString()))) {
      newsroom.start("serve");
      newsroom.run("publish", newsroom.announcement("before", "Eleven vessels.")).done();
      RunningNewsroom.await("it is found", SOON, () -> total(newsroom, "vessels") == 1);
      // Room for the record, but not for an index.
      delete(newsroom.data().resolve("index"));
      disk.fill();

      RunningNewsroom.pause(Duration.ofSeconds(3));
      newsroom.get("/search?q=vessels").must(200);
      RunningNewsroom.await("it says so", SOON, () -> health(newsroom).contains("\"stuck\""));
      assertThat(health(newsroom)).contains("No space left on device");
      newsroom.get("/news/before").must(200);
      newsroom.get("/").must(200);

      disk.free();
      newsroom.run("publish", newsroom.announcement("after", "Eleven vessels.")).done();
      RunningNewsroom.await(
          "both are found", Duration.ofSeconds(60), () -> total(newsroom, "vessels") == 2);
      RunningNewsroom.await("it says so", SOON, () -> health(newsroom).contains("\"up to date\""));
      assertThat(newsroom.management("/q/health/ready").status()).isEqualTo(200);
    }
  }

  private static String health(RunningNewsroom newsroom) {
    return newsroom.management("/q/health/ready").text();
  }

  private static int total(RunningNewsroom newsroom, String words) {
    Answer answer = newsroom.get("/api/search?q=" + words);
    return answer.status() == 200 ? answer.json().path("total").asInt() : -1;
  }

  /// The paths of all answers, page by page.
  private static List<String> seen(RunningNewsroom newsroom, String words) {
    var seen = new ArrayList<String>();
    String next = "/api/search?limit=50&q=" + words;
    while (!next.isEmpty()) {
      JsonNode answer = newsroom.get(next).must(200).json();
      answer.path("results").forEach(result -> seen.add(result.path("path").asText()));
      next = answer.path("next").asText("");
      if (next.equals("null")) break;
    }
    return seen;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    } catch (UncheckedIOException e) {
      // A merge took a file away while we looked; the next round gets the rest.
      delete(folder);
    }
  }
}
