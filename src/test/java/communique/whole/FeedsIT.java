package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/// The demonstration's feeds and sitemap, read by other people's parsers.
class FeedsIT {
  private final RunningNewsroom newsroom = Demo.shared().newsroom();
  private final List<Crawl.Page> feeds = Demo.shared().crawl().feeds();

  @Test
  void feedparser_reads_every_atom_and_rss_feed_with_dates_ids_and_languages() {
    var files = new HashMap<String, String>();
    for (Crawl.Page feed : feeds)
      if (!feed.path().endsWith(".json")) files.put(saved(feed).toString(), feed.path());
    String out =
        Tools.python("feeds.py", files.keySet().stream().map(Path::of).toList()).done().out();

    assertThat(out.lines().count()).isEqualTo(files.size());
    for (String line : out.lines().toList()) {
      JsonNode read = Json.tree(line);
      String path = files.getOrDefault(read.path("file").asText(), "");
      assertThat(read.path("bozo").asBoolean()).as(path + " " + read.path("why")).isFalse();
      assertThat(read.path("version").asText()).as(path).isIn("atom10", "rss20");
      assertThat(read.path("title").asText()).as(path).isNotBlank();
      var ids = new HashSet<String>();
      for (JsonNode entry : read.path("entries")) {
        assertThat(entry.path("id").asText()).as(path).startsWith("urn:uuid:");
        assertThat(ids.add(entry.path("id").asText())).as(path + " has an entry twice").isTrue();
        assertThat(entry.path("title").asText()).as(path).isNotBlank();
        assertThat(entry.path("link").asText()).as(path).startsWith(newsroom.url() + "/news/");
        assertThat(entry.path("published").size()).as(path + " " + entry).isEqualTo(6);
        if (path.endsWith(".atom"))
          assertThat(entry.path("updated").size()).as(path + " " + entry).isEqualTo(6);
      }
    }
  }

  @Test
  void feedsmith_reads_every_feed_as_what_it_is() {
    var files = new HashMap<String, String>();
    for (Crawl.Page feed : feeds) files.put(saved(feed).toString(), feed.path());
    var arguments = new ArrayList<String>(List.of(Tools.FOLDER.toString()));
    arguments.addAll(files.keySet());
    String out = Tools.node("feeds.mjs", arguments.toArray(String[]::new)).done().out();

    assertThat(out.lines().count()).isEqualTo(files.size());
    for (String line : out.lines().toList()) {
      JsonNode read = Json.tree(line);
      String path = files.getOrDefault(read.path("file").asText(), "");
      assertThat(read.path("why").asText()).as(path).isEmpty();
      assertThat(read.path("format").asText())
          .as(path)
          .isEqualTo(path.substring(path.lastIndexOf('.') + 1));
      for (JsonNode item : read.path("items"))
        assertThat(item.path("id").asText()).as(path).isNotBlank();
    }
  }

  @Test
  void every_xml_document_is_well_formed() {
    var line =
        new ArrayList<String>(List.of(Tools.program("/usr/bin/xmllint"), "--noout", "--nonet"));
    for (Crawl.Page page : Demo.shared().crawl().pages())
      if (page.answer().header("Content-Type").contains("xml")) line.add(saved(page).toString());
    Ran checked = Tools.run(line);
    assertThat(checked.err()).isEmpty();
    assertThat(checked.exit()).isZero();
    assertThat(line).hasSizeGreaterThan(10);
  }

  @Test
  void atom_feeds_keep_to_rfc_4287() {
    for (Crawl.Page page : feeds) {
      if (!page.path().endsWith(".atom")) continue;
      Document feed = page.xml();
      assertThat(page.answer().header("Content-Type")).startsWith("application/atom+xml");
      assertThat(feed.select("feed > id")).as(page.path()).hasSize(1);
      assertThat(feed.select("feed > link[rel=self]").attr("href"))
          .isEqualTo(newsroom.url() + page.path());
      assertThat(feed.select("feed").attr("xml:lang")).as(page.path()).isNotEmpty();
      boolean authored = !feed.select("feed > author > name").isEmpty();
      Instant newest = Instant.MIN;
      for (Element entry : feed.select("feed > entry")) {
        for (String one : List.of("id", "title", "updated"))
          assertThat(entry.select("> " + one)).as(page.path() + " " + one).hasSize(1);
        assertThat(authored || !entry.select("> author > name").isEmpty()).as(page.path()).isTrue();
        Instant updated =
            DateTimeFormatter.ISO_DATE_TIME.parse(entry.select("> updated").text(), Instant::from);
        if (updated.isAfter(newest)) newest = updated;
        var alternates = new HashSet<String>();
        for (Element link : entry.select("> link:not([rel]), > link[rel=alternate]"))
          assertThat(alternates.add(link.attr("type") + " " + link.attr("hreflang")))
              .as(page.path() + " " + link)
              .isTrue();
        assertThat(alternates).as(page.path()).isNotEmpty();
      }
    }
  }

  @Test
  void rss_feeds_keep_to_the_profile() {
    var dates = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    for (Crawl.Page page : feeds) {
      if (!page.path().endsWith(".rss")) continue;
      Document feed = page.xml();
      assertThat(page.answer().header("Content-Type")).startsWith("application/rss+xml");
      for (String one : List.of("title", "link", "description", "language"))
        assertThat(feed.select("rss > channel > " + one)).as(page.path() + " " + one).hasSize(1);
      assertThat(feed.getElementsByTag("atom:link").attr("href"))
          .isEqualTo(newsroom.url() + page.path());
      for (Element item : feed.select("item")) {
        assertThat(item.select("> guid").attr("isPermaLink")).as(page.path()).isEqualTo("false");
        assertThat(item.select("> author")).as(page.path()).isEmpty();
        assertThat(dates.parse(item.select("> pubDate").text().replace("GMT", "+0000")))
            .isNotNull();
      }
    }
  }

  @Test
  void json_feeds_keep_to_version_1_1() {
    for (Crawl.Page page : feeds) {
      if (!page.path().endsWith(".json")) continue;
      JsonNode feed = page.answer().json();
      assertThat(page.answer().header("Content-Type")).startsWith("application/feed+json");
      assertThat(feed.path("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
      assertThat(feed.path("feed_url").asText()).isEqualTo(newsroom.url() + page.path());
      assertThat(feed.path("next_url").asText()).isNotEqualTo(feed.path("feed_url").asText());
      assertThat(feed.path("title").asText()).isNotBlank();
      for (JsonNode item : feed.path("items")) {
        assertThat(item.path("id").isTextual()).as(page.path()).isTrue();
        assertThat(item.has("content_html") || item.has("content_text")).as(page.path()).isTrue();
        assertThat(item.path("title").asText()).as(page.path()).doesNotContain("<", "&amp;");
        assertThat(
                Instant.from(
                    DateTimeFormatter.ISO_DATE_TIME.parse(item.path("date_published").asText())))
            .isNotNull();
      }
    }
  }

  @Test
  void archives_lead_back_to_the_first_announcement_and_no_entry_is_lost() {
    for (Crawl.Page page : feeds) {
      if (!page.path().matches("/feed(\\.[A-Za-z-]+)?\\.atom")) continue;
      Map<String, String> titles = new HashMap<>();
      String path = page.path();
      var seen = new HashSet<String>();
      while (!path.isEmpty()) {
        assertThat(seen.add(path)).as(path).isTrue();
        Document feed = Demo.shared().crawl().page(path).orElseThrow().xml();
        for (Element entry : feed.select("feed > entry"))
          titles.putIfAbsent(entry.select("> id").text(), entry.select("> title").text());
        path = newsroom.path(feed.select("feed > link[rel=prev-archive]").attr("href"));
      }
      String locale = page.xml().select("feed").attr("xml:lang");
      long readable =
          Demo.shared().crawl().html().stream()
              .filter(p -> p.path().matches("/news/[^/]+"))
              .filter(p -> p.html().select("html").attr("lang").equals(locale))
              .count();
      assertThat(titles).as(page.path()).hasSize((int) readable);
    }
  }

  private static Path saved(Crawl.Page page) {
    return Tools.leave("feeds/" + page.name(), page.answer().body());
  }
}
