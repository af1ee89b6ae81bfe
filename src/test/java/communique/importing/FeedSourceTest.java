package communique.importing;

import static communique.importing.Imported.file;
import static communique.record.TestNewsroom.locale;
import static org.assertj.core.api.Assertions.assertThat;

import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Attachment;
import communique.record.Change;
import communique.record.Content;
import communique.record.EachDatabase;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Note;
import communique.record.Tag;
import communique.record.Tags;
import communique.record.TestNewsroom;
import communique.text.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachDatabase
class FeedSourceTest {
  private static final String OLD =
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="en">
        <id>urn:feed</id><title>Ministry</title><updated>2017-10-13T10:00:00Z</updated><fh:archive/>
        <link rel="self" href="https://old.example.org/archive/1.atom"/>
        <entry>
          <id>urn:visit</id><title type="html">The visit &amp;amp; the talks</title>
          <link rel="alternate" href="https://old.example.org/2017/10/the-visit.html"/>
          <published>2017-10-13T10:00:00Z</published><updated>2017-10-13T10:00:00Z</updated>
          <summary>He will go.</summary>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>He <em>will</em> go to <a href="/m">Moscow</a>.</p></div></content>
        </entry>
      </feed>
      """;

  private static final String LIVE =
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <id>urn:feed</id><title>Ministry</title><updated>2018-01-01T10:00:00Z</updated>
        <author><name>Ministry</name></author>
        <link rel="self" href="https://old.example.org/feed.atom"/>
        <link rel="prev-archive" href="https://old.example.org/archive/1.atom"/>
        <entry>
          <id>urn:fees</id><title>Fees</title><updated>2018-01-01T10:00:00Z</updated>
          <link href="https://old.example.org/fees"/>
          <author><name>Ann Reed</name></author>
          <category term="fees" label="Fees and charges"/>
          <category term="hm-office" label="The Office" scheme="https://old.example.org/organisations"/>
          <link rel="enclosure" type="application/pdf" length="12345" href="https://old.example.org/files/fees.pdf" title="The list"/>
          <rights>Crown</rights>
          <content type="html">&lt;p&gt;They rise.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;img src="/a.png" alt="A coin"&gt;</content>
        </entry>
        <entry>
          <id>urn:visit</id><title>The visit</title>
          <link href="https://old.example.org/2017/10/the-visit.html"/>
          <published>2017-10-13T10:00:00Z</published><updated>2017-10-16T10:00:00Z</updated>
          <content>He will not go.\n\nNot this year &lt;sic&gt;.</content>
        </entry>
      </feed>
      """;

  @TempDir private Path folder;

  @Test
  void archives_are_followed_on_disk_and_an_entry_in_several_is_one_announcement(
      TestNewsroom newsroom) throws IOException {
    file(folder, "archive/1.atom", OLD);
    Path live = file(folder, "feed.atom", LIVE);

    Imported first = Imported.of(newsroom, live);

    assertThat(first.results())
        .containsExactly(
            "brought /news/the-visit", "brought /news/fees", "brought /news/the-visit");
    Announcement visit = newsroom.announcement("the-visit");
    assertThat(visit.editions(Locale.ENGLISH)).hasSize(2);
    assertThat(visit.firstPublishedAt()).isEqualTo("2017-10-13T10:00:00Z");
    assertThat(visit.publicUpdatedAt()).isEqualTo("2017-10-16T10:00:00Z");
    assertThat(notes(visit)).containsExactly("The text was revised.", "First published.");
    Content old = content(newsroom, visit, 1);
    assertThat(old.title()).isEqualTo("The visit & the talks");
    assertThat(old.summary()).isEqualTo("He will go.");
    assertThat(old.body())
        .isEqualTo(
            new Body(
                Body.Dialect.HTML,
                "<div><p>He <em>will</em> go to <a href=\"https://old.example.org/m\">Moscow</a>.</p></div>"));
    Content now = content(newsroom, visit, 2);
    assertThat(now.body().source())
        .isEqualTo("<p>He will not go.</p>\n<p>Not this year &lt;sic&gt;.</p>");
    assertThat(now.summary()).isEqualTo("He will not go.");
    assertThat(Imported.of(newsroom, live).results())
        .containsExactly("unchanged", "unchanged", "unchanged");
    assertThat(newsroom.log()).noneMatch(Change::tells);
  }

  @Test
  void the_order_in_which_a_folder_is_read_changes_nothing(TestNewsroom newsroom)
      throws IOException {
    file(folder, "z/archive/1.atom", OLD);
    file(folder, "z/feed.atom", LIVE);

    assertThat(Imported.of(newsroom, folder).results())
        .containsExactly(
            "brought /news/the-visit", "brought /news/fees", "brought /news/the-visit");
  }

  @Test
  void what_an_entry_says_besides_comes_along(TestNewsroom newsroom) throws IOException {
    file(folder, "archive/1.atom", OLD);
    Imported imported = Imported.of(newsroom, file(folder, "feed.atom", LIVE));

    Announcement fees = newsroom.announcement("fees");
    assertThat(newsroom.<List<Tag>>read(tx -> Tags.of(tx, fees.id(), Long.MAX_VALUE)))
        .extracting(Tag::path)
        .containsExactly("/organisations/hm-office", "/people/ann-reed", "/topics/fees");
    Content content = content(newsroom, fees, 1);
    assertThat(content.attachments())
        .extracting(Attachment::name, Attachment::address, Attachment::bytes, Attachment::alt)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "fees.pdf", "https://old.example.org/files/fees.pdf", 12345L, ""),
            org.assertj.core.groups.Tuple.tuple(
                "a.png", "https://old.example.org/a.png", 0L, "A coin"));
    assertThat(content.body().source()).isEqualTo("<p>They rise.</p>");
    assertThat(content.kept()).isEqualTo("{\"rights\":\"Crown\",\"html script\":1}");
    assertThat(imported.kept()).containsExactly("html script", "rights");
  }

  @Test
  void an_archive_that_is_not_there_is_named_and_the_rest_comes_in(TestNewsroom newsroom)
      throws IOException {
    assertThat(Imported.of(newsroom, file(folder, "feed.atom", LIVE)).results())
        .containsExactly(
            "prev-archive: feed.archive-missing", "brought /news/fees", "brought /news/the-visit");
    assertThat(notes(newsroom.announcement("the-visit")))
        .containsExactly("The text was revised.", "First published.");
  }

  @Test
  void archives_in_a_ring_or_outside_the_folder_are_refused(TestNewsroom newsroom)
      throws IOException {
    file(
        folder,
        "archive/1.atom",
        OLD.replace("<fh:archive/>", "<link rel='prev-archive' href='../feed.atom'/>"));
    Path live = file(folder, "feed.atom", LIVE);
    assertThat(Imported.of(newsroom, live).results()).containsExactly("broken: feed.ring");

    file(folder, "secret.atom", OLD);
    Path inside =
        file(
            folder,
            "in/feed.atom",
            LIVE.replace("https://old.example.org/archive/1.atom", "../secret.atom"));
    assertThat(Imported.of(newsroom, inside).results())
        .contains("prev-archive: feed.archive-missing");
  }

  @Test
  void a_feed_that_is_complete_has_no_archives(TestNewsroom newsroom) throws IOException {
    Path live =
        file(
            folder,
            "feed.atom",
            LIVE.replace(
                "<id>urn:feed</id>",
                "<id>urn:feed</id><c:complete xmlns:c='http://purl.org/syndication/history/1.0'/>"));

    assertThat(Imported.of(newsroom, live).results())
        .containsExactly("brought /news/fees", "brought /news/the-visit");
  }

  @Test
  void what_a_feed_took_back_is_gone_from_that_day(TestNewsroom newsroom) throws IOException {
    String deleted =
        LIVE.replace(
            "<entry>\n    <id>urn:fees",
            """
            <at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:visit" when="2018-02-01T00:00:00Z"><at:comment>Called off</at:comment></at:deleted-entry>
            <at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:never" when="2018-02-01T00:00:00Z"/>
            <entry>
                <id>urn:fees\
            """);
    file(folder, "archive/1.atom", OLD);
    Path live = file(folder, "feed.atom", deleted);

    assertThat(Imported.of(newsroom, live).results())
        .containsExactly(
            "brought /news/the-visit",
            "brought /news/fees",
            "brought /news/the-visit",
            "brought /news/the-visit",
            "unchanged");
    assertThat(newsroom.announcement("the-visit").state(Locale.ENGLISH))
        .isInstanceOfSatisfying(
            State.IsUnpublished.class,
            gone -> assertThat(gone.explanation()).isEqualTo("Called off"));
    assertThat(Imported.of(newsroom, live).results()).doesNotContain("brought /news/the-visit");
  }

  @Test
  void translations_are_known_by_their_addresses_and_links(TestNewsroom newsroom)
      throws IOException {
    file(folder, "feed.atom", entry("en", "urn:1", "https://x.example/news/visit", ""));
    file(folder, "feed.ru.atom", entry("ru", "urn:2", "https://x.example/news/visit.ru", ""));
    String link = "<link rel='alternate' hreflang='fr' href='https://x.example/fr/douze'/>";
    file(folder, "g.atom", entry("en-GB", "urn:3", "https://x.example/en/twelve", link));
    file(folder, "h.atom", entry("fr", "urn:4", "https://x.example/fr/douze", ""));

    assertThat(Imported.of(newsroom, folder).results())
        .containsExactly(
            "brought /news/visit",
            "brought /news/visit.ru",
            "brought /news/twelve",
            "brought /news/twelve.fr");
    assertThat(newsroom.announcement("visit").locales())
        .containsExactly(locale("en"), locale("ru"));
    assertThat(newsroom.announcement("twelve").locales())
        .containsExactly(locale("en"), locale("fr"));
  }

  @Test
  void two_entries_that_would_have_one_address_are_refused(TestNewsroom newsroom)
      throws IOException {
    file(folder, "a.atom", entry("en", "urn:1", "https://x.example/2017/visit", ""));
    file(folder, "b.atom", entry("en", "urn:2", "https://x.example/2018/visit", ""));

    assertThat(Imported.of(newsroom, folder).results())
        .containsExactly("line 4: address import.two", "line 4: address import.two");
  }

  @Test
  void rss_is_read_with_what_its_modules_add(TestNewsroom newsroom) throws IOException {
    Path rss =
        file(
            folder,
            "feed.rss",
            """
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel><title>Ministry</title><link>https://x.example/</link><language>ru-RU</language>
            <item><title>Визит &amp; переговоры</title><link>https://x.example/?p=12</link><guid isPermaLink="false">12</guid>
              <pubDate>Fri, 13 Oct 2017 10:00:00 GMT</pubDate><dc:creator>Анна Рид</dc:creator><category>Визиты</category>
              <description>&lt;b&gt;Кратко&lt;/b&gt;</description><content:encoded><![CDATA[<p>Он поедет.</p>]]></content:encoded>
              <enclosure url="https://x.example/a.mp3" length="9" type="audio/mpeg"/></item>
            <item><title>Without a date</title><guid>https://x.example/undated</guid><description>x</description></item>
            <item><title>Bad date</title><guid>https://x.example/bad</guid><pubDate>soon</pubDate><description>x</description></item>
            </channel></rss>
            """);

    assertThat(Imported.of(newsroom, rss).results())
        .containsExactly(
            "brought /news/vizit-peregovory.ru",
            "line 7: published feed.date-missing",
            "line 8: date date.malformed");
    Announcement visit = newsroom.announcement("vizit-peregovory");
    assertThat(visit.original()).isEqualTo(locale("ru"));
    Edition edition = visit.newest(locale("ru")).orElseThrow();
    Content content = newsroom.read(tx -> Editions.content(tx, edition)).orElseThrow();
    assertThat(content.summary()).isEqualTo("Кратко");
    assertThat(newsroom.<List<Tag>>read(tx -> Tags.of(tx, visit.id(), Long.MAX_VALUE)))
        .extracting(Tag::path)
        .containsExactly("/people/anna-rid", "/topics/vizity");
  }

  @Test
  void a_broken_feed_is_refused_whole(TestNewsroom newsroom) throws IOException {
    Path cut = file(folder, "cut.atom", LIVE.substring(0, LIVE.length() - 40));
    Path latin =
        Files.write(
            folder.resolve("latin.atom"),
            ("<?xml version='1.0' encoding='UTF-8'?>" + LIVE.replace("They rise", "L\u00e4nger"))
                .getBytes(StandardCharsets.ISO_8859_1));
    Path evil = file(folder, "evil.atom", "<!DOCTYPE x [<!ENTITY a 'b'>]>" + LIVE);
    Path other = file(folder, "other.xml", "<entry><id>1</id></entry>");

    assertThat(Imported.of(newsroom, cut, latin, evil, other).results())
        .containsExactly(
            "broken: xml.malformed",
            "broken: xml.encoding",
            "broken: xml.doctype",
            "broken: feed.unknown");
    assertThat(newsroom.log()).isEmpty();
  }

  private static String entry(String language, String id, String link, String more) {
    return """
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="%s">
      <id>urn:feed:%s</id><title>Ministry</title><updated>2018-01-01T10:00:00Z</updated>

      <entry>
        <id>%s</id><title>Title %s</title><updated>2018-01-01T10:00:00Z</updated>
        <link href="%s"/>%s<content>Words %s</content>
      </entry>
    </feed>
    """
        .formatted(language, language, id, language, link, more, language);
  }

  private static List<String> notes(Announcement announcement) {
    return announcement.history().stream()
        .map(change -> Note.of(announcement, change, Locale.ENGLISH).orElseThrow().text())
        .toList();
  }

  private static Content content(TestNewsroom newsroom, Announcement of, int number) {
    Edition edition = of.edition(Locale.ENGLISH, number).orElseThrow();
    return newsroom.read(tx -> Editions.content(tx, edition)).orElseThrow();
  }
}
