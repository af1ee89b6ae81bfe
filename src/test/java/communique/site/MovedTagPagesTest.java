package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import communique.files.KeptFiles;
import communique.frame.Frames;
import communique.frame.Rendered;
import communique.frame.SiteFiles;
import communique.record.About;
import communique.record.About.Former;
import communique.record.About.Organisation;
import communique.record.About.PressContact;
import communique.record.DefineTag;
import communique.record.DefineTag.Appointed;
import communique.record.EachDatabase;
import communique.record.MergeTag;
import communique.record.RenameTag;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.TestNewsroom;
import communique.record.Tie;
import communique.text.Body;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/// What a tag's page says of its standing to others, and where its addresses lead.
@EachDatabase
class MovedTagPagesTest {
  @Test
  void old_addresses_and_those_of_other_locales_lead_to_the_right_one(TestNewsroom newsroom) {
    newsroom.execute(
        new DefineTag(
            TagKind.TOPIC, "sea", About.titled(Map.of("en", "Sea")).slugs(Map.of("ru", "more"))));
    newsroom.execute(new RenameTag(TagKind.TOPIC, "sea", "oceans"));
    newsroom.tag(TagKind.TOPIC, "water", "Water");
    var lists = new Lists(newsroom).read();

    assertThat(to(lists, "/topics/sea")).isEqualTo("/topics/oceans");
    assertThat(to(lists, "/topics/sea.ru")).isEqualTo("/topics/more.ru");
    assertThat(to(lists, "/topics/oceans.ru")).isEqualTo("/topics/more.ru");
    assertThat(to(lists, "/topics/more")).isEqualTo("/topics/oceans");
    assertThat(to(lists, "/topics/more.ar")).isEqualTo("/topics/oceans.ar");

    newsroom.execute(new MergeTag(TagKind.TOPIC, "oceans", "water"));
    assertThat(to(lists, "/topics/sea")).isEqualTo("/topics/water");
    assertThat(to(lists, "/topics/more.ru")).isEqualTo("/topics/water.ru");
  }

  @Test
  void the_list_of_the_tag_that_stands_has_what_the_other_had(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "sea", "Sea").tag(TagKind.TOPIC, "water", "Water");
    newsroom.publish(Sheet.of("visit").tag(TagKind.TOPIC, "sea"));
    var lists = new Lists(newsroom).read();
    newsroom.execute(new MergeTag(TagKind.TOPIC, "sea", "water"));

    assertThat(lists.read().newest("/topics/water")).containsExactly("visit");
    newsroom.publish(Sheet.of("visit").saying("more").note("More."));
    assertThat(lists.read().newest("/topics/water")).containsExactly("visit");
  }

  @Test
  void an_organisation_says_what_it_belongs_to_was_and_became(TestNewsroom newsroom) {
    newsroom
        .tag(TagKind.ORGANISATION, "cabinet", "Cabinet")
        .tag(TagKind.ORGANISATION, "affairs", "Foreign Affairs")
        .tag(TagKind.PLACE, "kverna", "Kverna");
    newsroom.execute(
        new DefineTag(
                TagKind.ORGANISATION,
                "aid",
                About.titled(Map.of("en", "Aid Ministry"))
                    .descriptions(
                        Map.of("en", new Body(Body.Dialect.GOVSPEAK, "It *helped* others.")))
                    .formerly(
                        List.of(
                            new Former(
                                Map.of("en", "Aid Board"), null, LocalDate.of(1999, 12, 31))))
                    .own(
                        Organisation.NONE
                            .acronyms(Map.of("en", "AM"))
                            .closed(LocalDate.of(2020, 9, 1))
                            .press(
                                new PressContact(
                                    Map.of("en", "Press desk"),
                                    "+47 22 00 00 00",
                                    "press@aid.example",
                                    Map.of("en", "8 to 18")))))
            .tied(Tie.PARENT, List.of("cabinet"))
            .tied(Tie.SUCCESSOR, List.of("affairs"))
            .tied(Tie.PLACE, List.of("kverna")));
    var lists = new Lists(newsroom).read();

    Document aid = page(newsroom, lists, TagKind.ORGANISATION, "aid");
    assertThat(aid.select(".facts div").eachText())
        .containsExactly(
            "Short form AM",
            "Part of Cabinet",
            "Where it is at work Kverna",
            "Formerly Aid Board (until 31 December 1999)");
    assertThat(aid.select(".notice h2").text()).isEqualTo("It closed on 1 September 2020");
    assertThat(aid.select(".notice a[href=/organisations/affairs]").text())
        .isEqualTo("Foreign Affairs");
    assertThat(aid.select(".words em").text()).isEqualTo("helped");
    assertThat(aid.select("a[href=tel:+4722000000]").text()).isEqualTo("+47 22 00 00 00");
    assertThat(aid.select("a[href=mailto:press@aid.example]")).hasSize(1);
    assertThat(page(newsroom, lists, TagKind.ORGANISATION, "cabinet").select(".facts div").text())
        .isEqualTo("Bodies within it Aid Ministry");
    assertThat(page(newsroom, lists, TagKind.ORGANISATION, "affairs").select(".facts div").text())
        .isEqualTo("Took over from Aid Ministry");
    assertThat(page(newsroom, lists, TagKind.PLACE, "kverna").select(".facts div").text())
        .isEqualTo("Missions Aid Ministry");
  }

  @Test
  void a_press_contact_is_dialled_and_written_to_as_it_is_meant(TestNewsroom newsroom) {
    press(newsroom, "+44 (0)20 7008 3100 x12", "a?bcc=b@aid.example");
    press(newsroom, "020 7008 3100, 020 7008 3101", "press+uk@aid.example");
    var lists = new Lists(newsroom).read();

    Document first = page(newsroom, lists, TagKind.ORGANISATION, "at-44");
    assertThat(first.select("a[href^=tel]").attr("href")).isEqualTo("tel:+442070083100;ext=12");
    assertThat(first.select("a[href^=mailto]").attr("href"))
        .isEqualTo("mailto:a%3Fbcc%3Db@aid.example");
    assertThat(first.select("a[href^=mailto]").text()).isEqualTo("a?bcc=b@aid.example");
    Document second = page(newsroom, lists, TagKind.ORGANISATION, "at-02");
    assertThat(second.select("a[href^=tel]").attr("href")).isEqualTo("tel:02070083100");
    assertThat(second.select("a[href^=mailto]").attr("href"))
        .isEqualTo("mailto:press%2Buk@aid.example");
  }

  private static void press(TestNewsroom newsroom, String telephone, String email) {
    newsroom.execute(
        new DefineTag(
            TagKind.ORGANISATION,
            "at-" + telephone.replace("+", "").substring(0, 2),
            About.titled(Map.of("en", "Aid Ministry"))
                .own(
                    Organisation.NONE.press(
                        new PressContact(Map.of(), telephone, email, Map.of())))));
  }

  @Test
  void a_topic_says_what_is_broader_and_narrower(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "sea", "Sea");
    newsroom.execute(
        new DefineTag(TagKind.TOPIC, "fish", About.titled(Map.of("en", "Fish")))
            .tied(Tie.BROADER, List.of("sea")));
    var lists = new Lists(newsroom).read();

    assertThat(page(newsroom, lists, TagKind.TOPIC, "sea").select(".facts div").text())
        .isEqualTo("Narrower topics Fish");
    assertThat(page(newsroom, lists, TagKind.TOPIC, "fish").select(".facts a").attr("href"))
        .isEqualTo("/topics/sea");
  }

  @Test
  void an_announcement_names_the_holder_of_a_role_and_an_organisation_as_on_its_day(
      TestNewsroom newsroom) {
    newsroom.clock().set("2017-10-13T10:00:00Z");
    newsroom.tag(TagKind.ROLE, "minister", "Minister");
    newsroom.execute(
        new DefineTag(TagKind.PERSON, "anna", About.titled(Map.of("en", "Anna")))
            .appointed(
                List.of(
                    new Appointed(
                        "minister", LocalDate.of(2015, 1, 1), LocalDate.of(2019, 1, 1)))));
    newsroom.execute(
        new DefineTag(TagKind.PERSON, "boris", About.titled(Map.of("en", "Boris")))
            .appointed(List.of(new Appointed("minister", LocalDate.of(2019, 1, 1), null))));
    newsroom.execute(
        new DefineTag(
            TagKind.ORGANISATION,
            "affairs",
            About.titled(Map.of("en", "Affairs"))
                .formerly(
                    List.of(
                        new Former(Map.of("en", "Old Office"), null, LocalDate.of(2018, 1, 1))))));
    newsroom.publish(
        Sheet.of("visit").tag(TagKind.ROLE, "minister").tag(TagKind.ORGANISATION, "affairs"));
    var pages =
        new AnnouncementPages(
            newsroom.database(),
            TestNewsroom.NEWSROOM,
            new Frames(TestNewsroom.NEWSROOM, new SiteFiles()),
            new KeptFiles(Path.of("target/no-files")));
    var answer = pages.answer(Lists.target("/news/visit")).orElseThrow();
    Document page = Rendered.page(((AnnouncementPages.Answer.Shows) answer).page());

    assertThat(page.select(".tags div").eachText())
        .containsExactly("Organisation Old Office", "Role Minister: Anna");
  }

  private static String to(Lists lists, String path) {
    var response = lists.tags.make(Lists.target(path)).orElseThrow();
    assertThat(response.status()).as(path).isEqualTo(301);
    return response.headers().getOrDefault("Location", "");
  }

  private static Document page(TestNewsroom newsroom, Lists lists, TagKind kind, String slug) {
    return Rendered.page(
        newsroom.read(tx ->
            lists.tags.page(
                tx, Tags.find(tx, kind, slug).orElseThrow(), Locale.ENGLISH, Cursor.START)));
  }
}
