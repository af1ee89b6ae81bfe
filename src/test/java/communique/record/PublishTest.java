package communique.record;

import static communique.record.TestNewsroom.locale;
import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Outcome;
import communique.record.Change.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class PublishTest {
  private static final Locale EN = Locale.ENGLISH;
  private static final Locale RU = locale("ru");
  private static final Instant FIRST = Instant.parse("2026-10-13T09:00:00Z");

  @BeforeEach
  void it_is_the_thirteenth_of_october(TestNewsroom newsroom) {
    newsroom.clock().set(FIRST.toString());
  }

  @Test
  void a_first_version_is_one_edition_and_one_change(TestNewsroom newsroom) {
    var receipt = newsroom.execute(Sheet.of("visit").publish());

    assertThat(receipt).isEqualTo(new Receipt(1, 1, "/news/visit", false));
    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.slug()).isEqualTo("visit");
    assertThat(visit.original()).isEqualTo(EN);
    assertThat(visit.kind()).isEqualTo(Kind.NEWS_STORY);
    assertThat(visit.locales()).containsExactly(EN);
    assertThat(visit.firstPublishedAt()).isEqualTo(FIRST);
    assertThat(visit.publicUpdatedAt()).isEqualTo(FIRST);

    Edition edition = visit.newest(EN).orElseThrow();
    assertThat(edition.number()).isEqualTo(1);
    assertThat(newsroom.<Optional<Content>>read(tx -> Editions.content(tx, edition)))
        .contains(Sheet.of("visit").publish().content());
    assertThat(newsroom.log())
        .containsExactly(
            new Change(
                1,
                visit.id(),
                EN,
                FIRST,
                FIRST,
                "press-office",
                true,
                new Published(edition.id(), UpdateType.MAJOR, "", null, null)));
    assertThat(visit.isFirst(newsroom.log().getFirst())).isTrue();
  }

  @Test
  void a_major_update_moves_the_date_of_its_page_and_of_the_document(TestNewsroom newsroom) {
    newsroom.publish("visit").pass(Duration.ofDays(3));
    var receipt =
        newsroom.execute(Sheet.of("visit").saying("second").note(" New date. ").publish());

    assertThat(receipt).isEqualTo(new Receipt(2, 2, "/news/visit", false));
    Announcement visit = newsroom.announcement("visit");
    Instant second = FIRST.plus(Duration.ofDays(3));
    assertThat(visit.firstPublishedAt()).isEqualTo(FIRST);
    assertThat(visit.publicUpdatedAt()).isEqualTo(second);
    assertThat(visit.publicUpdatedAt(EN)).isEqualTo(second);
    assertThat(visit.history()).extracting(Change::n).containsExactly(2L, 1L);
    assertThat(visit.history().getFirst().what())
        .isInstanceOfSatisfying(
            Published.class, published -> assertThat(published.note()).isEqualTo("New date."));
  }

  @Test
  void a_minor_update_is_recorded_and_moves_neither_date(TestNewsroom newsroom) {
    newsroom.publish("visit").pass(Duration.ofDays(3));
    newsroom.publish(Sheet.of("visit").saying("second").minor());

    Announcement visit = newsroom.announcement("visit");
    assertThat(visit.newest(EN)).map(Edition::number).contains(2);
    assertThat(visit.history()).hasSize(2);
    assertThat(visit.firstPublishedAt()).isEqualTo(FIRST);
    assertThat(visit.firstPublishedAt(EN)).isEqualTo(FIRST);
    assertThat(visit.publicUpdatedAt()).isEqualTo(FIRST);
    assertThat(visit.publicUpdatedAt(EN)).isEqualTo(FIRST);
  }

  @Test
  void a_translation_moves_the_date_that_pages_show_but_not_the_one_of_other_locales(
      TestNewsroom newsroom) {
    newsroom.publish("visit").pass(Duration.ofDays(3));
    var receipt = newsroom.execute(Sheet.of("visit").in("ru").publish());

    assertThat(receipt).isEqualTo(new Receipt(2, 1, "/news/visit.ru", false));
    Announcement visit = newsroom.announcement("visit");
    Instant added = FIRST.plus(Duration.ofDays(3));
    assertThat(visit.locales()).containsExactly(EN, RU);
    assertThat(visit.publicUpdatedAt()).isEqualTo(added);
    assertThat(visit.publicUpdatedAt(EN)).isEqualTo(FIRST);
    assertThat(visit.firstPublishedAt()).isEqualTo(FIRST);
    assertThat(visit.firstPublishedAt(RU)).isEqualTo(added);
    assertThat(visit.publicUpdatedAt(RU)).isEqualTo(added);
    // It makes no edition elsewhere, and it stands in the one history.
    assertThat(visit.editions(EN)).hasSize(1);
    assertThat(visit.history()).extracting(Change::locale).containsExactly(RU, EN);
  }

  @Test
  void a_history_tells_each_reader_in_their_language_what_added_a_translation(
      TestNewsroom newsroom) {
    newsroom.publish("visit").publish(Sheet.of("visit").in("ru"));
    newsroom.publish(Sheet.of("visit").in("fr").note("Traduction officielle"));
    newsroom.publish(Sheet.of("visit").saying("typo").minor());

    Announcement visit = newsroom.announcement("visit");
    assertThat(notes(visit, EN))
        .containsExactly("", "Traduction officielle", "Added translation", "First published.");
    assertThat(notes(visit, RU).get(2)).isNotEqualTo("Added translation").isNotBlank();
    assertThat(Note.of(visit, visit.history().get(1), EN).orElseThrow().locale())
        .isEqualTo(Locale.FRENCH);
  }

  @Test
  void any_locale_may_begin_an_announcement_that_says_so(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("vizit").in("ru").original()).pass(Duration.ofHours(1));
    newsroom.publish(Sheet.of("vizit").in("en"));

    Announcement visit = newsroom.announcement("vizit");
    assertThat(visit.original()).isEqualTo(RU);
    assertThat(visit.locales()).containsExactly(RU, EN);
    assertThat(visit.firstPublishedAt(RU)).isEqualTo(FIRST);
    assertThat(visit.firstPublishedAt(EN)).isEqualTo(FIRST.plus(Duration.ofHours(1)));
    assertThat(notes(visit, EN)).containsExactly("Added translation", "First published.");
  }

  @Test
  void saying_again_that_it_is_the_original_is_no_harm(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("vizit").in("ru").original());
    newsroom.publish(Sheet.of("vizit").in("ru").original().saying("second").note("Второе."));

    assertThat(newsroom.announcement("vizit").editions(RU)).hasSize(2);
  }

  @Test
  void publishing_what_is_public_already_adds_nothing_and_says_so(TestNewsroom newsroom) {
    newsroom.publish("visit").pass(Duration.ofDays(1));
    var again = newsroom.execute(Sheet.of("visit").note("A note that nobody needs.").publish());
    var blank =
        newsroom.execute(Sheet.of("visit").title(" Title of visit in en, first ").publish());

    assertThat(again).isEqualTo(new Receipt(1, 1, "/news/visit", true));
    assertThat(blank).isEqualTo(again);
    assertThat(newsroom.log()).hasSize(1);
  }

  @Test
  void publishing_an_earlier_version_again_is_a_new_edition(TestNewsroom newsroom) {
    newsroom.publish("visit").publish("visit");
    newsroom.publish(Sheet.of("visit").note("Back to what we said."));

    assertThat(newsroom.announcement("visit").editions(EN)).hasSize(3);
  }

  @Test
  void a_translation_has_its_documents_kind_and_a_later_edition_keeps_its_own(
      TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("visit").kind(Kind.SPEECH));
    newsroom.publish(Sheet.of("visit").in("ru"));
    newsroom.publish(Sheet.of("visit").saying("second").note("Corrected."));
    assertThat(kinds(newsroom)).containsExactly(Kind.SPEECH, Kind.SPEECH, Kind.SPEECH);

    newsroom.publish(Sheet.of("visit").saying("second").kind(Kind.STATEMENT).note("A statement."));
    assertThat(kinds(newsroom)).endsWith(Kind.STATEMENT);
    assertThat(newsroom.announcement("visit").kind()).isEqualTo(Kind.STATEMENT);
  }

  @Test
  void what_people_write_comes_back_letter_for_letter(TestNewsroom newsroom) {
    String title = "'; drop table change; -- <b>&amp;</b> {0} \\u0000 “Визит” 访问 زيارة 🕊";
    String body =
        "<script>alert(1)</script>\r\n\r\n\tTab, \\\" and 'quotes' ';--\n\u200fزيارة\u200f\n";
    newsroom.publish(Sheet.of("visit").title(title).summary(title).body(body));

    Edition edition = newsroom.announcement("visit").newest(EN).orElseThrow();
    Content content = newsroom.read(tx -> Editions.content(tx, edition)).orElseThrow();
    assertThat(content.title()).isEqualTo(title);
    assertThat(content.summary()).isEqualTo(title);
    assertThat(content.body().source()).isEqualTo(body);
  }

  @Test
  void what_is_told_and_what_is_not_is_recorded_with_who_did_it(TestNewsroom newsroom) {
    newsroom.publish("visit");
    newsroom.execute(new Act("token importer", null, false), Sheet.of("visit").in("ru").publish());

    assertThat(newsroom.log()).extracting(Change::tells).containsExactly(true, false);
    assertThat(newsroom.log())
        .extracting(Change::by)
        .containsExactly("press-office", "token importer");
  }

  @Test
  void when_something_was_public_and_when_it_was_recorded_are_kept_apart(TestNewsroom newsroom) {
    newsroom.execute("2017-10-13T11:00:00Z", Sheet.of("visit").publish());

    Change change = newsroom.log().getFirst();
    assertThat(change.publicAt()).isEqualTo(Instant.parse("2017-10-13T11:00:00Z"));
    assertThat(change.recordedAt()).isEqualTo(FIRST);
    assertThat(change.tells()).isFalse();
    assertThat(newsroom.announcement("visit").firstPublishedAt()).isEqualTo(change.publicAt());
  }

  @Test
  void many_announcements_are_read_at_once_as_one_by_one(TestNewsroom newsroom) {
    newsroom.publish("first").publish("second").publish("second").publish("third");
    var ids = List.of(newsroom.announcement("first").id(), newsroom.announcement("second").id());

    var many = newsroom.read(tx -> Announcements.byIds(tx, ids));
    assertThat(many).containsOnlyKeys(ids);
    assertThat(many.values())
        .allSatisfy(one ->
            assertThat(one)
                .usingRecursiveComparison()
                .isEqualTo(newsroom.announcement(one.slug())));
    assertThat(newsroom.<Optional<Announcement>>read(tx -> Announcements.byId(tx, "none")))
        .isEmpty();
  }

  private static List<Kind> kinds(TestNewsroom newsroom) {
    Announcement visit = newsroom.announcement("visit");
    return visit.changes().stream()
        .map(change -> visit.editionOf(change).orElseThrow().kind())
        .toList();
  }

  private static List<String> notes(Announcement announcement, Locale reader) {
    return announcement.history().stream()
        .map(change -> Note.of(announcement, change, reader).map(Note::text).orElse(""))
        .toList();
  }

  @Test
  void a_translation_whose_past_is_told_later_stands_in_the_history_where_it_belongs(
      TestNewsroom newsroom) {
    newsroom
        .publish("visit")
        .pass(Duration.ofDays(2))
        .publish(Sheet.of("visit").saying("next").note("Later."));
    Instant between = newsroom.clock().instant().minus(Duration.ofDays(1));

    Outcome<Receipt> told =
        newsroom
            .record()
            .transact(
                Act.now("importer"),
                writing ->
                    writing.retelling(between).execute(Sheet.of("visit").in("ru").publish()));

    assertThat(told).isInstanceOf(Outcome.Done.class);
    assertThat(newsroom.announcement("visit").history())
        .extracting(Change::locale)
        .containsExactly(Locale.ENGLISH, TestNewsroom.locale("ru"), Locale.ENGLISH);
  }
}
