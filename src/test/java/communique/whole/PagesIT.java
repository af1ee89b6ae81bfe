package communique.whole;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/// Every public page of the demonstration, as programs look at it.
class PagesIT {
  private static final int WEIGHT_MAX_BYTES = 30_000;
  private static final int SHEET_MAX_BYTES = 8_000;
  private static final Pattern STYLE_URL = Pattern.compile("@import|url\\(\\s*['\"]?(?!data:|/)");

  private final RunningNewsroom newsroom = Demo.shared().newsroom();
  private final Crawl crawl = Demo.shared().crawl();

  @Test
  void every_link_leads_to_a_page_and_to_the_place_on_it() {
    var dead = new ArrayList<String>();
    for (Crawl.Page page : crawl.pages()) {
      if (page.answer().status() != 200)
        dead.add(page.answer().status() + " " + page.path() + " from " + page.from());
      else if (page.isHtml() && !page.fragments().isEmpty()) {
        Document html = page.html();
        for (String fragment : Set.copyOf(page.fragments()))
          if (html.getElementById(fragment) == null)
            dead.add("no #" + fragment + " in " + page.path());
      }
    }
    assertThat(dead).isEmpty();
    assertThat(crawl.html()).hasSizeGreaterThan(100);
  }

  @Test
  void no_page_asks_another_host_for_anything_or_runs_a_script() {
    var strange = new ArrayList<String>();
    for (Crawl.Page page : crawl.html()) {
      Document html = page.html();
      for (Element e :
          html.select("[src], link[rel~=stylesheet|icon|preload|manifest], form[action]")) {
        String address = e.absUrl(e.hasAttr("src") ? "src" : e.hasAttr("href") ? "href" : "action");
        if (!address.startsWith("http://localhost/") && !address.startsWith(newsroom.url()))
          strange.add(page.path() + " " + e);
      }
      for (Element e :
          html.select(
              "script:not([type=application/ld+json]), [style], iframe, object, embed, base, meta[http-equiv]"))
        strange.add(page.path() + " " + e);
      for (Element e : html.getAllElements())
        e.attributes()
            .forEach(attribute -> {
              if (attribute.getKey().startsWith("on")
                  || attribute.getValue().startsWith("javascript:"))
                strange.add(page.path() + " " + attribute);
            });
    }
    for (Crawl.Page page : crawl.pages())
      if (page.answer().header("Content-Type").startsWith("text/css")
          && STYLE_URL.matcher(page.answer().text()).find()) strange.add(page.path());
    assertThat(strange).isEmpty();
  }

  @Test
  void every_answer_carries_the_headers_that_keep_it_safe_and_no_cookie() {
    for (Crawl.Page page : crawl.pages()) {
      Answer answer = page.answer();
      assertThat(answer.header("Content-Security-Policy"))
          .as(page.path())
          .contains("default-src 'none'", "base-uri", "form-action", "frame-ancestors")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).as(page.path()).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).as(page.path()).isNotEmpty();
      assertThat(answer.headers().firstValue("Set-Cookie")).as(page.path()).isEmpty();
      assertThat(answer.header("Content-Type")).as(page.path()).isNotEmpty();
      assertThat(answer.header("Cache-Control")).as(page.path()).isNotEmpty();
      // A picture or a document is sent as it is kept, in one coding.
      assertThat(answer.header("Vary"))
          .as(page.path())
          .isEqualTo(page.path().startsWith("/media/") ? "" : "Accept-Encoding");
      assertThat(answer.header("Server")).as(page.path()).isEmpty();
    }
  }

  @Test
  void each_coding_has_a_strong_tag_of_its_own_and_a_known_one_gets_304() {
    for (Crawl.Page page :
        sample(crawl.pages().stream().filter(p -> p.answer().status() == 200).toList())) {
      var tags = new TreeSet<String>();
      for (String coding : List.of("identity", "gzip", "br")) {
        Answer answer = newsroom.get(page.path(), "Accept-Encoding", coding);
        String tag = answer.header("ETag");
        assertThat(tag).as(page.path()).matches("\"[^\"]+\"");
        if (answer.header("Content-Encoding").isEmpty()) {
          assertThat(answer.body()).as(page.path()).isEqualTo(page.answer().body());
        } else {
          assertThat(answer.header("Content-Encoding")).isEqualTo(coding);
          assertThat(tags.add(tag)).as(page.path() + " has its own tag in " + coding).isTrue();
        }
        tags.add(tag);
        // A picture or a document is sent as it is kept, in one coding.
        assertThat(answer.header("Vary"))
            .as(page.path())
            .isEqualTo(page.path().startsWith("/media/") ? "" : "Accept-Encoding");

        Answer again =
            newsroom.get(page.path(), "Accept-Encoding", coding, "If-None-Match", "\"x\", " + tag);
        assertThat(again.status()).as(page.path()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        for (String name : List.of("ETag", "Cache-Control", "Vary"))
          assertThat(again.header(name)).as(page.path()).isEqualTo(answer.header(name));

        Answer head = newsroom.send("HEAD", page.path(), null, "Accept-Encoding", coding);
        assertThat(head.status()).as(page.path()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : List.of("ETag", "Content-Type", "Content-Length", "Content-Encoding"))
          assertThat(head.header(name)).as(page.path()).isEqualTo(answer.header(name));
      }
    }
  }

  @Test
  void a_language_that_a_browser_prefers_changes_nothing() {
    for (Crawl.Page page : sample(crawl.html()))
      assertThat(newsroom.get(page.path(), "Accept-Language", "ar, ru;q=0.5").header("ETag"))
          .as(page.path())
          .isEqualTo(page.answer().header("ETag"));
  }

  @Test
  void another_method_is_refused_with_the_ones_that_there_are() {
    for (String path : List.of("/", "/feed.atom", "/none"))
      for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
        Answer answer = newsroom.send(method, path, "x=1");
        assertThat(answer.status()).as(method + " " + path).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
      }
  }

  @Test
  void a_page_and_its_sheet_are_light() {
    for (Crawl.Page page : crawl.html()) {
      int weight = newsroom.get(page.path(), "Accept-Encoding", "br").body().length;
      for (Element sheet : page.html().select("link[rel=stylesheet]")) {
        int bytes = newsroom.get(sheet.attr("href"), "Accept-Encoding", "br").body().length;
        assertThat(bytes).as(sheet.attr("href")).isLessThanOrEqualTo(SHEET_MAX_BYTES);
        weight += bytes;
      }
      assertThat(weight).as(page.path()).isLessThanOrEqualTo(WEIGHT_MAX_BYTES);
    }
  }

  @Test
  void languages_point_at_each_other_and_at_themselves() {
    var wrong = new ArrayList<String>();
    for (Crawl.Page page : crawl.html()) {
      Document html = page.html();
      String lang = html.select("html").attr("lang");
      if (lang.isEmpty()) wrong.add(page.path() + " says no language");
      boolean rtl = List.of("ar", "ur", "fa", "he").contains(lang);
      if (rtl != html.select("html").attr("dir").equals("rtl"))
        wrong.add(page.path() + " has the direction " + html.select("html").attr("dir"));
      var alternates = html.select("link[rel=alternate][hreflang]");
      if (alternates.isEmpty()) continue;
      String canonical = html.select("link[rel=canonical]").attr("href");
      if (alternates.stream()
          .noneMatch(a -> a.attr("hreflang").equals(lang) && a.attr("href").equals(canonical)))
        wrong.add(page.path() + " does not name itself");
      if (alternates.stream().noneMatch(a -> a.attr("hreflang").equals("x-default")))
        wrong.add(page.path() + " has no x-default");
      for (Element alternate : alternates) {
        String other = newsroom.path(alternate.attr("href"));
        boolean back =
            crawl.page(other.isEmpty() ? "/" : other).stream()
                .flatMap(p -> p.html().select("link[rel=alternate][hreflang]").stream())
                .anyMatch(a -> a.attr("href").equals(canonical) && a.attr("hreflang").equals(lang));
        if (!back) wrong.add(other + " does not point back at " + canonical);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void the_sitemap_names_every_announcement_that_may_be_indexed_and_nothing_else() {
    var named = new TreeSet<String>();
    for (Crawl.Page page : crawl.pages())
      if (page.path().startsWith("/sitemap"))
        for (Element loc : page.xml().select("url > loc")) named.add(newsroom.path(loc.text()));
    Set<String> indexable =
        crawl.html().stream()
            .filter(p -> p.path().matches("/news/[^/]+"))
            .filter(p -> p.html().select("meta[name=robots][content*=noindex]").isEmpty())
            .map(Crawl.Page::path)
            .collect(toCollection(TreeSet::new));
    assertThat(named).containsAll(indexable);
    for (String path : named) {
      Crawl.Page page = crawl.page(path.isEmpty() ? "/" : path).orElseThrow();
      assertThat(page.answer().status()).as(path).isEqualTo(200);
      assertThat(page.html().select("meta[name=robots][content*=noindex]")).as(path).isEmpty();
    }
  }

  @Test
  void structured_data_is_json_and_says_what_the_page_says() {
    int seen = 0;
    for (Crawl.Page page : crawl.html())
      for (Element script : page.html().select("script[type=application/ld+json]")) {
        JsonNode data = Json.tree(script.data());
        if (!data.path("@type").asText().equals("NewsArticle")) continue;
        seen++;
        assertThat(data.path("@context").asText()).isEqualTo("https://schema.org");
        assertThat(data.path("headline").asText()).isEqualTo(page.html().select("h1").text());
        assertThat(data.path("inLanguage").asText())
            .isEqualTo(page.html().select("html").attr("lang"));
        assertThat(data.path("datePublished").asText())
            .matches("\\d{4}-\\d\\d-\\d\\dT.*(Z|[+-]\\d\\d:\\d\\d)");
        assertThat(page.html().select("meta[property=og:url]").attr("content"))
            .isEqualTo(page.html().select("link[rel=canonical]").attr("href"));
      }
    assertThat(seen).isGreaterThan(15);
  }

  @Test
  void pages_are_html_without_error_or_warning() {
    for (Crawl.Page page : crawl.html())
      Tools.leave("pages/" + page.name() + ".html", page.answer().body());
    Answer missing = newsroom.get("/news/there-is-no-such-page.ar");
    Tools.leave("pages/missing.html", missing.must(404).body());
    Answer gone = newsroom.get("/news/honorary-consuls-2020").must(410);
    Tools.leave("pages/gone.html", gone.body());
    Answer old = newsroom.get("/alerts/confirm/old.ar").must(404);
    Tools.leave("pages/alerts-old.html", old.body());
    Answer wrong =
        newsroom.send(
            "POST",
            "/alerts",
            "q=sea&address=x",
            "Content-Type",
            "application/x-www-form-urlencoded");
    Tools.leave("pages/alerts-wrong.html", wrong.must(422).body());
    Ran checked =
        Tools.run(
            List.of(
                Tools.program(System.getProperty("java.home") + "/bin/java"),
                "-Xss2m",
                "-jar",
                Tools.FOLDER.resolve("node_modules/vnu-jar/build/dist/vnu.jar").toString(),
                "--exit-zero-always",
                "--format",
                "json",
                Tools.LEFT.resolve("pages").toString()));
    var findings = new ArrayList<String>();
    for (JsonNode message : Json.tree(checked.err()).path("messages"))
      findings.add(
          message.path("url").asText().replaceFirst(".*/", "")
              + ":"
              + message.path("lastLine").asInt()
              + " "
              + message.path("type").asText()
              + ": "
              + message.path("message").asText()
              + " "
              + message.path("extract").asText());
    assertThat(findings).isEmpty();
  }

  /// A few of many, evenly, or all where time is no matter.
  private static <T> List<T> sample(List<T> all) {
    int most = Rounds.of(60, Integer.MAX_VALUE);
    if (all.size() <= most) return all;
    var some = new ArrayList<T>();
    for (int i = 0; i < most; i++) some.add(all.get((int) ((long) i * all.size() / most)));
    return some;
  }
}
