package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import communique.alerts.AskPage.Wrong;
import communique.alerts.AskedFor.Answers;
import communique.alerts.Asking.Filled;
import communique.frame.Frames;
import communique.frame.Rendered;
import communique.frame.SiteFiles;
import communique.language.Messages;
import communique.platform.Database;
import communique.record.Kind;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.search.TestFinder;
import communique.shelf.Target;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskingTest {
  private static final Locale ENGLISH = Locale.ENGLISH;

  private TestNewsroom newsroom;
  private TestFinder finder;
  private Asking asking;

  @BeforeEach
  void open() {
    newsroom = TestNewsroom.open(Database.Kind.SQLITE);
    finder = new TestFinder(newsroom);
    asking =
        new Asking(
            newsroom.database(),
            new Frames(TestNewsroom.NEWSROOM, new SiteFiles()),
            finder.finder(),
            newsroom.clock());
    newsroom
        .tag(TagKind.PLACE, "vesmark", "Vesmark")
        .tag(TagKind.PERSON, "anna-lund", "Anna Lund")
        .publish(
            Sheet.of("rescue")
                .title("Sea rescue")
                .kind(Kind.SPEECH)
                .tag(TagKind.PLACE, "vesmark")
                .tag(TagKind.PERSON, "anna-lund"));
  }

  @AfterEach
  void close() {
    finder.close();
    newsroom.close();
  }

  @Test
  void it_says_in_words_what_one_will_get() {
    assertThat(lines("q=rescue+%22open+sea%22+-ice&place=vesmark&kind=speech&from=2026-02-01"))
        .containsExactly(
            "It has the words “open sea” and rescue.",
            "It does not have ice.",
            "Place: Vesmark",
            "Kind: Speech",
            "It came out on 1 February 2026 or later.");
    assertThat(lines("q=rescue")).containsExactly("It has the word rescue.");
    assertThat(lines("q=fish*&person=anna-lund&person=nobody-yet"))
        .containsExactly(
            "It has a word that begins with fish.",
            "Person: Anna Lund or nobody-yet (nothing has this name yet)");
    assertThat(lines("q=sea+OR+lake+place:vesmark"))
        .containsExactly("It has one of these: lake or sea.", "Place: Vesmark");
    assertThat(lines("q=place:vesmark+OR+(sea+-ice)+OR+fish*"))
        .containsExactly("One of these is true: (not ice and sea), fish… or Place: Vesmark.");
    assertThat(lines("announcement=rescue")).containsExactly("Announcement: Sea rescue");
    assertThat(lines("q=announcement:none"))
        .containsExactly("Announcement: none (nothing has this name yet)");
    assertThat(lines("from=2026-01-02&to=2026-03-01"))
        .containsExactly("It came out from 2 January 2026 to 1 March 2026.");
  }

  @Test
  void it_says_so_in_each_language_with_each_name_in_its_own() {
    Document arabic = page("q=rescue&place=vesmark", Locale.forLanguageTag("ar"));

    assertThat(arabic.select("html").attr("dir")).isEqualTo("rtl");
    assertThat(arabic.select(".promise li").eachText())
        .containsExactly("فيه الكلمة rescue.", "مكان: Vesmark");
    assertThat(arabic.select(".promise bdi[lang=en]").text()).isEqualTo("Vesmark");
    assertThat(arabic.select("form[method=post]").attr("action")).isEqualTo("/alerts.ar");
    assertThat(checked(arabic, "languages")).containsExactly("ar");
  }

  @Test
  void languages_are_chosen_in_one_place_wherever_they_were_asked_for() {
    Document page = page("q=rescue+locale:ru&locale=ar&locale=tr", ENGLISH);

    assertThat(checked(page, "languages")).containsExactly("ru", "ar");
    assertThat(page.select(".promise li").eachText()).containsExactly("It has the word rescue.");
    assertThat(page.select("input[type=hidden]").eachAttr("name")).containsExactly("q");
    assertThat(page.select("input[type=hidden]").attr("value")).isEqualTo("rescue");
  }

  @Test
  void it_carries_the_search_along_and_leads_back_to_it() {
    Document page = page("q=%22%3Cb%3E%22&place=vesmark&order=date&history=all", ENGLISH);

    assertThat(page.select("input[type=hidden]").eachAttr("value"))
        .containsExactly("\"<b>\"", "vesmark");
    assertThat(page.select(".promise li:first-child b").html()).isEqualTo("<bdi>&lt;b&gt;</bdi>");
    assertThat(page.select("a[href^=/search?]").attr("href"))
        .isEqualTo("/search?q=%22%3Cb%3E%22&place=vesmark");
    assertThat(page.select(".slip a").eachAttr("href"))
        .containsExactly(
            "/search.atom?q=%22%3Cb%3E%22&place=vesmark",
            "/search.rss?q=%22%3Cb%3E%22&place=vesmark",
            "/search.json?q=%22%3Cb%3E%22&place=vesmark");
    assertThat(page("place=vesmark", ENGLISH).select(".slip a").eachAttr("href"))
        .contains("/places/vesmark.atom");
    assertThat(page("", ENGLISH).select(".slip a").eachAttr("href")).contains("/feed.atom");
    assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
  }

  @Test
  void it_says_how_often_a_mail_would_have_come() {
    assertThat(rate("q=rescue"))
        .isEqualTo(
            "There was one announcement like that in the last year: about one mail in 12 months.");
    assertThat(rate("q=nothing"))
        .isEqualTo(
            "There was nothing like that in the last year. A mail comes as soon as there is.");
    // What has some of the words is not what was asked for.
    assertThat(rate("q=rescue+nothing")).startsWith("There was nothing like that");
    assertThat(rate("q=rescue&locale=fr")).startsWith("There was nothing like that");

    // How often one will be corrected, nobody knows.
    assertThat(rate("announcement=rescue")).isEmpty();

    newsroom.pass(Duration.ofDays(366));
    assertThat(rate("q=rescue")).startsWith("There was nothing like that");
    assertThat(page("to=2020-01-01", ENGLISH).select(".notice").text())
        .contains("Those days are over")
        .doesNotContain("last year");
  }

  @Test
  void it_says_when_daily_and_weekly_mails_leave_and_by_which_clock() {
    Document page = page("q=rescue", ENGLISH);
    assertThat(page.select("fieldset[aria-labelledby=often]").text())
        .contains(
            "One mail a day, at 18:00, when",
            "One mail a week (Friday 18:00), when",
            "leave by the newsroom’s clock (United Kingdom Time). You can choose another");
    assertThat(page("", Locale.of("ar")).select("fieldset[aria-labelledby=often]").text())
        .contains("18:00", "الجمعة", "توقيت المملكة المتحدة");
  }

  @Test
  void how_often_is_told_in_the_unit_that_fits() {
    assertThat(
            IntStream.of(1, 2, 5, 6, 7, 40, 52, 110, 365, 1_000)
                .mapToObj(
                    total -> Rate.words(total, Messages.in(ENGLISH)).replaceFirst(".*: ", "")))
        .containsExactly(
            "about one mail in 12 months.",
            "about one mail in 6 months.",
            "about one mail in 2 months.",
            "about one mail in 9 weeks.",
            "about one mail in 7 weeks.",
            "about one mail a week.",
            "about one mail a week.",
            "about 2 mails a week.",
            "about one mail a day.",
            "about 3 mails a day.");
  }

  @Test
  void a_page_of_this_newsroom_stands_for_what_is_on_it() {
    assertThat(asked("/")).isEmpty();
    assertThat(asked("/ru")).isEmpty();
    assertThat(asked("https://news.example.org/places/vesmark.ru"))
        .containsExactly(Map.entry("place", List.of("vesmark")));
    assertThat(asked("/people/anna-lund"))
        .containsExactly(Map.entry("person", List.of("anna-lund")));
    assertThat(asked("/search.ru?q=sea&order=date"))
        .containsExactly(Map.entry("q", List.of("sea")));
    for (String none :
        List.of(
            "x", "//", "/places", "/places/none", "/xx", "/news/none", "https://elsewhere.org/"))
      assertThat(read(none)).as(none).isInstanceOf(AskedFor.Nothing.class);
    assertThat(read("/news/rescue.ru/updates"))
        .isInstanceOfSatisfying(
            AskedFor.Like.class,
            like ->
                assertThat(like.tags())
                    .extracting(tag -> tag.slug())
                    .contains("vesmark", "anna-lund"));
  }

  @Test
  void what_was_typed_stays_beside_what_is_wrong_with_it() {
    Answers what = answers("q=rescue");
    var filled =
        Filled.read(
            Map.of(
                "frequency", List.of("weekly"),
                "languages", List.of("ru", "cy"),
                "address", List.of(" a.reader\"> ")));
    finder.caughtUp();
    Document page =
        Rendered.page(
            asking.page(what, filled, new Wrong("", "", "", "", "There is no @."), ENGLISH));

    assertThat(page.select("#address").attr("value")).isEqualTo("a.reader\">");
    assertThat(page.select("#address").attr("aria-invalid")).isEqualTo("true");
    assertThat(page.select("#" + page.select("#address").attr("aria-describedby")).text())
        .isEqualTo("There is no @.");
    assertThat(checked(page, "languages")).containsExactly("cy", "ru");
    assertThat(checked(page, "frequency")).containsExactly("weekly");
    assertThat(page.select("[role=alert]").text()).contains("Nothing was sent yet");
  }

  private List<String> lines(String query) {
    return page(query, ENGLISH).select(".promise li").eachText();
  }

  private String rate(String query) {
    return page(query, ENGLISH).select(".notice .note").text();
  }

  private static List<String> checked(Document page, String name) {
    return page.select("input[name=" + name + "][checked]").eachAttr("value");
  }

  private Map<String, List<String>> asked(String path) {
    return ((Answers) read(path)).parameters();
  }

  private AskedFor read(String path) {
    return newsroom.read(
        tx -> AskedFor.read(tx, Map.of("path", List.of(path)), TestNewsroom.NEWSROOM));
  }

  private Answers answers(String query) {
    return (Answers)
        newsroom.read(
            tx -> AskedFor.read(tx, new Target("", query, "").all(), TestNewsroom.NEWSROOM));
  }

  private Document page(String query, Locale locale) {
    finder.caughtUp();
    Answers what = answers(query);
    return Rendered.page(asking.page(what, Filled.offered(what, locale), Wrong.NOTHING, locale));
  }
}
