package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The finder as a screen reader is given it, in the demonstration: landmarks, headings, names and
/// states in their order.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutlineIT {
  private static final String FOUND = "/search?q=sea+rescue&place=kverna";
  private static final String NONE = "/search?q=zzqqxx";
  private static final String MISSPELT = "/search?q=resuce";
  private static final String FOREIGN = "/search?q=%D8%A5%D9%86%D9%82%D8%A7%D8%B0";
  private static final String ARABIC = "/search.ar?q=%D8%A5%D9%86%D9%82%D8%A7%D8%B0";

  private JsonNode pages = Json.tree("{}");

  @BeforeAll
  void look() {
    var work =
        Map.of(
            "base", Demo.shared().newsroom().url(),
            "chromium", Tools.chromium(),
            "tools", Tools.FOLDER.toString(),
            "paths", List.of(FOUND, NONE, MISSPELT, FOREIGN, ARABIC));
    var file = Tools.leave("outline.json", Json.write(work).getBytes(StandardCharsets.UTF_8));
    JsonNode result = Json.tree(Tools.node("outline.mjs", file.toString()).done().out());
    Tools.leave("outlined.json", Json.write(result).getBytes(StandardCharsets.UTF_8));
    pages = result.path("pages");
  }

  @Test
  void the_question_stands_before_what_narrows_it_and_that_before_the_answers() {
    assertThat(outline(FOUND))
        .containsSubsequence(
            "main:",
            "search:",
            "heading \"Search\" [level=1]",
            "searchbox \"Words to look for\": sea rescue",
            "button \"Search\"",
            "status:",
            "heading \"4 announcements\" [level=2]",
            "list \"Order\":",
            "link \"Best answer first\":",
            "link \"Newest first\":",
            "link \"Remove Kverna\":",
            "group \"Narrow the search\":",
            "group \"Organisation\":",
            "group \"Place\":",
            "checkbox \"Kverna (4 announcements)\" [checked]",
            "checkbox \"Vesmark (6 announcements)\"",
            "group \"Days of publication\":",
            "textbox \"From (day)\"",
            "textbox \"To (day)\"",
            "checkbox \"Look in older versions too\"",
            "button \"Narrow\"",
            "region \"4 announcements\":",
            "list:",
            "heading \"Norrland and Vesmark agree joint sea rescue in the Gulf of Aldis\" [level=3]:",
            "complementary:",
            "heading \"Keep this search\" [level=2]");
  }

  @Test
  void the_search_landmark_ends_before_the_answers() {
    List<String> lines = pages.path(FOUND).path("main").asText().lines().toList();
    String answers =
        lines.stream().filter(line -> line.contains("region ")).findFirst().orElseThrow();
    String search =
        lines.stream().filter(line -> line.contains("- search:")).findFirst().orElseThrow();
    assertThat(answers.indexOf('-')).isEqualTo(search.indexOf('-'));
  }

  @Test
  void no_heading_is_skipped_and_every_control_has_a_name() {
    for (String path : List.of(FOUND, NONE, MISSPELT, FOREIGN, ARABIC)) {
      int level = 0;
      for (String line : outline(path)) {
        int at = line.indexOf("[level=");
        if (at >= 0) {
          int here = line.charAt(at + 7) - '0';
          assertThat(here).as("%s %s", path, line).isLessThanOrEqualTo(level + 1);
          level = here;
        }
        if (line.matches("(checkbox|textbox|searchbox|button|link|radio)\\b.*"))
          assertThat(line).as(path).contains("\"");
      }
    }
  }

  @Test
  void the_number_of_answers_is_in_the_title_and_where_there_are_none_it_leads_on() {
    assertThat(title(FOUND)).startsWith("Search: sea rescue – 4 announcements – ");
    assertThat(title(NONE)).startsWith("Search: zzqqxx – Nothing answers to this – ");
    assertThat(outline(NONE))
        .containsSubsequence(
            "heading \"Nothing answers to this.\" [level=2]",
            "region \"Nothing answers to this.\":",
            "link \"Look in older versions too\":",
            "link \"See the latest announcements\":");
    assertThat(outline(MISSPELT))
        .containsSubsequence("status:", "text: Did you mean", "link \"rescue\":");
  }

  @Test
  void answers_in_other_languages_say_which_and_run_their_way() {
    assertThat(tongues(FOREIGN)).isNotEmpty().containsOnly("ar rtl");
    assertThat(tongues(ARABIC)).isNotEmpty().containsOnly("ar rtl");
    assertThat(tongues(FOUND)).containsOnly("en ltr");
  }

  private String title(String path) {
    return pages.path(path).path("title").asText();
  }

  private List<String> outline(String path) {
    return pages
        .path(path)
        .path("main")
        .asText()
        .lines()
        .map(line -> line.strip().replaceFirst("^- ", "").replaceAll("^'(.*)':?$", "$1"))
        .toList();
  }

  private List<String> tongues(String path) {
    var tongues = new ArrayList<String>();
    pages.path(path).path("tongues").forEach(one -> tongues.add(one.asText()));
    return tongues;
  }
}
