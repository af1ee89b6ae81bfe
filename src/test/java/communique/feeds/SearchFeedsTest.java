package communique.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Database;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import communique.search.TestFinder;
import communique.shelf.Response;
import communique.shelf.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchFeedsTest {
  private TestNewsroom newsroom;
  private TestFinder finder;
  private SearchFeeds feeds;

  @BeforeEach
  void open() {
    newsroom = TestNewsroom.open(Database.Kind.SQLITE);
    finder = new TestFinder(newsroom);
    feeds = new SearchFeeds(newsroom.database(), TestNewsroom.NEWSROOM, finder.finder());
  }

  @AfterEach
  void close() {
    finder.close();
    newsroom.close();
  }

  @Test
  void the_newest_answers_stand_first_in_the_language_of_the_address() {
    newsroom
        .publish(Sheet.of("old").title("Rescue at sea"))
        .pass(Duration.ofDays(1))
        .publish(Sheet.of("next").title("Rescue on ice"))
        .publish(Sheet.of("next").in("fr").title("Secours sur la glace"))
        .publish(Sheet.of("road").title("A road"));

    Document feed = atom("/search.atom", "q=rescue");

    assertThat(feed.select("entry > title").eachText())
        .containsExactly("Rescue on ice", "Rescue at sea");
    assertThat(feed.select("feed > link[rel=self]").attr("href"))
        .isEqualTo("https://news.example.org/search.atom?q=rescue");
    assertThat(feed.select("feed > link[rel=alternate]").attr("href"))
        .isEqualTo("https://news.example.org/search?q=rescue");
    assertThat(atom("/search.fr.atom", "q=glace").select("entry > title").eachText())
        .containsExactly("Secours sur la glace");
    assertThat(atom("/search.fr.atom", "q=rescue").select("entry")).isEmpty();
    assertThat(atom("/search.fr.atom", "q=rescue&locale=en").select("entry")).hasSize(2);
  }

  @Test
  void a_search_has_one_feed_however_it_was_written() {
    newsroom.publish(Sheet.of("old").title("Rescue at sea"));

    String id = atom("/search.atom", "q=sea+rescue").select("feed > id").text();

    assertThat(atom("/search.atom", "q=rescue++sea").select("feed > id").text()).isEqualTo(id);
    assertThat(atom("/search.atom", "q=rescue").select("feed > id").text()).isNotEqualTo(id);
    assertThat(atom("/search.ru.atom", "q=sea+rescue").select("feed > id").text()).isNotEqualTo(id);
  }

  @Test
  void what_has_only_some_of_the_words_is_in_no_feed() {
    newsroom.publish(Sheet.of("old").title("Rescue at sea"));

    assertThat(atom("/search.atom", "q=rescue+sea").select("entry")).hasSize(1);
    assertThat(atom("/search.atom", "q=rescue+submarine").select("entry")).isEmpty();
  }

  @Test
  void what_was_unpublished_is_gone_and_no_answer_is_kept() {
    newsroom.publish(Sheet.of("old").title("Rescue at sea"));
    finder.caughtUp();
    newsroom.execute(new Unpublish("old", null, "", "Wrong."));

    Response response = feeds.make(new Target("/search.json", "q=rescue", "")).orElseThrow();

    assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("Rescue at");
    assertThat(response.keep()).isEqualTo(Response.Keep.NEVER);
    assertThat(feeds.make(new Target("/search.xx.atom", "", ""))).isEmpty();
    assertThat(feeds.make(new Target("/search.en.rss", "q=a", "")).orElseThrow().headers())
        .containsEntry("Location", "/search.rss?q=a");
  }

  private Document atom(String path, String query) {
    finder.caughtUp();
    Response response = feeds.make(new Target(path, query, "")).orElseThrow();
    return Jsoup.parse(new String(response.body(), StandardCharsets.UTF_8), "", Parser.xmlParser());
  }
}
