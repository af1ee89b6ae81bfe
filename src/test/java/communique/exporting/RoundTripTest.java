package communique.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.files.Kept;
import communique.files.KeptFiles;
import communique.importing.Importing;
import communique.importing.Result;
import communique.importing.Survey;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.record.Act;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.AnyCommand;
import communique.record.Attachment;
import communique.record.Bring;
import communique.record.Change;
import communique.record.Change.Noted;
import communique.record.Change.Published;
import communique.record.Change.Unpublished;
import communique.record.Change.Withdrawn;
import communique.record.Command;
import communique.record.Content;
import communique.record.DefineTag;
import communique.record.Edition;
import communique.record.EditionFiles;
import communique.record.Editions;
import communique.record.Engagement;
import communique.record.EngagementStated;
import communique.record.Engagements;
import communique.record.Origin;
import communique.record.Origins;
import communique.record.Replay;
import communique.record.Tag;
import communique.record.Tags;
import communique.record.TestNewsroom;
import communique.record.UpdateType;
import communique.site.GovukExamples;
import communique.text.Body;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import javax.imageio.ImageIO;
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
        stoodElsewhere(from);
        Path place = folder.resolve("export-" + seed);
        assertThat(export(from, place, Export.Format.MARKDOWN)).isInstanceOf(Outcome.Done.class);
        into.clock()
            .pass(java.time.Duration.between(into.clock().instant(), from.clock().instant()));

        assertThat(refused(into, place)).as("seed %d", seed).isEmpty();
        assertThat(into.<Map<String, Object>>read(RoundTripTest::everything))
            .as("seed %d", seed)
            .isEqualTo(from.<Map<String, Object>>read(RoundTripTest::everything));
        for (Attachment one : attachments(from)) {
          if (into.read(tx -> EditionFiles.named(tx, List.of(one.digest()))).isEmpty()) continue;
          assertThat(kept(into).find(one.digest()).orElseThrow())
              .hasSameBinaryContentAs(kept(from).find(one.digest()).orElseThrow());
          for (int width : one.widths())
            assertThat(kept(into).find(one.digest(), width, "image/webp")).isPresent();
        }
        long head = into.log().size();
        assertThat(refused(into, place)).as("seed %d, again", seed).isEmpty();
        assertThat(into.log()).as("seed %d, again", seed).hasSize((int) head);
      }
    }
  }

  @Test
  void what_was_imported_from_elsewhere_comes_back_with_all_that_it_lacked() throws IOException {
    try (var from = TestNewsroom.open(Database.Kind.SQLITE);
        var into = TestNewsroom.open(Database.Kind.SQLITE)) {
      // What is no announcement is refused by name.
      assertThat(refused(from, GovukExamples.FOLDER)).isNotEmpty();
      assertThat(refused(from, sparse())).isEmpty();
      Path place = folder.resolve("export");
      export(from, place, Export.Format.MARKDOWN);

      assertThat(refused(into, place)).isEmpty();
      assertThat(into.<Map<String, Object>>read(RoundTripTest::everything))
          .isEqualTo(from.<Map<String, Object>>read(RoundTripTest::everything))
          .hasSizeGreaterThan(80);
    }
  }

  /// A content item that says as little as its schema allows, and was withdrawn before its newest
  /// note.
  private Path sparse() throws IOException {
    var item =
        (ObjectNode)
            GovukExamples.read(GovukExamples.FOLDER.resolve("news_article/news_article.json"));
    item.put("base_path", "/government/news/bare");
    item.put("content_id", "d0ee80cd-ed7a-4b04-b60f-000000000000");
    item.putNull("description");
    ObjectNode notice = item.putObject("withdrawn_notice");
    notice.put("explanation", "<p>Old.</p>").put("withdrawn_at", "2016-12-26T10:00:00Z");
    ObjectNode details = item.putObject("details");
    details.put("body", "");
    ArrayNode history = details.putArray("change_history");
    for (String day : List.of("2017-01-02", "2016-12-25"))
      history.addObject().put("note", "Of " + day).put("public_timestamp", day + "T00:00:00Z");
    return Files.writeString(folder.resolve("bare.json"), item.toString());
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
                                picture(from)),
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

  @Test
  void bytes_that_are_not_there_are_told_of_and_nothing_points_at_them() throws IOException {
    try (var from = TestNewsroom.open(Database.Kind.SQLITE);
        var into = TestNewsroom.open(Database.Kind.SQLITE)) {
      Attachment picture = picture(from);
      from.execute(new Replay("", "visit", List.of(version(content(picture)))));
      Path whole = folder.resolve("whole");
      export(from, whole, Export.Format.MARKDOWN);
      Path bytes = whole.resolve("files/" + picture.digestName());
      assertThat(bytes).exists();

      Files.writeString(bytes, "not a picture");
      assertThat(refused(into, whole)).containsExactly("file.other");
      Files.delete(bytes);
      Files.createSymbolicLink(bytes, Files.writeString(folder.resolve("outside"), "secret"));
      assertThat(refused(into, whole)).containsExactly("attachment.bytes");
      assertThat(into.log()).isEmpty();

      Files.delete(kept(from).find(picture.digest()).orElseThrow());
      Path place = folder.resolve("lacking");
      assertThat(export(from, place, Export.Format.MARKDOWN))
          .isInstanceOfSatisfying(
              Outcome.Done.class,
              done -> assertThat(((Export.Written) done.value()).lacking()).isEqualTo(1));
    }
  }

  @Test
  void a_file_of_which_the_address_is_known_too_comes_in_by_that_where_its_bytes_are_missing()
      throws IOException {
    try (var from = TestNewsroom.open(Database.Kind.SQLITE);
        var into = TestNewsroom.open(Database.Kind.SQLITE)) {
      Attachment bare = picture(from);
      var both =
          new Attachment(
              bare.name(),
              bare.digest(),
              bare.mediaType(),
              bare.bytes(),
              "",
              0,
              false,
              bare.width(),
              bare.height(),
              "",
              "",
              "",
              false,
              "https://old.example/a.png",
              bare.widths(),
              null);
      from.execute(new Replay("", "visit", List.of(version(content(both)))));
      Path place = folder.resolve("export");
      export(from, place, Export.Format.MARKDOWN);
      Files.delete(place.resolve("files/" + both.digestName()));

      assertThat(refused(into, place)).isEmpty();
      Edition edition = into.announcement("visit").newest(Locale.ENGLISH).orElseThrow();
      Content content = into.read(tx -> Editions.content(tx, edition).orElseThrow());
      assertThat(content.attachments().getFirst().path()).isEqualTo("https://old.example/a.png");
    }
  }

  private static Content content(Attachment attachment) {
    return new Content(
        "Visit", "Visit", new Body(Body.Dialect.HTML, "<p>Visit</p>"), List.of(attachment), "");
  }

  private Attachment picture(TestNewsroom newsroom) throws IOException {
    var pixels = new BufferedImage(700, 350, BufferedImage.TYPE_INT_RGB);
    pixels.setRGB(3, 4, 0xff8800);
    var png = new ByteArrayOutputStream();
    ImageIO.write(pixels, "png", png);
    Attachment bare = taken(newsroom, "a.png", png.toByteArray());
    return new Attachment(
        "a.png",
        bare.digest(),
        bare.mediaType(),
        bare.bytes(),
        "",
        0,
        false,
        bare.width(),
        bare.height(),
        "A \"hat\"",
        "Under it",
        "PA",
        true,
        "",
        bare.widths(),
        null);
  }

  /// One of each sort; the text looks like an announcement, and is none.
  private List<Attachment> attachments(TestNewsroom newsroom) throws IOException {
    var photograph = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
    var jpeg = new ByteArrayOutputStream();
    ImageIO.write(photograph, "jpg", jpeg);
    String annex = "---\ntitle: Annex\n---\nAn annex.\n";
    return List.of(
        picture(newsroom),
        taken(newsroom, "b.jpeg", jpeg.toByteArray()),
        taken(newsroom, "annex.md", annex.getBytes(StandardCharsets.UTF_8)),
        new Attachment(
            "https://films.example/1",
            "",
            "",
            0,
            "A film",
            0,
            false,
            0,
            0,
            "",
            "",
            "",
            false,
            "https://films.example/1",
            List.of(),
            new Attachment.Film("PT2M30S", "", "All words\nof it")));
  }

  private Attachment taken(TestNewsroom newsroom, String name, byte[] bytes) {
    Kept kept =
        ((Outcome.Done<Kept>) kept(newsroom).take("file", name, new ByteArrayInputStream(bytes)))
            .value();
    return Attachment.bare(
        name,
        kept.digest(),
        kept.mediaType(),
        kept.bytes(),
        kept.title(),
        kept.pages(),
        kept.width(),
        kept.height(),
        kept.widths());
  }

  private KeptFiles kept(TestNewsroom newsroom) {
    return new KeptFiles(folder.resolve("data-" + System.identityHashCode(newsroom)));
  }

  /// A past elsewhere: of an edition, of a tag, and of addresses at which nothing is any more.
  private static void stoodElsewhere(TestNewsroom newsroom) {
    newsroom
        .record()
        .transact(
            Act.now("importer"),
            writing -> {
              var bringing = writing.bringing();
              for (Announcement one : Announcements.after(writing.tx(), "", 1_000))
                for (Edition edition : one.editions(one.original()))
                  bringing.note(
                      new Origin(
                          "/old/" + one.slug(),
                          "digest " + edition.number(),
                          0,
                          Origin.What.ANNOUNCEMENT,
                          "/news/" + one.slug(),
                          one.id(),
                          one.original().toLanguageTag(),
                          "",
                          Instant.parse("2017-10-13T10:00:00Z"),
                          ""),
                      edition.n());
              for (var what : List.of(Origin.What.GONE, Origin.What.REDIRECT, Origin.What.TAG))
                bringing.note(
                    new Origin(
                        "/old/" + what,
                        "digest",
                        0,
                        what,
                        "/somewhere",
                        "",
                        "en",
                        what == Origin.What.REDIRECT ? "https://example.org/a?b=\"c\"" : "",
                        null,
                        "{\"a\":\"é\"}"));
              bringing.flush();
              return Outcome.done("noted");
            });
  }

  private void lived(TestNewsroom newsroom, long seed) throws IOException {
    var any = new AnyCommand(seed, attachments(newsroom));
    for (int i = 0; i < COMMANDS; i++) {
      newsroom.clock().pass(any.pause().plusSeconds(1));
      Command command = any.command();
      Act act = any.act(newsroom.clock().instant());
      // What is brought in tells of no engagement.
      if (command instanceof Bring bring && !bring.publish().engagements().isEmpty()) continue;
      newsroom.record().execute(act, command);
    }
  }

  private Outcome<Export.Written> export(TestNewsroom newsroom, Path place, Export.Format format)
      throws IOException {
    return new Export(newsroom.database(), TestNewsroom.NEWSROOM, kept(newsroom))
        .write(place, format, n -> {});
  }

  private List<String> refused(TestNewsroom newsroom, Path place) throws IOException {
    var importing =
        new Importing(
            newsroom.record(), TestNewsroom.NEWSROOM, kept(newsroom), "importer", false, false);
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
    Map<String, List<String>> slugs = Tags.slugs(tx);
    for (Tag tag : Tags.all(tx))
      everything.put(
          tag.path(), DefineTag.from(tx, tag).former(slugs.getOrDefault(tag.id(), List.of())));
    for (Engagement one : Engagements.after(tx, "", 1_000)) {
      var told = new ArrayList<Object>();
      for (Engagement.Step step :
          Engagements.steps(tx, List.of(one.id())).getOrDefault(one.id(), List.of()))
        told.add(List.of(step.documentId(), step.at(), EngagementStated.of(step.said())));
      everything.put("/engagements/" + one.slug(), List.of(EngagementStated.of(one), told));
    }
    everything.put(
        "old addresses",
        Origins.ofNoDocument(tx, "", "", 100).stream().map(RoundTripTest::bare).toList());
    for (Announcement one : Announcements.after(tx, "", 1_000)) {
      var said = new ArrayList<Object>();
      said.add(one.id());
      said.add(one.original());
      said.add(one.firstPublishedAt());
      said.add(one.publicUpdatedAt());
      for (Origin origin :
          Origins.ofDocuments(tx, List.of(one.id())).getOrDefault(one.id(), List.of()))
        said.add(
            List.of(
                bare(origin),
                one.editions(Locale.forLanguageTag(origin.locale())).stream()
                    .filter(edition -> edition.n() == origin.n())
                    .map(Edition::number)
                    .toList()));
      for (Change change : one.changes()) {
        // Tags that were merged since make a change between them none.
        if (change.what() instanceof Change.Retagged) continue;
        said.add(List.of(String.valueOf(change.locale()), String.valueOf(change.publicAt())));
        said.add(told(one, change));
        said.add(Tags.of(tx, one.id(), change.n()).stream().map(Tag::path).distinct().toList());
      }
      said.add(Tags.of(tx, one.id(), Long.MAX_VALUE).stream().map(Tag::path).distinct().toList());
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

  private static Origin bare(Origin one) {
    return new Origin(
        one.address(),
        one.digest(),
        0,
        one.what(),
        one.path(),
        one.documentId(),
        one.locale(),
        one.leadsTo(),
        one.statedAt(),
        one.kept());
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
