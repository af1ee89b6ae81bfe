package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Database;
import communique.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Subscribers that are brought along from other systems, and taken to another newsroom.
class SubscribersIT {
  private static final int MANY = 60_000;
  private static final String LISTS =
      "ice: {search: ice, confirmed: true}\nvisit: {search: visit, since: 2018-05-25, confirmed: true}\n";

  @ParameterizedTest
  @EnumSource
  void an_import_that_is_killed_and_begun_again_signs_up_everybody_once(Backing backing)
      throws IOException {
    long seed = Long.getLong("communique.seed", System.nanoTime());
    var chance = new SplittableRandom(seed);
    try (var newsroom = RunningNewsroom.on(backing, Map.of());
        Database database = newsroom.database()) {
      Path many = many(newsroom, chance);
      Path lists = newsroom.file("lists.yaml", LISTS);
      String[] command = {"import", "--subscribers", many.toString(), "--lists", lists.toString()};
      int halfway = 0;
      for (int kill = 0; kill < 3; kill++) {
        int due = kill * MANY / 3 + 1;
        Process importing = newsroom.begin(command);
        RunningNewsroom.await(
            due + " are signed up",
            Duration.ofMinutes(2),
            () -> count(database, "subscription") >= due || !importing.isAlive());
        RunningNewsroom.pause(Duration.ofNanos(chance.nextLong(30_000_000L)));
        importing.destroyForcibly();
        RunningNewsroom.await("it is dead", Duration.ofSeconds(30), () -> !importing.isAlive());
        if (count(database, "subscription") < MANY) halfway++;
      }
      assertThat(halfway).as("kills that came halfway, seed %d", seed).isPositive();

      Ran last = newsroom.run(command);
      assertThat(last.exit()).isEqualTo(1);
      assertThat(last.err()).contains("ice.csv:7: address: 'nobody' is no mail address");
      assertThat(count(database, "subscriber")).as("seed %d", seed).isEqualTo(MANY);
      assertThat(count(database, "subscription")).isEqualTo(MANY);
      Ran again = newsroom.run(command);
      assertThat(again.out()).contains("signed up 0, stood already " + (MANY + 1) + ", refused 1");

      // The process that serves heard of them.
      Path one = newsroom.file("visit", "Anna Jones <anna@example.org>\n");
      newsroom.run("import", "--subscribers", one.toString(), "--lists", lists.toString()).done();
      newsroom
          .run(
              "publish",
              newsroom.file("a.md", "---\ntitle: A visit\nsummary: S.\n---\nB.\n").toString())
          .done();
      RunningNewsroom.await(
          "the mail has left", Duration.ofSeconds(30), () -> count(database, "delivery") == 1);
    }
  }

  @Test
  void what_is_taken_to_another_newsroom_is_the_same_there() throws IOException {
    try (var newsroom = new RunningNewsroom(Map.of());
        var other = new RunningNewsroom(Map.of())) {
      Path one = newsroom.file("visit", "anna@example.org\nbo@example.org\n");
      Path lists = newsroom.file("lists.yaml", LISTS);
      assertThat(
              newsroom
                  .run(
                      "import",
                      "--subscribers",
                      one.toString(),
                      "--lists",
                      lists.toString(),
                      "--dry-run")
                  .done()
                  .out())
          .isEqualTo("Would be: signed up 2.\n");
      JsonNode told =
          Json.tree(
              newsroom
                  .run(
                      "import",
                      "--subscribers",
                      one.toString(),
                      "--lists",
                      lists.toString(),
                      "--json")
                  .done()
                  .out());
      assertThat(told.path("signed-up").asInt()).isEqualTo(2);
      assertThat(told.path("format").asText()).isEqualTo("Mailman");

      Path file = newsroom.data().resolveSibling("all.csv");
      assertThat(newsroom.run("export", "--subscribers", file.toString()).done().out())
          .isEqualTo(file + "  subscriptions: 2 that stand, and 0 that ended\n");
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(newsroom.run("export", "--subscribers", file.toString()).exit()).isEqualTo(1);

      assertThat(other.run("import", "--subscribers", file.toString()).done().out())
          .isEqualTo("signed up 2.\n");
      Path back = newsroom.data().resolveSibling("back.csv");
      other.run("export", "--subscribers", back.toString()).done();
      assertThat(Files.readString(back)).isEqualTo(Files.readString(file)).contains("2018-05-25");
    }
  }

  @Test
  void what_is_wrong_is_said_with_its_place_and_how_it_is_mended() throws IOException {
    try (var newsroom = new RunningNewsroom(Map.of())) {
      Path one = newsroom.file("visit", "anna@example.org\nnobody\n");
      Path lists = newsroom.file("lists.yaml", LISTS);
      for (List<String> wrong :
          List.of(
              List.of("import"),
              List.of("import", "--lists", lists.toString(), "x.md"),
              List.of("import", "x.md", "--subscribers", one.toString()),
              List.of("import", "--subscribers", one.toString()),
              List.of("export"),
              List.of("export", "folder", "--subscribers", "x"),
              List.of("export", "folder")))
        assertThat(newsroom.run(wrong.toArray(String[]::new)).exit()).as("%s", wrong).isEqualTo(2);

      Path unknown = newsroom.file("unknown.csv", "name,mail\nAnna,anna@example.org\n");
      Ran header =
          newsroom.run(
              "import",
              "--subscribers",
              one.toString(),
              unknown.toString(),
              "--lists",
              lists.toString());
      assertThat(header.exit()).isEqualTo(1);
      assertThat(header.err())
          .contains(
              "unknown.csv: Nothing here knows", "listmonk (uuid,email", "Nothing was changed.");

      Path tag = newsroom.file("tag.yaml", "visit: topic:sea\n");
      Ran missing =
          newsroom.run("import", "--subscribers", one.toString(), "--lists", tag.toString());
      assertThat(missing.exit()).isEqualTo(1);
      assertThat(missing.err()).contains("tag.yaml: visit: search: ", "topic:sea");

      Path refusals = newsroom.data().resolveSibling("refusals.jsonl");
      Path gone = newsroom.file("gone", "cy@example.org\n".repeat(50));
      Ran refused =
          newsroom.run(
              "import",
              "--refusals",
              refusals.toString(),
              "--lists",
              lists.toString(),
              "--subscribers",
              one.toString(),
              gone.toString());
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err())
          .contains(one + ":2: address: 'nobody' is no mail address", gone + ":20: The lists file")
          .contains("… and 30 more lines such as: The lists file does not say")
          .doesNotContain(gone + ":21:");
      assertThat(refused.out()).isEqualTo("signed up 1, refused 51.\n");
      assertThat(Files.readAllLines(refusals))
          .hasSize(51)
          .last()
          .asString()
          .contains("\"line\":50", "\"mend\":");
    }
  }

  private static Path many(RunningNewsroom newsroom, SplittableRandom chance) {
    var lines = new StringBuilder("uuid,email,name,attributes,status,created_at,updated_at\n");
    for (int i = 0; i < MANY; i++) {
      if (i == 5) line(lines, "nobody", i);
      line(lines, "reader-" + i + "@mail" + chance.nextInt(50) + ".example.org", i);
    }
    line(
        lines,
        lines
            .substring(lines.indexOf("reader-3@"), lines.indexOf(",", lines.indexOf("reader-3@")))
            .toUpperCase(java.util.Locale.ROOT),
        3);
    return newsroom.file("ice.csv", lines.toString());
  }

  private static void line(StringBuilder lines, String address, int i) {
    lines
        .append("5c1a7c11-0000-4000-8000-%012d,".formatted(i))
        .append(address)
        .append(",\"Reader, the ")
        .append(i)
        .append(
            "th\",{},enabled,2021-04-05 06:07:08.123456 +0000 UTC,2024-01-01 00:00:00 +0000 UTC\n");
  }

  private static int count(Database database, String table) {
    int count =
        database.reading(
            tx -> tx.createQuery("select count(*) from " + table).mapTo(Integer.class).one());
    return count;
  }
}
