package communique.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import communique.importing.Importing;
import communique.importing.Result;
import communique.importing.Survey;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.AnyCommand;
import communique.record.Attachment;
import communique.record.Change;
import communique.record.Change.Noted;
import communique.record.Change.Published;
import communique.record.Change.Unpublished;
import communique.record.Change.Withdrawn;
import communique.record.Command;
import communique.record.Content;
import communique.record.DefineTag;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.MergeTag;
import communique.record.RenameTag;
import communique.record.Replay;
import communique.record.Tag;
import communique.record.Tags;
import communique.record.TestNewsroom;
import communique.record.UpdateType;
import communique.text.Body;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is exported and imported again is what it was.
class RoundTripTest {
  private static final int SEEDS = 12;
  private static final int COMMANDS = 120;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Database.Kind.class)
  void whatever_was_published_comes_back_as_it_was(Database.Kind kind) throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      try (var from = TestNewsroom.open(kind);
          var into = TestNewsroom.open(kind)) {
        lived(from, seed);
        Path place = folder.resolve("export-" + seed);
        assertThat(export(from, place, Export.Format.MARKDOWN)).isInstanceOf(Outcome.Done.class);
        into.clock()
            .pass(java.time.Duration.between(into.clock().instant(), from.clock().instant()));

        assertThat(refused(into, place)).as("seed %d", seed).isEmpty();
        assertThat(into.<Map<String, Object>>read(RoundTripTest::everything))
            .as("seed %d", seed)
            .isEqualTo(from.<Map<String, Object>>read(RoundTripTest::everything));
        long head = into.log().size();
        assertThat(refused(into, place)).as("seed %d, again", seed).isEmpty();
        assertThat(into.log()).as("seed %d, again", seed).hasSize((int) head);
      }
    }
  }

  @Test
  void words_that_no_line_of_yaml_bears_come_back_too() throws IOException {
    try (var from = TestNewsroom.open(Database.Kind.SQLITE);
        var into = TestNewsroom.open(Database.Kind.SQLITE)) {
      String[] bodies = {
        "  indented code\n\nand an end  \n\n",
        "---\nno: front matter\n---",
        "one\r\ntwo",
        "# \u0085 \u2028 😀"
      };
      int i = 0;
      for (String body : bodies)
        from.execute(
            new Replay(
                "",
                "odd-" + i++,
                List.of(
                    version(
                        new Content(
                            "\"Quoted\": #1 \\ {a: b} & 'c' 😀",
                            "- no: list",
                            new Body(Body.Dialect.HTML, body),
                            List.of(
                                new Attachment(
                                    "plan.pdf",
                                    "",
                                    "application/pdf",
                                    12,
                                    "The: plan",
                                    3,
                                    true,
                                    0,
                                    0,
                                    "",
                                    "",
                                    "",
                                    false,
                                    "https://example.org/plan.pdf"),
                                new Attachment(
                                    "a.png",
                                    "ab12",
                                    "image/png",
                                    9,
                                    "",
                                    0,
                                    false,
                                    30,
                                    40,
                                    "A \"hat\"",
                                    "Under it",
                                    "PA",
                                    true,
                                    "")),
                            "{\"a\":[1,{\"b\":\"\\u0001 é\"}]}")))));
      Path place = folder.resolve("odd");
      export(from, place, Export.Format.MARKDOWN);

      assertThat(refused(into, place)).isEmpty();
      assertThat(into.<Map<String, Object>>read(RoundTripTest::everything))
          .isEqualTo(from.<Map<String, Object>>read(RoundTripTest::everything));
    }
  }

  @Test
  void an_export_goes_into_an_empty_folder_only_and_is_whole_or_not_there() throws IOException {
    try (var from = TestNewsroom.open(Database.Kind.SQLITE)) {
      from.publish("visit");
      Path full = Files.createDirectories(folder.resolve("full"));
      Files.writeString(full.resolve("mine.txt"), "keep");

      assertThat(export(from, full, Export.Format.MARKDOWN)).isInstanceOf(Outcome.Refused.class);
      assertThat(export(from, full.resolve("mine.txt"), Export.Format.MARKDOWN))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(full.resolve("mine.txt")).hasContent("keep");

      Path place = Files.createDirectories(folder.resolve("place"));
      Files.createDirectories(folder.resolve("place.unfinished/news"));
      Files.writeString(folder.resolve("place.unfinished/news/half.md"), "from a killed export");
      export(from, place, Export.Format.MARKDOWN);
      try (Stream<Path> files = Files.walk(place)) {
        assertThat(files.filter(Files::isRegularFile).map(place::relativize).map(Path::toString))
            .containsExactlyInAnyOrder("about/newsroom.json", "news/visit.md");
      }
      assertThat(folder.resolve("place.unfinished")).doesNotExist();
    }
  }

  @Test
  void the_newest_version_of_a_page_is_a_file_that_says_all_that_others_need() throws IOException {
    try (var from = TestNewsroom.open(Database.Kind.SQLITE)) {
      from.publish("visit").publish("visit");
      Path place = folder.resolve("export");
      export(from, place, Export.Format.MARKDOWN);

      assertThat(place.resolve("news/visit.md"))
          .content()
          .startsWith("---\ntitle: \"")
          .contains("\nedition: 2\n", "\nhistory:\n  - {\"change\": \"published\"")
          .endsWith("---\nBody of visit in en, version 2.\n");
      assertThat(place.resolve("news/visit/1.md"))
          .content()
          .contains("\nhistory: \"../visit.md\"\n");
    }
  }

  @Test
  void a_version_without_its_file_is_refused_and_so_is_a_file_without_its_history()
      throws IOException {
    try (var from = TestNewsroom.open(Database.Kind.SQLITE);
        var into = TestNewsroom.open(Database.Kind.SQLITE)) {
      from.publish("visit").publish("visit").publish("talks").publish("talks");
      Path place = folder.resolve("export");
      export(from, place, Export.Format.MARKDOWN);
      Files.delete(place.resolve("news/visit/1.md"));
      Files.delete(place.resolve("news/talks.md"));

      assertThat(refused(into, place)).containsExactly("markdown.orphan", "markdown.version");
      assertThat(into.log()).isEmpty();
    }
  }

  @Test
  void content_items_are_written_where_their_pages_are() throws IOException {
    try (var from = TestNewsroom.open(Database.Kind.SQLITE)) {
      from.publish("visit");
      Path place = folder.resolve("govuk");
      export(from, place, Export.Format.GOVUK);

      assertThat(place.resolve("news/visit.json"))
          .content()
          .contains("\"base_path\":\"/news/visit\"");
    }
  }

  private static Replay.Version version(Content content) {
    return new Replay.Version(
        Locale.ENGLISH,
        Instant.parse("2017-10-13T10:00:00Z"),
        null,
        content,
        UpdateType.MAJOR,
        "",
        Map.of(),
        false,
        null,
        null);
  }

  private static void lived(TestNewsroom newsroom, long seed) {
    var any = new AnyCommand(seed);
    for (int i = 0; i < COMMANDS; i++) {
      newsroom.clock().pass(any.pause());
      Command command = any.command();
      // What tags were called before, and which were merged, no export says yet.
      if (command instanceof RenameTag || command instanceof MergeTag) continue;
      newsroom.record().execute(any.act(newsroom.clock().instant()), command);
    }
  }

  private static Outcome<Export.Written> export(
      TestNewsroom newsroom, Path place, Export.Format format) throws IOException {
    return new Export(newsroom.database(), TestNewsroom.NEWSROOM).write(place, format, n -> {});
  }

  private static List<String> refused(TestNewsroom newsroom, Path place) throws IOException {
    var importing =
        new Importing(newsroom.record(), TestNewsroom.NEWSROOM, "importer", false, false);
    Survey survey = importing.survey(List.of(place), "", "");
    var refused = new ArrayList<String>();
    survey.broken().forEach(one -> one.why().forEach(why -> refused.add(why.key())));
    importing.bring(
        survey,
        (at, result) -> {
          if (result instanceof Result.Refused no)
            no.refusals().forEach(why -> refused.add(why.key()));
        });
    return refused;
  }

  /// All that is public, without what tells when and under which number it was recorded here.
  private static Map<String, Object> everything(Handle tx) {
    var everything = new TreeMap<String, Object>();
    for (Tag tag : Tags.all(tx)) everything.put(tag.path(), DefineTag.from(tx, tag));
    for (Announcement one : Announcements.after(tx, "", 1_000)) {
      var said = new ArrayList<Object>();
      said.add(one.id());
      said.add(one.original());
      said.add(one.firstPublishedAt());
      said.add(one.publicUpdatedAt());
      for (Change change : one.changes()) {
        said.add(List.of(String.valueOf(change.locale()), String.valueOf(change.publicAt())));
        said.add(told(one, change));
        said.add(Tags.of(tx, one.id(), change.n()).stream().map(Tag::path).toList());
      }
      for (Locale locale : one.locales()) {
        said.add(one.state(locale));
        for (Edition edition : one.editions(locale))
          said.add(
              List.of(
                  locale,
                  edition.number(),
                  edition.kind(),
                  Editions.content(tx, edition).orElseThrow()));
      }
      everything.put("/news/" + one.slug(), said);
    }
    return everything;
  }

  private static Object told(Announcement announcement, Change change) {
    return switch (change.what()) {
      case Published published -> {
        Edition edition = announcement.editionOf(change).orElseThrow();
        yield List.of(
            edition.locale(),
            edition.number(),
            published.updateType(),
            published.note(),
            Objects.toString(published.firstPublishedAt()),
            Objects.toString(published.publicUpdatedAt()));
      }
      case Noted noted -> noted;
      case Withdrawn withdrawn -> withdrawn;
      case Unpublished unpublished -> unpublished;
      case Change.Restored restored -> restored;
      case Change.Retagged retagged -> retagged;
      case Change.OfTag of -> "a tag";
      case Change.EngagementDefined defined -> "an engagement";
    };
  }
}
