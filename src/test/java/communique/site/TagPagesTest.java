package communique.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import communique.frame.Frame;
import communique.record.About;
import communique.record.DefineTag;
import communique.record.DefineTag.Appointed;
import communique.record.EachDatabase;
import communique.record.Retag;
import communique.record.Sheet;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.TestNewsroom;
import communique.site.TagPages.Presence;
import communique.site.TagPages.TagPage;
import communique.site.TagPages.Term;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EachDatabase
class TagPagesTest {
  @Test
  void a_person_has_roles_through_time_and_a_role_its_holders(TestNewsroom newsroom) {
    appoint(newsroom);
    var lists = new Lists(newsroom).read();

    TagPage anna = page(newsroom, lists, TagKind.PERSON, "anna", "en");
    assertThat(anna.through()).isEqualTo("Roles through time");
    assertThat(anna.terms())
        .extracting(Term::from, Term::until, term -> term.other().text(), t -> t.other().href())
        .containsExactly(
            tuple("4 June 2025", "", "Minister", "/roles/minister"),
            tuple("1 September 2016", "31 August 2020", "Ambassador", "/roles/ambassador"));

    TagPage minister = page(newsroom, lists, TagKind.ROLE, "minister", "ru");
    assertThat(minister.title().text()).isEqualTo("Министр");
    assertThat(minister.terms())
        .extracting(Term::machineFrom, term -> term.other().href())
        .containsExactly(tuple("2025-06-04", "/people/anna.ru"));
    // She has no Russian name here.
    assertThat(minister.terms().getFirst().other().attributes().getValue())
        .isEqualTo(" lang=\"en\" dir=\"ltr\"");
  }

  @Test
  void announcements_name_a_person_in_the_role_of_their_day(TestNewsroom newsroom) {
    newsroom.clock().set("2017-10-13T10:00:00Z");
    newsroom.publish(Sheet.of("dinner").tag(TagKind.PERSON, "anna").createTags());
    newsroom.clock().set("2022-05-01T10:00:00Z");
    newsroom.publish(Sheet.of("between").tag(TagKind.PERSON, "anna"));
    newsroom.clock().set("2026-01-01T10:00:00Z");
    newsroom.publish(Sheet.of("visit").tag(TagKind.PERSON, "anna"));
    newsroom.clock().set("2026-01-02T10:00:00Z");
    newsroom.publish(Sheet.of("return").tag(TagKind.PERSON, "anna"));
    appoint(newsroom);
    var lists = new Lists(newsroom).read();

    TagPage anna = page(newsroom, lists, TagKind.PERSON, "anna", "en");
    assertThat(anna.sections())
        .extracting(
            section -> section.heading().getValue(),
            section -> section.held().stream().map(Term::machineFrom).toList(),
            section -> section.roll().stream().map(Rolled::day).toList())
        .containsExactly(
            tuple(
                "<bdi>Minister</bdi>",
                List.of("2025-06-04"),
                List.of("2 January 2026", "1 January 2026")),
            tuple("At other times", List.of(), List.of("1 May 2022")),
            tuple("<bdi>Ambassador</bdi>", List.of("2016-09-01"), List.of("13 October 2017")));
  }

  @Test
  void what_was_updated_on_a_later_day_has_both_days(TestNewsroom newsroom) {
    newsroom.clock().set("2026-11-18T10:00:00Z");
    newsroom.publish(Sheet.of("fees").tag(TagKind.PLACE, "kverna").createTags());
    newsroom.clock().set("2026-11-20T10:00:00Z");
    newsroom.publish(Sheet.of("fees").saying("mended").note("Mended."));
    var lists = new Lists(newsroom).read();
    assertThat(page(newsroom, lists, TagKind.PLACE, "kverna", "en").sections().getFirst().roll())
        .extracting(Rolled::kind, Rolled::day, Rolled::note, Rolled::updates)
        .containsExactly(
            tuple(
                "News story of 18 November 2026",
                "",
                "Updated: 20 November 2026",
                "/news/fees/updates"));
  }

  @Test
  void a_closed_account_is_shown_as_closed_and_led_to_no_more(TestNewsroom newsroom) {
    newsroom.execute(
        new DefineTag(
            TagKind.ORGANISATION,
            "office",
            About.titled(Map.of("en", "Office"))
                .summaries(Map.of("en", "Speaks abroad."))
                .accounts(
                    List.of(
                        new Tag.Account(
                            "Mastodon",
                            "@office@social.example",
                            "https://social.example/@office",
                            null,
                            null),
                        new Tag.Account(
                            "Google+",
                            "",
                            "https://plus.example/office",
                            null,
                            LocalDate.parse("2019-04-02"))))));
    TagPage office =
        page(newsroom, new Lists(newsroom).read(), TagKind.ORGANISATION, "office", "en");
    assertThat(office.accounts())
        .extracting(Presence::closed, account -> account.words().getValue())
        .containsExactly(
            tuple(
                false,
                "<a href=\"https://social.example/@office\"><bdi>Mastodon: @office@social.example</bdi></a>"),
            tuple(true, "<s><bdi>Google+</bdi></s> (this account closed on 2 April 2019)"));
    assertThat(office.summary().text()).isEqualTo("Speaks abroad.");
    assertThat(office.sections().getFirst().heading().getValue()).isEqualTo("No announcements yet");
  }

  @Test
  void feeds_of_a_tag_are_those_of_the_pages_language(TestNewsroom newsroom) {
    appoint(newsroom);
    var lists = new Lists(newsroom).read();
    assertThat(page(newsroom, lists, TagKind.PERSON, "anna", "ru").feeds())
        .extracting(Frame.Feed::path)
        .containsExactly("/people/anna.ru.atom", "/people/anna.ru.rss", "/people/anna.ru.json");
  }

  @Test
  void a_tag_has_one_address_in_each_language(TestNewsroom newsroom) {
    appoint(newsroom);
    TagPages tags = new Lists(newsroom).read().tags;
    assertThat(tags.make(Lists.target("/people/anna.en")).map(HomePagesTest::way))
        .contains("301 /people/anna");
    assertThat(tags.make(Lists.target("/people/anna.RU")).map(HomePagesTest::way))
        .contains("301 /people/anna.ru");
    assertThat(tags.make(Lists.target("/people/nobody.en"))).isEmpty();
    assertThat(tags.make(Lists.target("/people/anna.de"))).isEmpty();
    assertThat(tags.make(Lists.target("/people/anna.atom"))).isEmpty();
    assertThat(tags.make(Lists.target("/People/anna"))).isEmpty();
    assertThat(tags.make(Lists.target("/people/anna/"))).isEmpty();
    assertThat(tags.make(Lists.target("/people/"))).isEmpty();
  }

  @Test
  void a_tag_that_nothing_names_any_more_still_has_its_page(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("visit").tag(TagKind.PLACE, "kverna").createTags());
    newsroom.execute(new Retag("visit", Map.of(TagKind.PLACE, List.of("kolm")), true));
    var lists = new Lists(newsroom).read();
    assertThat(page(newsroom, lists, TagKind.PLACE, "kverna", "en").sections().getFirst().roll())
        .isEmpty();
    assertThat(
            page(newsroom, lists, TagKind.PLACE, "kolm", "en")
                .sections()
                .getFirst()
                .heading()
                .getValue())
        .isEqualTo("The one announcement");
  }

  private static TagPage page(
      TestNewsroom newsroom, Lists lists, TagKind kind, String slug, String locale) {
    return newsroom.read(tx ->
        lists.tags.page(
            tx,
            Tags.find(tx, kind, slug).orElseThrow(),
            Locale.forLanguageTag(locale),
            Cursor.START));
  }

  private static void appoint(TestNewsroom newsroom) {
    newsroom.execute(
        new DefineTag(
            TagKind.ROLE, "minister", About.titled(Map.of("en", "Minister", "ru", "Министр"))));
    newsroom.tag(TagKind.ROLE, "ambassador", "Ambassador");
    newsroom.execute(
        new DefineTag(TagKind.PERSON, "anna", About.titled(Map.of("en", "Anna Berg")))
            .appointed(
                List.of(
                    new Appointed(
                        "ambassador", LocalDate.parse("2016-09-01"), LocalDate.parse("2020-08-31")),
                    new Appointed("minister", LocalDate.parse("2025-06-04"), null))));
  }
}
