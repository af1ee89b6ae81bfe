package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import communique.files.KeptFiles;
import communique.platform.Refusal;
import communique.record.About;
import communique.record.Announcement;
import communique.record.Change;
import communique.record.Content;
import communique.record.DefineTag;
import communique.record.EachDatabase;
import communique.record.Editions;
import communique.record.Note;
import communique.record.Rounds;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.record.TestNewsroom;
import communique.record.Withdraw;
import communique.text.Quotation;
import communique.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachDatabase
class ImportingTest {
  private static final Path REFERENCE =
      Path.of("../shared/data/announcement/foreign-secretary-to-visit-moscow.txt");

  @TempDir private Path folder;

  @Test
  void a_page_comes_in_with_its_dates_and_history_and_tells_no_one(TestNewsroom newsroom)
      throws IOException {
    Result result = bring(newsroom, file("visit.txt", CapturedPageTest.PAGE));

    var brought = (Result.Brought) result;
    assertThat(brought.receipt().path()).isEqualTo("/news/visit");
    assertThat(brought.notes()).isEqualTo(2);
    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.firstPublishedAt()).isEqualTo(Instant.parse("2017-10-12T23:00:00Z"));
    assertThat(visit.publicUpdatedAt()).isEqualTo(Instant.parse("2017-10-15T23:00:00Z"));
    assertThat(notes(visit)).containsExactly("Added translation", "First published.");
    assertThat(newsroom.log()).extracting(Change::tells).containsOnly(false);
    Tag ministry = organisation(newsroom, "ministry-of-foreign-affairs");
    assertThat(ministry.titles()).isEqualTo(Map.of("en", "Ministry of Foreign Affairs"));
    assertThat(ministry.accounts())
        .extracting(Tag.Account::service)
        .containsExactly("Twitter", "Facebook", "Google+");
    List<Tag> tags = newsroom.read(tx -> Tags.of(tx, visit.id(), Long.MAX_VALUE));
    assertThat(tags).extracting(Tag::slug).containsExactly("ministry-of-foreign-affairs");
  }

  @Test
  void the_same_page_again_changes_nothing(TestNewsroom newsroom) throws IOException {
    Path file = file("visit.txt", CapturedPageTest.PAGE);
    bring(newsroom, file);
    List<Change> before = newsroom.log();

    assertThat(bring(newsroom, file)).isInstanceOf(Result.Unchanged.class);
    // Nor after what was done to it since.
    newsroom.tag(TagKind.PERSON, "ingrid-hallvard", "Ingrid Hallvard");
    newsroom.tag(TagKind.ORGANISATION, "ministry-of-foreign-affairs", "The Ministry");
    newsroom.publish("visit");
    newsroom.execute(new Withdraw("visit", null, "It is over."));
    int after = newsroom.log().size();
    assertThat(bring(newsroom, file)).isInstanceOf(Result.Unchanged.class);
    assertThat(newsroom.log()).hasSize(after).startsWith(before.toArray(Change[]::new));
  }

  @Test
  void a_dry_run_says_the_same_and_stores_nothing(TestNewsroom newsroom) throws IOException {
    Path file = file("visit.txt", CapturedPageTest.PAGE);

    assertThat(bring(newsroom, true, captured(file)).getFirst()).isInstanceOf(Result.Brought.class);
    assertThat(newsroom.log()).isEmpty();
    List<Tag> tags = newsroom.read(Tags::all);
    assertThat(tags).isEmpty();
  }

  @Test
  void a_page_that_is_refused_leaves_nothing_and_stops_no_other(TestNewsroom newsroom)
      throws IOException {
    newsroom.publish("taken");
    List<Result> results =
        bring(
            newsroom,
            false,
            captured(file("one.txt", CapturedPageTest.PAGE)),
            captured(file("taken.txt", CapturedPageTest.PAGE)),
            captured(
                file(
                    "future.txt",
                    CapturedPageTest.PAGE.replace("2017", "2031").replace("Ministry", "Office"))),
            captured(file("broken.txt", "Nothing")),
            captured(file("updates.txt", CapturedPageTest.PAGE)),
            captured(file("three.txt", CapturedPageTest.PAGE)));

    assertThat(results.stream().map(ImportingTest::words))
        .containsExactly(
            "brought",
            "slug: import.taken",
            "notes.0: date.future, notes.1: date.future, firstPublished: date.future, lastUpdated: date.future",
            ": captured.malformed",
            "slug: slug.reserved",
            "brought");
    List<Tag> tags = newsroom.read(Tags::all);
    assertThat(tags).extracting(Tag::slug).containsExactly("ministry-of-foreign-affairs");
    assertThat(newsroom.log()).extracting(Change::n).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void accounts_are_added_to_an_organisation_that_is_there(TestNewsroom newsroom)
      throws IOException {
    var known =
        new Tag.Account(
            "Twitter", "@mfa", "https://twitter.com/mfa", LocalDate.parse("2010-01-01"), null);
    newsroom.execute(
        new DefineTag(
            TagKind.ORGANISATION,
            "mfa",
            About.titled(Map.of("en", "Ministry of Foreign Affairs"))
                .summaries(Map.of("en", "Speaks abroad."))
                .accounts(List.of(known))));
    bring(newsroom, file("visit.txt", CapturedPageTest.PAGE));

    Tag ministry = organisation(newsroom, "mfa");
    assertThat(ministry.summaries()).containsEntry("en", "Speaks abroad.");
    assertThat(ministry.accounts())
        .extracting(Tag.Account::handle)
        .containsExactly("@mfa", "@norrland", "", "");
  }

  @Test
  void the_quoted_are_known_by_their_name(TestNewsroom newsroom) throws IOException {
    newsroom.tag(TagKind.PERSON, "ingrid-hallvard", "Ingrid Hallvard");
    bring(newsroom, file("visit.txt", CapturedPageTest.PAGE.replace("Ingrid", "Dame Ingrid")));

    assertThat(quotations(newsroom, "visit").getFirst().who())
        .isEqualTo(new Quotation.Who.Person("ingrid-hallvard"));
  }

  @Test
  void a_page_in_another_language_begins_its_announcement(TestNewsroom newsroom)
      throws IOException {
    Path file = file("visit.ar.txt", CapturedPageTest.PAGE);
    bring(newsroom, file);

    assertThat(newsroom.announcement("visit").original()).isEqualTo(TestNewsroom.locale("ar"));
    assertThat(bring(newsroom, false, captured(file, "journey", "ru")))
        .hasOnlyElementsOfType(Result.Brought.class);
    assertThat(newsroom.announcement("journey").original().toLanguageTag()).isEqualTo("ru");
  }

  @Test
  void the_reference_announcement_has_everything_in_its_place(TestNewsroom newsroom) {
    boolean there = Files.isRegularFile(REFERENCE);
    if (!there) System.out.println("skipped: " + REFERENCE + " is not there");
    assumeTrue(there);

    assertThat(bring(newsroom, REFERENCE)).isInstanceOf(Result.Brought.class);
    String slug = "foreign-secretary-to-visit-moscow";
    Announcement visit = newsroom.announcement(slug);
    Content content = content(newsroom, slug);
    assertThat(content.title()).isEqualTo("Foreign Secretary to visit Moscow");
    assertThat(content.summary()).endsWith("to discuss international security.");
    assertThat(content.body().source()).startsWith("The Foreign Secretary will visit Moscow");
    assertThat(content.body().source()).doesNotContain("Further information", "Published");
    List<Quotation> quotations = quotations(newsroom, slug);
    assertThat(quotations).hasSize(1);
    assertThat(quotations.getFirst().who())
        .isEqualTo(new Quotation.Who.Somebody("Boris Johnson", "Foreign Secretary"));
    assertThat(quotations.getFirst().words())
        .startsWith("Russia is a fellow")
        .endsWith("the all important next generation.");
    assertThat(day(visit.firstPublishedAt())).isEqualTo("2017-10-13");
    assertThat(day(visit.publicUpdatedAt())).isEqualTo("2017-10-16");
    assertThat(notes(visit))
        .containsExactly("Added translation", "Added translation", "First published.");
    assertThat(visit.editions(Locale.ENGLISH)).hasSize(1);
    Tag office = organisation(newsroom, "foreign-office");
    assertThat(office.accounts())
        .extracting(account -> account.service() + " " + account.handle() + " " + account.closed())
        .containsExactly("Twitter @foreignoffice null", "Facebook  null", "Google+  2019-04-02");
    assertThat(bring(newsroom, REFERENCE)).isInstanceOf(Result.Unchanged.class);
  }

  @Test
  void no_garbled_page_is_more_than_refused(TestNewsroom newsroom) {
    int rounds = Rounds.count(60, 3_000);
    for (int seed = 0; seed < rounds; seed++) {
      String text = new Garbled(seed).of(CapturedPageTest.PAGE);
      assertThatCode(() -> bring(newsroom, true, captured(file("visit.txt", text))))
          .as("seed %d", seed)
          .doesNotThrowAnyException();
    }
  }

  private static Result bring(TestNewsroom newsroom, Path file) {
    return bring(newsroom, false, captured(file)).getFirst();
  }

  private static List<Result> bring(TestNewsroom newsroom, boolean dryRun, CapturedFile... files) {
    return new Importing(
            newsroom.record(),
            TestNewsroom.NEWSROOM,
            new KeptFiles(java.nio.file.Path.of("target/no-files")),
            "system",
            false,
            dryRun)
        .bring(List.of(files), new Addresses());
  }

  private static CapturedFile captured(Path file) {
    return captured(file, "", "");
  }

  private static CapturedFile captured(Path file, String slug, String locale) {
    var captured = new CapturedFile(file, slug, locale, TestNewsroom.NEWSROOM.locales());
    captured.prepare();
    return captured;
  }

  private Path file(String name, String text) throws IOException {
    return Files.write(
        folder.resolve(name), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String words(Result result) {
    return switch (result) {
      case Result.Brought brought -> "brought";
      case Result.Unchanged unchanged -> "unchanged";
      case Result.Placed placed -> "placed";
      case Result.Refused refused -> {
        var reasons = new ArrayList<String>();
        for (Refusal one : refused.refusals()) reasons.add(one.place() + ": " + one.key());
        yield String.join(", ", reasons);
      }
    };
  }

  private static List<String> notes(Announcement announcement) {
    return announcement.history().stream()
        .map(change -> Note.of(announcement, change, Locale.ENGLISH).orElseThrow().text())
        .toList();
  }

  private static String day(Instant time) {
    return LocalDate.ofInstant(time, TestNewsroom.NEWSROOM.zone()).toString();
  }

  private static Tag organisation(TestNewsroom newsroom, String slug) {
    return newsroom.read(tx -> Tags.find(tx, TagKind.ORGANISATION, slug)).orElseThrow();
  }

  private static Content content(TestNewsroom newsroom, String slug) {
    var edition = newsroom.announcement(slug).editions(Locale.ENGLISH).getFirst();
    return newsroom.read(tx -> Editions.content(tx, edition)).orElseThrow();
  }

  private static List<Quotation> quotations(TestNewsroom newsroom, String slug) {
    return Text.parse(content(newsroom, slug).body()).quotations();
  }
}
