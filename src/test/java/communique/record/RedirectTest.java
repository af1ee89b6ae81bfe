package communique.record;

import static communique.record.TestNewsroom.locale;
import static org.assertj.core.api.Assertions.assertThat;

import communique.record.Announcement.State;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class RedirectTest {
  private static final Locale EN = Locale.ENGLISH;
  private static final Locale RU = locale("ru");

  @BeforeEach
  void three_announcements_are_public(TestNewsroom newsroom) {
    newsroom.publish("one").publish("two").publish("three");
    newsroom.publish(Sheet.of("one").in("ru"));
  }

  @Test
  void a_page_leads_to_another_page_here_or_elsewhere(TestNewsroom newsroom) {
    newsroom.execute(new Unpublish("one", EN, "/news/two", ""));
    newsroom.execute(new Unpublish("two", EN, "https://archive.example.org/two?page=1#top", ""));

    assertThat(target(newsroom, "one", EN)).isEqualTo("/news/two");
    assertThat(target(newsroom, "two", EN)).isEqualTo("https://archive.example.org/two?page=1#top");
  }

  @Test
  void a_page_may_lead_to_one_that_leads_elsewhere_or_is_withdrawn(TestNewsroom newsroom) {
    newsroom.execute(new Unpublish("two", EN, "https://archive.example.org/two", ""));
    newsroom.execute(new Unpublish("one", EN, "/news/two", ""));
    newsroom.execute(new Withdraw("three", EN, "Called off."));
    newsroom.execute(new Unpublish("one", RU, "/news/three", ""));

    assertThat(target(newsroom, "one", RU)).isEqualTo("/news/three");
  }

  @Test
  void one_language_of_a_page_may_lead_to_another_but_not_both_to_each_other(
      TestNewsroom newsroom) {
    newsroom.execute(new Unpublish("one", RU, "/news/one", ""));
    assertThat(newsroom.refused(new Unpublish("one", EN, "/news/one.ru", "")))
        .containsExactly("to: redirect.ring");
  }

  @Test
  void a_page_does_not_lead_to_itself(TestNewsroom newsroom) {
    assertThat(newsroom.refused(new Unpublish("one", EN, "/news/one", "")))
        .containsExactly("to: redirect.self");
    assertThat(newsroom.refused(new Unpublish("one", RU, "/news/one.ru", "")))
        .containsExactly("to: redirect.self");
    assertThat(newsroom.refused(new Unpublish("one", null, "/news/one.ru", "")))
        .containsExactly("to: redirect.self");
    // Nor where its address is written in full.
    assertThat(newsroom.refused(new Unpublish("one", EN, "https://news.example.org/news/one", "")))
        .containsExactly("to: redirect.self");
  }

  @Test
  void pages_do_not_lead_in_a_ring_however_long(TestNewsroom newsroom) {
    newsroom.execute(new Unpublish("one", EN, "/news/two", ""));
    assertThat(newsroom.refused(new Unpublish("two", EN, "/news/one", "")))
        .containsExactly("to: redirect.ring");

    newsroom.execute(new Unpublish("two", EN, "https://news.example.org/news/three", ""));
    assertThat(target(newsroom, "two", EN)).isEqualTo("/news/three");
    assertThat(newsroom.refused(new Unpublish("three", null, "/news/one", "")))
        .containsExactly("to: redirect.ring");
    assertThat(
            newsroom.refused(new Unpublish("three", EN, "https://news.example.org/news/two", "")))
        .containsExactly("to: redirect.ring");
  }

  @Test
  void a_page_does_not_lead_to_what_nobody_can_read(TestNewsroom newsroom) {
    assertThat(newsroom.refused(new Unpublish("one", EN, "/news/nowhere", "")))
        .containsExactly("to: redirect.missing");
    assertThat(newsroom.refused(new Unpublish("one", EN, "/news/two.ru", "")))
        .containsExactly("to: redirect.missing");
    newsroom.execute(new Unpublish("two", EN, "", ""));
    assertThat(newsroom.refused(new Unpublish("one", EN, "/news/two", "")))
        .containsExactly("to: redirect.missing");
  }

  @Test
  void what_is_no_address_is_no_redirect(TestNewsroom newsroom) {
    for (String to :
        List.of(
            " ",
            "two",
            "/",
            "/two",
            "/news/",
            "/news/two.en",
            "/news/two.RU",
            "/news/two/updates",
            "/news/two?x",
            "/news/TWO",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://example.org/",
            "https://",
            "https:///path",
            "https://example.org/a b",
            "https://example.org/\r\nSet-Cookie: a=b",
            "https://пример.рф/",
            "https://example.org/" + "a".repeat(2000)))
      assertThat(newsroom.refused(new Unpublish("one", EN, to, "")))
          .as(to)
          .containsExactly("to: redirect.malformed");
  }

  private static String target(TestNewsroom newsroom, String slug, Locale locale) {
    return newsroom.announcement(slug).state(locale) instanceof State.IsUnpublished gone
        ? gone.redirectTo()
        : "is not unpublished";
  }
}
