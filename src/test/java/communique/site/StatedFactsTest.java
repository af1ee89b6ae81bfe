package communique.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.files.KeptFiles;
import communique.frame.Frames;
import communique.frame.Rendered;
import communique.frame.SiteFiles;
import communique.importing.Importing;
import communique.language.Messages;
import communique.platform.Json;
import communique.record.Announcements;
import communique.record.EachDatabase;
import communique.record.Restore;
import communique.record.TestNewsroom;
import communique.record.Withdraw;
import communique.shelf.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What imported items state besides their words is on their pages, and in what programs read.
@EachDatabase
class StatedFactsTest {
  @TempDir private Path folder;

  @Test
  void a_speech_says_when_and_where_it_was_held(TestNewsroom newsroom) throws IOException {
    String slug = bring(newsroom, "speech/speech.json");

    assertThat(facts(page(newsroom, slug, Locale.ENGLISH)))
        .containsEntry("Delivered on", "2 February 2016")
        .containsEntry(
            "Location",
            "Women in Nuclear UK Conference, Church House Conference Centre, Dean's Yard, Westminster, London");
    JsonNode document = document(newsroom, slug);
    assertThat(document.at("/delivery/at").asText()).isEqualTo("2016-02-02T00:00:00Z");
    assertThat(document.at("/delivery/location").asText()).startsWith("Women in Nuclear");
    assertThat(document.has("release")).isFalse();
  }

  @Test
  void an_article_was_written(TestNewsroom newsroom) throws IOException {
    String slug = bring(newsroom, "speech/speech-authored-article.json");

    assertThat(facts(page(newsroom, slug, Locale.ENGLISH)))
        .containsKey("Written on")
        .doesNotContainKeys("Delivered on", "Location", "Release date");
  }

  @Test
  void statistics_say_when_they_come_and_how_sure_that_is(TestNewsroom newsroom)
      throws IOException {
    String slug = bring(newsroom, "statistics_announcement/official_statistics.json");

    assertThat(facts(page(newsroom, slug, Locale.ENGLISH)))
        .containsEntry("Release date", "20 January 2016 9:30am (confirmed)");
    JsonNode document = document(newsroom, slug);
    assertThat(document.at("/release/date").asText()).isEqualTo("20 January 2016 9:30am");
    assertThat(document.at("/release/state").asText()).isEqualTo("confirmed");
    assertThat(document.has("delivery")).isFalse();
  }

  @Test
  void every_language_names_them(TestNewsroom newsroom) {
    for (String tag : List.of("en", "cy", "fr", "es", "ru", "ar", "zh-Hans", "ur")) {
      Messages m = Messages.in(Locale.forLanguageTag(tag));
      for (String key :
          List.of("delivered", "written", "location", "release", "release-cancelled-because"))
        assertThat(m.say("announcement." + key)).as(tag + " " + key).isNotBlank();
      for (String state : List.of("provisional", "confirmed", "cancelled"))
        assertThat(
                m.say(
                    "announcement.release-stands", "2016", m.say("announcement.release-" + state)))
            .as(tag)
            .contains("2016")
            .contains(m.say("announcement.release-" + state));
    }
  }

  @Test
  void a_withdrawal_is_explained_in_its_own_html_without_what_runs(TestNewsroom newsroom)
      throws IOException {
    ObjectNode item = example("case_study/archived.json");
    ((ObjectNode) item.get("withdrawn_notice"))
        .put(
            "explanation",
            "<div class=\"govspeak\"><p>See <a href=\"https://example.org/newer\">the newer one</a>"
                + "<script>alert(1)</script>.</p><p onclick=\"x()\">Thank <em>you</em>.</p></div>");
    String slug = bring(newsroom, item);

    Element notice = page(newsroom, slug, Locale.ENGLISH).selectFirst(".notice");
    assertThat(notice).isNotNull();
    assertThat(notice.select("p")).hasSize(2);
    assertThat(notice.select("a[href=https://example.org/newer]").text())
        .isEqualTo("the newer one");
    assertThat(notice.select("em").text()).isEqualTo("you");
    assertThat(notice.select("script, [onclick]")).isEmpty();
    assertThat(notice.text()).doesNotContain("alert", "<");
    JsonNode document = document(newsroom, slug);
    assertThat(document.at("/withdrawal/html").asText())
        .contains("https://example.org/newer")
        .doesNotContain("script", "onclick");
    assertThat(document.at("/withdrawal/explanation").asText()).doesNotContain("<");

    // What is said here since is what counts, in the words that it was said in.
    newsroom.execute(new Restore(slug, null));
    newsroom.execute(new Withdraw(slug, null, "<b>Over</b>."));
    Element ours = page(newsroom, slug, Locale.ENGLISH).selectFirst(".notice");
    assertThat(ours).isNotNull();
    assertThat(ours.select("p").eachText()).containsExactly("<b>Over</b>.");
    assertThat(document(newsroom, slug).at("/withdrawal").has("html")).isFalse();
  }

  private String bring(TestNewsroom newsroom, String example) throws IOException {
    return bring(newsroom, example(example));
  }

  private String bring(TestNewsroom newsroom, ObjectNode item) throws IOException {
    Path file = Files.writeString(folder.resolve("item.json"), Json.write(item));
    var importing =
        new Importing(
            newsroom.record(),
            TestNewsroom.NEWSROOM,
            new KeptFiles(Path.of("target/no-files")),
            "system",
            false,
            false);
    var survey = importing.survey(List.of(file), "", "");
    importing.bring(survey, (place, result) -> {});
    String path = item.get("base_path").asText();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static ObjectNode example(String name) {
    return GovukExamples.read(GovukExamples.FOLDER.resolve(name)).deepCopy();
  }

  private static Document page(TestNewsroom newsroom, String slug, Locale locale) {
    var frames = new Frames(TestNewsroom.NEWSROOM, new SiteFiles());
    return newsroom.read(tx -> {
      var announcement = Announcements.bySlug(tx, slug).orElseThrow();
      var shown = new Shown(frames, announcement, locale);
      return Rendered.page(
          new AnnouncementView(tx, shown, announcement.newest(locale).orElseThrow())
              .page()
              .orElseThrow());
    });
  }

  private static Map<String, String> facts(Document page) {
    var facts = new LinkedHashMap<String, String>();
    for (Element fact : page.select("dl.facts > div"))
      facts.put(fact.select("dt").text(), fact.select("dd").text());
    return facts;
  }

  private static JsonNode document(TestNewsroom newsroom, String slug) {
    var response =
        new AnnouncementDocuments(newsroom.database(), TestNewsroom.NEWSROOM)
            .make(new Target("/api/announcements/" + slug, "", ""))
            .orElseThrow();
    return Json.tree(new String(response.body(), StandardCharsets.UTF_8));
  }
}
