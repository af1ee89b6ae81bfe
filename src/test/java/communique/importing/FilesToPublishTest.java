package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;

import communique.importing.FilesToPublish.Answer;
import communique.platform.Refusal;
import communique.record.Act;
import communique.record.Change;
import communique.record.EachDatabase;
import communique.record.Receipt;
import communique.record.TestNewsroom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@EachDatabase
class FilesToPublishTest {
  @Test
  void an_original_comes_before_its_translations_in_whatever_order_they_are_given(
      TestNewsroom newsroom) {
    Answer answer =
        publish(
            newsroom,
            file("visit.ru.md", "title: Визит"),
            file("embassy.md", "title: Embassy"),
            file("visit.md", "title: Visit"),
            file("embassy.ar.md", "title: السفارة\noriginal: true"));

    assertThat(((Answer.Done) answer).receipts())
        .extracting(Receipt::path)
        .containsExactly("/news/visit.ru", "/news/embassy", "/news/visit", "/news/embassy.ar");
    assertThat(newsroom.announcement("visit").original()).isEqualTo(Locale.ENGLISH);
    assertThat(newsroom.announcement("embassy").original()).isEqualTo(TestNewsroom.locale("ar"));
    assertThat(newsroom.log()).extracting(Change::tells).containsOnly(true);
  }

  @Test
  void none_is_published_where_one_is_refused_and_all_reasons_are_given(TestNewsroom newsroom) {
    Answer answer =
        publish(
            newsroom,
            file("good.md", "title: Good"),
            file("empty.md", "title:"),
            file("tagged.md", "title: Tagged\nplaces: [nowhere]"),
            MarkdownFile.of(
                "broken.md", "broken.md", "Text.", TestNewsroom.NEWSROOM.locales(), false));

    assertThat(reasons(answer))
        .containsExactly(
            "empty.md: title: title.empty",
            "tagged.md: places: tag.missing",
            "broken.md: : front-matter.missing");
    assertThat(newsroom.log()).isEmpty();
  }

  @Test
  void a_translation_is_not_blamed_for_its_original(TestNewsroom newsroom) {
    assertThat(
            reasons(
                publish(
                    newsroom,
                    file("visit.md", "title:"),
                    file("visit.ru.md", "title: Визит"),
                    file("visit.ar.md", "title: زيارة\nkind: none"))))
        .containsExactly("visit.md: title: title.empty", "visit.ar.md: kind: kind.unknown");
    assertThat(reasons(publish(newsroom, file("visit.ru.md", "title: Визит"))))
        .containsExactly("visit.ru.md: locale: document.missing");
  }

  @Test
  void one_page_cannot_be_given_twice(TestNewsroom newsroom) {
    assertThat(
            reasons(
                publish(
                    newsroom,
                    file("visit.md", "title: One"),
                    file("journey.md", "title: Two\nslug: visit"))))
        .containsExactly("journey.md: slug: file.twice");
  }

  @Test
  void what_is_public_already_is_unchanged(TestNewsroom newsroom) {
    MarkdownFile visit = file("visit.md", "title: Visit");
    publish(newsroom, visit);

    var again = (Answer.Done) publish(newsroom, visit, file("next.md", "title: Next"));
    assertThat(again.receipts()).extracting(Receipt::unchanged).containsExactly(true, false);
    assertThat(newsroom.log()).hasSize(2);
  }

  private static Answer publish(TestNewsroom newsroom, MarkdownFile... files) {
    return new FilesToPublish(newsroom.record(), TestNewsroom.NEWSROOM.locales())
        .publish(Act.now("system"), List.of(files));
  }

  private static MarkdownFile file(String name, String fields) {
    String text = "---\nsummary: A summary.\n" + fields + "\n---\nText.";
    return MarkdownFile.of(name, name, text, TestNewsroom.NEWSROOM.locales(), false);
  }

  private static List<String> reasons(Answer answer) {
    var reasons = new ArrayList<String>();
    ((Answer.Refused) answer)
        .refusals()
        .forEach((name, refusals) -> {
          for (Refusal one : refusals) reasons.add(name + ": " + one.place() + ": " + one.key());
        });
    return reasons;
  }
}
