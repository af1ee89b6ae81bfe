package communique.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import communique.files.KeptFiles;
import communique.importing.Demo;
import communique.importing.FilesToPublish;
import communique.importing.Importing;
import communique.importing.Importing.Place;
import communique.importing.MarkdownFile;
import communique.importing.Result;
import communique.importing.Survey;
import communique.language.Locales;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.record.Act;
import communique.record.Kind;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import communique.site.GovukExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// How well what somebody looks for comes first: people's judgement of queries against the finder's
/// order, over the demonstration, and over what others published with the demonstration around it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelevanceTest {
  private static final String REFERENCE = "foreign-secretary-to-visit-moscow";
  private static final Path CAPTURED =
      Path.of("..", "shared", "data", "announcement", REFERENCE + ".txt");
  private static final Path TRANSLATIONS =
      Path.of("src", "test", "resources", "communique", "whole");

  @TempDir private static Path data;

  private TestNewsroom newsroom;
  private TestFinder finder;

  @BeforeAll
  void open() throws IOException {
    newsroom = TestNewsroom.open(Database.Kind.SQLITE);
    finder = new TestFinder(newsroom);
    newsroom.clock().set("2026-11-24T10:00:00Z");
    var filled = Demo.fill(newsroom.record(), new KeptFiles(data), TestNewsroom.NEWSROOM, "system");
    assertThat(filled).isInstanceOf(Outcome.Done.class);
  }

  @AfterAll
  void close() {
    finder.close();
    newsroom.close();
  }

  @Test
  void what_somebody_looks_for_comes_first_in_every_language() throws IOException {
    // Others, so that not everything is about the same.
    for (int i = 0; i < 30; i++)
      newsroom.publish(
          Sheet.of("other-" + i)
              .kind(Kind.NOTICE)
              .title("Opening hours of office " + i)
              .summary("The office is open on weekdays.")
              .body("The office is open from nine to five, and closed on holidays.\n"));
    List<Judged> all = Judged.read("judged.txt");
    assertThat(all).hasSizeGreaterThanOrEqualTo(90);
    Judged.assertGood(all, this::answers, 0.95, 0.93);
  }

  @Test
  void so_it_does_among_what_others_published() throws IOException {
    if (!Files.isReadable(CAPTURED)) {
      System.out.println("The reference announcement is not tried: ../shared/data is not there.");
      Assumptions.abort();
    }
    for (Map.Entry<Path, JsonNode> example : GovukExamples.all().entrySet())
      // The address of one is also that of another.
      if (GovukExamples.isAnnouncement(example.getValue())
          && !example.getKey().endsWith("withdrawn-speech.json")) bring(example.getKey());
    bring(CAPTURED);
    for (String locale : List.of("ru", "ar")) translate(locale);
    List<Judged> all = Judged.read("judged-reference.txt");
    assertThat(all).hasSizeGreaterThanOrEqualTo(70);
    Judged.assertGood(all, this::answers, 0.95, 0.92);
  }

  private List<String> answers(Judged judged) {
    return TestFinder.slugs(finder.find(Asked.words(judged.words()), judged.locale(), 10));
  }

  private void translate(String locale) {
    Locales locales = TestNewsroom.NEWSROOM.locales();
    Path file = TRANSLATIONS.resolve(REFERENCE + "." + locale + ".md");
    var read = MarkdownFile.read(file, locales, false, new KeptFiles(data));
    var publishing = new FilesToPublish(newsroom.record(), locales);
    assertThat(publishing.publish(new Act("system", null, true), List.of(read)))
        .isInstanceOf(FilesToPublish.Answer.Done.class);
  }

  private void bring(Path path) throws IOException {
    var importing =
        new Importing(
            newsroom.record(), TestNewsroom.NEWSROOM, new KeptFiles(data), "system", false, false);
    Survey survey = importing.survey(List.of(path), "", "");
    assertThat(survey.broken()).isEmpty();
    importing.bring(
        survey,
        (Place place, Result result) ->
            assertThat(result).as(place.shown()).isInstanceOf(Result.Brought.class));
  }
}
