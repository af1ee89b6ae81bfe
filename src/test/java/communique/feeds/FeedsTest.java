package communique.feeds;

import static communique.feeds.TestFeeds.children;
import static communique.feeds.TestFeeds.link;
import static communique.feeds.TestFeeds.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Ids;
import communique.record.Bring;
import communique.record.Bring.PastNote;
import communique.record.EachDatabase;
import communique.record.Reading;
import communique.record.Restore;
import communique.record.Retag;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import communique.record.Withdraw;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

@EachDatabase
class FeedsTest {
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void an_announcement_stands_in_the_feeds_of_the_newsroom_and_of_its_tags_in_its_own_locale(
      TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom
        .tag(TagKind.PERSON, "anna", "Anna")
        .tag(TagKind.TOPIC, "trade", "Trade")
        .publish(Sheet.of("visit").title("A visit").tag(TagKind.PERSON, "anna"))
        .publish(Sheet.of("visit").in("ru").title("Визит"));

    assertThat(feeds.titles("/feed.atom")).containsExactly("A visit");
    assertThat(feeds.titles("/people/anna.atom")).containsExactly("A visit");
    assertThat(feeds.titles("/feed.ru.atom")).containsExactly("Визит");
    assertThat(feeds.titles("/people/anna.ru.atom")).containsExactly("Визит");
    assertThat(feeds.titles("/feed.ar.atom")).isEmpty();
    assertThat(feeds.titles("/topics/trade.atom")).isEmpty();
  }

  @Test
  void an_atom_entry_says_all_of_its_announcement_with_absolute_addresses(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom
        .tag(TagKind.ORGANISATION, "ministry", "The Ministry")
        .tag(TagKind.ORGANISATION, "office", "The Office")
        .tag(TagKind.PLACE, "moscow", "Moscow")
        .publish(
            Sheet.of("visit")
                .title("Fish & chips <b>now</b>")
                .summary("What “x < y” means.")
                .body("A [link](/places/moscow).\n")
                .tag(TagKind.ORGANISATION, "ministry", "office")
                .tag(TagKind.PLACE, "moscow"));

    Element entry = feeds.entries("/feed.atom").getFirst();
    String id = newsroom.announcement("visit").id();
    assertThat(value(entry, "id")).isEqualTo("urn:uuid:" + Ids.ofName(id + "/en"));
    assertThat(value(entry, "title")).isEqualTo("Fish & chips <b>now</b>");
    assertThat(value(entry, "summary")).isEqualTo("What “x < y” means.");
    assertThat(value(entry, "published")).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(value(entry, "updated")).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(link(entry, "alternate")).isEqualTo("https://news.example.org/news/visit");
    assertThat(value(entry, "content"))
        .startsWith("<div lang=\"en\" dir=\"ltr\">")
        .contains("<a href=\"https://news.example.org/places/moscow\">link</a>");
    assertThat(value(children(entry, "author").getFirst(), "name")).isEqualTo("The Ministry");
    assertThat(value(children(entry, "author").getFirst(), "uri"))
        .isEqualTo("https://news.example.org/organisations/ministry");
    assertThat(value(children(entry, "contributor").getFirst(), "name")).isEqualTo("The Office");
    assertThat(children(entry, "category"))
        .extracting(
            category -> category.getAttribute("scheme"), category -> category.getAttribute("term"))
        .contains(tuple("https://news.example.org/places", "moscow"));
  }

  @Test
  void a_name_that_is_not_in_the_language_of_the_feed_says_in_which_it_is(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom
        .tag(TagKind.ORGANISATION, "ministry", "The Ministry")
        .publish(Sheet.of("visit").tag(TagKind.ORGANISATION, "ministry"))
        .publish(Sheet.of("visit").in("ru"));

    Element entry = feeds.entries("/feed.ru.atom").getFirst();
    assertThat(children(entry, "author").getFirst().getAttribute("xml:lang")).isEqualTo("en");
    assertThat(children(entry, "category"))
        .extracting(
            category -> category.getAttribute("label"),
            category -> category.getAttribute("xml:lang"))
        .contains(tuple("The Ministry", "en"), tuple("Новость", ""));
    assertThat(feeds.text("/feed.atom")).containsOnlyOnce("xml:lang");
  }

  @Test
  void a_tag_that_is_renamed_is_called_so_in_bodies_too(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom
        .tag(TagKind.PERSON, "anna", "Anna")
        .publish(Sheet.of("visit").body("> said: anna\n> Welcome.\n"));
    assertThat(feeds.text("/feed.json")).contains("<bdi>Anna</bdi>");

    newsroom.tag(TagKind.PERSON, "anna", "Anna Karlsson");

    assertThat(feeds.text("/feed.json"))
        .contains("<a href=\\\"https://news.example.org/people/anna\\\"><bdi>Anna Karlsson</bdi>");
  }

  @Test
  void a_feed_names_its_page_itself_and_its_translations(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom.tag(TagKind.PERSON, "anna", "Anna");

    Element feed = feeds.xml("/people/anna.ru.atom");
    assertThat(feed.getAttribute("xml:lang")).isEqualTo("ru");
    assertThat(value(feed, "title")).isEqualTo("Ministry of Tests: Anna");
    assertThat(link(feed, "alternate")).isEqualTo("https://news.example.org/people/anna.ru");
    assertThat(link(feed, "self")).isEqualTo("https://news.example.org/people/anna.ru.atom");
    assertThat(feeds.get("/people/anna.ru.rss").orElseThrow().headers().get("Link"))
        .contains(
            "<https://news.example.org/people/anna.rss>; rel=\"alternate\"; hreflang=\"en\"; type=\"application/rss+xml\"")
        .doesNotContain("hreflang=\"ru\"");
    assertThat(link(feeds.xml("/feed.ru.atom"), "alternate"))
        .isEqualTo("https://news.example.org/ru");
  }

  @Test
  void an_id_outlives_every_correction_and_a_feeds_id_is_the_same_in_all_its_documents(
      TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom.publish("visit");
    String feed = value(feeds.xml("/feed.atom"), "id");
    String entry = value(feeds.entries("/feed.atom").getFirst(), "id");

    newsroom.publish("visit").publish(Sheet.of("visit").saying("slip").minor());
    newsroom.execute(new Withdraw("visit", null, "No."));
    for (int i = 0; i < Gathering.STRETCH; i++) newsroom.publish("other-" + i);

    assertThat(feeds.entries("/feed/archive/1.atom"))
        .extracting(found -> value(found, "id"))
        .contains(entry);
    assertThat(value(feeds.xml("/feed.atom"), "id")).isEqualTo(feed);
    assertThat(value(feeds.xml("/feed/archive/1.atom"), "id")).isEqualTo(feed);
    assertThat(value(feeds.xml("/feed.ru.atom"), "id")).isNotEqualTo(feed);
  }

  @Test
  void only_a_major_update_in_its_own_locale_moves_the_date_of_an_entry(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom.publish("visit").pass(DAY);
    newsroom.publish(Sheet.of("visit").in("ru")).pass(DAY);
    newsroom.publish(Sheet.of("visit").body("Without the slip.\n").minor());
    Element entry = feeds.entries("/feed.atom").getFirst();
    assertThat(value(entry, "updated")).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(value(entry, "content")).contains("Without the slip.");

    newsroom.publish(Sheet.of("visit").saying("more").note("The date was corrected."));

    entry = feeds.entries("/feed.atom").getFirst();
    assertThat(value(entry, "updated")).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(value(entry, "published")).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(value(entry, "content"))
        .contains("<p><em>Updated on 22 November 2026: The date was corrected.</em></p>");
    assertThat(value(feeds.entries("/feed.ru.atom").getFirst(), "updated"))
        .isEqualTo("2026-11-21T10:00:00Z");
  }

  @Test
  void an_updated_entry_comes_first_and_stands_once(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom.publish("first").pass(DAY).publish("second").pass(DAY).publish("first");

    assertThat(feeds.titles("/feed.atom"))
        .containsExactly("Title of first in en, version 2", "Title of second in en, first");
  }

  @Test
  void a_withdrawal_is_an_update_and_a_deletion(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom
        .publish(Sheet.of("visit").title("A visit"))
        .publish(Sheet.of("visit").in("ar").title("زيارة"))
        .pass(DAY);
    newsroom.execute(new Withdraw("visit", null, "It will <not> take place."));

    Element entry = feeds.entries("/feed.atom").getFirst();
    assertThat(value(entry, "title")).isEqualTo("Withdrawn: A visit");
    assertThat(value(entry, "updated")).isEqualTo("2026-11-21T10:00:00Z");
    assertThat(value(entry, "content"))
        .containsSubsequence(
            "Withdrawn on 21 November 2026", "It will &lt;not&gt; take place.", "Body of visit");
    assertThat(feeds.deleted("/feed.atom")).containsExactly(value(entry, "id"));
    assertThat(feeds.text("/feed.atom")).contains("when=\"2026-11-21T10:00:00Z\"");
    Element arabic = feeds.entries("/feed.ar.atom").getFirst();
    assertThat(value(arabic, "content"))
        .startsWith("<div lang=\"ar\" dir=\"rtl\">")
        .contains("<p lang=\"en\" dir=\"ltr\">It will &lt;not&gt; take place.</p>");

    newsroom.pass(DAY).execute(new Restore("visit", null));

    entry = feeds.entries("/feed.atom").getFirst();
    assertThat(value(entry, "title")).isEqualTo("A visit");
    assertThat(value(entry, "updated"))
        .as("later than the deletion, so that readers take it again")
        .isEqualTo("2026-11-22T10:00:00Z");
    assertThat(feeds.deleted("/feed.atom")).isEmpty();
  }

  @Test
  void what_was_taken_down_leaves_nothing_but_its_deletion_in_any_document(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom.publish(Sheet.of("secret").title("Whom it names").summary("Whom.").body("Whom!\n"));
    String id = value(feeds.entries("/feed.atom").getFirst(), "id");
    for (int i = 0; i < Gathering.STRETCH; i++) newsroom.publish("other-" + i);
    assertThat(feeds.text("/feed/archive/1.atom")).contains("Whom it names");

    newsroom.execute(new Unpublish("secret", null, "", "It was a draft."));

    for (String path : List.of("/feed.atom", "/feed/archive/1.atom", "/feed.rss", "/feed.json"))
      assertThat(feeds.text(path)).as(path).doesNotContain("Whom");
    assertThat(feeds.deleted("/feed.atom")).containsExactly(id);
    assertThat(feeds.deleted("/feed/archive/1.atom")).containsExactly(id);
    assertThat(feeds.text("/feed.atom")).contains("It was a draft.</at:comment>");
  }

  @Test
  void a_tag_that_is_given_later_brings_the_announcement_into_its_feed_in_every_locale(
      TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom
        .tag(TagKind.TOPIC, "trade", "Trade")
        .tag(TagKind.TOPIC, "fish", "Fish")
        .publish(Sheet.of("visit").tag(TagKind.TOPIC, "trade"))
        .publish(Sheet.of("visit").in("ru"));
    newsroom.execute(new Retag("visit", Map.of(TagKind.TOPIC, List.of("fish")), false));

    assertThat(feeds.entries("/topics/fish.atom")).hasSize(1);
    assertThat(feeds.entries("/topics/fish.ru.atom")).hasSize(1);
    assertThat(feeds.entries("/topics/trade.atom")).isEmpty();
    assertThat(feeds.entries("/feed.atom")).hasSize(1);

    newsroom.publish(
        Sheet.of("visit").in("ru").saying("slip").minor().tag(TagKind.TOPIC, "fish", "trade"));

    assertThat(feeds.entries("/topics/trade.atom")).as("given with a minor update").hasSize(1);
  }

  @Test
  void archive_documents_hold_everything_and_the_live_one_at_least_twenty_entries(
      TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    int many = 2 * Gathering.STRETCH + 3;
    for (int i = 0; i < many; i++) newsroom.publish("visit-" + i).pass(Duration.ofMinutes(1));

    Element live = feeds.xml("/feed.atom");
    assertThat(link(live, "prev-archive"))
        .isEqualTo("https://news.example.org/feed/archive/2.atom");
    assertThat(feeds.entries("/feed.atom")).hasSizeGreaterThanOrEqualTo(Gathering.LIVE_MIN);
    assertThat(feeds.followed("/feed.atom"))
        .containsExactly("/feed.atom", "/feed/archive/2.atom", "/feed/archive/1.atom");
    Set<String> titles =
        feeds.followed("/feed.atom").stream()
            .flatMap(path -> feeds.titles(path).stream())
            .collect(Collectors.toSet());
    assertThat(titles).hasSize(many);
  }

  @Test
  void an_archive_document_says_what_it_is_and_is_there_when_it_is_full(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    for (int i = 1; i < Gathering.STRETCH; i++) newsroom.publish("visit-" + i);
    assertThat(feeds.get("/feed/archive/1.atom")).isEmpty();
    assertThat(link(feeds.xml("/feed.atom"), "prev-archive")).isEmpty();

    newsroom.publish("last");

    Element archive = feeds.xml("/feed/archive/1.atom");
    assertThat(archive.getElementsByTagNameNS("http://purl.org/syndication/history/1.0", "archive"))
        .extracting(nodes -> nodes.getLength())
        .isEqualTo(1);
    assertThat(link(archive, "current")).isEqualTo("https://news.example.org/feed.atom");
    assertThat(link(archive, "self")).isEqualTo("https://news.example.org/feed/archive/1.atom");
    assertThat(link(feeds.xml("/feed.atom"), "current")).isEmpty();
    assertThat(feeds.get("/feed/archive/2.atom")).isEmpty();
    assertThat(feeds.get("/feed/archive/1.rss")).isEmpty();
  }

  @Test
  void an_imported_announcement_has_the_dates_that_its_page_stated(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    Instant first = Instant.parse("2017-10-13T12:00:00Z");
    Instant last = Instant.parse("2017-10-16T12:00:00Z");
    newsroom.execute(
        "2017-10-16T12:00:00Z",
        new Bring(
            Sheet.of("visit").publish(),
            first,
            last,
            List.of(new PastNote("", first), new PastNote("Added a quotation.", null)),
            1));

    Element entry = feeds.entries("/feed.atom").getFirst();
    assertThat(value(entry, "published")).isEqualTo("2017-10-13T12:00:00Z");
    assertThat(value(entry, "updated")).isEqualTo("2017-10-16T12:00:00Z");
    assertThat(feeds.text("/feed.rss")).contains("<pubDate>Fri, 13 Oct 2017 12:00:00 GMT<");
  }

  @Test
  void rss_speaks_english_of_dates_and_never_takes_an_id_for_an_address(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom
        .tag(TagKind.ORGANISATION, "ministry", "The Ministry")
        .publish(
            Sheet.of("visit")
                .in("ar")
                .original()
                .title("a & b")
                .summary("x < y")
                .tag(TagKind.ORGANISATION, "ministry"));

    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    Element channel;
    try {
      channel = children(feeds.xml("/feed.ar.rss"), "channel").getFirst();
    } finally {
      Locale.setDefault(before);
    }

    assertThat(value(channel, "language")).isEqualTo("ar");
    assertThat(link(channel, "self")).isEqualTo("https://news.example.org/feed.ar.rss");
    Element item = children(channel, "item").getFirst();
    assertThat(value(item, "pubDate")).isEqualTo("Fri, 20 Nov 2026 10:00:00 GMT");
    assertThat(children(item, "guid").getFirst().getAttribute("isPermaLink")).isEqualTo("false");
    assertThat(value(item, "description")).as("HTML").isEqualTo("x &lt; y");
    assertThat(value(item, "title")).isEqualTo("a & b");
    assertThat(children(item, "author")).isEmpty();
    assertThat(feeds.text("/feed.ar.rss")).contains("<dc:creator>The Ministry</dc:creator>");
  }

  @Test
  void a_json_feed_holds_what_version_1_1_asks_for(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom.publish(Sheet.of("visit").title("a <b> & c"));

    JsonNode feed = feeds.json("/feed.json");
    assertThat(feed.get("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
    assertThat(feed.get("feed_url").asText()).isEqualTo("https://news.example.org/feed.json");
    assertThat(feed.get("home_page_url").asText()).isEqualTo("https://news.example.org/");
    JsonNode item = feed.get("items").get(0);
    assertThat(item.get("id").isTextual()).isTrue();
    assertThat(item.get("title").asText()).isEqualTo("a <b> & c");
    assertThat(item.get("content_html").asText()).contains("<p>Body of visit in en, first.</p>");
    assertThat(item.get("authors").get(0).get("name").asText()).isEqualTo("Ministry of Tests");
    assertThat(item.get("language").asText()).isEqualTo("en");
    assertThat(item.get("id").asText())
        .isEqualTo(value(feeds.entries("/feed.atom").getFirst(), "id"));
  }

  @Test
  void each_format_is_said_to_be_what_it_is(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    assertThat(feeds.get("/feed.atom").orElseThrow().headers())
        .containsEntry("Content-Type", "application/atom+xml; charset=utf-8");
    assertThat(feeds.get("/feed.rss").orElseThrow().headers())
        .containsEntry("Content-Type", "application/rss+xml; charset=utf-8");
    assertThat(feeds.get("/feed.json").orElseThrow().headers())
        .containsEntry("Content-Type", "application/feed+json");
  }

  @Test
  void a_locale_that_is_written_otherwise_leads_to_the_right_address(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    assertThat(feeds.get("/feed.en.atom").orElseThrow().headers())
        .containsEntry("Location", "/feed.atom");
    assertThat(feeds.get("/feed.zh-hans.json").orElseThrow().headers())
        .containsEntry("Location", "/feed.zh-Hans.json");
    for (String nothing :
        List.of(
            "/feed.de.atom",
            "/feed.xml",
            "/feed",
            "/people/nobody.atom",
            "/people/nobody.en.atom",
            "/feed/archive/0.atom",
            "/feed/archive/01.atom",
            "/feed/archive/1.atom",
            "/feed/archive/999999999999.atom",
            "/news/visit.atom",
            "/people/.atom",
            "/people/..%2f.atom")) assertThat(feeds.get(nothing)).as(nothing).isEmpty();
  }

  @Test
  void the_reader_makes_the_same_feeds_when_it_begins_anew(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom.tag(TagKind.TOPIC, "trade", "Trade");
    for (int i = 0; i < Gathering.STRETCH; i++)
      newsroom.publish(Sheet.of("visit-" + i).tag(TagKind.TOPIC, "trade"));
    newsroom.execute(new Withdraw("visit-3", null, "No."));
    List<String> paths = List.of("/feed.atom", "/topics/trade/archive/1.atom", "/feed.json");
    List<String> before = paths.stream().map(feeds::text).toList();

    newsroom
        .database()
        .inTransaction(tx -> {
          Reading.restart(tx, "feeds");
          return 0;
        });

    try (var beside = newsroom.beside()) {
      var anew = new TestFeeds(beside);
      assertThat(paths.stream().map(anew::text).toList()).isEqualTo(before);
    }
  }

  @Test
  void an_empty_newsroom_has_feeds_without_entries(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    assertThat(feeds.entries("/feed.atom")).isEmpty();
    assertThat(value(feeds.xml("/feed.atom"), "updated")).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(feeds.json("/feed.json").get("items")).isEmpty();
  }

  @Test
  void a_page_in_one_locale_that_is_withdrawn_leaves_the_others_as_they_are(TestNewsroom newsroom) {
    var feeds = new TestFeeds(newsroom);
    newsroom.publish("visit").publish(Sheet.of("visit").in("ru"));
    newsroom.execute(new Withdraw("visit", RUSSIAN, "Нет."));

    assertThat(feeds.deleted("/feed.ru.atom")).hasSize(1);
    assertThat(feeds.deleted("/feed.atom")).isEmpty();
    assertThat(feeds.titles("/feed.ru.atom")).allMatch(title -> title.startsWith("Отозвано: "));
  }
}
