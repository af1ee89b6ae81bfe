package communique.record;

import static communique.record.TestNewsroom.locale;
import static org.assertj.core.api.Assertions.assertThat;

import communique.record.Change.Retagged;
import communique.record.Change.TagDefined;
import communique.record.DefineTag.Appointed;
import communique.record.Tag.Account;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@EachDatabase
class TagsTest {
  private static final Account MASTODON =
      new Account(
          "Mastodon",
          "@ministry@social.example",
          "https://social.example/@ministry",
          LocalDate.of(2022, 11, 5),
          null);
  private static final Account GOOGLE_PLUS =
      new Account(
          "Google+",
          "+ministry",
          "https://plus.google.com/+ministry",
          null,
          LocalDate.of(2019, 4, 2));

  @Test
  void a_tag_is_one_change_and_says_what_was_said_of_it(TestNewsroom newsroom) {
    var define =
        new DefineTag(
            TagKind.ORGANISATION,
            "ministry",
            About.titled(Map.of("en", "Ministry", "ru", "Министерство", "zh-Hans", "外交部"))
                .summaries(Map.of("en", "It speaks to others."))
                .accounts(List.of(MASTODON, GOOGLE_PLUS)));
    var receipt = newsroom.execute(define);

    assertThat(receipt).isEqualTo(new Receipt(1, 0, "/organisations/ministry", false));
    Tag tag = tag(newsroom, TagKind.ORGANISATION, "ministry");
    assertThat(tag.titles()).isEqualTo(define.about().titles());
    assertThat(tag.summaries()).isEqualTo(define.about().summaries());
    assertThat(tag.accounts()).containsExactly(MASTODON, GOOGLE_PLUS);
    assertThat(tag.path()).isEqualTo("/organisations/ministry");
    assertThat(newsroom.log().getFirst().what()).isEqualTo(new TagDefined(tag.id()));
    assertThat(newsroom.log().getFirst().documentId()).isEmpty();
  }

  @Test
  void a_title_is_the_readers_else_the_newsrooms_else_any(TestNewsroom newsroom) {
    var titles = new HashMap<>(Map.of("en", "Place", "ru", "Место"));
    newsroom.execute(new DefineTag(TagKind.PLACE, "place", About.titled(titles)));
    Tag tag = tag(newsroom, TagKind.PLACE, "place");

    List<Locale> all = TestNewsroom.NEWSROOM.locales().all();
    assertThat(tag.title(locale("ru"), all)).isEqualTo(new Tag.Title("Место", locale("ru")));
    assertThat(tag.title(locale("fr"), all)).isEqualTo(new Tag.Title("Place", Locale.ENGLISH));
    var foreign = new Tag("id", TagKind.PLACE, "x", About.titled(Map.of("zh-Hans", "地方")), null, 1);
    assertThat(foreign.title(locale("fr"), all)).isEqualTo(new Tag.Title("地方", locale("zh-Hans")));
  }

  @Test
  void a_tag_that_is_said_anew_says_only_the_new(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "trade", "Trade").tag(TagKind.TOPIC, "trade", "Trade and customs");

    Tag tag = tag(newsroom, TagKind.TOPIC, "trade");
    assertThat(tag.titles()).isEqualTo(Map.of("en", "Trade and customs"));
    assertThat(tag.n()).isEqualTo(2);
    assertThat(newsroom.<List<Tag>>read(Tags::all)).containsExactly(tag);
  }

  @Test
  void a_tag_that_says_the_same_is_unchanged(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "trade", "Trade").publish("visit");
    var again =
        newsroom.execute(
            new DefineTag(TagKind.TOPIC, "trade", About.titled(Map.of("en", "Trade"))));

    assertThat(again).isEqualTo(new Receipt(1, 0, "/topics/trade", true));
    assertThat(newsroom.log()).hasSize(2);
  }

  @Test
  void tags_of_two_kinds_may_share_a_slug(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "georgia", "Georgia").tag(TagKind.PLACE, "georgia", "Georgia");

    assertThat(newsroom.<List<Tag>>read(Tags::all)).hasSize(2);
  }

  @Test
  void a_person_held_a_role_from_a_day_to_a_day_both_included(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ROLE, "minister", "Minister").tag(TagKind.ROLE, "envoy", "Envoy");
    newsroom.execute(
        person(
            "jane-doe",
            appointed("envoy", "2015-01-01", "2017-10-13"),
            appointed("minister", "2017-10-13", null)));

    Tag jane = tag(newsroom, TagKind.PERSON, "jane-doe");
    assertThat(held(newsroom, jane, "2014-12-31")).isEmpty();
    assertThat(held(newsroom, jane, "2015-01-01")).containsExactly("envoy");
    assertThat(held(newsroom, jane, "2017-10-13")).containsExactly("minister", "envoy");
    assertThat(held(newsroom, jane, "2017-10-14")).containsExactly("minister");
    assertThat(held(newsroom, jane, "2999-01-01")).containsExactly("minister");
    Tag envoy = tag(newsroom, TagKind.ROLE, "envoy");
    assertThat(newsroom.<List<Appointment>>read(tx -> Tags.ofRole(tx, envoy)))
        .containsExactly(
            new Appointment(jane, envoy, LocalDate.of(2015, 1, 1), LocalDate.of(2017, 10, 13)));
  }

  @Test
  void the_newest_word_on_a_persons_roles_is_the_whole_of_it(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ROLE, "minister", "Minister").tag(TagKind.ROLE, "envoy", "Envoy");
    newsroom.execute(person("jane-doe", appointed("envoy", "2015-01-01", null)));
    newsroom.execute(person("jane-doe", appointed("minister", "2017-10-13", null)));

    Tag jane = tag(newsroom, TagKind.PERSON, "jane-doe");
    assertThat(held(newsroom, jane, "2020-01-01")).containsExactly("minister");
    Tag envoy = tag(newsroom, TagKind.ROLE, "envoy");
    assertThat(newsroom.<List<Appointment>>read(tx -> Tags.ofRole(tx, envoy))).isEmpty();

    newsroom.execute(person("jane-doe"));
    assertThat(held(newsroom, jane, "2020-01-01")).isEmpty();
  }

  @Test
  void one_role_may_be_held_twice_and_two_at_once(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ROLE, "minister", "Minister").tag(TagKind.ROLE, "envoy", "Envoy");
    newsroom.execute(
        person(
            "jane-doe",
            appointed("minister", "2010-01-01", "2012-12-31"),
            appointed("minister", "2013-01-01", "2014-12-31"),
            appointed("envoy", "2010-01-01", null)));

    Tag jane = tag(newsroom, TagKind.PERSON, "jane-doe");
    assertThat(newsroom.<List<Appointment>>read(tx -> Tags.ofPerson(tx, jane))).hasSize(3);
  }

  @Test
  void what_is_wrong_with_a_tag_is_said_all_at_once(TestNewsroom newsroom) {
    assertThat(
            newsroom.refused(
                new DefineTag(TagKind.PERSON, "Jane", About.titled(Map.of("ru", "Джейн")))
                    .appointed(List.of(appointed("minister", "2020-01-01", "2019-01-01")))))
        .containsExactly(
            "slug: slug.malformed",
            "titles: tag.title-missing",
            "appointments.0: appointment.order",
            "appointments.0: appointment.role-missing");
    assertThat(newsroom.log()).isEmpty();
  }

  @Test
  void titles_and_summaries_are_lines_in_locales_that_exist(TestNewsroom newsroom) {
    assertThat(refusedTitle(newsroom, "ru", " ")).containsExactly("titles.ru: title.empty");
    assertThat(refusedTitle(newsroom, "en_GB", "Trade"))
        .containsExactly("titles.en_GB: locale.malformed");
    // A title is looked up by its tag, so only the tag's canonical letters will find it.
    assertThat(refusedTitle(newsroom, "zh-hans", "贸易"))
        .containsExactly("titles.zh-hans: locale.malformed");
    assertThat(refusedTitle(newsroom, "ru", "a\nb")).containsExactly("titles.ru: text.control");
    assertThat(refusedTitle(newsroom, "ru", "a".repeat(301)))
        .containsExactly("titles.ru: title.too-long");
    assertThat(
            newsroom.refused(
                new DefineTag(
                    TagKind.TOPIC,
                    "trade",
                    About.titled(Map.of("en", "Trade"))
                        .summaries(Map.of("xx", "a\u202eb", "ru", "a".repeat(301))))))
        .containsExactlyInAnyOrder(
            "summaries.xx: locale.malformed",
            "summaries.xx: text.bidi",
            "summaries.ru: summary.too-long");
  }

  @Test
  void an_account_has_a_service_and_a_web_address(TestNewsroom newsroom) {
    assertThat(refusedAccount(newsroom, "", "https://social.example/@m"))
        .containsExactly("accounts.0: account.empty");
    assertThat(refusedAccount(newsroom, "Mastodon", ""))
        .containsExactly("accounts.0: account.empty");
    for (String address : List.of("social.example", "javascript:alert(1)", "https://", "a b"))
      assertThat(refusedAccount(newsroom, "Mastodon", address))
          .as(address)
          .containsExactly("accounts.0: account.address");
    assertThat(refusedAccount(newsroom, "Masto\u0000don", "https://social.example/@m"))
        .containsExactly("accounts.0.service: text.control");
  }

  @Test
  void an_appointment_ends_after_it_begins_and_overlaps_no_other_to_the_same_role(
      TestNewsroom newsroom) {
    newsroom.tag(TagKind.ROLE, "minister", "Minister");

    assertThat(
            newsroom.refused(person("jane-doe", appointed("minister", "2020-01-02", "2020-01-01"))))
        .containsExactly("appointments.0: appointment.order");
    assertThat(
            newsroom.refused(
                person(
                    "jane-doe",
                    appointed("minister", "2020-01-01", "2020-12-31"),
                    appointed("minister", "2020-12-30", null))))
        .containsExactly("appointments.1: appointment.overlap");
    assertThat(
            newsroom.refused(
                person(
                    "jane-doe",
                    appointed("minister", "2020-01-01", null),
                    appointed("minister", "2019-01-01", null))))
        .containsExactly("appointments.1: appointment.overlap");
    assertThat(
            newsroom.refused(
                person(
                    "jane-doe",
                    appointed("nobody", "2020-01-01", null),
                    appointed("minister", "2020-01-01", null),
                    appointed("minister", "2019-01-01", null))))
        .containsExactly(
            "appointments.0: appointment.role-missing", "appointments.2: appointment.overlap");
  }

  @Test
  void the_first_organisation_leads_and_the_order_is_the_authors(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ORGANISATION, "agency", "Agency");
    newsroom.tag(TagKind.ORGANISATION, "ministry", "Ministry");
    newsroom.tag(TagKind.TOPIC, "trade", "Trade");
    newsroom.publish(
        Sheet.of("visit")
            .tag(TagKind.TOPIC, "trade")
            .tag(TagKind.ORGANISATION, "ministry", "agency"));

    assertThat(carried(newsroom, "visit"))
        .containsExactly("/organisations/ministry", "/organisations/agency", "/topics/trade");
  }

  @Test
  void a_kind_of_tag_that_is_not_named_stays_as_it_was(TestNewsroom newsroom) {
    newsroom.tag(TagKind.PLACE, "moscow", "Moscow").tag(TagKind.TOPIC, "trade", "Trade");
    newsroom.publish(Sheet.of("visit").tag(TagKind.PLACE, "moscow").tag(TagKind.TOPIC, "trade"));
    newsroom.publish(Sheet.of("visit").in("ru"));
    newsroom.publish(Sheet.of("visit").saying("second").note("Second.").tag(TagKind.TOPIC));

    assertThat(carried(newsroom, "visit")).containsExactly("/places/moscow");
    // What a document carried earlier can still be asked.
    String id = newsroom.announcement("visit").id();
    assertThat(newsroom.<List<Tag>>read(tx -> Tags.of(tx, id, 4)))
        .extracting(Tag::path)
        .containsExactly("/places/moscow", "/topics/trade");
  }

  @Test
  void retagging_is_a_change_without_an_edition_that_the_history_does_not_show(
      TestNewsroom newsroom) {
    newsroom.tag(TagKind.PLACE, "moscow", "Moscow").publish("visit");
    var receipt =
        newsroom.execute(new Retag("visit", Map.of(TagKind.PLACE, List.of("moscow")), false));

    assertThat(receipt).isEqualTo(new Receipt(3, 0, "/news/visit", false));
    assertThat(carried(newsroom, "visit")).containsExactly("/places/moscow");
    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.changes().getLast().what()).isEqualTo(new Retagged());
    assertThat(visit.history()).hasSize(1);
    assertThat(visit.editions(Locale.ENGLISH)).hasSize(1);

    var again =
        newsroom.execute(new Retag("visit", Map.of(TagKind.PLACE, List.of("moscow")), false));
    assertThat(again).isEqualTo(new Receipt(3, 0, "/news/visit", true));
    assertThat(newsroom.log()).hasSize(3);
  }

  @Test
  void the_last_tag_can_be_taken_off_again(TestNewsroom newsroom) {
    newsroom.tag(TagKind.PLACE, "moscow", "Moscow");
    newsroom.publish(Sheet.of("visit").tag(TagKind.PLACE, "moscow"));
    newsroom.execute(new Retag("visit", Map.of(TagKind.PLACE, List.of()), false));

    assertThat(carried(newsroom, "visit")).isEmpty();
    String id = newsroom.announcement("visit").id();
    assertThat(newsroom.<List<Tag>>read(tx -> Tags.of(tx, id, 2))).hasSize(1);
    assertThat(
            newsroom
                .execute(new Retag("visit", Map.of(TagKind.PLACE, List.of()), false))
                .unchanged())
        .isTrue();
  }

  @Test
  void tags_are_put_in_another_order(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ORGANISATION, "agency", "Agency");
    newsroom.tag(TagKind.ORGANISATION, "ministry", "Ministry");
    newsroom.publish(Sheet.of("visit").tag(TagKind.ORGANISATION, "ministry", "agency"));
    newsroom.execute(
        new Retag("visit", Map.of(TagKind.ORGANISATION, List.of("agency", "ministry")), false));

    assertThat(carried(newsroom, "visit"))
        .containsExactly("/organisations/agency", "/organisations/ministry");
  }

  @Test
  void retagging_is_refused_where_page_or_tag_is_missing(TestNewsroom newsroom) {
    newsroom.publish("visit");
    assertThat(
            newsroom.refused(
                new Retag(
                    "nowhere",
                    Map.of(TagKind.PLACE, List.of("moscow", "Moscow", "moscow")),
                    false)))
        .containsExactly(
            "slug: page.missing",
            "places.1: slug.malformed",
            "places.2: tag.twice",
            "places: tag.missing",
            "places: tag.missing",
            "places: tag.missing");
    assertThat(newsroom.log()).hasSize(1);
  }

  @Test
  void tags_that_are_missing_are_made_on_request_and_titled_after_their_slugs(
      TestNewsroom newsroom) {
    var receipt =
        newsroom.execute(
            Sheet.of("visit")
                .createTags()
                .tag(TagKind.PLACE, "port-kestrel")
                .tag(TagKind.TOPIC, "trade-and-customs")
                .body("> said: jane-doe\n>\n> We shall see.\n")
                .publish());

    // Each tag is a change of its own, before the edition that names it.
    assertThat(receipt.change()).isEqualTo(4);
    assertThat(newsroom.<List<Tag>>read(Tags::all))
        .extracting(tag -> tag.path() + " " + tag.titles().get("en"))
        .containsExactly(
            "/people/jane-doe Jane Doe",
            "/places/port-kestrel Port Kestrel",
            "/topics/trade-and-customs Trade and customs");
    assertThat(carried(newsroom, "visit"))
        .containsExactly("/places/port-kestrel", "/topics/trade-and-customs");

    newsroom.execute(new Retag("visit", Map.of(TagKind.PLACE, List.of("sjobris")), true));
    assertThat(carried(newsroom, "visit"))
        .containsExactly("/places/sjobris", "/topics/trade-and-customs");
  }

  @Test
  void a_speaker_is_shown_in_the_role_of_the_announcements_day(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ROLE, "minister", "Minister").tag(TagKind.ROLE, "envoy", "Envoy");
    newsroom.execute(
        person(
            "jane-doe",
            appointed("envoy", "2015-01-01", "2017-10-13"),
            appointed("minister", "2017-10-14", null)));
    // In London it is the fourteenth already.
    newsroom.execute("2017-10-13T23:30:00Z", Sheet.of("visit").publish());

    Announcement visit = newsroom.announcement("visit");
    String role =
        newsroom.read(tx ->
            new RolesHeld(
                    tx,
                    TestNewsroom.NEWSROOM,
                    visit,
                    Locale.ENGLISH,
                    Sheet.of("visit").publish().content(),
                    "/news/visit")
                .bySlug("jane-doe")
                .orElseThrow()
                .roleLine());
    assertThat(role).contains("Minister").contains("14 October 2017").doesNotContain("Envoy");
  }

  private static List<String> refusedTitle(TestNewsroom newsroom, String locale, String title) {
    return newsroom.refused(
        new DefineTag(TagKind.TOPIC, "trade", About.titled(Map.of("en", "Trade", locale, title))));
  }

  private static List<String> refusedAccount(
      TestNewsroom newsroom, String service, String address) {
    return newsroom.refused(
        new DefineTag(
            TagKind.ORGANISATION,
            "ministry",
            About.titled(Map.of("en", "Ministry"))
                .accounts(
                    List.of(new Account(service, "@m@social.example", address, null, null)))));
  }

  private static DefineTag person(String slug, Appointed... appointments) {
    return new DefineTag(TagKind.PERSON, slug, About.titled(Map.of("en", "Jane Doe")))
        .appointed(List.of(appointments));
  }

  private static Appointed appointed(String role, String from, @Nullable String until) {
    return new Appointed(
        role, LocalDate.parse(from), until == null ? null : LocalDate.parse(until));
  }

  private static Tag tag(TestNewsroom newsroom, TagKind kind, String slug) {
    return newsroom.read(tx -> Tags.find(tx, kind, slug)).orElseThrow();
  }

  private static List<String> held(TestNewsroom newsroom, Tag person, String day) {
    return newsroom.read(tx ->
        Tags.heldOn(tx, person, LocalDate.parse(day)).stream()
            .map(appointment -> appointment.role().slug())
            .toList());
  }

  private static List<String> carried(TestNewsroom newsroom, String slug) {
    String id = newsroom.announcement(slug).id();
    return newsroom.read(tx -> Tags.of(tx, id, Long.MAX_VALUE).stream().map(Tag::path).toList());
  }
}
