package communique.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import communique.record.EachDatabase;
import communique.record.Log;
import communique.record.Reading;
import communique.record.Restore;
import communique.record.Retag;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import communique.record.Withdraw;
import communique.site.Listings.Listing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

@EachDatabase
class ListingReaderTest {
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void what_was_published_last_stands_first(TestNewsroom newsroom) {
    newsroom.publish("first").pass(HOUR).publish("second").pass(HOUR).publish("third");
    assertThat(new Lists(newsroom).read().newest()).containsExactly("third", "second", "first");
  }

  @Test
  void a_major_update_or_a_translation_brings_an_announcement_to_the_top_and_a_minor_one_does_not(
      TestNewsroom newsroom) {
    var lists = new Lists(newsroom);
    newsroom.publish("first").pass(HOUR).publish("second").pass(HOUR);

    newsroom.publish(Sheet.of("first").saying("mended").minor());
    assertThat(lists.read().newest()).containsExactly("second", "first");

    newsroom.publish(Sheet.of("first").in("ru"));
    assertThat(lists.read().newest()).containsExactly("first", "second");

    newsroom.pass(HOUR).publish("second");
    assertThat(lists.read().newest()).containsExactly("second", "first");
  }

  @Test
  void what_cannot_be_read_in_any_language_is_not_listed_until_it_is_restored(
      TestNewsroom newsroom) {
    var lists = new Lists(newsroom);
    newsroom.publish(tagged("visit")).publish(Sheet.of("visit").in("ru"));

    newsroom.execute(new Unpublish("visit", RUSSIAN, "", ""));
    assertThat(lists.read().newest()).containsExactly("visit");

    newsroom.execute(new Unpublish("visit", Locale.ENGLISH, "", ""));
    assertThat(lists.read().newest()).isEmpty();
    assertThat(lists.newest("/people/anna")).isEmpty();

    newsroom.execute(new Restore("visit", null));
    assertThat(lists.read().newest()).containsExactly("visit");
    assertThat(lists.newest("/people/anna")).containsExactly("visit");
  }

  @Test
  void what_is_withdrawn_in_all_languages_stands_at_the_day_of_its_withdrawal(
      TestNewsroom newsroom) {
    var lists = new Lists(newsroom);
    newsroom.publish("advice").publish(Sheet.of("advice").in("ru")).pass(HOUR).publish("later");

    newsroom.pass(HOUR).execute(new Withdraw("advice", RUSSIAN, "The road is shut."));
    assertThat(lists.read().newest()).containsExactly("later", "advice");

    newsroom.execute(new Withdraw("advice", null, "The road is shut."));
    assertThat(lists.read().newest()).containsExactly("advice", "later");

    newsroom.execute(new Restore("advice", null));
    assertThat(lists.read().newest()).containsExactly("later", "advice");
  }

  @Test
  void an_announcement_is_listed_under_the_tags_that_it_carries_now(TestNewsroom newsroom) {
    var lists = new Lists(newsroom);
    newsroom.publish(tagged("visit"));
    assertThat(lists.read().newest("/people/anna")).containsExactly("visit");
    assertThat(lists.newest("/places/kverna")).containsExactly("visit");
    assertThat(newsroom.<Long>read(tx -> Listings.count(tx, Lists.tag(tx, "/people/anna"))))
        .isEqualTo(1);

    newsroom.execute(new Retag("visit", Map.of(TagKind.PERSON, List.of("boris")), true));
    assertThat(lists.read().newest("/people/anna")).isEmpty();
    assertThat(lists.newest("/people/boris")).containsExactly("visit");
    assertThat(lists.newest("/places/kverna")).containsExactly("visit");
  }

  @Test
  void pages_of_tags_before_and_after_a_change_are_out_of_date(TestNewsroom newsroom) {
    var lists = new Lists(newsroom);
    newsroom.tag(TagKind.PERSON, "boris", "Boris").publish(tagged("visit"));
    lists.read();

    newsroom.execute(new Retag("visit", Map.of(TagKind.PERSON, List.of("boris")), false));
    var last = newsroom.log().getLast();
    assertThat(lists.reader.outdated(List.of(last)))
        .containsExactly("/", "/people/anna", "/people/boris", "/places/kverna", "/sitemap");
  }

  @Test
  void lists_that_are_made_anew_are_the_same(TestNewsroom newsroom) {
    var lists = new Lists(newsroom);
    newsroom.publish(tagged("first")).pass(HOUR).publish("second").pass(HOUR).publish("first");
    newsroom.execute(new Withdraw("second", null, "It was wrong."));
    lists.read();
    List<Listing> before = newsroom.read(ListingReaderTest::all);

    newsroom
        .database()
        .inTransaction(tx -> {
          Reading.restart(tx, "listing");
          return Log.head(tx);
        });
    new Lists(newsroom).read();
    assertThat(newsroom.read(ListingReaderTest::all)).isEqualTo(before);
    assertThat(lists.newest("/people/anna")).containsExactly("first");
  }

  @Test
  void places_are_given_once_and_without_gaps(TestNewsroom newsroom) {
    var lists = new Lists(newsroom);
    newsroom.publish("first").publish("second");
    lists.read();
    newsroom.execute(new Unpublish("first", null, "", ""));
    newsroom.publish("third");
    lists.read();
    newsroom.execute(new Restore("first", null));
    lists.read();
    assertThat(newsroom.read(ListingReaderTest::all))
        .extracting(Listing::place, Listing::slug)
        .containsExactly(tuple(0L, "first"), tuple(1L, "second"), tuple(2L, "third"));
  }

  @Test
  void a_list_read_page_by_page_has_everything_once_and_leads_back_the_same_way(
      TestNewsroom newsroom) {
    var lists = new Lists(newsroom);
    // Many at one instant, so that pages part between announcements of the same time.
    for (int i = 0; i < 70; i++) {
      newsroom.publish(tagged("one-" + i));
      if (i % 20 == 0) newsroom.pass(HOUR);
    }
    lists.read();
    assertThat(newsroom.<List<Cursor>>read(tx -> walk(Listings.newsroom(tx))))
        .doesNotHaveDuplicates()
        .hasSize(70);
    assertThat(
            newsroom.<List<Cursor>>read(
                tx -> walk(Listings.tag(tx, Lists.tag(tx, "/people/anna")))))
        .doesNotHaveDuplicates()
        .hasSize(70);
  }

  private static List<Cursor> walk(Paging.Stretches list) {
    var queries = new ArrayList<String>(List.of(""));
    Paging page = Paging.of(list, Cursor.START);
    assertThat(page.newer()).isEmpty();
    var seen = new ArrayList<>(page.cursors());
    while (page.earlier().isPresent()) {
      String query = page.earlier().get();
      page = Paging.of(list, cursor(query));
      assertThat(page.newer()).contains(queries.getLast());
      queries.add(query);
      seen.addAll(page.cursors());
    }
    assertThat(queries).hasSize(3);
    return seen;
  }

  private static Cursor cursor(String query) {
    return Cursor.read(query.substring("?before=".length())).orElseThrow();
  }

  @Test
  void a_cursor_that_nobody_was_given_is_none() {
    assertThat(Cursor.read("")).isEmpty();
    assertThat(Cursor.read("1.2")).isEmpty();
    assertThat(Cursor.read("99999999999999999999.0193c1b2-0000-7000-8000-000000000000")).isEmpty();
    assertThat(Cursor.read("1' or 1=1.0193c1b2-0000-7000-8000-000000000000")).isEmpty();
  }

  private static List<Listing> all(Handle tx) {
    return Listings.stretch(tx, 0, 1_000);
  }

  private static Sheet tagged(String slug) {
    return Sheet.of(slug).tag(TagKind.PERSON, "anna").tag(TagKind.PLACE, "kverna").createTags();
  }
}
