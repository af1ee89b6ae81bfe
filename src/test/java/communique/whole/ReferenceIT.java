package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// The reference announcement: imported as a reader saw it, then translated twice.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReferenceIT {
  private static final String SLUG = "foreign-secretary-to-visit-moscow";
  private static final Path CAPTURED =
      Path.of("..", "shared", "data", "announcement", SLUG + ".txt").toAbsolutePath().normalize();

  private final RunningNewsroom newsroom =
      new RunningNewsroom(
          Map.of(
              "COMMUNIQUE_LOCALES", "en,ru,ar",
              "COMMUNIQUE_NAME", "Foreign Office",
              "COMMUNIQUE_ZONE", "Europe/London"));
  private List<String> lines = List.of();

  @BeforeAll
  void imports() throws IOException {
    if (!Files.isReadable(CAPTURED)) {
      System.out.println("The reference announcement is not tried: ../shared/data is not there.");
      Assumptions.abort();
    }
    lines = Files.readAllLines(CAPTURED);
    newsroom.start("serve");
    newsroom.run("import", CAPTURED.toString()).done();
    RunningNewsroom.await(
        "it stands on the home page",
        Duration.ofSeconds(10),
        () -> newsroom.get("/").text().contains("/news/" + SLUG));
  }

  @AfterAll
  void ends() {
    newsroom.close();
  }

  @Test
  @Order(1)
  void everything_that_the_text_holds_stands_on_the_page_in_its_place() {
    Document page = page("/news/" + SLUG);
    assertThat(page.select("h1").text()).isEqualTo(lines.get(0));
    assertThat(page.select(".lead").text()).isEqualTo(lines.get(1));
    List<String> words = page.select(".words > p").eachText();
    assertThat(words).containsSubsequence(lines.subList(2, 7));
    assertThat(words.getLast()).isEqualTo("The Foreign Secretary Boris Johnson said:");

    Element said = Objects.requireNonNull(page.selectFirst("figure.said"));
    assertThat(said.select("figcaption").text()).contains("Boris Johnson", "Foreign Secretary");
    assertThat(said.select("blockquote p").eachText()).isEqualTo(lines.subList(8, 11));

    assertThat(page.select("dl.facts").text())
        .contains("Published 13 October 2017")
        .contains("Last updated 16 October 2017");

    assertThat(page.text()).contains("@foreignoffice", "Facebook");
    Element closed = Objects.requireNonNull(page.selectFirst(".closed"));
    assertThat(closed.text()).contains("Google+", "closed");
    assertThat(closed.select("a")).isEmpty();
    assertThat(page.select("a[href*=plus.google]")).isEmpty();

    List<Element> trail = page.select("#updates ol > li");
    assertThat(trail).hasSize(3);
    assertThat(trail.get(0).text()).contains("Added translation", "16 October 2017");
    assertThat(trail.get(1).text()).contains("Added translation").doesNotContain("2017");
    assertThat(trail.get(2).text()).contains("First published.", "13 October 2017");
  }

  @Test
  @Order(2)
  void it_is_in_all_three_feeds_the_content_api_the_sitemap_and_the_home_page() {
    for (String path : List.of("/feed.atom", "/feed.rss", "/feed.json"))
      assertThat(newsroom.get(path).must(200).text())
          .as(path)
          .contains(newsroom.url() + "/news/" + SLUG, lines.getFirst(), "face-to-face");
    JsonNode item = newsroom.get("/api/content/news/" + SLUG).must(200).json();
    assertThat(item.path("base_path").asText()).isEqualTo("/news/" + SLUG);
    assertThat(item.path("title").asText()).isEqualTo(lines.get(0));
    assertThat(item.path("description").asText()).isEqualTo(lines.get(1));
    assertThat(item.path("first_published_at").asText()).startsWith("2017-10-1");
    JsonNode whole = newsroom.get("/api/announcements/" + SLUG).must(200).json();
    assertThat(whole.path("title").asText()).isEqualTo(lines.get(0));
    String parts = newsroom.get("/sitemap.xml").must(200).text();
    String sitemap =
        Jsoup.parse(parts).select("loc").stream()
            .map(loc -> newsroom.get(newsroom.path(loc.text())).must(200).text())
            .reduce("", String::concat);
    assertThat(sitemap).contains("<loc>" + newsroom.url() + "/news/" + SLUG + "</loc>");
    assertThat(page("/").select("main").text()).contains(lines.getFirst());
    assertThat(PublicLog.of(newsroom))
        .anySatisfy(change -> assertThat(change.path("slug").asText()).isEqualTo(SLUG));
  }

  @Test
  @Order(3)
  void importing_the_same_file_again_changes_nothing_and_says_so() {
    List<JsonNode> before = PublicLog.of(newsroom);
    Ran again = newsroom.run("import", CAPTURED.toString()).done();
    assertThat(again.out() + again.err()).containsIgnoringCase("unchanged");
    assertThat(PublicLog.of(newsroom)).isEqualTo(before);
  }

  @Test
  @Order(4)
  void two_translations_give_two_pages_two_notes_and_links_both_ways() throws IOException {
    int before = page("/news/" + SLUG).select("#updates ol > li").size();
    newsroom.run("publish", translation("ru"), translation("ar")).done();
    RunningNewsroom.await(
        "the translations are there",
        Duration.ofSeconds(10),
        () ->
            newsroom.get("/news/" + SLUG + ".ar").status() == 200
                && newsroom.get("/news/" + SLUG).text().contains("/news/" + SLUG + ".ru"));

    var pages = new LinkedHashMap<String, Document>();
    for (String locale : List.of("en", "ru", "ar")) pages.put(locale, page(address(locale)));
    assertThat(page(address("ru")).select("h1").text())
        .isEqualTo("Министр иностранных дел посетит Москву");
    assertThat(page(address("ar")).select("h1").text()).isEqualTo("وزير الخارجية يزور موسكو");
    assertThat(page(address("ar")).select("html").attr("dir")).isEqualTo("rtl");
    assertThat(page(address("ru")).select("html").attr("dir")).isNotEqualTo("rtl");
    assertThat(page(address("ar")).select("figure.said figcaption").text())
        .contains("بوريس جونسون");

    var notes = Map.of("en", "Added translation", "ru", "Добавлен перевод", "ar", "أُضيفت ترجمة");
    pages.forEach((locale, page) -> {
      List<Element> trail = page.select("#updates ol > li");
      assertThat(trail).as(locale).hasSize(before + 2);
      for (Element newest : trail.subList(0, 2))
        assertThat(newest.text()).as(locale).contains(notes.getOrDefault(locale, ""));
      var alternates = new LinkedHashMap<String, String>();
      for (Element link : page.select("link[rel=alternate][hreflang]"))
        alternates.put(link.attr("hreflang"), newsroom.path(link.attr("href")));
      assertThat(alternates)
          .as(locale)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "en", address("en"),
                  "ru", address("ru"),
                  "ar", address("ar"),
                  "x-default", address("en")));
      assertThat(newsroom.path(page.select("link[rel=canonical]").attr("href")))
          .isEqualTo(address(locale));
      for (String other : List.of("en", "ru", "ar"))
        if (!other.equals(locale)) {
          Element link = Objects.requireNonNull(page.selectFirst("main a[hreflang=" + other + "]"));
          assertThat(link.attr("lang")).isEqualTo(other);
        }
    });
  }

  private static String address(String locale) {
    return "/news/" + SLUG + (locale.equals("en") ? "" : "." + locale);
  }

  private Document page(String path) {
    return Jsoup.parse(newsroom.get(path).must(200).text());
  }

  private String translation(String locale) throws IOException {
    String name = SLUG + "." + locale + ".md";
    try (InputStream in = ReferenceIT.class.getResourceAsStream(name)) {
      String text =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      return newsroom.file(name, text).toString();
    }
  }
}
