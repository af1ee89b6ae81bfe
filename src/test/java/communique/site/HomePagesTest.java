package communique.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import communique.frame.Link;
import communique.record.EachDatabase;
import communique.record.Kind;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import communique.record.Withdraw;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.site.HomePages.Day;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@EachDatabase
class HomePagesTest {
  private static final Locale ENGLISH = Locale.ENGLISH;

  @Test
  void announcements_stand_under_their_days_in_the_newsrooms_zone(TestNewsroom newsroom) {
    // In London it is summer: half an hour before midnight in Greenwich is the next day.
    newsroom.clock().set("2026-07-01T10:00:00Z");
    newsroom.publish("first").publish("second");
    newsroom.clock().set("2026-07-01T23:30:00Z");
    newsroom.publish("third");
    var lists = new Lists(newsroom).read();
    assertThat(newsroom.read(tx -> lists.home.page(tx, ENGLISH, Cursor.START)).days())
        .extracting(Day::machine, Day::number, Day::month, Day::weekday, day -> day.roll().size())
        .containsExactly(
            tuple("2026-07-02", "2", "July 2026", "Thursday", 1),
            tuple("2026-07-01", "1", "July 2026", "Wednesday", 2));
  }

  @Test
  void a_reader_gets_titles_in_their_language_where_there_are_any(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("visit").title("Visit")).publish(russian("visit", "Визит"));
    var lists = new Lists(newsroom).read();

    Rolled inRussian = lists.home("ru").getFirst();
    assertThat(inRussian.title().text()).isEqualTo("Визит");
    assertThat(inRussian.title().href()).isEqualTo("/news/visit.ru");
    assertThat(inRussian.tongue().getValue()).isEmpty();
    assertThat(inRussian.languages()).extracting(Link::href).containsExactly("/news/visit");

    Rolled inFrench = lists.home("fr").getFirst();
    assertThat(inFrench.title().text()).isEqualTo("Visit");
    assertThat(inFrench.tongue().getValue()).isEqualTo(" lang=\"en\" dir=\"ltr\"");
    assertThat(inFrench.onlyIn()).isEmpty();
  }

  @Test
  void what_stands_in_one_other_language_only_says_so_in_that_language(TestNewsroom newsroom) {
    newsroom.publish(
        Sheet.of("hours").in("ar").original().title("السفارة تمدّد ساعات العمل").kind(Kind.NOTICE));
    Rolled rolled = new Lists(newsroom).read().home("en").getFirst();
    assertThat(rolled.tongue().getValue()).isEqualTo(" lang=\"ar\" dir=\"rtl\"");
    assertThat(rolled.onlyIn()).isEqualTo("بالعربية فقط");
    assertThat(rolled.title().href()).isEqualTo("/news/hours.ar");
    assertThat(rolled.languages()).isEmpty();
  }

  @Test
  void an_update_is_told_with_its_note_and_the_day_on_which_all_began(TestNewsroom newsroom) {
    newsroom.clock().set("2026-11-20T10:00:00Z");
    newsroom.publish(Sheet.of("rescue").kind(Kind.PRESS_RELEASE));
    assertThat(new Lists(newsroom).read().home("en").getFirst())
        .extracting(Rolled::kind, Rolled::note)
        .containsExactly("Press release", "");

    newsroom.clock().set("2026-11-23T12:15:00Z");
    newsroom.publish(
        Sheet.of("rescue").saying("corrected").note("Corrected the number of vessels."));
    Rolled rolled = new Lists(newsroom).read().home("en").getFirst();
    assertThat(rolled.kind()).isEqualTo("Press release of 20 November 2026");
    assertThat(rolled.note()).isEqualTo("Updated: Corrected the number of vessels.");
    assertThat(rolled.updates()).isEqualTo("/news/rescue/updates");
  }

  @Test
  void what_was_withdrawn_is_marked_and_keeps_its_title_alone(TestNewsroom newsroom) {
    newsroom.clock().set("2026-03-02T10:00:00Z");
    newsroom.publish(Sheet.of("advice").kind(Kind.NOTICE));
    newsroom.clock().set("2026-11-18T10:00:00Z");
    newsroom.execute(new Withdraw("advice", null, "The bank is safe again."));
    Rolled rolled = new Lists(newsroom).read().home("en").getFirst();
    assertThat(rolled.withdrawn()).isEqualTo("Withdrawn 18 November 2026");
    assertThat(rolled.kind()).isEqualTo("Notice of 2 March 2026");
    assertThat(rolled.summary()).isEmpty();
  }

  @Test
  void a_page_that_is_gone_in_the_readers_language_gives_way_to_another(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("visit").title("Visit")).publish(russian("visit", "Визит"));
    newsroom.execute(new Unpublish("visit", ENGLISH, "", ""));
    Rolled rolled = new Lists(newsroom).read().home("en").getFirst();
    assertThat(rolled.title().text()).isEqualTo("Визит");
    assertThat(rolled.onlyIn()).isEqualTo("Только на русском языке");
  }

  @Test
  void nothing_is_told_of_content_that_was_erased(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("visit").title("Visit")).publish(russian("visit", "Визит"));
    newsroom.publish("names");
    newsroom
        .database()
        .inTransaction(tx ->
            tx.execute(
                """
                update edition_content set content = null, salt = null where edition_id in
                (select e.id from edition e join document d on d.id = e.document_id
                where e.locale = 'en')
                """));
    assertThat(new Lists(newsroom).read().home("en"))
        .extracting(rolled -> rolled.title().text())
        .containsExactly("Визит");
  }

  @Test
  void later_pages_of_the_list_are_not_for_search_engines(TestNewsroom newsroom) {
    for (int i = 0; i <= Rolls.LENGTH; i++) newsroom.publish("one-" + i).pass(Duration.ofHours(1));
    var lists = new Lists(newsroom).read();
    var first = newsroom.read(tx -> lists.home.page(tx, ENGLISH, Cursor.START));
    assertThat(first.frame().head().indexed()).isTrue();
    assertThat(first.newer()).isEmpty();

    Cursor cursor = Cursor.read(first.earlier().substring("/?before=".length())).orElseThrow();
    var second = newsroom.read(tx -> lists.home.page(tx, ENGLISH, cursor));
    assertThat(second.frame().head().indexed()).isFalse();
    assertThat(second.newer()).isEqualTo("/");
    assertThat(second.earlier()).isEmpty();
    assertThat(second.days()).hasSize(1);
  }

  @Test
  void a_home_page_has_one_address_in_each_language(TestNewsroom newsroom) {
    HomePages home = new Lists(newsroom).home;
    assertThat(home.make(Lists.target("/en")).map(HomePagesTest::way)).contains("301 /");
    assertThat(home.make(Lists.target("/RU")).map(HomePagesTest::way)).contains("301 /ru");
    assertThat(home.make(Lists.target("/zh-hans")).map(HomePagesTest::way))
        .contains("301 /zh-Hans");
    assertThat(home.make(Lists.target("/de"))).isEmpty();
    assertThat(home.make(Lists.target("/news"))).isEmpty();
    assertThat(home.make(Lists.target("/ru/"))).isEmpty();
    assertThat(home.make(new Target("/", "before=2017", ""))).isEmpty();
  }

  @Test
  void a_newsroom_that_has_said_nothing_yet_has_a_home_page(TestNewsroom newsroom) {
    assertThat(new Lists(newsroom).read().home("en")).isEmpty();
  }

  static String way(Response response) {
    return response.status() + " " + response.headers().get("Location");
  }

  private static Sheet russian(String slug, String title) {
    return Sheet.of(slug).in("ru").title(title);
  }
}
