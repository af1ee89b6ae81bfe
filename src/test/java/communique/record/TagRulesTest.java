package communique.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.platform.Outcome;
import communique.record.About.Former;
import communique.record.About.PressContact;
import communique.record.DefineTag.Appointed;
import communique.record.Tag.Account;
import communique.text.Body;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a tag may say of itself and of others.
@EachDatabase
class TagRulesTest {
  private static final String ID = "9adfc4ed-9f6c-4976-a6d8-18d34356367c";

  @Test
  void everything_that_a_tag_says_can_be_read_again(TestNewsroom newsroom) {
    newsroom
        .tag(TagKind.ORGANISATION, "cabinet", "Cabinet")
        .tag(TagKind.ORGANISATION, "affairs", "Affairs")
        .tag(TagKind.PLACE, "kverna", "Kverna");
    var define =
        new DefineTag(
                TagKind.ORGANISATION,
                "office",
                About.titled(Map.of("en", "Office", "ru", "Бюро"))
                    .slugs(Map.of("ru", "byuro"))
                    .summaries(Map.of("en", "It writes."))
                    .descriptions(
                        Map.of(
                            "en", new Body(Body.Dialect.GOVSPEAK, "Since *1905*."),
                            "ru", new Body(Body.Dialect.HTML, "<p>С 1905 года.</p>")))
                    .formerly(List.of(former("1905-01-01", "1999-12-31")))
                    .own(
                        About.Organisation.NONE
                            .acronyms(Map.of("en", "O"))
                            .press(
                                new PressContact(
                                    Map.of("en", "Press desk"),
                                    "+47 22 00 00 00",
                                    "press@office.example",
                                    Map.of("en", "By day")))
                            .accounts(List.of(account("X", "@office", "https://x.com/office")))
                            .closed(LocalDate.of(2020, 9, 1)))
                    .kept("{\"brand\":\"cabinet-office\"}"))
            .tied(Tie.PARENT, List.of("cabinet"))
            .tied(Tie.SUCCESSOR, List.of("affairs"))
            .tied(Tie.PLACE, List.of("kverna"))
            .id(ID);
    newsroom.execute(define);

    Tag office = tag(newsroom, TagKind.ORGANISATION, "office");
    assertThat(office.id()).isEqualTo(ID);
    assertThat(office.about()).isEqualTo(define.about());
    assertThat(newsroom.<DefineTag>read(tx -> DefineTag.from(tx, office))).isEqualTo(define);
    assertThat(newsroom.execute(define.id("")).unchanged()).isTrue();
    Tag kverna = tag(newsroom, TagKind.PLACE, "kverna");
    assertThat(newsroom.<List<Tag>>read(tx -> Tags.tiedTo(tx, Tie.PLACE, kverna)))
        .containsExactly(office);
  }

  @Test
  void what_an_import_kept_stays_where_nothing_else_is_kept(TestNewsroom newsroom) {
    var kept = topic("sea", about -> about.kept("{\"a\":1}"));
    newsroom.execute(kept);
    newsroom.execute(topic("sea", about -> about.titles(Map.of("en", "The sea"))));

    assertThat(tag(newsroom, TagKind.TOPIC, "sea").about().kept()).isEqualTo("{\"a\":1}");
  }

  @Test
  void an_id_is_a_uuid_that_no_other_tag_has(TestNewsroom newsroom) {
    newsroom.execute(topic("sea", about -> about).id(ID));

    assertThat(newsroom.refused(topic("fish", about -> about).id("fish")))
        .containsExactly("id: tag.id-malformed");
    assertThat(newsroom.refused(topic("fish", about -> about).id(ID)))
        .containsExactly("id: tag.id-taken");
    // A tag that is there keeps the id that it has.
    assertThat(newsroom.execute(topic("sea", about -> about).id(ID.replace('9', '8'))).unchanged())
        .isTrue();
  }

  @Test
  void what_only_another_kind_says_is_our_own_mistake() {
    assertThatThrownBy(() -> topic("sea", about -> about.accounts(List.of())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> topic("sea", about -> about).tied(Tie.PARENT, List.of("a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> topic("sea", about -> about).appointed(List.of(held("a", "2020", null))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_slug_in_another_locale_leads_to_one_tag_of_a_kind(TestNewsroom newsroom) {
    newsroom.execute(topic("sea", about -> about.slugs(Map.of("ru", "more"))));

    assertThat(refusedTopic(newsroom, about -> about.slugs(Map.of("ru", "more"))))
        .containsExactly("slugs.ru: slug.leads");
    assertThat(refusedTopic(newsroom, about -> about.slugs(Map.of("ru", "sea"))))
        .containsExactly("slugs.ru: slug.leads");
    assertThat(newsroom.refused(topic("more", about -> about))).containsExactly("slug: slug.leads");
    assertThat(refusedTopic(newsroom, about -> about.slugs(Map.of("en", "fishes"))))
        .containsExactly("slugs.en: slug.default-locale");
    assertThat(refusedTopic(newsroom, about -> about.slugs(Map.of("ru", "Рыба"))))
        .containsExactly("slugs.ru: slug.malformed");
    assertThat(refusedTopic(newsroom, about -> about.slugs(Map.of("zh-hans", "yu"))))
        .containsExactly("slugs.zh-hans: locale.malformed");
    newsroom.tag(TagKind.PLACE, "more", "More");
    // What it was given once is its own for ever.
    newsroom.execute(topic("sea", about -> about));
    assertThat(newsroom.refused(topic("more", about -> about))).containsExactly("slug: slug.leads");
  }

  @Test
  void a_description_is_text_of_some_length(TestNewsroom newsroom) {
    assertThat(refusedTopic(newsroom, about -> about.descriptions(Map.of("en", body("\ud800")))))
        .containsExactly("descriptions.en: text.surrogate");
    assertThat(
            refusedTopic(
                newsroom, about -> about.descriptions(Map.of("en", body("a".repeat(70_000))))))
        .containsExactly("descriptions.en: body.too-long");
  }

  @Test
  void former_names_have_titles_and_follow_one_another(TestNewsroom newsroom) {
    assertThat(
            refusedTopic(
                newsroom,
                about ->
                    about.formerly(List.of(new Former(Map.of(), null, LocalDate.of(1999, 1, 1))))))
        .containsExactly("formerNames.0: former.title");
    assertThat(
            refusedTopic(
                newsroom, about -> about.formerly(List.of(former("2000-01-01", "1999-12-31")))))
        .containsExactly("formerNames.0: former.order");
    assertThat(
            refusedTopic(
                newsroom,
                about ->
                    about.formerly(
                        List.of(former("1990-01-01", "1999-12-31"), former(null, "1990-01-01")))))
        .containsExactly("formerNames.1: former.overlap");
  }

  @Test
  void a_press_contact_can_be_reached(TestNewsroom newsroom) {
    assertThat(refusedPress(newsroom, "", "")).containsExactly("press: press.empty");
    for (String telephone : List.of("call us", "1", "+47 22\n00", "+".repeat(9)))
      assertThat(refusedPress(newsroom, telephone, ""))
          .as(telephone)
          .containsExactly("press.telephone: press.telephone");
    for (String email : List.of("press", "a@b", "a b@c.example", "a@b.example\nBcc: c@d.example"))
      assertThat(refusedPress(newsroom, "", email))
          .as(email)
          .containsExactly("press.email: press.email");
  }

  @Test
  void an_account_at_a_service_that_is_known_is_as_they_are_there(TestNewsroom newsroom) {
    for (Account good :
        List.of(
            account("Mastodon", "@ministry@social.example", "https://social.example/@ministry"),
            account("twitter", "@ForeignOffice", "https://x.com/foreignoffice"),
            account("Bluesky", "@gov.example.no", "https://bsky.app/profile/gov.example.no"),
            account("WeChat", "norrland_mfa", "https://mp.weixin.qq.com/s/abc"),
            account("Weibo", "@外交部", "https://weibo.com/u/1"),
            account("YouTube", "", "https://www.youtube.com/channel/UC1"),
            account("Our own", "anything at all", "https://elsewhere.org/")))
      newsroom.execute(organisation(about -> about.accounts(List.of(good))));

    for (Account bad :
        List.of(
            account("Mastodon", "@ministry", "https://social.example/@ministry"),
            account("X", "@much-too-long-for-x", "https://x.com/a"),
            account("Bluesky", "@ministry", "https://bsky.app/profile/ministry"),
            account("Telegram", "@1a", "https://t.me/a")))
      assertThat(refusedAccount(newsroom, bad))
          .as(bad.handle())
          .containsExactly("accounts.0.handle: account.handle");
    for (String address :
        List.of("https://twitter.com.evil.org/a", "https://facebook.com/a", "http://x.co/a"))
      assertThat(refusedAccount(newsroom, account("X", "@a", address)))
          .as(address)
          .containsExactly("accounts.0.address: account.host");
  }

  @Test
  void an_account_without_an_address_is_refused_once(TestNewsroom newsroom) {
    assertThat(refusedAccount(newsroom, account("Our own", "", "")))
        .containsExactly("accounts.0: account.empty");
  }

  @Test
  void an_account_closes_behind_its_opening_and_with_its_service(TestNewsroom newsroom) {
    assertThat(
            refusedAccount(
                newsroom,
                new Account(
                    "X",
                    "@a",
                    "https://x.com/a",
                    LocalDate.of(2020, 1, 2),
                    LocalDate.of(2020, 1, 1))))
        .containsExactly("accounts.0: account.order");
    assertThat(refusedAccount(newsroom, account("Google+", "+a", "https://plus.google.com/+a")))
        .containsExactly("accounts.0.closed: account.service-closed");
  }

  @Test
  void every_day_lies_in_years_that_a_page_can_show(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ROLE, "minister", "Minister");
    var late = LocalDate.of(10_000, 1, 1);
    var early = LocalDate.of(0, 12, 31);

    assertThat(
            newsroom.refused(
                organisation(about ->
                    about
                        .formerly(List.of(new Former(Map.of("en", "Bureau"), early, late)))
                        .own(
                            About.Organisation.NONE
                                .accounts(
                                    List.of(
                                        new Account("Ours", "", "https://a.example/", early, late)))
                                .closed(LocalDate.MAX)))))
        .containsExactly(
            "formerNames.0.from: date.years",
            "formerNames.0.until: date.years",
            "accounts.0.opened: date.years",
            "accounts.0.closed: date.years",
            "closed: date.years");
    assertThat(newsroom.refused(person("anna", new Appointed("minister", early, late))))
        .containsExactly("appointments.0.from: date.years", "appointments.0.until: date.years");
  }

  @Test
  void ties_name_other_tags_that_are_there(TestNewsroom newsroom) {
    newsroom.execute(topic("sea", about -> about));

    assertThat(newsroom.refused(topic("fish", about -> about).tied(Tie.BROADER, List.of("land"))))
        .containsExactly("broader.0: tag.missing");
    assertThat(newsroom.refused(topic("fish", about -> about).tied(Tie.BROADER, List.of("fish"))))
        .containsExactly("broader.0: tie.itself");
    assertThat(
            newsroom.refused(
                topic("fish", about -> about).tied(Tie.BROADER, List.of("sea", "sea"))))
        .containsExactly("broader.1: tag.twice");
    assertThat(
            newsroom.refused(
                organisation(about -> about).tied(Tie.PLACE, List.of("no\u0000where"))))
        .containsExactly("places.0: tag.missing");
  }

  @Test
  void ties_run_in_no_ring(TestNewsroom newsroom) {
    newsroom.execute(topic("sea", about -> about));
    newsroom.execute(topic("fish", about -> about).tied(Tie.BROADER, List.of("sea")));
    newsroom.execute(topic("cod", about -> about).tied(Tie.BROADER, List.of("fish")));

    assertThat(newsroom.refused(topic("sea", about -> about).tied(Tie.BROADER, List.of("cod"))))
        .containsExactly("broader.0: tie.ring");
    newsroom.tag(TagKind.ORGANISATION, "old", "Old").tag(TagKind.ORGANISATION, "later", "New");
    newsroom.execute(closed("old").tied(Tie.SUCCESSOR, List.of("later")));
    assertThat(newsroom.refused(closed("later").tied(Tie.SUCCESSOR, List.of("old"))))
        .containsExactly("successors.0: tie.ring");
    newsroom.execute(closed("later").tied(Tie.PARENT, List.of("old")));
    assertThat(
            newsroom.refused(
                closed("old")
                    .tied(Tie.SUCCESSOR, List.of("later"))
                    .tied(Tie.PARENT, List.of("later"))))
        .containsExactly("parents.0: tie.ring");
  }

  @Test
  void a_successor_comes_on_a_day(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ORGANISATION, "later", "New");

    assertThat(newsroom.refused(organisation(about -> about).tied(Tie.SUCCESSOR, List.of("later"))))
        .containsExactly("successors: successor.day");
  }

  @Test
  void a_role_is_held_by_one_person_at_a_time_unless_it_is_shared(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ROLE, "minister", "Minister");
    newsroom.execute(person("anna", held("minister", "2015-01-01", "2020-06-01")));
    // On the day of a handover both hold it.
    newsroom.execute(person("boris", held("minister", "2020-06-01", null)));

    Outcome<Receipt> refused =
        newsroom
            .record()
            .execute(
                Act.now("system"), person("clara", held("minister", "2019-12-31", "2020-01-02")));
    assertThat(((Outcome.Refused<Receipt>) refused).refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.key()).isEqualTo("appointment.held");
          assertThat(refusal.place()).isEqualTo("appointments");
          assertThat(refusal.arguments().toString())
              .contains(
                  "minister", "anna (2015-01-01/2020-06-01)", "clara (2019-12-31/2020-01-02)");
        });
    newsroom.execute(role("minister", true));
    newsroom.execute(person("clara", held("minister", "2019-12-31", "2020-01-02")));
    assertThat(newsroom.refused(role("minister", false)))
        .containsExactly("shared: appointment.held");
  }

  @Test
  void in_commands_that_are_given_together_one_hands_over_to_the_other_in_any_order(
      TestNewsroom newsroom) {
    newsroom.tag(TagKind.ROLE, "minister", "Minister");
    newsroom.execute(person("anna", held("minister", "2015-01-01", null)));
    Command takes = person("boris", held("minister", "2020-06-01", null));
    Command leaves = person("anna", held("minister", "2015-01-01", "2020-05-31"));

    assertThat(newsroom.refused(takes)).containsExactly("appointments: appointment.held");
    assertThat(newsroom.record().execute(Act.now("system"), List.of(takes, leaves)))
        .isInstanceOf(Outcome.Done.class);
  }

  private static List<String> refusedTopic(TestNewsroom newsroom, UnaryOperator<About> says) {
    return newsroom.refused(topic("fish", says));
  }

  private static List<String> refusedAccount(TestNewsroom newsroom, Account account) {
    return newsroom.refused(organisation(about -> about.accounts(List.of(account))));
  }

  private static List<String> refusedPress(TestNewsroom newsroom, String telephone, String email) {
    return newsroom.refused(
        organisation(about ->
            about.own(
                About.Organisation.NONE.press(
                    new PressContact(Map.of(), telephone, email, Map.of())))));
  }

  private static DefineTag topic(String slug, UnaryOperator<About> says) {
    return new DefineTag(TagKind.TOPIC, slug, says.apply(About.titled(Map.of("en", "Topic"))));
  }

  private static DefineTag organisation(UnaryOperator<About> says) {
    return new DefineTag(
        TagKind.ORGANISATION, "office", says.apply(About.titled(Map.of("en", "Office"))));
  }

  private static DefineTag closed(String slug) {
    return new DefineTag(
        TagKind.ORGANISATION,
        slug,
        About.titled(Map.of("en", slug))
            .own(About.Organisation.NONE.closed(LocalDate.of(2020, 9, 1))));
  }

  private static DefineTag role(String slug, boolean shared) {
    return new DefineTag(
        TagKind.ROLE, slug, About.titled(Map.of("en", "Minister")).own(new About.Role(shared)));
  }

  private static DefineTag person(String slug, Appointed... appointments) {
    return new DefineTag(TagKind.PERSON, slug, About.titled(Map.of("en", slug)))
        .appointed(List.of(appointments));
  }

  private static Appointed held(String role, String from, @Nullable String until) {
    return new Appointed(
        role,
        from.length() == 4 ? LocalDate.of(Integer.parseInt(from), 1, 1) : LocalDate.parse(from),
        until == null ? null : LocalDate.parse(until));
  }

  private static Former former(@Nullable String from, String until) {
    return new Former(
        Map.of("en", "Bureau"),
        from == null ? null : LocalDate.parse(from),
        LocalDate.parse(until));
  }

  private static Account account(String service, String handle, String address) {
    return new Account(service, handle, address, null, null);
  }

  private static Body body(String source) {
    return new Body(Body.Dialect.GOVSPEAK, source);
  }

  private static Tag tag(TestNewsroom newsroom, TagKind kind, String slug) {
    return newsroom.read(tx -> Tags.find(tx, kind, slug)).orElseThrow();
  }
}
