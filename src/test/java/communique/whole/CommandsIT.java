package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Commands beside a process that serves the same store.
class CommandsIT {
  private static final String VISIT =
      "---\ntitle: %s\nsummary: The minister goes.\n%s---\nShe leaves in May.\n";

  @ParameterizedTest
  @EnumSource
  void the_demonstration_is_served_published_to_and_served_again(Backing backing) {
    try (var newsroom = new RunningNewsroom(backing.settings())) {
      newsroom.start("demo");
      String page = "/news/joint-sea-rescue";
      RunningNewsroom.await(
          "the page is there", Duration.ofSeconds(20), () -> newsroom.get(page).status() == 200);
      assertThat(newsroom.log()).contains(newsroom.url() + page);

      Path visit = newsroom.file("visit.md", VISIT.formatted("A visit", ""));
      Ran ran = newsroom.run("publish", visit.toString()).done();
      assertThat(ran.out()).startsWith(newsroom.url() + "/news/visit  published version 1");
      RunningNewsroom.await(
          "what was published is there",
          Duration.ofSeconds(20),
          () -> newsroom.get("/news/visit").status() == 200);
      assertThat(newsroom.run("publish", visit.toString()).done().out()).contains("unchanged");

      newsroom.stop();
      newsroom.start("demo");
      assertThat(newsroom.get("/news/visit").status()).isEqualTo(200);
    }
  }

  @Test
  void a_second_process_does_not_serve_the_same_folder() {
    try (var newsroom = RunningNewsroom.on(Backing.SQLITE, Map.of())) {
      Ran second = newsroom.run("serve");

      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.err().lines())
          .singleElement()
          .asString()
          .contains("process " + newsroom.pid(), "COMMUNIQUE_DATA");
    }
  }

  @Test
  void a_port_that_is_taken_is_one_sentence() {
    try (var newsroom = RunningNewsroom.on(Backing.SQLITE, Map.of());
        var other =
            new RunningNewsroom(Map.of("COMMUNIQUE_PORT", Integer.toString(newsroom.port())))) {
      Ran second = other.run("serve");

      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.err().lines())
          .singleElement()
          .asString()
          .contains(Integer.toString(newsroom.port()), "COMMUNIQUE_PORT");
    }
  }

  @Test
  void the_demonstration_leaves_another_newsroom_alone() throws IOException {
    try (var newsroom = new RunningNewsroom(Map.of())) {
      newsroom.run("publish", newsroom.file("a.md", VISIT.formatted("A", "")).toString()).done();
      Ran demo = newsroom.run("demo");

      assertThat(demo.exit()).isEqualTo(1);
      assertThat(demo.err()).contains("another newsroom");
      assertThat(Files.exists(newsroom.data().resolve("communique.properties"))).isFalse();
    }
  }

  @Test
  void a_page_is_withdrawn_restored_tagged_and_taken_away() {
    try (var newsroom = new RunningNewsroom(Map.of())) {
      Path one = newsroom.file("one.md", VISIT.formatted("One", ""));
      Path two = newsroom.file("two.md", VISIT.formatted("Two", "topics: [sea]\n"));
      assertThat(newsroom.run("publish", one.toString(), two.toString()).err())
          .contains("two.md: topics: There is no topic 'sea'.")
          .contains("Nothing was published.");
      newsroom.run("publish", one.toString(), two.toString(), "--create-tags").done();

      assertThat(newsroom.run("withdraw", "one").exit()).isEqualTo(2);
      newsroom.run("withdraw", "one", "--explanation", "A slip.").done();
      newsroom.run("restore-page", "one").done();
      newsroom.run("tag", "one", "--topics", "sea").done();
      assertThat(newsroom.run("unpublish", "one", "--redirect", "two", "--json").done().out())
          .startsWith("{\"path\":\"/news/one\"");
      assertThat(newsroom.run("unpublish", "two", "--redirect", "/news/one").err())
          .contains("redirects back");
      assertThat(newsroom.run("withdraw", "two", "--locale", "xx-", "--explanation", "x").exit())
          .isEqualTo(1);
    }
  }
}
