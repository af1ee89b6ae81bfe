package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import communique.files.Kept;
import communique.files.KeptFiles;
import communique.frame.Frames;
import communique.frame.Rendered;
import communique.frame.SiteFiles;
import communique.platform.Outcome;
import communique.record.About;
import communique.record.About.Organisation;
import communique.record.About.PressContact;
import communique.record.Attachment;
import communique.record.DefineTag;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Things;
import communique.record.Unpublish;
import communique.record.Withdraw;
import communique.shelf.Target;
import communique.site.AnnouncementPages.Answer.Shows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/// What pages show of files, pictures, films and annexes, and of what became of them.
@EachDatabase
class AttachmentsShownTest {
  private static final Attachment PLAN = Things.file("plan.pdf");
  private static final Attachment MAP = Things.picture("map.png", false);

  @Test
  void a_history_says_which_files_came_went_and_were_replaced(TestNewsroom newsroom) {
    threeVersions(newsroom);
    Document updates = page(newsroom, "/news/visit/updates");
    List<Element> entries = updates.select(".trail > li");
    assertThat(entries.get(0).select("p").eachText()).contains("Removed plan.pdf");
    assertThat(entries.get(1).select("p").eachText())
        .contains("Added map.png and The first night", "Replaced plan.pdf");
    assertThat(entries.get(2).text()).doesNotContain("plan.pdf");
    assertThat(updates.select(".trail bdi").eachText()).contains("plan.pdf", "map.png");

    // Readers of the page see it too.
    assertThat(page(newsroom, "/news/visit").select("#updates li p").eachText())
        .contains("Removed plan.pdf", "Replaced plan.pdf");
  }

  @Test
  void files_of_what_was_taken_down_are_not_told_of(TestNewsroom newsroom) {
    threeVersions(newsroom);
    newsroom.publish(Sheet.of("visit").in("ru"));
    newsroom.execute(new Unpublish("visit", Locale.ENGLISH, "", "By mistake."));
    assertThat(page(newsroom, "/news/visit.ru/updates").text()).doesNotContain("plan.pdf");
  }

  @Test
  void a_history_is_told_in_the_language_of_its_reader(TestNewsroom newsroom) {
    threeVersions(newsroom);
    newsroom.publish(Sheet.of("visit").in("ar"));
    assertThat(page(newsroom, "/news/visit.ar/updates").text()).contains("استُبدل: plan.pdf");
  }

  @Test
  void a_comparison_sets_the_files_side_by_side(TestNewsroom newsroom) {
    threeVersions(newsroom);
    Document compared = page(newsroom, "/news/visit/compare/1..2");
    assertThat(compared.select(".facts dd").eachText())
        .contains("Added map.png and The first night Replaced plan.pdf");
    Element files = compared.select("section:has(h2:contains(Files))").first();
    assertThat(files).isNotNull();
    assertThat(files.select("del s").eachText()).containsExactly("plan.pdf");
    assertThat(files.select("ins u").eachText())
        .containsExactly("plan.pdf", "map.png", "The first night");
    assertThat(compared.select("p.key").text()).startsWith("One passage differs.");

    assertThat(page(newsroom, "/news/visit/compare/2..2").text())
        .contains("Nothing differs.")
        .doesNotContain("plan.pdf");
  }

  @Test
  void words_under_pictures_are_compared_as_they_stood(TestNewsroom newsroom) {
    newsroom
        .publish(Sheet.of("visit").body("[Image:map.png]\n").attached(MAP))
        .publish(
            Sheet.of("visit")
                .body("[Image:other.png]\n")
                .attached(Things.picture("other.png", false))
                .note("Another picture."));
    assertThat(page(newsroom, "/news/visit/compare/1..2").text())
        .contains("Caption of removed: map.png")
        .contains("Caption of added: other.png");
  }

  private static void threeVersions(TestNewsroom newsroom) {
    Sheet visit = Sheet.of("visit");
    newsroom
        .publish(visit.attached(PLAN))
        .publish(
            visit
                .attached(Things.replaced(PLAN), MAP, Things.film("https://films.example/a", ""))
                .note("A newer plan."))
        .publish(visit.attached(MAP, Things.film("https://films.example/a", "")).note("No plan."));
  }

  @Test
  void pictures_that_the_body_does_not_show_stand_below_it(TestNewsroom newsroom) {
    newsroom.publish(
        Sheet.of("visit")
            .body("[Image:map.png]\n")
            .attached(
                Things.picture("lead.jpg", true),
                MAP,
                Things.picture("left.jpg", false),
                Things.picture("harbour.jpg", false),
                Things.film("https://films.example/a", "harbour.jpg")));
    Document page = page(newsroom, "/news/visit");

    Element lead = page.select(".words > .plate img").first();
    assertThat(lead).isNotNull();
    assertThat(lead.attr("alt")).isEqualTo("What lead.jpg shows");
    assertThat(lead.hasAttr("loading")).isFalse();
    assertThat(lead.attr("fetchpriority")).isEqualTo("high");
    assertThat(page.select(".words > .plate source").eachAttr("sizes"))
        .hasSize(2)
        .allMatch(sizes -> sizes.contains("37rem"));
    Element section = page.select("section:has(h2:contains(Pictures))").first();
    assertThat(section).isNotNull();
    assertThat(section.select("img").eachAttr("alt")).containsExactly("What left.jpg shows");
    assertThat(section.select("img").eachAttr("loading")).containsExactly("lazy");
    assertThat(section.select("figcaption p").eachText())
        .containsExactly("Caption of left.jpg", "Picture: Credit of left.jpg");
    assertThat(page.select("img[alt=What map.png shows]")).hasSize(1);
    assertThat(page.select(".film img").eachAttr("alt")).containsExactly("What harbour.jpg shows");
  }

  @Test
  void who_needs_another_form_asks_the_press_office(TestNewsroom newsroom) {
    newsroom.execute(press("coastguard", "Coastguard", "+47 22 00 00", "press@coast.example"));
    newsroom.execute(press("harbours", "Harbours", "+47 33 00 00", ""));
    newsroom.tag(TagKind.ORGANISATION, "silent", "The Silent Office");
    for (String slug : List.of("coastguard", "harbours", "silent"))
      newsroom.publish(
          Sheet.of(slug).tag(TagKind.ORGANISATION, slug).attached(Things.unread("plan.pdf")));
    newsroom.publish(Sheet.of("nobody").attached(Things.unread("plan.pdf")));
    newsroom.publish(Sheet.of("readable").attached(PLAN));

    assertThat(ask(newsroom, "coastguard")).endsWith("ask Press of Coastguard.");
    assertThat(ask(newsroom, "harbours")).endsWith("ask Press of Harbours.");
    assertThat(ask(newsroom, "silent")).endsWith("ask The Silent Office.");
    assertThat(ask(newsroom, "nobody")).endsWith("ask Ministry of Tests.");
    assertThat(ask(newsroom, "readable")).isEmpty();
    assertThat(
            page(newsroom, "/news/coastguard")
                .select("#documents .note a[href=mailto:press@coast.example]"))
        .hasSize(1);
    assertThat(page(newsroom, "/news/harbours").select("#documents .note a[href=tel:+47330000]"))
        .hasSize(1);
  }

  @Test
  void a_file_that_the_body_shows_says_itself_whom_to_ask(TestNewsroom newsroom) {
    newsroom.execute(press("coastguard", "Coastguard", "", "press@coast.example"));
    newsroom.publish(
        Sheet.of("visit")
            .tag(TagKind.ORGANISATION, "coastguard")
            .body("[Attachment:plan.pdf]\n")
            .attached(Things.unread("plan.pdf")));
    newsroom.publish(
        Sheet.of("line")
            .tag(TagKind.ORGANISATION, "coastguard")
            .body("See [AttachmentLink:plan.pdf].\n")
            .attached(Things.unread("plan.pdf")));

    Document shown = page(newsroom, "/news/visit");
    assertThat(shown.select(".attachment .accessible-format").text())
        .endsWith("ask Press of Coastguard.");
    assertThat(shown.select(".attachment a[href=mailto:press@coast.example]")).hasSize(1);
    assertThat(shown.select("#documents")).isEmpty();
    Document line = page(newsroom, "/news/line");
    assertThat(line.select("#documents").text()).endsWith("ask Press of Coastguard.");
    assertThat(line.select("#documents h2")).isEmpty();
  }

  private static String ask(TestNewsroom newsroom, String slug) {
    return page(newsroom, "/news/" + slug).select("#documents p.note").text();
  }

  @Test
  void an_annex_stands_in_its_languages_and_in_the_sitemap(TestNewsroom newsroom) {
    Attachment annex = annex(newsroom, "annex-a.md", "Words.");
    Attachment other = annex(newsroom, "annex-b.html", "<p>Only here.</p>");
    newsroom
        .publish(Sheet.of("visit").attached(annex, other))
        .publish(Sheet.of("visit").in("ar").attached(annex(newsroom, "annex-a.md", "كلمات")))
        .publish(Sheet.of("visit").in("ru"));
    String url = "https://news.example.org";

    Document page = page(newsroom, "/news/visit.ar/annex-a");
    assertThat(page.select("html").attr("lang")).isEqualTo("ar");
    assertThat(page.select("html").attr("dir")).isEqualTo("rtl");
    assertThat(page.select("link[rel=canonical]").attr("href"))
        .isEqualTo(url + "/news/visit.ar/annex-a");
    assertThat(page.select("link[hreflang]"))
        .extracting(link -> link.attr("hreflang") + " " + link.attr("href"))
        .containsExactly(
            "en " + url + "/news/visit/annex-a",
            "ar " + url + "/news/visit.ar/annex-a",
            "x-default " + url + "/news/visit/annex-a");
    assertThat(page.select(".tongues a").eachAttr("href")).containsExactly("/news/visit/annex-a");
    Document alone = page(newsroom, "/news/visit/annex-b");
    assertThat(alone.select("link[hreflang]")).isEmpty();
    assertThat(alone.select(".tongues li")).isEmpty();
    assertThat(alone.select("meta[name=robots]")).isEmpty();
    assertThat(page(newsroom, "/news/visit/editions/1/annex-a").select("meta[name=robots]"))
        .hasSize(1);

    assertThat(sitemap(newsroom))
        .contains(
            "<loc>" + url + "/news/visit/annex-a</loc>",
            "<loc>" + url + "/news/visit.ar/annex-a</loc>",
            "<loc>" + url + "/news/visit/annex-b</loc>",
            "hreflang=\"ar\" href=\"" + url + "/news/visit.ar/annex-a\"")
        .doesNotContain("visit.ru/annex", "visit.ar/annex-b");
    newsroom.execute(new Withdraw("visit", Locale.forLanguageTag("ar"), "It was wrong."));
    assertThat(sitemap(newsroom)).doesNotContain("visit.ar/annex-a");
    assertThat(page(newsroom, "/news/visit.ar/annex-a").select("meta[name=robots]")).hasSize(1);
    assertThat(page(newsroom, "/news/visit/annex-a").select("link[hreflang]")).isEmpty();
  }

  private static String sitemap(TestNewsroom newsroom) {
    var response =
        new Lists(newsroom).read().sitemap.make(Lists.target("/sitemap/1.xml")).orElseThrow();
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static Attachment annex(TestNewsroom newsroom, String name, String text) {
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return switch (files(newsroom).take("file", name, in)) {
      case Outcome.Done<Kept>(Kept kept) ->
          Attachment.bare(
              name, kept.digest(), kept.mediaType(), kept.bytes(), "", 0, 0, 0, List.of());
      case Outcome.Refused<Kept> refused -> throw new AssertionError(refused.refusals());
    };
  }

  private static KeptFiles files(TestNewsroom newsroom) {
    return new KeptFiles(newsroom.store().folder().resolve("kept"));
  }

  private static Document page(TestNewsroom newsroom, String path) {
    var pages =
        new AnnouncementPages(
            newsroom.database(),
            TestNewsroom.NEWSROOM,
            new Frames(TestNewsroom.NEWSROOM, new SiteFiles()),
            files(newsroom));
    var answer = pages.answer(new Target(path, "", "")).orElseThrow();
    assertThat(answer).as(path).isInstanceOf(Shows.class);
    return Rendered.page(((Shows) answer).page());
  }

  private static DefineTag press(String slug, String title, String telephone, String email) {
    return new DefineTag(
        TagKind.ORGANISATION,
        slug,
        About.titled(Map.of("en", title))
            .own(
                Organisation.NONE.press(
                    new PressContact(
                        Map.of("en", "Press of " + title), telephone, email, Map.of()))));
  }
}
