package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What was acknowledged survives kill -9 at any moment: once, whole, and everywhere.
class CrashIT {
  private static final int PUBLISHES = 200;
  private static final int PUBLISHERS = 4;
  private static final int KILLS = 4;

  /// One announcement, published a first time or corrected.
  private record Job(String slug, int edition) {
    String title() {
      return "Report " + slug + ", version " + edition;
    }

    /// Long, so that half of it would be seen to be half.
    String body() {
      return ("Paragraph of " + slug + ".\n\n").repeat(40) + "End of version " + edition + ".";
    }
  }

  /// What the newsroom answered to a publish.
  private record Acknowledged(long change, int edition) {}

  @ParameterizedTest
  @EnumSource
  void every_acknowledged_publish_is_there_afterwards_once_and_whole(Backing backing) {
    int rounds = Rounds.of(1, 20);
    long seed = Long.getLong("communique.seed", System.nanoTime());
    for (int round = 0; round < rounds; round++) {
      var chance = new SplittableRandom(seed + round);
      try (var newsroom = RunningNewsroom.on(backing, Map.of())) {
        round(newsroom, chance);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            backing + ", round " + round + ", -Dcommunique.seed=" + seed + ": " + e.getMessage(),
            e);
      }
    }
  }

  private static void round(RunningNewsroom newsroom, SplittableRandom chance) {
    String token = newsroom.token("crash");
    var acknowledged = new ConcurrentHashMap<Job, Acknowledged>();
    var done = new AtomicInteger();
    try (var publishers = Executors.newFixedThreadPool(PUBLISHERS)) {
      var all = new ArrayList<Future<?>>();
      for (int p = 0; p < PUBLISHERS; p++) {
        List<Job> jobs = jobs(p);
        all.add(
            publishers.submit(() -> {
              for (Job job : jobs) {
                acknowledged.put(job, publish(newsroom, token, job));
                done.incrementAndGet();
              }
            }));
      }
      // Each kill waits for some more to be acknowledged, and then for a moment of its own.
      for (int kill = 1; kill <= KILLS; kill++) {
        int due = PUBLISHES * kill / (KILLS + 1) + chance.nextInt(20) - 10;
        RunningNewsroom.await(
            due + " publishes",
            Duration.ofSeconds(60),
            () ->
                done.get() >= due || all.stream().anyMatch(f -> f.state() == Future.State.FAILED));
        RunningNewsroom.pause(Duration.ofNanos(chance.nextInt(40_000_000)));
        newsroom.kill();
        newsroom.start("serve");
      }
      for (Future<?> one : all) finish(one);
    }
    // The last acknowledgements, too, get no time to settle.
    newsroom.kill();
    newsroom.start("serve");
    assertThat(acknowledged).hasSize(PUBLISHES);
    check(newsroom, acknowledged);
  }

  /// What one publisher does, in order: every third announcement is corrected at once.
  private static List<Job> jobs(int publisher) {
    var jobs = new ArrayList<Job>();
    for (int i = 0; jobs.size() < PUBLISHES / PUBLISHERS; i++) {
      String slug = "report-" + publisher + "-" + i;
      jobs.add(new Job(slug, 1));
      if (i % 3 == 0 && jobs.size() < PUBLISHES / PUBLISHERS) jobs.add(new Job(slug, 2));
    }
    return jobs;
  }

  /// Asks until there is an answer, as a client does that lost its connection: with the same
  /// idempotency key.
  private static Acknowledged publish(RunningNewsroom newsroom, String token, Job job) {
    String path = "/api/desk/v1/announcements/" + job.slug() + "/en";
    String bearer = "Bearer " + token;
    var draft = new LinkedHashMap<String, Object>();
    draft.put("title", job.title());
    draft.put("summary", "What " + job.slug() + " found.");
    draft.put("body", job.body());
    var how = new LinkedHashMap<String, Object>();
    if (job.edition() > 1) how.put("changeNote", "Corrected the figures of " + job.slug() + ".");
    boolean saved = false;
    while (true) {
      try {
        if (!saved) {
          save(newsroom, path, bearer, Json.write(draft));
          saved = true;
        }
        Answer answer =
            newsroom.post(
                path + "/publish",
                Json.write(how),
                "Authorization",
                bearer,
                "Idempotency-Key",
                job.slug() + "-" + job.edition());
        // A newsroom that just starts may still say that it cannot yet.
        if (answer.status() != 503) {
          JsonNode json = answer.must(200).json();
          return new Acknowledged(json.path("change").asLong(), json.path("edition").asInt());
        }
      } catch (UncheckedIOException e) {
        // Killed while we asked; nobody knows yet what became of it.
      }
      RunningNewsroom.pause(Duration.ofMillis(30));
    }
  }

  private static void save(RunningNewsroom newsroom, String path, String bearer, String draft) {
    Answer known = newsroom.get(path, "Authorization", bearer);
    if (known.status() == 404) newsroom.put(path, draft, "Authorization", bearer).must(201);
    else
      newsroom
          .put(path, draft, "Authorization", bearer, "If-Match", known.must(200).header("ETag"))
          .must(200);
  }

  private static void check(RunningNewsroom newsroom, Map<Job, Acknowledged> acknowledged) {
    var newest = new HashMap<String, Job>();
    for (Job job : acknowledged.keySet())
      newest.merge(job.slug(), job, (a, b) -> a.edition() > b.edition() ? a : b);

    // The log: from 1 without gaps, and each acknowledged publish in it once, with its number.
    List<JsonNode> log = PublicLog.of(newsroom);
    assertThat(log).hasSize(PUBLISHES);
    var logged = new HashMap<Job, Long>();
    for (int i = 0; i < log.size(); i++) {
      JsonNode change = log.get(i);
      assertThat(change.path("n").asLong()).isEqualTo(i + 1);
      var job = new Job(change.path("slug").asText(), change.path("edition").asInt());
      assertThat(logged.put(job, change.path("n").asLong())).as(job + " twice").isNull();
    }
    acknowledged.forEach((job, answer) -> {
      assertThat(answer.edition()).as(job.toString()).isEqualTo(job.edition());
      assertThat(logged).containsEntry(job, answer.change());
    });

    // The pages: each whole, with the newest words.
    newest.forEach((slug, job) -> {
      Document page = Jsoup.parse(newsroom.get("/news/" + slug).must(200).text());
      assertThat(page.select("h1").text()).isEqualTo(job.title());
      assertThat(page.text()).contains("End of version " + job.edition() + ".");
      assertThat(page.select("p:containsOwn(Paragraph of " + slug + ".)")).hasSize(40);
    });

    // The feed: it follows the log within moments, has everything, and nothing twice in one
    // document.
    RunningNewsroom.await(
        "every announcement is in the feed",
        Duration.ofSeconds(10),
        () -> feed(newsroom).size() == newest.size());
    assertThat(feed(newsroom).values())
        .containsExactlyInAnyOrderElementsOf(newest.values().stream().map(Job::title).toList());
  }

  /// Id → newest title, from the live document back through the archives.
  private static Map<String, String> feed(RunningNewsroom newsroom) {
    var titles = new HashMap<String, String>();
    String path = "/feed.atom";
    while (!path.isEmpty()) {
      Document feed = Jsoup.parse(newsroom.get(path).must(200).text(), "", Parser.xmlParser());
      var here = new HashSet<String>();
      for (Element entry : feed.select("feed > entry")) {
        String id = entry.select("> id").text();
        assertThat(here.add(id)).as(id + " is twice in " + path).isTrue();
        titles.putIfAbsent(id, entry.select("> title").text());
      }
      path = newsroom.path(feed.select("feed > link[rel=prev-archive]").attr("href"));
    }
    return titles;
  }

  private static void finish(Future<?> publisher) {
    try {
      publisher.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new AssertionError(String.valueOf(e.getCause()), e);
    }
  }
}
