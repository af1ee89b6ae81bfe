package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Outcome;
import communique.record.DefineEngagement;
import communique.record.EngagementKind;
import communique.record.EngagementStated;
import communique.record.EngagementStated.Who;
import communique.record.EngagementStatus;
import communique.record.Publish;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.When;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngagementFieldsTest {
  @Test
  void front_matter_says_as_much_of_an_engagement_as_is_known() {
    assertThat(
            engagements(
                """
                engagements:
                  - slug: visit
                    kind: visit
                    title: Визит
                    titles: {en: A visit}
                    when: {edtf: 2017-10/2017-12~, words: {en: towards the end of 2017}}
                    place: moscow
                    participants:
                      - boris-johnson
                      - {role: foreign-secretary}
                      - {organisation: fco}
                      - {en: Sergei Lavrov, ru: Сергей Лавров}
                    status: proposed
                  - {slug: call, when: 2026-11-30T15:00, place: {en: by telephone}, status: confirmed}
                  - {slug: gone, place: , participants: []}
                """))
        .containsExactly(
            new EngagementStated(
                "visit",
                EngagementKind.VISIT,
                Map.of("en", "A visit", "ru", "Визит"),
                new When("2017-10/2017-12~", "", Map.of("en", "towards the end of 2017")),
                Who.tag(TagKind.PLACE, "moscow"),
                List.of(
                    Who.somebody("boris-johnson"),
                    Who.tag(TagKind.ROLE, "foreign-secretary"),
                    Who.tag(TagKind.ORGANISATION, "fco"),
                    Who.named(Map.of("en", "Sergei Lavrov", "ru", "Сергей Лавров"))),
                EngagementStatus.PROPOSED),
            new EngagementStated(
                "call",
                null,
                Map.of(),
                new When("2026-11-30T15:00", "", Map.of()),
                Who.named(Map.of("en", "by telephone")),
                null,
                EngagementStatus.CONFIRMED),
            new EngagementStated("gone", null, Map.of(), null, Who.NOBODY, List.of(), null));
  }

  @Test
  void what_is_not_known_is_refused_with_its_place() {
    assertThat(
            refused(
                """
                engagements:
                  - {slug: a, kind: party, status: maybe, date: 2026}
                  - {slug: b, when: {from: 2026}, participants: anna}
                """))
        .containsExactlyInAnyOrder(
            "engagements.0: front-matter.unknown",
            "engagements.0.kind: engagement.kind",
            "engagements.0.status: engagement.status",
            "engagements.1.when: front-matter.unknown",
            "engagements.1.participants: front-matter.type");
    assertThat(refused("engagements: {slug: a}\n"))
        .containsExactly("engagements: front-matter.type");
  }

  @Test
  void a_file_of_engagements_names_each_by_its_place() {
    var file =
        EngagementsFile.of(
            "engagements:\n  - {slug: a, title: One}\n  - {slug: b, title: Two}\n",
            Locale.ENGLISH,
            true);
    assertThat(file)
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done ->
                assertThat(((EngagementsFile) done.value()).commands())
                    .extracting(DefineEngagement::stated)
                    .extracting(EngagementStated::titles)
                    .containsExactly(Map.of("en", "One"), Map.of("en", "Two")));
    assertThat(EngagementsFile.of("visits: []\n", Locale.ENGLISH, false))
        .isInstanceOf(Outcome.Refused.class);
  }

  private static List<EngagementStated> engagements(String yaml) {
    return switch (read(yaml).publish()) {
      case Outcome.Done<Publish> done -> done.value().engagements();
      case Outcome.Refused<Publish> refused -> throw new AssertionError(refused.refusals());
    };
  }

  private static List<String> refused(String yaml) {
    return switch (read(yaml).publish()) {
      case Outcome.Done<Publish> done -> throw new AssertionError("not refused: " + done.value());
      case Outcome.Refused<Publish> refused ->
          refused.refusals().stream().map(one -> one.place() + ": " + one.key()).toList();
    };
  }

  private static MarkdownFile read(String yaml) {
    return MarkdownFile.of(
        "visit.ru.md",
        "visit.ru.md",
        "---\ntitle: Визит\nsummary: О визите.\n" + yaml + "---\nТекст.\n",
        TestNewsroom.NEWSROOM.locales(),
        false);
  }
}
