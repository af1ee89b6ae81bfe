package communique.desk;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.EngagementKind;
import communique.record.EngagementStated;
import communique.record.EngagementStated.Who;
import communique.record.EngagementStatus;
import communique.record.TagKind;
import communique.record.When;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngagementMembersTest {
  private static final EngagementStated WHOLE =
      new EngagementStated(
          "visit",
          EngagementKind.VISIT,
          Map.of("en", "A visit", "zh-Hans", "访问"),
          new When("2026-11-30T15:00", "Europe/Oslo", Map.of("en", "at three")),
          Who.named(Map.of("en", "by the sea")),
          List.of(
              Who.somebody("anna"),
              Who.tag(TagKind.ROLE, "minister"),
              Who.tag(TagKind.ORGANISATION, "coastguard"),
              Who.named(Map.of("en", "others"))),
          EngagementStatus.CONFIRMED);

  private static final EngagementStated LITTLE =
      new EngagementStated(
          "call",
          null,
          Map.of(),
          new When("2027-21", "", Map.of()),
          Who.tag(TagKind.PLACE, "kverna"),
          List.of(),
          null);

  @Test
  void a_draft_holds_what_it_tells_of_engagements_through_its_json() {
    for (EngagementStated stated : List.of(WHOLE, LITTLE)) {
      String json = Json.write(Map.of("engagements", List.of(EngagementMembers.members(stated))));
      Draft draft = done(read(json));

      assertThat(draft.engagements()).containsExactly(stated);
      assertThat(Draft.stored(draft.json())).isEqualTo(draft);
    }
  }

  @Test
  void a_title_is_in_the_language_of_its_draft_and_null_takes_a_place_away() {
    Draft draft =
        done(read("{\"engagements\":[{\"slug\":\"v\",\"title\":\"Visite\",\"place\":null}]}"));

    assertThat(draft.engagements())
        .containsExactly(
            new EngagementStated("v", null, Map.of("fr", "Visite"), null, Who.NOBODY, null, null));
  }

  @Test
  void what_is_of_another_type_or_not_known_is_refused_with_its_place() {
    assertThat(
            refused(
                """
                {"engagements": [{"slug": "v", "kind": "party", "status": 1, "date": "2026",
                  "when": {"from": "2026"}, "participants": ["anna", 7], "place": ["kverna"]}]}
                """))
        .containsExactlyInAnyOrder(
            "engagements.0.date: json.unknown",
            "engagements.0.kind: engagement.kind",
            "engagements.0.status: json.type",
            "engagements.0.when.from: json.unknown",
            "engagements.0.participants: json.type",
            "engagements.0.place: json.type");
    assertThat(refused("{\"engagements\": {}}")).containsExactly("engagements: json.type");
  }

  private static Outcome<Draft> read(String json) {
    return Draft.read(json.getBytes(StandardCharsets.UTF_8), "about", "fr");
  }

  private static Draft done(Outcome<Draft> outcome) {
    return switch (outcome) {
      case Outcome.Done<Draft> done -> done.value();
      case Outcome.Refused<Draft> refused -> throw new AssertionError(refused.refusals());
    };
  }

  private static List<String> refused(String json) {
    return switch (read(json)) {
      case Outcome.Done<Draft> done -> throw new AssertionError("not refused: " + done.value());
      case Outcome.Refused<Draft> refused ->
          refused.refusals().stream().map(one -> one.place() + ": " + one.key()).toList();
    };
  }
}
