package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.platform.Ids;
import communique.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An import that is killed at any moment and begun again leaves the record that one leaves which
/// was never disturbed.
class ImportCrashIT {
  private static final int ANNOUNCEMENTS = 3_000;
  private static final int KILLS = 4;
  private static final Map<String, String> SETTINGS = Map.of("COMMUNIQUE_LOCALES", "en,ar");

  /// What a newsroom shows after an import.
  ///
  /// @param refusals the file of them
  private record Shown(List<JsonNode> log, Map<String, String> pages, String refusals) {}

  @ParameterizedTest
  @EnumSource
  void what_an_import_leaves_is_the_same_however_often_it_was_killed(Backing backing) {
    long seed = Long.getLong("communique.seed", System.nanoTime());
    Shown undisturbed;
    long items;
    try (var newsroom = RunningNewsroom.on(backing, SETTINGS)) {
      Path file = items(newsroom);
      items = lines(file);
      Ran ran = run(newsroom, file);
      assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
      undisturbed = shown(newsroom);
    }
    // What is compared must have been there.
    assertThat(undisturbed.log()).hasSizeGreaterThan(ANNOUNCEMENTS * 2);
    assertThat(undisturbed.refusals().lines()).hasSize(ANNOUNCEMENTS / 100 * 4);
    assertThat(undisturbed.pages()).hasSizeGreaterThan(ANNOUNCEMENTS);
    int rounds = Rounds.of(1, 10);
    for (int round = 0; round < rounds; round++) {
      try (var newsroom = RunningNewsroom.on(backing, SETTINGS)) {
        round(newsroom, items, undisturbed, new SplittableRandom(seed + round));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            backing + ", round " + round + ", -Dcommunique.seed=" + seed + ": " + e.getMessage(),
            e);
      }
    }
  }

  private static void round(
      RunningNewsroom newsroom, long items, Shown undisturbed, SplittableRandom chance) {
    Path file = items(newsroom);
    int all = undisturbed.log().size();
    int halfway = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      // Once before anything can be there, and then further and further on.
      long due = kill == 0 ? 0 : all * (kill - 1L) / KILLS + 1 + chance.nextInt(all / KILLS / 2);
      Process importing =
          newsroom.begin("import", "--refusals", refusals(newsroom).toString(), file.toString());
      RunningNewsroom.await(
          due + " changes",
          Duration.ofMinutes(2),
          () -> reaches(newsroom, due) || !importing.isAlive());
      RunningNewsroom.pause(
          Duration.ofNanos(chance.nextLong(kill == 0 ? 3_000_000_000L : 150_000_000L)));
      importing.destroyForcibly();
      RunningNewsroom.await("it is dead", Duration.ofSeconds(30), () -> !importing.isAlive());
      if (reaches(newsroom, 1) && !reaches(newsroom, all)) halfway++;
    }
    assertThat(halfway).as("kills that came halfway").isPositive();

    Ran last = run(newsroom, file);
    assertThat(last.exit()).as(last.err()).isEqualTo(1);
    assertThat(counted(last, "Imported") + counted(last, "unchanged") + counted(last, "refused"))
        .isEqualTo(items);
    Shown shown = shown(newsroom);
    assertThat(shown.log()).hasSameSizeAs(undisturbed.log());
    for (int i = 0; i < shown.log().size(); i++)
      assertThat(shown.log().get(i)).isEqualTo(undisturbed.log().get(i));
    assertThat(shown.refusals()).isEqualTo(undisturbed.refusals());
    assertThat(shown.pages().keySet()).isEqualTo(undisturbed.pages().keySet());
    shown
        .pages()
        .forEach(
            (path, page) -> assertThat(page).as(path).isEqualTo(undisturbed.pages().get(path)));

    // And once more: all is there.
    Ran again = run(newsroom, file);
    assertThat(counted(again, "Imported")).isZero();
    assertThat(PublicLog.of(newsroom)).hasSameSizeAs(undisturbed.log());
  }

  private static Ran run(RunningNewsroom newsroom, Path file) {
    return newsroom.run("import", "--refusals", refusals(newsroom).toString(), file.toString());
  }

  private static Path refusals(RunningNewsroom newsroom) {
    return newsroom.data().resolveSibling("refusals.jsonl");
  }

  /// Of the last line: `Imported: 12, unchanged: 3, refused: 1.`
  private static long counted(Ran ran, String what) {
    String sum =
        (ran.out() + ran.err())
            .lines()
            .filter(line -> line.contains("Imported: "))
            .toList()
            .getLast();
    return Long.parseLong(sum.replaceAll(".*" + what + ": (\\d+).*", "$1"));
  }

  /// Whether change `n` is there.
  private static boolean reaches(RunningNewsroom newsroom, long n) {
    return n == 0
        || !newsroom.get("/api/changes?limit=1&after=" + (n - 1)).must(200).text().isEmpty();
  }

  /// The log without when it was written, and what every page answers that it names.
  private static Shown shown(RunningNewsroom newsroom) {
    RunningNewsroom.await(
        "the readers have caught up",
        Duration.ofMinutes(1),
        () -> haveRead(newsroom, PublicLog.of(newsroom).size()));
    var log = new ArrayList<JsonNode>();
    var pages = new LinkedHashMap<String, String>();
    for (JsonNode change : PublicLog.of(newsroom)) {
      ((ObjectNode) change).remove("recordedAt");
      log.add(change);
      for (JsonNode path : change.path("paths"))
        pages.computeIfAbsent(path.asText(), asked -> answer(newsroom, asked));
    }
    try {
      return new Shown(
          log, pages, Files.readString(refusals(newsroom)).replaceAll("/[^ \"]*/files/", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether every reader of the log has come to change `n`.
  private static boolean haveRead(RunningNewsroom newsroom, int n) {
    boolean all = false;
    JsonNode health = Json.tree(newsroom.management("/q/health/ready").text());
    for (JsonNode check : health.path("checks"))
      if (check.path("name").asText().equals("readers")) {
        all = true;
        for (JsonNode position : check.path("data")) all &= position.asInt() >= n;
      }
    return all;
  }

  /// Without its own port, which every newsroom has another of.
  private static String answer(RunningNewsroom newsroom, String path) {
    Answer page = newsroom.get(path);
    return page.status() + "\n" + page.text().replace(newsroom.url(), "");
  }

  private static long lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Announcements with translations, tags and withdrawals, and addresses that are gone; and in
  /// each hundred a line that is no JSON, one from the future, and two that want one address.
  private static Path items(RunningNewsroom newsroom) {
    ObjectNode news = example("news_article/best-practice-press-release");
    ObjectNode gone = example("gone/gone");
    var lines = new StringBuilder();
    for (int i = 0; i < ANNOUNCEMENTS; i++) {
      lines.append(Json.write(item(news, i, "en"))).append('\n');
      if (i % 9 == 4) lines.append(Json.write(item(news, i, "ar"))).append('\n');
      switch (i % 100) {
        case 20 -> {
          gone.put("base_path", "/government/news/gone-" + i);
          gone.put("content_id", id(-5_000_000 - i));
          lines.append(Json.write(gone)).append('\n');
        }
        case 50 ->
            lines.append("{\"base_path\": \"/government/news/half-").append(i).append("\"\n");
        case 60 ->
            lines
                .append(
                    Json.write(
                        item(news, -i, "en").put("first_published_at", "2999-01-01T00:00:00Z")))
                .append('\n');
        case 70 -> {
          for (int twin = 1; twin <= 2; twin++)
            lines
                .append(
                    Json.write(
                        item(news, -i, "en").put("content_id", id(-i - twin * ANNOUNCEMENTS))))
                .append('\n');
        }
        default -> {
          // One announcement is enough.
        }
      }
    }
    return newsroom.file("items.jsonl", lines.toString());
  }

  private static ObjectNode item(ObjectNode example, int i, String locale) {
    ObjectNode item = example.deepCopy();
    String suffix = locale.equals("en") ? "" : "." + locale;
    item.put("base_path", "/government/news/item-" + i + suffix);
    item.put("content_id", id(i));
    item.put("locale", locale);
    item.put("title", "Item " + i + " in " + locale);
    Instant at = Instant.parse("2015-01-01T09:00:00Z").plusSeconds(Math.abs(i) * 4_000L);
    for (String date : List.of("first_published_at", "public_updated_at", "updated_at"))
      item.put(date, at.toString());
    ObjectNode details = (ObjectNode) item.get("details");
    details.put(
        "body", "<div class=\"govspeak\"><p>" + ("Words of " + i + ". ").repeat(40) + "</p></div>");
    ArrayNode history = details.putArray("change_history");
    history.addObject().put("public_timestamp", at.toString()).put("note", "Put right.");
    history
        .addObject()
        .put("public_timestamp", at.minusSeconds(60).toString())
        .put("note", "First published.");
    ObjectNode person = (ObjectNode) item.get("links").get("people").get(0);
    person.put("content_id", id(-1_000_000 - i % 40));
    person.put("title", "Person " + i % 40);
    person.put("base_path", "/government/people/person-" + i % 40);
    if (i % 11 == 5)
      item.putObject("withdrawn_notice")
          .put("explanation", "<p>Out of date.</p>")
          .put("withdrawn_at", at.plusSeconds(60).toString());
    return item;
  }

  private static String id(int i) {
    return Ids.ofName("item " + i);
  }

  private static ObjectNode example(String name) {
    try {
      return Json.tree(
              Files.readString(Path.of("src/test/resources/govuk/examples", name + ".json")))
          .deepCopy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
