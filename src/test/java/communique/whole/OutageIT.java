package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the newsroom stands on goes away and comes back.
class OutageIT {
  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(10);

  @Test
  void while_the_database_is_away_the_shelf_serves_on_and_all_catches_up_when_it_is_back() {
    try (var postgres = new Postgres();
        var newsroom = new RunningNewsroom(Map.of("COMMUNIQUE_DATABASE", postgres.fresh()))) {
      newsroom.start("serve");
      newsroom.run("publish", newsroom.announcement("read", "Words.")).done();
      newsroom.run("publish", newsroom.announcement("unread", "Words.")).done();
      RunningNewsroom.await(
          "both stand on the home page",
          Duration.ofSeconds(10),
          () ->
              newsroom.get("/").text().contains("/news/read")
                  && newsroom.get("/").text().contains("/news/unread"));
      byte[] before = newsroom.get("/news/read").must(200).body();
      String token = newsroom.token("outage");

      postgres.stop();

      assertThat(newsroom.get("/news/read").must(200).body()).isEqualTo(before);
      newsroom.get("/").must(200);
      Instant asked = Instant.now();
      Answer away = newsroom.get("/news/unread").must(503);
      assertThat(Duration.between(asked, Instant.now())).isLessThan(REFUSED_WITHIN);
      assertThat(away.header("Retry-After")).isNotEmpty();
      assertThat(away.header("Cache-Control")).contains("no-store");
      Answer api = newsroom.get("/api/announcements/unread").must(503);
      assertThat(api.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(api.json().path("status").asInt()).isEqualTo(503);
      Answer desk =
          newsroom.get("/api/desk/v1/announcements", "Authorization", "Bearer " + token).must(503);
      assertThat(desk.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(newsroom.management("/q/health/ready").status()).isEqualTo(503);
      assertThat(newsroom.management("/q/health/live").status()).isEqualTo(200);
      Ran refused = newsroom.run("publish", newsroom.announcement("late", "Words."));
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).doesNotContain("\tat ");

      postgres.start();

      RunningNewsroom.await(
          "what could not be read can be read",
          Duration.ofSeconds(30),
          () -> newsroom.get("/news/unread").status() == 200);
      assertThat(newsroom.get("/news/late").status()).isEqualTo(404);
      newsroom.run("publish", newsroom.announcement("late", "Words.")).done();
      RunningNewsroom.await(
          "the readers have caught up",
          Duration.ofSeconds(30),
          () ->
              newsroom.get("/").text().contains("/news/late")
                  && newsroom.get("/feed.atom").text().contains("/news/late")
                  && newsroom.management("/q/health/ready").status() == 200);
    }
  }

  @Test
  void on_a_full_disk_a_publish_is_refused_whole_and_the_site_stays_up() throws IOException {
    Optional<SmallDisk> mounted = SmallDisk.mount("48m");
    if (mounted.isEmpty()) return;
    try (SmallDisk disk = mounted.get();
        var newsroom =
            new RunningNewsroom(Map.of("COMMUNIQUE_DATA", disk.folder("data").toString()))) {
      newsroom.start("serve");
      newsroom.run("publish", newsroom.announcement("before", "Words.")).done();
      newsroom.get("/news/before").must(200);
      disk.fill();

      String large = "A paragraph that takes room on a disk.\n\n".repeat(25_000);
      Ran refused = newsroom.run("publish", newsroom.announcement("large", large));
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).doesNotContain("\tat ");
      newsroom.get("/").must(200);
      newsroom.get("/news/before").must(200);
      newsroom.get("/news/before/updates").must(200);
      newsroom.get("/news/large").must(404);
      assertThat(PublicLog.of(newsroom)).hasSize(1);

      disk.free();

      newsroom.run("publish", newsroom.announcement("large", large)).done();
      RunningNewsroom.await(
          "what was refused is public now",
          Duration.ofSeconds(10),
          () -> newsroom.get("/news/large").status() == 200);
      assertThat(PublicLog.of(newsroom)).hasSize(2);
      newsroom.kill();
      newsroom.start("serve");
      newsroom.get("/news/large").must(200);
    }
  }
}
