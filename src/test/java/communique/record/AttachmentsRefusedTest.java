package communique.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.platform.Outcome;
import communique.platform.Refusal;
import communique.platform.Refusals;
import communique.text.Body;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is said of attachments is refused whole where it makes no sense.
@EachDatabase
class AttachmentsRefusedTest {
  private static final String DIGEST = "ab".repeat(32);

  @Test
  void a_name_stands_once(TestNewsroom newsroom) {
    assertThat(refused(newsroom, file("a.pdf"), file("a.pdf")))
        .containsExactly("attachments.1: attachment.twice");
  }

  @Test
  void their_number_has_a_limit(TestNewsroom newsroom) {
    Attachment[] many =
        IntStream.range(0, 201).mapToObj(i -> file(i + ".pdf")).toArray(Attachment[]::new);
    assertThat(refused(newsroom, many)).containsExactly("attachments: attachment.too-many");
  }

  @Test
  void one_picture_leads(TestNewsroom newsroom) {
    assertThat(refused(newsroom, picture("a.jpg", true), picture("b.jpg", true)))
        .containsExactly("attachments.1.lead: attachment.lead");
  }

  @Test
  void lines_are_lines(TestNewsroom newsroom) {
    assertThat(refused(newsroom, titled("a.pdf", "x".repeat(1_001)), titled("b.pdf", "a\u0000")))
        .containsExactly(
            "attachments.0.title: attachment.line.too-long", "attachments.1.title: text.control");
  }

  @Test
  void what_lies_elsewhere_lies_on_the_web_and_what_is_kept_can_be_asked_for(
      TestNewsroom newsroom) {
    assertThat(
            refused(
                newsroom,
                elsewhere("a.pdf", "javascript:alert(1)"),
                elsewhere("b.pdf", ""),
                elsewhere("c.pdf", "http://old.example/c d.pdf"),
                file("../d.pdf"),
                file("e f.pdf")))
        .containsExactly(
            "attachments.0.address: attachment.address",
            "attachments.1.address: attachment.address",
            "attachments.3.file: file.name-malformed",
            "attachments.4.file: file.name-malformed");
  }

  private static Attachment elsewhere(String name, String address) {
    return new Attachment(
        name, "", "application/pdf", 0, "", 0, false, 0, 0, "", "", "", false, address);
  }

  @Test
  void an_annex_is_called_as_a_page_is_and_takes_no_page_s_place(TestNewsroom newsroom) {
    assertThat(refused(newsroom, annex("Annex A.md"), annex("updates.md"), annex("compare.html")))
        .containsExactly(
            "attachments.0.file: attachment.annex",
            "attachments.1.file: attachment.annex",
            "attachments.2.file: attachment.annex");
  }

  @Test
  void a_film_has_an_address_a_length_and_its_words(TestNewsroom newsroom) {
    assertThat(refused(newsroom, Things.film("http://films.example/a", "", "", "none.jpg", "")))
        .containsExactly(
            "attachments.0.film: attachment.film",
            "attachments.0.title: attachment.film-lacks",
            "attachments.0.length: attachment.film-lacks",
            "attachments.0.transcript: attachment.film-lacks",
            "attachments.0.poster: attachment.poster");
    assertThat(
            refused(
                newsroom, Things.film("https://films.example/a", "A", "two minutes", "", "Words.")))
        .containsExactly("attachments.0.length: attachment.length");
  }

  @Test
  void what_is_said_of_a_picture_or_a_film_is_said_whole() {
    assertThat(described(said("", "", false, "")))
        .containsExactly("attachments.0: attachment.what");
    assertThat(described(said("a.jpg", "", false, "")))
        .containsExactly("attachments.0.alt: attachment.no-alt");
    assertThat(described(said("a.jpg", "A harbour", true, "")))
        .containsExactly("attachments.0.decorative: attachment.alt-and-decorative");
    assertThat(described(said("a.jpg", "", true, ""))).isEmpty();
  }

  @Test
  void what_a_body_names_is_attached() {
    var refusals = new Refusals();
    AttachmentChecks.named(
        refusals,
        List.of(file("a.pdf"), picture("b.jpg", false)),
        body -> {
          assertThat(body.file("a.pdf")).isPresent();
          assertThat(body.picture("b.jpg")).isPresent();
          assertThat(body.picture(1)).isPresent();
          assertThat(body.file("plan.pdf")).isEmpty();
          assertThat(body.picture(2)).isEmpty();
        });
    assertThat(refusals.all())
        .containsExactly(
            new Refusal("body", "attachment.unknown", List.of("plan.pdf", "a.pdf, b.jpg")),
            new Refusal("body", "attachment.unknown", List.of("!!2", "a.pdf, b.jpg")));
  }

  @Test
  void an_edition_knows_its_files_and_the_database_keeps_that(TestNewsroom newsroom) {
    newsroom.execute(publish("visit", file("a.pdf"), picture("b.jpg", true)));
    Set<String> named = newsroom.read(tx -> EditionFiles.named(tx, List.of(DIGEST, "x")));
    assertThat(named).containsExactly(DIGEST);
    var found =
        newsroom.read(tx -> EditionFiles.find(tx, DIGEST.substring(0, 32), "a.pdf")).orElseThrow();
    assertThat(found.standing()).isEqualTo(EditionFiles.Standing.READABLE);
    newsroom.execute(new Withdraw("visit", null, "Superseded."));
    assertThat(standing(newsroom)).isEqualTo(EditionFiles.Standing.READABLE);
    newsroom.execute(new Unpublish("visit", null, "", "Gone."));
    assertThat(standing(newsroom)).isEqualTo(EditionFiles.Standing.GONE);
    Optional<EditionFiles.Found> other =
        newsroom.read(tx -> EditionFiles.find(tx, "cd".repeat(16), "a.pdf"));
    assertThat(other).isEmpty();
    assertThat(newsroom.announcement("visit").editions(TestNewsroom.locale("en"))).hasSize(1);
    String edition =
        newsroom.announcement("visit").editions(TestNewsroom.locale("en")).getFirst().id();
    assertThatThrownBy(
            () -> newsroom.database().inTransaction(tx -> EditionFiles.forget(tx, edition)))
        .hasMessageContaining("append-only");
  }

  @Test
  void what_is_said_comes_back_as_it_was(TestNewsroom newsroom) {
    Attachment film = Things.film("https://films.example/a", "A", "PT2M30S", "b.jpg", "Words.");
    newsroom.execute(publish("visit", picture("b.jpg", true), film));
    Edition edition = newsroom.announcement("visit").editions(TestNewsroom.locale("en")).getFirst();
    Optional<Content> said = newsroom.read(tx -> Editions.content(tx, edition));
    assertThat(said.orElseThrow().attachments()).containsExactly(picture("b.jpg", true), film);
  }

  private static EditionFiles.Standing standing(TestNewsroom newsroom) {
    return newsroom
        .read(tx -> EditionFiles.find(tx, DIGEST.substring(0, 32), "a.pdf"))
        .orElseThrow()
        .standing();
  }

  private static List<String> refused(TestNewsroom newsroom, Attachment... attachments) {
    return newsroom.refused(publish("visit", attachments));
  }

  private static Publish publish(String slug, Attachment... attachments) {
    var body = new Body(Body.Dialect.GOVSPEAK, "The minister travels.");
    return new Publish(
        slug,
        TestNewsroom.locale("en"),
        false,
        null,
        new Content("A visit", "It is announced.", body, List.of(attachments), ""),
        UpdateType.MAJOR,
        "",
        Map.of(),
        false);
  }

  private static List<String> described(Described said) {
    Outcome<List<Attachment>> outcome =
        Described.attached(
            "attachments", List.of(said), (place, name) -> Outcome.done(bare(name, "image/jpeg")));
    return switch (outcome) {
      case Outcome.Done<List<Attachment>> done -> List.of();
      case Outcome.Refused<List<Attachment>> refused ->
          refused.refusals().stream().map((Refusal one) -> one.place() + ": " + one.key()).toList();
    };
  }

  private static Described said(String file, String alt, boolean decorative, String film) {
    return new Described(file, "", alt, decorative, "", "", false, false, film, "", "", "");
  }

  private static Attachment bare(String name, String type) {
    return Attachment.bare(name, DIGEST, type, 10, "", 0, 0, 0, List.of());
  }

  private static Attachment file(String name) {
    return bare(name, "application/pdf");
  }

  private static Attachment annex(String name) {
    return bare(name, "text/markdown");
  }

  private static Attachment titled(String name, String title) {
    return new Attachment(
        name, DIGEST, "application/pdf", 10, title, 0, false, 0, 0, "", "", "", false, "");
  }

  private static Attachment picture(String name, boolean lead) {
    return new Attachment(
        name,
        DIGEST,
        "image/jpeg",
        10,
        "",
        0,
        false,
        800,
        600,
        "A harbour",
        "",
        "",
        lead,
        "",
        List.of(320, 640),
        null);
  }
}
