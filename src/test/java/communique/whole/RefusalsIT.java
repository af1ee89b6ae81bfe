package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What bad input gets: a message that names the place and the mend, and nothing is stored.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsIT {
  private static final String GOOD = "---\ntitle: T\nsummary: S\n---\n\nB\n";

  private final RunningNewsroom newsroom =
      RunningNewsroom.on(Backing.SQLITE, Map.of("COMMUNIQUE_LOCALES", "en,ru,ar"));
  private String token = "";
  private List<JsonNode> before = List.of();

  @BeforeAll
  void publishes() {
    newsroom
        .run(
            "publish",
            newsroom.file("first.md", GOOD).toString(),
            newsroom.file("second.md", GOOD).toString())
        .done();
    newsroom.run("unpublish", "second", "--redirect", "/news/first").done();
    token = newsroom.token("refusals");
    before = PublicLog.of(newsroom);
    assertThat(before).hasSize(3);
  }

  @AfterAll
  void ends() {
    newsroom.close();
  }

  @Test
  void every_bad_file_is_named_with_its_fault_and_one_bad_file_keeps_all_others_back()
      throws IOException {
    var files = new LinkedHashMap<String, String>();
    files.put("good.md", GOOD);
    files.put("Bad_Name.md", GOOD);
    files.put("updates.md", GOOD);
    files.put("strange.xx.md", GOOD);
    files.put("untitled.md", "---\nsummary: S\n---\n\nB\n");
    files.put("unsummarised.md", "---\ntitle: T\n---\n\nB\n");
    files.put("empty.md", "---\ntitle: T\nsummary: S\n---\n");
    files.put("first.md", GOOD.replace("B\n", "C\n"));
    files.put("no-yaml.md", "---\ntitle: [T\nsummary: S\n---\n\nB\n");
    files.put("twice.md", "---\ntitle: T\ntitle: T\nsummary: S\n---\n\nB\n");
    files.put("unfenced.md", "title: T\n");
    files.put("unknown-field.md", "---\ntitle: T\nsummary: S\ncolour: red\n---\n\nB\n");
    files.put("bidi.md", "---\ntitle: \"T\\u202E\"\nsummary: S\n---\n\nB\n");
    files.put("control.md", "---\ntitle: \"T\\r\\nSet-Cookie: a=b\"\nsummary: S\n---\n\nB\n");
    files.put("untagged.md", "---\ntitle: T\nsummary: S\npeople: [nobody]\n---\n\nB\n");
    files.put("nowhere.ru.md", GOOD);
    files.put("small.md", "---\ntitle: T\nsummary: S\nupdate-type: minor\n---\n\nB\n");
    files.put("kind.md", "---\ntitle: T\nsummary: S\nkind: song\n---\n\nB\n");
    var arguments = new ArrayList<String>(List.of("publish"));
    files.forEach((name, text) -> arguments.add(newsroom.file(name, text).toString()));
    Path latin = newsroom.file("latin.md", "");
    Files.write(
        latin, "---\ntitle: Café\nsummary: S\n---\n\nB\n".getBytes(StandardCharsets.ISO_8859_1));
    arguments.add(latin.toString());
    arguments.add(latin.resolveSibling("absent.md").toString());
    Path huge = newsroom.file("huge.md", GOOD + "x".repeat(50 << 20));
    arguments.add(huge.toString());

    Ran refused = newsroom.run(arguments.toArray(String[]::new));

    assertThat(refused.exit()).isEqualTo(1);
    for (String argument : arguments.subList(2, arguments.size()))
      assertThat(refused.err()).as(argument).contains(Path.of(argument).getFileName() + ": ");
    assertThat(refused.err()).doesNotContain("good.md", "\tat ", "Exception");
    assertThat(refused.err()).hasSizeLessThan(20_000);
    newsroom.get("/news/good").must(404);
    nothingIsStored();
  }

  @Test
  void commands_refuse_what_leads_nowhere_or_in_a_ring() {
    for (String[] command :
        List.of(
            new String[] {"withdraw", "absent", "--explanation", "Why."},
            new String[] {"withdraw", "first", "--locale", "ru", "--explanation", "Why."},
            new String[] {"unpublish", "first", "--redirect", "/news/first"},
            new String[] {"unpublish", "first", "--redirect", "/news/second"},
            new String[] {"unpublish", "first", "--redirect", "javascript:alert(1)"},
            new String[] {"restore-page", "first"},
            new String[] {"import", newsroom.file("notes.txt", "Nothing of a page.").toString()})) {
      Ran refused = newsroom.run(command);
      assertThat(refused.exit()).as(refused.command()).isEqualTo(1);
      assertThat(refused.err()).as(refused.command()).isNotBlank().doesNotContain("\tat ");
    }
    Ran wrong = newsroom.run("publish");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(newsroom.run("sing").exit()).isEqualTo(2);
    nothingIsStored();
  }

  @Test
  void the_authoring_api_says_what_is_wrong_where_and_how_to_mend_it() {
    String drafts = "/api/desk/v1/announcements/";
    String good = "{\"title\":\"T\",\"summary\":\"S\",\"body\":\"B\"}";
    String other = good.replace("\"B\"", "\"C\"");
    String bearer = "Bearer " + token;
    problem(newsroom.put(drafts + "fresh/en", good), 401);
    problem(newsroom.put(drafts + "fresh/en", good, "Authorization", "Bearer nonsense"), 401);
    problem(newsroom.get(drafts + "fresh/en", "Authorization", bearer), 404);
    problem(newsroom.post(drafts + "fresh/en/publish", "{}", "Authorization", bearer), 404);
    for (String bad :
        List.of(
            "{\"title\":\"T\\u202e\",\"summary\":\"S\",\"body\":\"B\"}",
            "{\"title\":\"T\\r\\nX: y\",\"summary\":\"S\",\"body\":\"B\"}",
            "{\"title\":\"T\",\"summary\":\"S\",\"body\":\"B\",\"colour\":\"red\"}",
            "{\"title\":7,\"summary\":\"S\",\"body\":\"B\"}")) {
      JsonNode told = problem(newsroom.put(drafts + "bad/en", bad, "Authorization", bearer), 422);
      assertThat(told.path("errors")).as(bad).isNotEmpty();
      for (JsonNode error : told.path("errors")) {
        assertThat(error.path("pointer").asText()).as(bad).startsWith("/");
        assertThat(error.path("detail").asText()).as(bad).isNotBlank();
        assertThat(error.path("mend").asText()).as(bad).isNotBlank();
      }
    }
    problem(newsroom.put(drafts + "bad/en", "{\"title\":", "Authorization", bearer), 400);
    problem(newsroom.put(drafts + "Bad_Slug/en", good, "Authorization", bearer), 422);
    problem(newsroom.put(drafts + "bad/xx", good, "Authorization", bearer), 422);
    problem(
        newsroom.send(
            "PUT", drafts + "bad/en", good, "Authorization", bearer, "Content-Type", "text/plain"),
        415);
    problem(newsroom.send("DELETE", drafts + "bad/en", null, "Authorization", bearer), 405);
    problem(newsroom.get("/api/desk/v1/nothing", "Authorization", bearer), 404);

    newsroom.put(drafts + "fresh/en", good, "Authorization", bearer).must(201);
    problem(newsroom.put(drafts + "fresh/en", other, "Authorization", bearer), 428);
    problem(
        newsroom.put(drafts + "fresh/en", other, "Authorization", bearer, "If-Match", "\"stale\""),
        412);

    newsroom.run("token", "create", "reader", "--role", "reader").done();
    String reader =
        newsroom.run("token", "create", "second reader", "--role", "reader").done().out();
    problem(
        newsroom.post(
            drafts + "fresh/en/publish", "{}", "Authorization", "Bearer " + reader.strip()),
        403);
    newsroom.run("token", "revoke", "second reader").done();
    problem(newsroom.get(drafts + "fresh/en", "Authorization", "Bearer " + reader.strip()), 401);
    nothingIsStored();
  }

  private void nothingIsStored() {
    assertThat(PublicLog.of(newsroom)).isEqualTo(before);
  }

  private static JsonNode problem(Answer answer, int status) {
    answer.must(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    JsonNode problem = answer.json();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("type").asText()).as(answer.text()).isNotBlank();
    assertThat(problem.path("title").asText()).as(answer.text()).isNotBlank();
    if (status == 401) assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    return problem;
  }
}
