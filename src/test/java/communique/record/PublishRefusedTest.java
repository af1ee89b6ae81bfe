package communique.record;

import static org.assertj.core.api.Assertions.assertThat;

import communique.text.Body;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every reason not to publish; whatever is refused has left nothing behind.
@EachDatabase
class PublishRefusedTest {
  @BeforeEach
  void one_announcement_is_public(TestNewsroom newsroom) {
    newsroom.publish("visit");
  }

  @AfterEach
  void nothing_was_stored(TestNewsroom newsroom) {
    assertThat(newsroom.log()).hasSize(1);
    assertThat(newsroom.<Integer>read(tx -> Tags.all(tx).size())).isZero();
    for (String table : List.of("document", "edition", "edition_content"))
      assertThat(
              newsroom.<Integer>read(
                  tx -> tx.createQuery("select count(*) from " + table).mapTo(Integer.class).one()))
          .as(table)
          .isEqualTo(1);
  }

  @Test
  void all_reasons_are_given_at_once_each_at_its_place(TestNewsroom newsroom) {
    var sheet =
        Sheet.of("No Slug")
            .in("de")
            .title(" ")
            .summary("")
            .body("\n")
            .tag(TagKind.PLACE, "atlantis");

    assertThat(newsroom.refused(sheet.publish()))
        .containsExactlyInAnyOrder(
            "slug: slug.malformed",
            "title: title.empty",
            "summary: summary.empty",
            "locale: locale.unknown",
            "locale: document.missing",
            "body: body.empty",
            "places: tag.missing");
  }

  @Test
  void a_slug_has_small_letters_digits_and_hyphens_within_and_is_no_reserved_word(
      TestNewsroom newsroom) {
    for (String slug :
        List.of(
            "",
            "Visit",
            "visit ",
            "a_b",
            "-a",
            "a-",
            "a.ru",
            "a/b",
            "../etc/passwd",
            "%2e%2e",
            "визит",
            "a\u0000b",
            "a\r\nSet-Cookie: x",
            "a' or '1'='1",
            "\ud800",
            "a".repeat(201)))
      assertThat(newsroom.refused(Sheet.of(slug).title("T").summary("S").body("B").publish()))
          .as(slug)
          .containsExactly("slug: slug.malformed");
    for (String slug : List.of("new", "search", "updates", "editions", "compare", "feed"))
      assertThat(newsroom.refused(Sheet.of(slug).publish()))
          .as(slug)
          .containsExactly("slug: slug.reserved");
    assertThat(newsroom.rehearsed(Sheet.of("a".repeat(150)).publish())).isEmpty();
  }

  @Test
  void a_line_is_no_longer_than_allowed(TestNewsroom newsroom) {
    assertThat(newsroom.refused(Sheet.of("next").title("a".repeat(301)).publish()))
        .containsExactly("title: title.too-long");
    assertThat(newsroom.refused(Sheet.of("next").summary("a".repeat(1001)).publish()))
        .containsExactly("summary: summary.too-long");
    assertThat(newsroom.refused(Sheet.of("visit").saying("next").note("a".repeat(1001)).publish()))
        .containsExactly("changeNote: change-note.too-long");
    assertThat(
            newsroom.rehearsed(
                Sheet.of("next").title("a".repeat(300)).summary("a".repeat(1000)).publish()))
        .isEmpty();
  }

  @Test
  void a_line_has_no_control_character_no_override_of_direction_and_no_half_character(
      TestNewsroom newsroom) {
    for (String bad :
        List.of("\u0000", "\n", "\r", "\t", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\uffff"))
      oneLine(newsroom, bad, "text.control");
    for (String bad : List.of("\u202a", "\u202e", "\u2066", "\u2069"))
      oneLine(newsroom, bad, "text.bidi");
    for (String bad : List.of("\ud83d", "\udd4a", "\udd4a\ud83d"))
      oneLine(newsroom, bad, "text.surrogate");
    // Marks and joiners belong to writing.
    assertThat(newsroom.rehearsed(Sheet.of("next").title("\u200fنص\u200c 👩\u200d🚀").publish()))
        .isEmpty();
  }

  private static void oneLine(TestNewsroom newsroom, String bad, String key) {
    String text = "a" + bad + "b";
    assertThat(newsroom.refused(Sheet.of("visit").title(text).summary(text).note(text).publish()))
        .containsExactly("title: " + key, "summary: " + key, "changeNote: " + key);
  }

  @Test
  void a_body_is_there_can_be_read_and_is_no_longer_than_a_megabyte(TestNewsroom newsroom) {
    var sheet = Sheet.of("next");
    assertThat(newsroom.refused(sheet.body("\u3000 \n").publish()))
        .containsExactly("body: body.empty");
    assertThat(newsroom.refused(sheet.body("a".repeat((1 << 20) + 1)).publish()))
        .containsExactly("body: body.too-long");
    // Counted in bytes, not in characters.
    assertThat(newsroom.refused(sheet.body("Ж".repeat((1 << 19) + 1)).publish()))
        .containsExactly("body: body.too-long");
    assertThat(newsroom.refused(sheet.body("half a \ud83d dove").publish()))
        .containsExactly("body: text.surrogate");
    assertThat(newsroom.refused(sheet.body("> ".repeat(200) + "deep").publish()))
        .containsExactly("body: text.too-deep");
    String row = "|" + "a|".repeat(101) + "\n";
    assertThat(newsroom.refused(sheet.body(row + "|" + "-|".repeat(101) + "\n" + row).publish()))
        .containsExactly("body: text.too-wide");
    assertThat(
            newsroom.refused(
                sheet.body(new Body(Body.Dialect.HTML, "<div>".repeat(5_000) + "deep")).publish()))
        .containsExactly("body: text.too-deep");
  }

  @Test
  void a_locale_is_one_of_the_newsrooms(TestNewsroom newsroom) {
    assertThat(newsroom.refused(Sheet.of("visit").in("de").publish()))
        .containsExactly("locale: locale.unknown");
    // A language is not each of its regions and scripts.
    assertThat(newsroom.refused(Sheet.of("visit").in("zh-Hant").publish()))
        .containsExactly("locale: locale.unknown");
    assertThat(newsroom.refused(Sheet.of("visit").in("fr-CA").publish()))
        .containsExactly("locale: locale.unknown");
  }

  @Test
  void a_translation_needs_its_original(TestNewsroom newsroom) {
    assertThat(newsroom.refused(Sheet.of("vizit").in("ru").publish()))
        .containsExactly("locale: document.missing");
  }

  @Test
  void an_original_does_not_take_the_slug_of_another(TestNewsroom newsroom) {
    assertThat(newsroom.refused(Sheet.of("visit").in("ru").original().publish()))
        .containsExactly("slug: slug.taken");
  }

  @Test
  void a_first_version_is_no_minor_update(TestNewsroom newsroom) {
    assertThat(newsroom.refused(Sheet.of("next").minor().publish()))
        .containsExactly("updateType: update-type.first");
    assertThat(newsroom.refused(Sheet.of("visit").in("ru").minor().publish()))
        .containsExactly("updateType: update-type.first");
  }

  @Test
  void a_major_update_says_what_changed_and_a_minor_one_does_not(TestNewsroom newsroom) {
    assertThat(newsroom.refused(Sheet.of("visit").saying("next").publish()))
        .containsExactly("changeNote: change-note.missing");
    assertThat(newsroom.refused(Sheet.of("visit").saying("next").note("  ").publish()))
        .containsExactly("changeNote: change-note.missing");
    assertThat(newsroom.refused(Sheet.of("visit").saying("next").minor().note("Typo.").publish()))
        .containsExactly("changeNote: change-note.minor");
  }

  @Test
  void tags_exist_are_named_once_and_by_their_slugs(TestNewsroom newsroom) {
    assertThat(newsroom.refused(Sheet.of("next").tag(TagKind.TOPIC, "trade", "trade").publish()))
        .containsExactly("topics.1: tag.twice", "topics: tag.missing", "topics: tag.missing");
    assertThat(
            newsroom.refused(
                Sheet.of("next").createTags().tag(TagKind.TOPIC, "Trade!", "new").publish()))
        .containsExactly("topics.0: slug.malformed", "topics.1: slug.reserved");
  }

  @Test
  void whoever_is_quoted_by_a_slug_exists(TestNewsroom newsroom) {
    String body = "> said: jane-doe\n>\n> We shall see.\n";
    assertThat(newsroom.refused(Sheet.of("next").body(body).publish()))
        .containsExactly("people: tag.missing");
    assertThat(
            newsroom.refused(Sheet.of("next").body(body).tag(TagKind.PERSON, "jane-doe").publish()))
        .containsExactly("people: tag.missing");
    // What can be no slug is made for nobody.
    for (String name : List.of("new", "--"))
      assertThat(
              newsroom.refused(
                  Sheet.of("next").createTags().body(body.replace("jane-doe", name)).publish()))
          .as(name)
          .hasSize(1)
          .allMatch(reason -> reason.startsWith("body: slug."));
  }

  @Test
  void nothing_is_published_in_the_future(TestNewsroom newsroom) {
    Instant later = newsroom.clock().instant().plusSeconds(1);
    assertThat(newsroom.refused(Act.past("user", later), Sheet.of("next").publish()))
        .containsExactly("date: date.future");
  }

  @Test
  void nothing_is_published_before_what_came_earlier_in_its_history(TestNewsroom newsroom) {
    Instant earlier = newsroom.clock().instant().minusSeconds(86_400);
    assertThat(
            newsroom.refused(
                Act.past("user", earlier),
                Sheet.of("visit").saying("next").note("Earlier.").publish()))
        .containsExactly("date: date.order");
    assertThat(newsroom.refused(Act.past("user", earlier), Sheet.of("visit").in("ru").publish()))
        .containsExactly("date: date.order");
  }
}
