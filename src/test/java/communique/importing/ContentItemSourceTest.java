package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.files.KeptFiles;
import communique.importing.Importing.Place;
import communique.platform.Json;
import communique.platform.Refusal;
import communique.record.About.PressContact;
import communique.record.Announcement;
import communique.record.Appointment;
import communique.record.Change;
import communique.record.DefineTag;
import communique.record.EachDatabase;
import communique.record.Editions;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.TestNewsroom;
import communique.record.Tie;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Content items in files of all shapes, and what bad ones get.
@EachDatabase
class ContentItemSourceTest {
  private static final Path EXAMPLES = Path.of("src/test/resources/govuk/examples");

  @TempDir private Path folder;

  @Test
  void an_item_a_file_one_a_line_or_a_list_of_them_are_the_same(TestNewsroom newsroom)
      throws IOException {
    String one = Json.write(item("a"));
    String two = Json.write(item("b"));
    String three = Json.write(item("c"));
    assertThat(bring(newsroom, file("one.json", item("a").toPrettyString())))
        .containsExactly("brought");
    assertThat(bring(newsroom, file("lines.jsonl", one + "\n\n" + two + "\r\n")))
        .containsExactly("unchanged", "brought");
    assertThat(bring(newsroom, file("list.json", " [" + one + ",\n" + two + "," + three + "]")))
        .containsExactly("unchanged", "unchanged", "brought");
  }

  @Test
  void what_an_item_says_is_in_the_record(TestNewsroom newsroom) throws IOException {
    bring(newsroom, EXAMPLES.resolve("speech/speech-with-updates.json"));

    String slug = "lord-mcnally-s-speaking-note-for-westminster-legal-policy-forum-event";
    Announcement speech = newsroom.announcement(slug);
    assertThat(speech.id()).isEqualTo("5dffd904-7631-11e4-a3cb-005056011aef");
    assertThat(speech.history()).hasSize(2);
    assertThat(speech.publicUpdatedAt()).isEqualTo("2012-06-13T13:33:09Z");
    assertThat(newsroom.log()).extracting(Change::tells).containsOnly(false);
    List<Tag> tags = newsroom.read(tx -> Tags.of(tx, speech.id(), Long.MAX_VALUE));
    assertThat(tags)
        .extracting(Tag::path)
        .containsExactly(
            "/organisations/ministry-of-justice",
            "/people/lord-mcnally",
            "/roles/minister-of-state--18");
    var content =
        newsroom
            .read(tx -> Editions.content(tx, speech.newest(Locale.ENGLISH).orElseThrow()))
            .orElseThrow();
    assertThat(content.body().source()).startsWith("<div class=\"govspeak\">");
    assertThat(content.attachments().getFirst().address())
        .isEqualTo(
            "https://www.gov.uk/government/uploads/system/uploads/person/image/75/Lord_McNally.jpg");
    assertThat(Json.tree(content.kept()).at("/govuk/details/speech_type_explanation").asText())
        .startsWith("Speaker's notes");
  }

  @Test
  void a_role_and_an_organisation_become_tags_with_their_appointments_and_accounts(
      TestNewsroom newsroom) throws IOException {
    bring(newsroom, EXAMPLES.resolve("role/prime_minister.json"));
    bring(newsroom, EXAMPLES.resolve("organisation/attorney_general.json"));

    Tag role = newsroom.read(tx -> Tags.find(tx, TagKind.ROLE, "prime-minister")).orElseThrow();
    assertThat(newsroom.<List<Appointment>>read(tx -> Tags.ofRole(tx, role))).isNotEmpty();
    Tag office =
        newsroom
            .read(tx -> Tags.find(tx, TagKind.ORGANISATION, "attorney-generals-office"))
            .orElseThrow();
    assertThat(office.accounts()).extracting(Tag.Account::service).containsExactly("Twitter");
  }

  @Test
  void an_organisation_says_to_whom_it_belongs_who_follows_it_and_whom_the_press_may_ask(
      TestNewsroom newsroom) throws IOException {
    bring(newsroom, EXAMPLES.resolve("organisation/attorney_general.json"));
    bring(newsroom, EXAMPLES.resolve("organisation/wales_office.json"));
    ObjectNode court =
        (ObjectNode) Json.tree(Files.readString(EXAMPLES.resolve("organisation/court.json")));
    JsonNode parent = court.at("/links/ordered_parent_organisations/0");
    ObjectNode next = parent.deepCopy();
    next.put("content_id", "0b1f2d3c-4a5b-4c6d-8e7f-0a1b2c3d4e5f");
    next.put("title", "The Court After It").put("base_path", "/government/organisations/after-it");
    ((ObjectNode) court.get("links")).putArray("superseding_organisations").add(next);
    // While it is there, nobody follows it.
    Result live = results(newsroom, file("live.json", Json.write(court))).getFirst();
    assertThat(((Result.Placed) live).kept()).contains("links.superseding_organisations");
    ((ObjectNode) court.at("/details/organisation_govuk_status"))
        .put("status", "replaced")
        .put("updated_at", "2024-03-31T00:00:00+00:00");
    Result result = results(newsroom, file("court.json", Json.write(court))).getFirst();

    assertThat(((Result.Placed) result).kept())
        .contains("links.ordered_contacts")
        .doesNotContain("links.ordered_parent_organisations", "links.superseding_organisations");
    String slug = court.get("base_path").asText().replaceAll(".*/", "");
    Tag tag = newsroom.read(tx -> Tags.find(tx, TagKind.ORGANISATION, slug)).orElseThrow();
    DefineTag says = newsroom.read(tx -> DefineTag.from(tx, tag));
    assertThat(says.tied(Tie.PARENT)).containsExactly("hm-courts-and-tribunals-service");
    assertThat(says.tied(Tie.SUCCESSOR)).containsExactly("after-it");
    assertThat(tag.about().organisation().closed()).isEqualTo("2024-03-31");
    // General enquiries are no press office.
    assertThat(tag.about().organisation().press()).isNull();
    assertThat(press(newsroom, "attorney-generals-office"))
        .isEqualTo(
            new PressContact(
                Map.of("en", "Media enquiries"),
                "020 7271 2465 / 2440 / 2516",
                "press.office@attorneygeneral.gov.uk",
                Map.of()));
    assertThat(press(newsroom, "office-of-the-secretary-of-state-for-wales").telephone())
        .isEqualTo("029 2092 4212");
    assertThat(press(newsroom, "office-of-the-secretary-of-state-for-wales").email()).isEmpty();
    long head = newsroom.log().size();
    bring(
        newsroom, file("court.json", Json.write(court.put("updated_at", "2026-01-01T00:00:00Z"))));
    assertThat(newsroom.log()).hasSize((int) head);
  }

  private static PressContact press(TestNewsroom newsroom, String slug) {
    return Objects.requireNonNull(
        newsroom
            .read(tx -> Tags.find(tx, TagKind.ORGANISATION, slug))
            .orElseThrow()
            .about()
            .organisation()
            .press());
  }

  @Test
  void a_field_without_a_counterpart_is_kept_and_named(TestNewsroom newsroom) throws IOException {
    ObjectNode item = item("a");
    item.put("colour", "blue");
    ((ObjectNode) item.get("details")).put("mood", 7);
    Result result = results(newsroom, file("a.json", Json.write(item))).getFirst();

    assertThat(((Result.Brought) result).kept()).contains("colour", "details.mood", "phase");
    Announcement a = newsroom.announcement("a");
    String kept =
        newsroom
            .read(tx -> Editions.content(tx, a.newest(Locale.ENGLISH).orElseThrow()))
            .orElseThrow()
            .kept();
    assertThat(Json.tree(kept).at("/besides/~1details~1mood").asInt()).isEqualTo(7);
  }

  @Test
  void json_that_breaks_off_is_refused_whole_with_its_place(TestNewsroom newsroom)
      throws IOException {
    String list = "[" + Json.write(item("a")) + ",\n{\"schema_name\": \"spee";
    assertThat(bring(newsroom, file("cut.json", list)))
        .containsExactly("line 2, column 22: import.json");
    String one = item("b").toPrettyString();
    assertThat(bring(newsroom, file("one.json", one.substring(0, one.length() / 2))).getFirst())
        .endsWith("import.json");
    assertThat(bring(newsroom, file("empty.json", "  {")))
        .first()
        .asString()
        .endsWith("import.json");
    assertThat(newsroom.log()).isEmpty();
  }

  @Test
  void an_item_that_names_nothing_comes_in_beside_others(TestNewsroom newsroom) throws IOException {
    bring(newsroom, file("first.json", Json.write(item("first"))));
    var lines = new StringBuilder();
    for (String name : List.of("a", "b", "c", "d")) {
      ObjectNode item = item(name);
      if (name.equals("b") || name.equals("c")) item.putObject("links");
      lines.append(Json.write(item)).append('\n');
    }
    assertThat(bring(newsroom, file("some.jsonl", lines.toString())))
        .containsExactly("brought", "brought", "brought", "brought");
  }

  @Test
  void a_line_that_cannot_be_read_stops_no_other(TestNewsroom newsroom) throws IOException {
    String lines = Json.write(item("a")) + "\n{\"a\":1,\"a\":2}\n" + Json.write(item("b"));
    assertThat(bring(newsroom, file("lines.jsonl", lines)))
        .containsExactly("brought", "line 2, column 11: import.json", "brought");
  }

  @Test
  void what_is_not_as_its_schema_has_it_is_refused_at_its_place(TestNewsroom newsroom)
      throws IOException {
    assertThat(refused(newsroom, item -> item.put("title", 7)))
        .containsExactly("title import.shape");
    assertThat(refused(newsroom, item -> item.remove("content_id")))
        .containsExactly("content_id import.shape");
    assertThat(refused(newsroom, item -> item.put("content_id", "1234")))
        .containsExactly("content_id import.shape");
    assertThat(refused(newsroom, item -> item.put("schema_name", "")))
        .containsExactly("schema_name import.no-item");
    assertThat(refused(newsroom, item -> item.put("document_type", "poem")))
        .containsExactly("document_type import.shape");
    assertThat(refused(newsroom, item -> item.put("base_path", "/" + "a/".repeat(100_000))))
        .contains("base_path import.shape");
    assertThat(refused(newsroom, item -> item.put("locale", "de")))
        .containsExactly("locale locale.unknown");
    assertThat(refused(newsroom, item -> item.put("title", "a\u0000b")))
        .containsExactly("title text.control");
    assertThat(refused(newsroom, item -> item.put("title", "a HALF b")))
        .containsExactly("title text.surrogate");
    assertThat(newsroom.log()).isEmpty();
  }

  @Test
  void a_date_out_of_range_and_a_history_that_runs_backwards_are_refused(TestNewsroom newsroom)
      throws IOException {
    assertThat(refused(newsroom, item -> item.put("public_updated_at", "2016-13-45T00:00:00Z")))
        .containsExactly("public_updated_at import.shape");
    assertThat(refused(newsroom, item -> item.put("updated_at", "+99999-01-01T00:00:00Z")))
        .containsExactly("updated_at import.shape");
    assertThat(refused(newsroom, item -> item.put("first_published_at", "2099-01-01T00:00:00Z")))
        .containsExactly("firstPublished date.future");
    assertThat(
            refused(
                newsroom,
                item ->
                    ((ObjectNode) item.get("details"))
                        .set(
                            "change_history",
                            Json.tree(
                                """
                                [{"public_timestamp": "2015-01-01T00:00:00Z", "note": "One."},
                                 {"public_timestamp": "2016-01-01T00:00:00Z", "note": "Two."}]
                                """))))
        .containsExactly("details.change_history.1 import.backwards");
  }

  @Test
  void deep_nesting_and_endless_numbers_are_refused(TestNewsroom newsroom) throws IOException {
    assertThat(bring(newsroom, file("deep.json", "{\"a\":".repeat(5_000))).getFirst())
        .endsWith("import.json");
    String number = Json.write(item("a")).replaceFirst("\\{", "{\"n\":" + "9".repeat(5_000) + ",");
    assertThat(bring(newsroom, file("number.json", number)).getFirst()).endsWith("import.json");
    assertThat(refused(newsroom, item -> item.put("n", new java.math.BigDecimal("1e400"))))
        .containsExactly("n import.number");
  }

  @Test
  void a_line_without_end_is_refused_and_never_held(TestNewsroom newsroom) throws IOException {
    Path file = folder.resolve("long.jsonl");
    byte[] chunk = "a".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write("{\"title\": \"".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 200; i++) out.write(chunk);
      out.write("\"}\n".getBytes(StandardCharsets.US_ASCII));
      out.write(Json.write(item("a")).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(bring(newsroom, file)).containsExactly("line 1: import.item-too-large", "brought");
  }

  @Test
  void two_items_of_one_address_are_refused_and_each_names_the_other(TestNewsroom newsroom)
      throws IOException {
    ObjectNode other = item("a");
    other.put("base_path", "/government/speeches/a");
    other.put("content_id", "00000000-0000-4000-8000-000000000009");
    Path one = file("one.json", Json.write(item("a")));
    Path two = file("two.json", Json.write(other));
    var importing = importing(newsroom);
    Survey survey =
        importing.survey(List.of(one, two, file("c.json", Json.write(item("c")))), "", "");
    var results = new ArrayList<Result>();
    importing.bring(survey, (place, result) -> results.add(result));

    assertThat(results).hasSize(3);
    assertThat(((Result.Refused) results.get(0)).refusals().getFirst().detail())
        .contains("two.json");
    assertThat(((Result.Refused) results.get(1)).refusals().getFirst().detail())
        .contains("one.json");
    assertThat(results.get(2)).isInstanceOf(Result.Brought.class);
  }

  @Test
  void two_documents_of_one_id_are_two_and_the_second_gets_its_own(TestNewsroom newsroom)
      throws IOException {
    ObjectNode other = item("b");
    other.put("content_id", item("a").get("content_id").asText());
    String lines = Json.write(item("a")) + "\n" + Json.write(other);
    List<Result> results = results(newsroom, file("lines.jsonl", lines));

    assertThat(((Result.Brought) results.get(0)).namesake()).isEmpty();
    assertThat(((Result.Brought) results.get(1)).namesake()).isEqualTo("a");
    assertThat(newsroom.announcement("b").id()).isNotEqualTo(newsroom.announcement("a").id());
  }

  private List<String> refused(TestNewsroom newsroom, Consumer<ObjectNode> spoiled)
      throws IOException {
    ObjectNode item = item("a");
    spoiled.accept(item);
    var results = results(newsroom, file("a.json", Json.write(item).replace("HALF", "\\ud800")));
    return ((Result.Refused) results.getFirst())
        .refusals().stream().map(one -> one.place() + " " + one.key()).distinct().toList();
  }

  private static List<Result> results(TestNewsroom newsroom, Path path) throws IOException {
    var importing = importing(newsroom);
    Survey survey = importing.survey(List.of(path), "", "");
    var results = new ArrayList<Result>();
    importing.bring(survey, (Place place, Result result) -> results.add(result));
    return results;
  }

  private static List<String> bring(TestNewsroom newsroom, Path path) throws IOException {
    var importing = importing(newsroom);
    Survey survey = importing.survey(List.of(path), "", "");
    var words = new ArrayList<String>();
    for (var broken : survey.broken()) words.add(words(broken.place(), broken.why()));
    importing.bring(
        survey,
        (place, result) ->
            words.add(
                switch (result) {
                  case Result.Brought brought -> "brought";
                  case Result.Placed placed -> "placed";
                  case Result.Unchanged unchanged -> "unchanged";
                  case Result.Refused refused -> words(place.place(), refused.refusals());
                }));
    return words;
  }

  private static String words(String place, List<Refusal> why) {
    return place + ": " + String.join(", ", why.stream().map(Refusal::key).toList());
  }

  private static Importing importing(TestNewsroom newsroom) {
    return new Importing(
        newsroom.record(),
        TestNewsroom.NEWSROOM,
        new KeptFiles(java.nio.file.Path.of("target/no-files")),
        "system",
        false,
        false);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static ObjectNode item(String slug) throws IOException {
    JsonNode example =
        Json.tree(Files.readString(EXAMPLES.resolve("news_article/best-practice-event.json")));
    ObjectNode item = example.deepCopy();
    item.put("base_path", "/government/news/" + slug);
    item.put("content_id", "00000000-0000-4000-8000-00000000000" + slug);
    return item;
  }
}
