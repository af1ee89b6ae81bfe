package communique.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import communique.frame.Frames;
import communique.frame.Rendered;
import communique.frame.SiteFiles;
import communique.platform.Database;
import communique.platform.Json;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Withdraw;
import communique.search.Asked;
import communique.search.TestFinder;
import communique.shelf.Response;
import communique.shelf.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchPagesTest {
  private TestNewsroom newsroom;
  private TestFinder finder;
  private SearchPages pages;
  private SearchApi api;

  @BeforeEach
  void open() {
    newsroom = TestNewsroom.open(Database.Kind.SQLITE);
    finder = new TestFinder(newsroom);
    pages = new SearchPages(new Frames(TestNewsroom.NEWSROOM, new SiteFiles()), finder.finder());
    api = new SearchApi(TestNewsroom.NEWSROOM, finder.finder());
  }

  @AfterEach
  void close() {
    finder.close();
    newsroom.close();
  }

  @Test
  void answers_say_what_they_are_and_mark_what_was_looked_for() {
    newsroom
        .publish(
            Sheet.of("rescue")
                .title("Joint <sea> rescue")
                .body("Eleven vessels & two helicopters.\n")
                .createTags()
                .tag(TagKind.PLACE, "kverna"))
        .publish(Sheet.of("rescue").in("ar").title("إنقاذ بحري مشترك"));
    newsroom.execute(new Withdraw("rescue", Locale.ENGLISH, "Out of date."));

    Document page = page("/search", "q=rescue+vessels");

    assertThat(page.select("[role=status]").text()).isEqualTo("1 announcement");
    assertThat(page.select(".roll h3 a").attr("href")).isEqualTo("/news/rescue");
    assertThat(page.select(".roll h3 a").html()).isEqualTo("Joint &lt;sea&gt; <mark>rescue</mark>");
    assertThat(page.select(".roll > li > p").outerHtml())
        .contains("<mark>vessels</mark> &amp; two helicopters");
    assertThat(page.select(".roll .state").text()).startsWith("Withdrawn ");
    assertThat(page.select("input[name=place]").attr("value")).isEqualTo("kverna");
    assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    assertThat(page.select("input[name=q]").attr("value")).isEqualTo("rescue vessels");
    assertThat(page.select("link[type=application/atom+xml]").attr("href"))
        .isEqualTo("/search.atom?q=rescue+vessels");

    Document arabic = page("/search.ar", "q=" + encoded("الإنقاذ"));
    assertThat(arabic.select("html").attr("dir")).isEqualTo("rtl");
    assertThat(arabic.select(".roll > li").attr("lang")).isEmpty();
    assertThat(page("/search", "q=" + encoded("الإنقاذ")).select(".roll > li").attr("dir"))
        .isEqualTo("rtl");
  }

  @Test
  void one_announcement_that_was_asked_for_goes_by_its_title() {
    newsroom.publish(Sheet.of("rescue").title("Joint <sea> rescue")).publish("other");

    Document page = page("/search", "announcement=rescue");

    assertThat(page.select("[role=status]").text()).isEqualTo("1 announcement");
    assertThat(page.select("input[name=announcement][checked]").attr("value")).isEqualTo("rescue");
    assertThat(page.select("a[href=/search]").eachText()).contains("Remove Joint <sea> rescue");
    assertThat(page("/search", "announcement=none").select("a[href=/search]").eachText())
        .contains("Remove none");
    assertThat(page("/search", "").select("input[name=announcement]")).isEmpty();
  }

  @Test
  void what_finds_nothing_helps_on() {
    newsroom.publish(Sheet.of("rescue").title("Joint sea rescue"));

    Document page = page("/search", "q=resuce&kind=speech");

    assertThat(page.select("[role=status]").text()).startsWith("Nothing answers to this.");
    assertThat(page.select(".leaf ul li a").eachAttr("href")).contains("/search?q=resuce", "/");
    assertThat(page("/search", "q=resuce").select("[role=status] a").attr("href"))
        .isEqualTo("/search?q=rescue");
  }

  @Test
  void addresses_are_written_in_one_way_and_their_pages_are_never_kept() {
    newsroom.publish("rescue");
    finder.caughtUp();

    assertThat(made("/search.en", "q=a").headers()).containsEntry("Location", "/search?q=a");
    assertThat(made("/search.zh-hans", "").headers()).containsEntry("Location", "/search.zh-Hans");
    assertThat(pages.make(new Target("/search.xx", "", ""))).isEmpty();
    assertThat(pages.make(new Target("/searching", "", ""))).isEmpty();
    assertThat(made("/search", "").keep()).isEqualTo(Response.Keep.NEVER);
  }

  @Test
  void before_there_is_an_index_it_says_so() {
    Asked asked = Asked.words("a");
    Document page =
        Rendered.page(
            pages.page(asked, finder.finder().find(asked, Locale.ENGLISH, 20), Locale.ENGLISH));
    assertThat(page.select("[role=status]").text())
        .isEqualTo("The search is being made ready. Try again in a few seconds.");
    Response json = api.make(new Target("/api/search", "q=a", "")).orElseThrow();
    assertThat(json.status()).isEqualTo(503);
  }

  @Test
  void programs_read_the_same_and_go_on_page_by_page() {
    for (int i = 0; i < 5; i++)
      newsroom.pass(Duration.ofHours(1)).publish(Sheet.of("n" + i).title("Rescue " + i));

    JsonNode first = json("q=rescue&order=date&limit=2");

    assertThat(first.path("total").asInt()).isEqualTo(5);
    assertThat(first.path("results").findValuesAsText("path"))
        .containsExactly("/news/n4", "/news/n3");
    JsonNode result = first.path("results").get(0);
    assertThat(result.path("kind").asText()).isEqualTo("news-story");
    assertThat(result.path("locale").asText()).isEqualTo("en");
    assertThat(first.path("facets").path("kind").get(0).path("count").asInt()).isEqualTo(5);
    String next = first.path("next").asText();
    JsonNode second = json(next.substring(next.indexOf('?') + 1));
    assertThat(second.path("results").findValuesAsText("path"))
        .containsExactly("/news/n2", "/news/n1");
  }

  @Test
  void whatever_is_sent_is_answered_in_a_bounded_time() {
    for (int i = 0; i < 50; i++)
      newsroom.publish(Sheet.of("n" + i).title("Sea rescue number " + i));
    finder.caughtUp();
    List<String> queries =
        List.of(
            "q=" + "a".repeat(100_000),
            "q=" + "word+".repeat(10_000),
            "q=" + "%28".repeat(5_000) + "sea" + "%29".repeat(5_000),
            "q=" + "sea+OR+".repeat(5_000),
            "q=a*",
            "q=" + encoded(".*(a+)+$ [^x]{2,} /sea~2/ sea^1000 +sea NOT *:*"),
            "q=" + encoded("\ud800sea\udc00 \u202esea\u0000"),
            "q=%ff%fe%zz",
            "q=" + encoded("sea море بحر 海 สระ"),
            "q=sea&from=2027-01-01&to=2020-01-01",
            "q=sea&from=99999-01-01&to=0000-00-00",
            "q=sea&page=1000000000&limit=1000000000&after=0.7f800000.99.x",
            "q=sea&after=0.41200000.999999999999999.00000000-0000-0000-0000-000000000000",
            "q=sea&" + "place=x&".repeat(90),
            "kind=%00&locale=zz&person=../../etc&organisation=" + "x".repeat(5_000),
            "q=" + encoded("-".repeat(3_000)),
            "q=" + encoded("\"".repeat(1_001)),
            "order=sideways&history=some");
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (String query : queries) {
            Response page = made("/search", query);
            assertThat(page.status()).as(shown(query)).isEqualTo(200);
            assertThat(page.body().length).as(shown(query)).isLessThan(200_000);
            assertThat(made(api, "/api/search", query).status()).as(shown(query)).isEqualTo(200);
          }
        });
    assertThat(page("/search", "q=%22sea").select("p.note").text())
        .isEqualTo("A quotation mark or parenthesis stands alone. All was read as plain words.");
    assertThat(page("/search", "q=sea&from=2030&to=2020").select("p.note").text())
        .contains("exchanged");
  }

  @Test
  void a_search_stands_in_its_address_as_it_was_asked() {
    Asked asked = Asked.of(new Target("/", "q=sea+-ice&place=b&place=a&order=date", "").all());
    assertThat(SearchAddress.query(asked)).isEqualTo("?q=sea+-ice&place=a&place=b&order=date");
  }

  private Document page(String path, String query) {
    finder.caughtUp();
    Locale locale = path.equals("/search.ar") ? Locale.forLanguageTag("ar") : Locale.ENGLISH;
    Asked asked = Asked.of(new Target(path, query, "").all());
    return Rendered.page(
        pages.page(asked, finder.finder().find(asked, locale, SearchPages.LENGTH), locale));
  }

  private Response made(String path, String query) {
    Asked asked = Asked.of(new Target(path, query, "").all());
    if (path.equals("/search")) {
      String html =
          Rendered.html(
              pages.page(
                  asked,
                  finder.finder().find(asked, Locale.ENGLISH, SearchPages.LENGTH),
                  Locale.ENGLISH));
      return Response.ok("text/html", html).passing();
    }
    return pages.make(new Target(path, query, "")).orElseThrow();
  }

  private static Response made(SearchApi api, String path, String query) {
    return api.make(new Target(path, query, "")).orElseThrow();
  }

  private JsonNode json(String query) {
    finder.caughtUp();
    return Json.tree(new String(made(api, "/api/search", query).body(), StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String shown(String query) {
    return query.substring(0, Math.min(60, query.length()));
  }
}
