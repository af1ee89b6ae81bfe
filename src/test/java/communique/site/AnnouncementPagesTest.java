package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import communique.files.KeptFiles;
import communique.frame.Frames;
import communique.frame.Rendered;
import communique.frame.SiteFiles;
import communique.platform.Json;
import communique.record.About;
import communique.record.DefineTag;
import communique.record.EachDatabase;
import communique.record.Kind;
import communique.record.Restore;
import communique.record.Retag;
import communique.record.Sheet;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import communique.record.Withdraw;
import communique.shelf.Target;
import communique.site.AnnouncementPages.Answer;
import communique.site.AnnouncementPages.Answer.Leads;
import communique.site.AnnouncementPages.Answer.Shows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

@EachDatabase
class AnnouncementPagesTest {
  @Test
  void a_page_says_what_was_said_and_what_is_known_of_it(TestNewsroom newsroom) {
    newsroom.clock().set("2017-10-13T15:30:00Z");
    newsroom
        .tag(TagKind.ORGANISATION, "foreign-office", "Foreign Office")
        .tag(TagKind.ORGANISATION, "coastguard", "Coastguard")
        .tag(TagKind.PLACE, "moscow", "Moscow");
    newsroom.publish(
        Sheet.of("visit")
            .title("Foreign Secretary to visit Moscow")
            .summary("He was invited.")
            .kind(Kind.PRESS_RELEASE)
            .body("He will visit *Moscow*.\n")
            .tag(TagKind.ORGANISATION, "foreign-office", "coastguard")
            .tag(TagKind.PLACE, "moscow"));

    Document page = page(newsroom, "/news/visit");
    assertThat(page.title()).isEqualTo("Foreign Secretary to visit Moscow – Ministry of Tests");
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("h1").text()).isEqualTo("Foreign Secretary to visit Moscow");
    assertThat(page.select(".lead").text()).isEqualTo("He was invited.");
    assertThat(page.select(".kind").text()).isEqualTo("Press release");
    assertThat(page.select(".facts div").eachText())
        .containsExactly("From Foreign Office with Coastguard", "Published 13 October 2017");
    assertThat(page.select(".facts time").attr("datetime")).isEqualTo("2017-10-13T16:30:00+01:00");
    assertThat(page.select(".words em").text()).isEqualTo("Moscow");
    assertThat(page.select(".tags div").eachText())
        .containsExactly("Organisations Foreign Office Coastguard", "Place Moscow");
    assertThat(page.select(".tags a[href=/places/moscow]")).hasSize(1);
    assertThat(page.select(".record a").attr("href")).isEqualTo("/news/visit/updates#entry-4");
    assertThat(page.select("meta[name=robots]")).isEmpty();
  }

  @Test
  void a_speaker_is_called_by_the_role_held_on_that_day(TestNewsroom newsroom) {
    newsroom
        .tag(TagKind.ROLE, "minister", "Minister")
        .tag(TagKind.ROLE, "ambassador", "Ambassador");
    newsroom.execute(
        new DefineTag(TagKind.PERSON, "anna", About.titled(Map.of("en", "Anna", "ru", "Анна")))
            .appointed(
                List.of(
                    new DefineTag.Appointed("minister", LocalDate.parse("2018-01-01"), null),
                    new DefineTag.Appointed(
                        "ambassador",
                        LocalDate.parse("2010-01-01"),
                        LocalDate.parse("2017-12-31")))));
    newsroom.clock().set("2017-10-13T15:30:00Z");
    newsroom.publish(Sheet.of("visit").body("> said: anna\n> I go.\n"));
    newsroom.publish(Sheet.of("visit").in("ru").body("> said: anna\n> Еду.\n"));

    assertThat(page(newsroom, "/news/visit").select(".said figcaption").text())
        .isEqualTo("Anna Ambassador on 13 October 2017");
    Element russian =
        page(newsroom, "/news/visit.ru").selectFirst(".said figcaption a[href=/people/anna.ru]");
    assertThat(Optional.ofNullable(russian).map(Element::text)).contains("Анна");
  }

  @Test
  void each_language_names_the_others_and_each_title_its_own_language(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "sea-rescue", "Sea rescue");
    newsroom.publish(Sheet.of("visit").tag(TagKind.TOPIC, "sea-rescue"));
    newsroom.publish(Sheet.of("visit").in("ar"));
    newsroom.publish(Sheet.of("visit").in("ru"));

    Document page = page(newsroom, "/news/visit.ar");
    assertThat(page.select("html").attr("dir")).isEqualTo("rtl");
    assertThat(page.select(".tongues li").eachText())
        .containsExactly("English", "Русский", "العربية");
    assertThat(page.select(".tongues [aria-current]").attr("lang")).isEqualTo("ar");
    Element english = page.select(".tongues a").getFirst();
    assertThat(english.attr("href")).isEqualTo("/news/visit");
    assertThat(english.attr("lang")).isEqualTo("en");
    assertThat(english.attr("dir")).isEqualTo("ltr");
    assertThat(english.attr("hreflang")).isEqualTo("en");
    Element topic = page.select(".tags a").getFirst();
    assertThat(topic.attr("href")).isEqualTo("/topics/sea-rescue.ar");
    assertThat(topic.attr("lang")).isEqualTo("en");
    assertThat(topic.attr("dir")).isEqualTo("ltr");
    assertThat(page.select("link[rel=canonical]").attr("href"))
        .isEqualTo("https://news.example.org/news/visit.ar");
    assertThat(page.select("link[rel=alternate][hreflang]").eachAttr("hreflang"))
        .containsExactly("en", "ru", "ar", "x-default");
    assertThat(page.select("link[hreflang=x-default]").attr("href"))
        .isEqualTo("https://news.example.org/news/visit");
    assertThat(page.select("meta[property=og:locale]").attr("content")).isEqualTo("ar_EG");
  }

  @Test
  void a_translation_says_what_its_original_changed_since(TestNewsroom newsroom) {
    newsroom.clock().set("2026-11-20T10:00:00Z");
    newsroom.publish(Sheet.of("visit").saying("nine"));
    newsroom.clock().set("2026-11-21T10:00:00Z");
    newsroom.publish(Sheet.of("visit").in("fr").saying("neuf"));
    assertThat(page(newsroom, "/news/visit.fr").select(".notice")).isEmpty();

    newsroom.clock().set("2026-11-23T10:00:00Z");
    newsroom.publish(Sheet.of("visit").saying("eleven").note("Eleven, not nine"));
    Document behind = page(newsroom, "/news/visit.fr");
    assertThat(behind.select(".notice h2").text())
        .isEqualTo("Le texte original (anglais) a été modifié le 23 novembre 2026");
    assertThat(behind.select(".notice p").eachText().getFirst())
        .isEqualTo("Cette traduction ne comporte pas encore ce changement.");
    assertThat(behind.select(".notice a").eachAttr("href"))
        .containsExactly("/news/visit", "/news/visit/compare/1..2");
    assertThat(behind.select(".notice a").eachAttr("hreflang")).containsExactly("en", "en");
    assertThat(behind.select(".facts").text()).contains("21 novembre").doesNotContain("23");
    assertThat(behind.select("meta[property=article:modified_time]").attr("content"))
        .startsWith("2026-11-21");
    assertThat(page(newsroom, "/news/visit").select(".notice")).isEmpty();
    assertThat(Json.tree(document(newsroom, "/api/announcements/visit.fr")).get("behind"))
        .hasToString(
            Json.tree(
                    "{\"locale\":\"en\",\"path\":\"/news/visit\",\"changedAt\":\"2026-11-23T10:00:00Z\",\"updateType\":\"major\",\"edition\":2}")
                .toString());

    newsroom.clock().set("2026-11-24T10:00:00Z");
    newsroom.publish(Sheet.of("visit").in("fr").saying("onze").note("Onze"));
    assertThat(page(newsroom, "/news/visit.fr").select(".notice")).isEmpty();
    assertThat(document(newsroom, "/api/announcements/visit.fr")).doesNotContain("behind");
  }

  @Test
  void a_small_correction_of_the_original_is_told_gently_and_one_of_files_not_at_all(
      TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("visit").in("ar").original().saying("first"));
    newsroom.pass(Duration.ofDays(1)).publish(Sheet.of("visit").in("en"));
    newsroom.pass(Duration.ofDays(1));
    newsroom.publish(Sheet.of("visit").in("ar").kind(Kind.SPEECH).minor());
    assertThat(page(newsroom, "/news/visit").select(".notice")).isEmpty();

    newsroom.publish(Sheet.of("visit").in("ar").saying("a typo less").minor());
    assertThat(page(newsroom, "/news/visit").select(".notice h2").text())
        .startsWith("The Arabic text was changed on ");
    assertThat(page(newsroom, "/news/visit").select(".notice p").eachText().getFirst())
        .isEqualTo("It was a small correction, which this translation may not need.");

    newsroom.execute(new Withdraw("visit", Locale.of("ar"), "No longer so."));
    assertThat(page(newsroom, "/news/visit").select(".notice")).isEmpty();
  }

  @Test
  void an_announcement_that_never_stood_in_the_default_language_has_its_own_as_x_default(
      TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("hours").in("ar").original());
    newsroom.publish(Sheet.of("hours").in("fr"));
    assertThat(page(newsroom, "/news/hours.fr").select("link[hreflang=x-default]").attr("href"))
        .isEqualTo("https://news.example.org/news/hours.ar");
  }

  @Test
  void a_language_without_a_version_is_not_found_and_offers_the_others(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("visit")).publish(Sheet.of("visit").in("ru"));
    Shows shows = shows(newsroom, "/news/visit.fr");
    assertThat(shows.status()).isEqualTo(404);
    assertThat(shows.bounded()).isTrue();
    assertThat(shows(newsroom, "/news/visit.fr/editions/5").bounded()).isFalse();
    assertThat(shows(newsroom, "/news/visit.fr/compare/5..6").bounded()).isFalse();
    Document page = Rendered.page(shows.page());
    assertThat(page.select("html").attr("lang")).isEqualTo("fr");
    assertThat(page.select(".tongues a").eachAttr("href"))
        .containsExactly("/news/visit", "/news/visit.ru");
    assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    assertThat(answer(newsroom, "/news/none")).isEmpty();
  }

  @Test
  void other_ways_to_write_an_address_lead_to_it(TestNewsroom newsroom) {
    newsroom.publish("visit").publish("visit");
    assertThat(answer(newsroom, "/news/visit.en")).contains(new Leads(301, "/news/visit"));
    assertThat(answer(newsroom, "/news/none.en")).isEmpty();
    assertThat(asked(newsroom, "a=2&b=1")).contains(new Leads(302, "/news/visit/compare/1..2"));
    assertThat(asked(newsroom, "a=2&b=9")).contains(new Leads(302, "/news/visit/updates"));
    assertThat(asked(newsroom, "")).contains(new Leads(302, "/news/visit/updates"));
  }

  @Test
  void what_was_withdrawn_stays_readable_and_marked(TestNewsroom newsroom) {
    newsroom.clock().set("2026-03-02T10:00:00Z");
    newsroom.publish("advice");
    newsroom.publish(Sheet.of("advice").in("ru"));
    newsroom.clock().set("2026-11-18T10:00:00Z");
    newsroom.execute(
        new Withdraw("advice", TestNewsroom.locale("en"), "The survey is over.\n\nSail on."));

    Document page = page(newsroom, "/news/advice");
    assertThat(page.title()).startsWith("Withdrawn: Title of advice");
    assertThat(page.select(".notice h2").text()).isEqualTo("Withdrawn on 18 November 2026");
    assertThat(page.select(".notice p").eachText())
        .containsExactly("The survey is over.", "Sail on.");
    assertThat(page.select(".words.spent").text()).startsWith("Body of advice");
    assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    assertThat(page.select("link[hreflang]")).isEmpty();
    assertThat(page.select(".record a").eachText()).containsExactly("entry 1", "entry 3");

    Document russian = page(newsroom, "/news/advice.ru");
    assertThat(russian.select(".notice")).isEmpty();
    assertThat(russian.select("link[hreflang]")).isEmpty();

    newsroom.execute(new Restore("advice", TestNewsroom.locale("en")));
    assertThat(page(newsroom, "/news/advice").select(".notice")).isEmpty();
  }

  @Test
  void of_what_was_unpublished_only_the_record_is_shown(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("secret").title("Names").body("Ada and Bo.\n"));
    newsroom.publish(Sheet.of("secret").title("Names").body("Ada, Bo and Cy.\n").note("One more."));
    newsroom.execute(new Unpublish("secret", null, "", "They had not been asked."));

    for (String path :
        List.of("/news/secret", "/news/secret/editions/1", "/news/secret/compare/1..2")) {
      Shows shows = shows(newsroom, path);
      assertThat(shows.status()).as(path).isEqualTo(410);
      Document page = Rendered.page(shows.page());
      assertThat(page.text()).contains("They had not been asked.").doesNotContain("Ada", "Names");
      assertThat(page.select("main a[href=/news/secret/updates]")).hasSize(1);
    }
    Document updates = page(newsroom, "/news/secret/updates");
    assertThat(updates.text()).contains("One more.", "Taken down").doesNotContain("Names", "Ada");
    assertThat(updates.select(".lead").text())
        .isEqualTo(
            "It was taken down on 20 November 2026. The record still shows that it was here.");
    assertThat(updates.select(".trail a[href*=editions]")).isEmpty();
    assertThat(updates.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
  }

  @Test
  void what_was_moved_leads_there_but_its_versions_do_not(TestNewsroom newsroom) {
    newsroom.publish("old").publish("other");
    newsroom.execute(new Unpublish("old", null, "/news/other", ""));
    assertThat(answer(newsroom, "/news/old")).contains(new Leads(301, "/news/other"));
    assertThat(shows(newsroom, "/news/old/editions/1").status()).isEqualTo(410);
    assertThat(page(newsroom, "/news/old/updates").select(".trail a[href=/news/other]")).hasSize(1);
  }

  @Test
  void the_updates_name_every_change_minor_ones_too(TestNewsroom newsroom) {
    newsroom.clock().set("2026-11-20T10:00:00Z");
    newsroom.publish(Sheet.of("rescue"));
    newsroom.publish(Sheet.of("rescue").saying("second").minor());
    newsroom.publish(Sheet.of("rescue").in("ar"));
    newsroom.clock().set("2026-11-23T11:15:00Z");
    newsroom.publish(Sheet.of("rescue").saying("third").note("Eleven, not nine"));
    newsroom.publish(Sheet.of("rescue").in("ar").saying("second").note("أحد عشر"));
    newsroom.tag(TagKind.TOPIC, "sea", "Sea");
    newsroom.execute(new Retag("rescue", Map.of(TagKind.TOPIC, List.of("sea")), false));

    Document page = page(newsroom, "/news/rescue/updates");
    assertThat(page.select(".trail > li h2").eachText())
        .containsExactly(
            "Tags changed",
            "أحد عشر",
            "Eleven, not nine",
            "Added translation",
            "Minor: recorded, and not announced.",
            "First published.");
    assertThat(page.select(".trail > li.minor h2").eachText())
        .containsExactly("Tags changed", "Minor: recorded, and not announced.");
    Element arabic = page.select(".trail > li").get(1);
    assertThat(arabic.select("h2").attr("lang")).isEqualTo("ar");
    assertThat(arabic.select("h2").attr("dir")).isEqualTo("rtl");
    assertThat(arabic.select("a").eachAttr("href"))
        .containsExactly("/news/rescue.ar/editions/2", "/news/rescue.ar/compare/1..2", "#entry-5");
    assertThat(arabic.select("a").getFirst().text()).isEqualTo("العربية، النسخة 2");
    assertThat(page.select(".trail > li").get(2).select("time").text())
        .isEqualTo("23 November 2026, 11:15");
    assertThat(page.select("form[action=/news/rescue/compare] option[selected]").eachAttr("value"))
        .containsExactly("2", "3");

    // The page itself lists what readers were told.
    Document announcement = page(newsroom, "/news/rescue");
    assertThat(announcement.select("#updates summary").text()).isEqualTo("Show all 4 updates");
    assertThat(announcement.select("#updates .trail b").eachText())
        .containsExactly("أحد عشر", "Eleven, not nine", "Added translation", "First published.");
  }

  @Test
  void what_was_recorded_later_than_it_was_public_says_both(TestNewsroom newsroom) {
    newsroom.clock().set("2026-11-20T10:00:00Z");
    newsroom.execute("2017-10-13T15:30:00Z", Sheet.of("visit").publish());
    Element entry = page(newsroom, "/news/visit/updates").select(".trail > li").getFirst();
    assertThat(entry.select("time").text()).isEqualTo("13 October 2017, 16:30");
    assertThat(entry.select(".note").text()).isEqualTo("Recorded here on 20 November 2026.");
  }

  @Test
  void an_older_version_says_so_and_has_the_page_as_its_address(TestNewsroom newsroom) {
    newsroom.clock().set("2026-11-20T10:00:00Z");
    newsroom.publish("rescue");
    newsroom.clock().set("2026-11-23T10:00:00Z");
    newsroom.publish("rescue");

    Document first = page(newsroom, "/news/rescue/editions/1");
    assertThat(first.select(".notice h2").text())
        .isEqualTo("You are reading version 1 of 20 November 2026.");
    assertThat(first.select(".notice a").eachText())
        .containsExactly(
            "A newer version exists: version 2 of 23 November 2026.",
            "What changed since version 1",
            "All updates");
    assertThat(first.select(".notice a").eachAttr("href"))
        .containsExactly("/news/rescue", "/news/rescue/compare/1..2", "/news/rescue/updates");
    assertThat(first.select(".words").text()).contains("first");
    assertThat(first.select("link[rel=canonical]").attr("href"))
        .isEqualTo("https://news.example.org/news/rescue");
    assertThat(page(newsroom, "/news/rescue/editions/2").select(".notice").text())
        .contains("It is the newest version.");
    assertThat(answer(newsroom, "/news/rescue/editions/3")).isEmpty();
  }

  @Test
  void two_versions_stand_side_by_side_with_their_differences_marked(TestNewsroom newsroom) {
    newsroom.publish(
        Sheet.of("rescue").title("Rescue").summary("Soon.").body("Nine boats.\n\nSame.\n"));
    newsroom.publish(
        Sheet.of("rescue")
            .title("Rescue")
            .summary("Soon.")
            .body("Eleven boats.\n\nSame.\n")
            .note("Eleven, not nine"));
    Shows shows = shows(newsroom, "/news/rescue/compare/1..2");
    assertThat(shows.bounded()).isFalse();
    Document page = Rendered.page(shows.page());
    assertThat(page.select(".pair del s").eachText()).containsExactly("Nine");
    assertThat(page.select(".pair ins u").eachText()).containsExactly("Eleven");
    assertThat(page.select(".key").text()).startsWith("One passage differs.");
    assertThat(page.select("details summary").text())
        .isEqualTo("One paragraph is the same in both");
    assertThat(page.select(".facts div").getFirst().text())
        .isEqualTo("Change note Eleven, not nine");
    assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
  }

  @Test
  void a_press_contact_in_another_language_says_which(TestNewsroom newsroom) {
    newsroom.execute(
        new DefineTag(
            TagKind.ORGANISATION,
            "aid",
            About.titled(Map.of("en", "Aid Ministry", "ar", "وزارة المعونة"))
                .own(
                    About.Organisation.NONE.press(
                        new About.PressContact(
                            Map.of("en", "Press office"),
                            "+47 22 00 00 00",
                            "",
                            Map.of("en", "9 to 17 on weekdays"))))));
    newsroom.publish(Sheet.of("visit").in("ar").original().tag(TagKind.ORGANISATION, "aid"));

    Document page = page(newsroom, "/news/visit.ar");
    for (String text : List.of("Press office", "9 to 17 on weekdays"))
      assertThat(page.getElementsMatchingOwnText("^" + text + "$").attr("dir")).isEqualTo("ltr");
    assertThat(page.select("bdi[lang=en][dir=ltr]").eachText()).contains("9 to 17 on weekdays");
  }

  @Test
  void accounts_that_closed_are_named_and_lead_nowhere(TestNewsroom newsroom) {
    newsroom.execute(
        new DefineTag(
            TagKind.ORGANISATION,
            "foreign-office",
            About.titled(Map.of("en", "Foreign Office"))
                .accounts(
                    List.of(
                        new Tag.Account(
                            "Mastodon",
                            "@fo@social.example",
                            "https://social.example/@fo",
                            null,
                            null),
                        new Tag.Account(
                            "Google+",
                            "+fo",
                            "https://plus.example/fo",
                            null,
                            LocalDate.parse("2019-04-02"))))));
    newsroom.publish(Sheet.of("visit").tag(TagKind.ORGANISATION, "foreign-office"));
    Document page = page(newsroom, "/news/visit");
    assertThat(page.select(".list li").eachText())
        .containsExactly(
            "Follow Foreign Office on Mastodon: @fo@social.example",
            "Google+ (this account closed on 2 April 2019)",
            "Subscribe to the announcements feed to get our latest news and announcements");
    assertThat(page.select("a[href=https://social.example/@fo]")).hasSize(1);
    assertThat(page.select("a[href*=plus.example]")).isEmpty();
  }

  @Test
  void what_programs_read_cannot_leave_its_element(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("visit").title("</script><b>\"Visit\" & more").summary("<i>Soon"));
    newsroom.publish(Sheet.of("visit").in("ru"));
    Document page = page(newsroom, "/news/visit");
    assertThat(page.select("h1").text()).isEqualTo("</script><b>\"Visit\" & more");
    assertThat(page.select("meta[property=og:title]").attr("content"))
        .isEqualTo("</script><b>\"Visit\" & more");
    var data = Json.tree(page.select("script[type=application/ld+json]").getFirst().data());
    assertThat(data.get("headline").asText()).isEqualTo("</script><b>\"Visit\" & more");
    assertThat(data.at("/workTranslation/0/@id").asText())
        .isEqualTo("https://news.example.org/news/visit.ru");
    var russian =
        Json.tree(
            page(newsroom, "/news/visit.ru")
                .select("script[type=application/ld+json]")
                .getFirst()
                .data());
    assertThat(russian.get("inLanguage").asText()).isEqualTo("ru");
    assertThat(russian.at("/translationOfWork/@id").asText())
        .isEqualTo("https://news.example.org/news/visit");
  }

  private static Document page(TestNewsroom newsroom, String path) {
    Shows shows = shows(newsroom, path);
    assertThat(shows.status()).as(path).isEqualTo(200);
    return Rendered.page(shows.page());
  }

  private static Shows shows(TestNewsroom newsroom, String path) {
    Answer answer =
        answer(newsroom, path).orElseThrow(() -> new AssertionError("nothing at " + path));
    return answer instanceof Shows shows
        ? shows
        : org.assertj.core.api.Assertions.fail(path + " gives " + answer);
  }

  private static Optional<Answer> answer(TestNewsroom newsroom, String path) {
    return pages(newsroom).answer(new Target(path, "", ""));
  }

  private static Optional<Answer> asked(TestNewsroom newsroom, String query) {
    return pages(newsroom).answer(new Target("/news/visit/compare", query, ""));
  }

  private static AnnouncementPages pages(TestNewsroom newsroom) {
    return new AnnouncementPages(
        newsroom.database(),
        TestNewsroom.NEWSROOM,
        new Frames(TestNewsroom.NEWSROOM, new SiteFiles()),
        new KeptFiles(Path.of("target/no-files")));
  }

  private static String document(TestNewsroom newsroom, String path) {
    var documents = new AnnouncementDocuments(newsroom.database(), TestNewsroom.NEWSROOM);
    return new String(
        documents.make(new Target(path, "", "")).orElseThrow().body(), StandardCharsets.UTF_8);
  }
}
