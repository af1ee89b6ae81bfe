package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import communique.files.KeptFiles;
import communique.frame.Frames;
import communique.frame.Link;
import communique.frame.Rendered;
import communique.frame.SiteFiles;
import communique.record.DefineEngagement;
import communique.record.EachDatabase;
import communique.record.EngagementKind;
import communique.record.EngagementStated;
import communique.record.EngagementStated.Who;
import communique.record.EngagementStatus;
import communique.record.MergeTag;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.When;
import communique.shelf.Response;
import communique.shelf.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class EngagementPagesTest {
  private static final Locale ENGLISH = Locale.ENGLISH;

  @BeforeEach
  void a_few_engagements(TestNewsroom newsroom) {
    newsroom.clock().set("2026-11-24T10:00:00Z");
    newsroom.tag(TagKind.PLACE, "kverna", "Kverna").tag(TagKind.PERSON, "anna", "Anna");
    newsroom.publish(
        Sheet.of("told")
            .title("What was told")
            .tells(
                said("summit", "2026-11-26", EngagementStatus.CONFIRMED),
                said("visit", "2026-12-01/2026-12-15", EngagementStatus.PROPOSED),
                said("talks", "2027-21", null),
                said("past", "2025-06-03", EngagementStatus.TOOK_PLACE)));
  }

  @Test
  void what_is_coming_stands_before_what_has_been(TestNewsroom newsroom) {
    EngagementsPage page = page(newsroom, Map.of());

    assertThat(page.sections())
        .extracting(EngagementsPage.Section::heading)
        .containsExactly("Coming up", "What has been");
    assertThat(slugs(page)).containsExactly("summit", "visit", "talks", "past");
    assertThat(page.sections().getFirst().groups())
        .extracting(EngagementsPage.Group::large)
        .containsExactly("November 2026", "December 2026", "2027");
  }

  @Test
  void an_engagement_says_its_date_its_status_and_who_said_so(TestNewsroom newsroom) {
    var html = Rendered.page(page(newsroom, Map.of()));
    var visit = html.selectFirst("#visit");

    assertThat(visit).isNotNull();
    assertThat(visit.select(".when").text()).isEqualTo("First half of December 2026");
    assertThat(visit.select(".note").text()).startsWith("Proposed on 24 November 2026");
    assertThat(visit.select(".note a").attr("href")).isEqualTo("/news/told");
    assertThat(html.select("#summit time").attr("datetime")).isEqualTo("2026-11-26");
  }

  @Test
  void a_filter_leaves_what_fits_and_the_form_shows_it(TestNewsroom newsroom) {
    assertThat(slugs(page(newsroom, Map.of("status", "confirmed")))).containsExactly("summit");
    assertThat(slugs(page(newsroom, Map.of("from", "2026-12-10", "to", "2026-12-31"))))
        .containsExactly("visit");
    assertThat(slugs(page(newsroom, Map.of("person", "anna", "place", "kverna")))).hasSize(4);
    assertThat(slugs(page(newsroom, Map.of("kind", "call")))).isEmpty();
    EngagementsPage page = page(newsroom, Map.of("person", "anna", "kind", "", "from", ""));
    assertThat(page.heading()).isEqualTo("Engagements: Anna");
    assertThat(page.calendar()).isEqualTo("/people/anna/engagements.ics");
    assertThat(Rendered.page(page).select("#pick-person option[selected]").attr("value"))
        .isEqualTo("anna");
  }

  @Test
  void a_tag_has_the_engagements_of_those_that_were_merged_into_it(TestNewsroom newsroom) {
    newsroom.tag(TagKind.PERSON, "anna-b", "Anna B");
    newsroom.execute(new MergeTag(TagKind.PERSON, "anna", "anna-b"));

    for (String slug : List.of("anna", "anna-b")) {
      EngagementsPage page = page(newsroom, Map.of("person", slug));
      assertThat(slugs(page)).as(slug).hasSize(4);
      assertThat(page.calendar()).isEqualTo("/people/anna-b/engagements.ics");
      assertThat(Rendered.page(page).select("#pick-person option").eachAttr("value"))
          .containsExactly("", "anna-b");
      assertThat(Rendered.page(page).select("#pick-person option[selected]").attr("value"))
          .isEqualTo("anna-b");
    }
  }

  @Test
  void a_long_slug_leads_on_as_well(TestNewsroom newsroom) {
    for (int day = 10; day < 45; day++)
      newsroom.execute(
          new DefineEngagement(
              said("a".repeat(190) + day, LocalDate.of(2024, 1, 1).plusDays(day).toString(), null),
              false));
    String before =
        page(newsroom, Map.of()).others().getFirst().href().replaceFirst(".*before=", "");

    assertThat(slugs(page(newsroom, Map.of("before", before)))).hasSize(6);
  }

  @Test
  void what_is_not_understood_is_named_and_the_rest_is_shown(TestNewsroom newsroom) {
    EngagementsPage page = page(newsroom, Map.of("from", "tomorrow", "kind", "<b>"));

    assertThat(page.unclear()).hasSize(2);
    assertThat(slugs(page)).hasSize(4);
    for (String month : List.of("2026-13", "999999999-01", "-0001-01", "2026"))
      assertThat(page(newsroom, Map.of("month", month)).unclear()).as(month).hasSize(1);
  }

  @Test
  void a_month_shows_its_days_and_what_may_fall_into_it(TestNewsroom newsroom) {
    EngagementsPage december = page(newsroom, Map.of("month", "2026-12"));
    assertThat(december.heading()).isEqualTo("Engagements in December 2026");
    assertThat(slugs(december)).containsExactly("visit");
    assertThat(december.sections().getFirst().groups().getFirst().small())
        .isEqualTo("Day not fixed");
    EngagementsPage november = page(newsroom, Map.of("month", "2026-11"));
    assertThat(november.sections().getFirst().groups())
        .extracting(EngagementsPage.Group::large, EngagementsPage.Group::small)
        .containsExactly(Tuple.tuple("26", "Thursday"));
  }

  @Test
  void no_link_leads_to_months_without_number(TestNewsroom newsroom) {
    newsroom.execute(new DefineEngagement(said("for-ever", "2026-11/..", null), false));
    assertThat(page(newsroom, Map.of("month", "2027-03")).others())
        .extracting(Link::href)
        .containsExactly("/engagements?month=2027-02");
    assertThat(page(newsroom, Map.of("month", "2025-06")).others())
        .extracting(Link::href)
        .containsExactly("/engagements?month=2025-07");
  }

  @Test
  void what_has_been_is_told_in_pages(TestNewsroom newsroom) {
    for (int day = 10; day < 45; day++)
      newsroom.execute(
          new DefineEngagement(
              said("day-" + day, LocalDate.of(2024, 1, 1).plusDays(day).toString(), null), false));
    EngagementsPage first = page(newsroom, Map.of());
    assertThat(first.others()).hasSize(1);
    String before = first.others().getFirst().href().replaceFirst(".*before=", "");
    EngagementsPage second = page(newsroom, Map.of("before", before));

    assertThat(slugs(second)).hasSize(6).doesNotContainAnyElementsOf(slugs(first));
  }

  @Test
  void the_calendar_stands_at_one_address_in_each_language(TestNewsroom newsroom) {
    assertThat(answer(newsroom, "/engagements.en", "").status()).isEqualTo(301);
    assertThat(pages(newsroom).make(new Target("/engagements.xx", "", ""))).isEmpty();
    assertThat(pages(newsroom).make(new Target("/engagements/2026", "", ""))).isEmpty();
  }

  @Test
  void a_day_ends_where_the_newsroom_is(TestNewsroom newsroom) {
    assertThat(frames().tomorrow(Instant.parse("2026-07-01T22:59:59Z")))
        .isEqualTo(Instant.parse("2026-07-01T23:00:00Z"));
  }

  @Test
  void the_home_page_shows_the_next_ones(TestNewsroom newsroom) {
    var lists = new Lists(newsroom).read();
    var home = newsroom.read(tx -> lists.home.page(tx, ENGLISH, Cursor.START));

    assertThat(home.coming()).extracting(Engaged::slug).containsExactly("summit", "visit", "talks");
    assertThat(Rendered.page(home).select(".agenda a").eachAttr("href"))
        .contains("/engagements#visit");
  }

  @Test
  void an_announcement_shows_its_engagements_and_an_old_version_what_came_since(
      TestNewsroom newsroom) {
    newsroom.publish(
        Sheet.of("off").title("It is off").tells(is("visit", EngagementStatus.CANCELLED)));
    var pages =
        new AnnouncementPages(
            newsroom.database(),
            TestNewsroom.NEWSROOM,
            frames(),
            new KeptFiles(Path.of("target/no-files")));
    var page = html(pages, "/news/told");
    assertThat(page.select(".slip h2").eachText()).contains("About visit");
    assertThat(page.select(".slip").get(1).text())
        .contains("Called off on 24 November 2026: It is off");

    String data = page.select("script[type=application/ld+json]").html();
    assertThat(data)
        .contains("\"startDate\":\"2026-11-26\"", "EventCancelled", "\"@type\":\"Event\"")
        .doesNotContain("\"startDate\":\"2026-12-01");

    var old = html(pages, "/news/told/editions/1");
    assertThat(old.select(".slip").get(1).text())
        .contains("Proposed on 24 November 2026")
        .contains("Since then: Called off on 24 November 2026: It is off");
  }

  private static Document html(AnnouncementPages pages, String path) {
    return Rendered.page(
        ((AnnouncementPages.Answer.Shows) pages.answer(new Target(path, "", "")).orElseThrow())
            .page());
  }

  private static EngagementPages pages(TestNewsroom newsroom) {
    return new EngagementPages(newsroom.database(), frames(), newsroom.clock());
  }

  private static Frames frames() {
    return new Frames(TestNewsroom.NEWSROOM, new SiteFiles());
  }

  private static Response answer(TestNewsroom newsroom, String path, String query) {
    return pages(newsroom).make(new Target(path, query, "")).orElseThrow();
  }

  private static EngagementsPage page(TestNewsroom newsroom, Map<String, String> query) {
    return newsroom.read(
        tx -> pages(newsroom).page(tx, ENGLISH, EngagementsAsked.read(tx, query, "before")));
  }

  private static List<String> slugs(EngagementsPage page) {
    return page.sections().stream()
        .flatMap(section -> section.groups().stream())
        .flatMap(group -> group.engagements().stream())
        .map(Engaged::slug)
        .toList();
  }

  private static EngagementStated said(
      String slug, String edtf, @Nullable EngagementStatus status) {
    return new EngagementStated(
        slug,
        EngagementKind.VISIT,
        Map.of("en", "About " + slug),
        new When(edtf, "", Map.of()),
        Who.tag(TagKind.PLACE, "kverna"),
        List.of(Who.somebody("anna")),
        status);
  }

  private static EngagementStated is(String slug, EngagementStatus status) {
    return new EngagementStated(slug, null, Map.of(), null, null, null, status);
  }
}
