package communique.record;

import static communique.record.EngagementStatus.CANCELLED;
import static communique.record.EngagementStatus.CONFIRMED;
import static communique.record.EngagementStatus.POSTPONED;
import static communique.record.EngagementStatus.PROPOSED;
import static communique.record.EngagementStatus.TOOK_PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import communique.record.Change.EngagementDefined;
import communique.record.EngagementStated.Who;
import communique.record.Engagements.Asked;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@EachDatabase
class EngagementsTest {
  private static final EngagementStated INVITED = visit("moscow", "2017-10/2017-12~", null);

  @Test
  void an_announcement_makes_an_engagement_with_its_edition_as_one_change(TestNewsroom newsroom) {
    newsroom.tag(TagKind.PLACE, "kverna", "Kverna").tag(TagKind.PERSON, "anna", "Anna");
    newsroom.tag(TagKind.ROLE, "minister", "Minister");
    var stated =
        new EngagementStated(
            "talks",
            EngagementKind.MEETING,
            Map.of("en", "Talks", "ru", "Переговоры"),
            new When("2026-12-01/2026-12-15", "", Map.of("en", "in the first days of Advent")),
            Who.tag(TagKind.PLACE, "kverna"),
            List.of(
                Who.somebody("anna"), Who.somebody("minister"), Who.named(Map.of("en", "others"))),
            CONFIRMED);
    Receipt receipt = newsroom.execute(Sheet.of("one").tells(stated).publish());

    Engagement made = find(newsroom, "talks");
    assertThat(made.n()).isEqualTo(receipt.change());
    assertThat(made.sequence()).isZero();
    assertThat(made.kind()).isEqualTo(EngagementKind.MEETING);
    assertThat(made.status()).isEqualTo(CONFIRMED);
    assertThat(made.titles()).isEqualTo(stated.titles());
    assertThat(made.when()).isEqualTo(stated.when());
    assertThat(made.where()).isNotNull();
    assertThat(made.participants())
        .extracting(who -> who.name(TestNewsroom.locale("en"), List.of()).text())
        .containsExactly("Anna", "Minister", "others");
    assertThat(toldBy(newsroom, "one", receipt.change())).containsExactly(made);
    assertThat(newsroom.log()).hasSize((int) receipt.change());
  }

  @Test
  void what_an_announcement_does_not_say_stays_as_it_was(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("one").tells(INVITED));
    Engagement before = find(newsroom, "moscow");
    newsroom.publish(
        Sheet.of("two")
            .tells(
                new EngagementStated(
                    "moscow", null, Map.of("cy", "Ymweliad"), null, null, null, CONFIRMED)));
    Engagement after = find(newsroom, "moscow");

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.sequence()).isEqualTo(1);
    assertThat(after.status()).isEqualTo(CONFIRMED);
    assertThat(after.when()).isEqualTo(before.when());
    assertThat(after.titles()).isEqualTo(Map.of("en", "A visit", "cy", "Ymweliad"));
  }

  @Test
  void what_was_told_first_keeps_its_words_where_it_comes_in_last(TestNewsroom newsroom) {
    var proposed = visit("moscow", "2016-03", PROPOSED);
    var confirmed = visit("moscow", "2016-03-04", CONFIRMED);
    newsroom.execute(told("later", "2016-02-01T10:00:00Z", confirmed));
    Receipt earlier = newsroom.execute(told("earlier", "2016-01-01T10:00:00Z", proposed));

    Engagement now = find(newsroom, "moscow");
    assertThat(now.status()).isEqualTo(CONFIRMED);
    assertThat(now.when()).isEqualTo(confirmed.when());
    var steps = newsroom.read(tx -> Engagements.steps(tx, List.of(now.id()))).get(now.id());
    assertThat(steps)
        .extracting(step -> step.said().status(), step -> step.said().when())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(PROPOSED, proposed.when()),
            org.assertj.core.groups.Tuple.tuple(CONFIRMED, confirmed.when()));
    assertThat(toldBy(newsroom, "earlier", earlier.change()))
        .extracting(Engagement::status)
        .containsExactly(PROPOSED);
  }

  private static Replay told(String slug, String at, EngagementStated stated) {
    Publish publish = Sheet.of(slug).publish();
    return new Replay(
        "",
        slug,
        List.of(
            new Replay.Version(
                publish.locale(),
                java.time.Instant.parse(at),
                null,
                publish.content(),
                UpdateType.MAJOR,
                "",
                Map.of(),
                false,
                null,
                null,
                List.of(stated))));
  }

  @Test
  void each_status_knows_which_announcement_said_it(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("one").tells(INVITED));
    newsroom.publish(Sheet.of("two").tells(is("moscow", CONFIRMED)));
    newsroom.execute(new DefineEngagement(is("moscow", POSTPONED), false));
    Engagement now = find(newsroom, "moscow");

    var steps = newsroom.read(tx -> Engagements.steps(tx, List.of(now.id()))).get(now.id());
    assertThat(steps)
        .extracting(step -> step.said().status())
        .containsExactly(PROPOSED, CONFIRMED, POSTPONED);
    assertThat(steps)
        .extracting(Engagement.Step::documentId)
        .containsExactly(newsroom.announcement("one").id(), newsroom.announcement("two").id(), "");
    assertThat(newsroom.log().getLast().what()).isEqualTo(new EngagementDefined(now.id()));
  }

  @Test
  void an_old_edition_shows_an_engagement_as_it_was_known_then(TestNewsroom newsroom) {
    long first = newsroom.execute(Sheet.of("one").tells(INVITED).publish()).change();
    long second =
        newsroom.execute(Sheet.of("two").tells(is("moscow", CANCELLED)).publish()).change();

    assertThat(toldBy(newsroom, "one", first))
        .extracting(Engagement::status)
        .containsExactly(PROPOSED);
    assertThat(toldBy(newsroom, "one", second))
        .extracting(Engagement::status)
        .containsExactly(CANCELLED);
    assertThat(toldBy(newsroom, "two", first)).isEmpty();
  }

  @Test
  void saying_it_again_changes_nothing_and_saying_it_elsewhere_only_tells_of_it(
      TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("one").tells(INVITED));
    assertThat(newsroom.execute(Sheet.of("one").tells(INVITED).publish()).unchanged()).isTrue();
    assertThat(newsroom.execute(new DefineEngagement(INVITED, false)).unchanged()).isTrue();

    Receipt other = newsroom.execute(Sheet.of("two").tells(INVITED).publish());
    assertThat(find(newsroom, "moscow").sequence()).isZero();
    assertThat(toldBy(newsroom, "two", other.change())).hasSize(1);
  }

  @Test
  void an_engagement_alone_makes_a_new_edition(TestNewsroom newsroom) {
    newsroom.publish(Sheet.of("one").tells(INVITED));
    Receipt receipt =
        newsroom.execute(
            Sheet.of("one").note("Confirmed.").tells(is("moscow", CONFIRMED)).publish());

    assertThat(receipt.edition()).isEqualTo(2);
  }

  @Test
  void tags_are_made_when_that_is_asked_for(TestNewsroom newsroom) {
    var stated =
        new EngagementStated(
            "talks",
            EngagementKind.CALL,
            Map.of("en", "A call"),
            new When("2026", "", Map.of()),
            Who.tag(TagKind.PLACE, "kverna"),
            List.of(Who.somebody("anna"), Who.tag(TagKind.ROLE, "envoy")),
            null);
    assertThat(newsroom.refused(Sheet.of("one").tells(stated).publish()))
        .containsExactly(
            "engagements.0.place: tag.missing",
            "engagements.0.participants.0: tag.missing",
            "engagements.0.participants.1: tag.missing");

    newsroom.publish(Sheet.of("one").createTags().tells(stated));
    assertThat(find(newsroom, "talks").participants()).hasSize(2);
    assertThat(newsroom.<Boolean>read(tx -> Tags.find(tx, TagKind.ROLE, "envoy").isPresent()))
        .isTrue();
    newsroom.execute(
        new DefineEngagement(
            new EngagementStated(
                "talks", null, Map.of(), null, Who.tag(TagKind.PLACE, "harbour"), null, null),
            true));
    assertThat(newsroom.<Boolean>read(tx -> Tags.find(tx, TagKind.PLACE, "harbour").isPresent()))
        .isTrue();
  }

  @Test
  void a_place_and_participants_can_be_taken_away(TestNewsroom newsroom) {
    newsroom.publish(
        Sheet.of("one")
            .createTags()
            .tells(
                new EngagementStated(
                    "talks",
                    EngagementKind.CALL,
                    Map.of("en", "A call"),
                    new When("2026", "", Map.of()),
                    Who.tag(TagKind.PLACE, "kverna"),
                    List.of(Who.somebody("anna")),
                    null)));
    newsroom.execute(
        new DefineEngagement(
            new EngagementStated("talks", null, Map.of(), null, Who.NOBODY, List.of(), null),
            false));

    assertThat(find(newsroom, "talks").where()).isNull();
    assertThat(find(newsroom, "talks").participants()).isEmpty();
  }

  @Test
  void a_new_engagement_says_what_when_and_what_sort(TestNewsroom newsroom) {
    assertThat(newsroom.refused(new DefineEngagement(is("talks", CONFIRMED), false)))
        .containsExactly(
            "kind: engagement.kind-missing",
            "titles: engagement.title-missing",
            "when: engagement.when-missing");
  }

  @Test
  void a_status_moves_on_but_not_back(TestNewsroom newsroom) {
    newsroom.execute(new DefineEngagement(visit("past", "2017", TOOK_PLACE), false));
    newsroom.execute(new DefineEngagement(visit("off", "2017", CANCELLED), false));
    newsroom.execute(new DefineEngagement(visit("on", "2017", CONFIRMED), false));

    for (EngagementStatus status : List.of(PROPOSED, CONFIRMED, POSTPONED, CANCELLED))
      assertThat(newsroom.refused(new DefineEngagement(is("past", status), false)))
          .containsExactly("status: engagement.move");
    assertThat(newsroom.refused(new DefineEngagement(is("off", TOOK_PLACE), false)))
        .containsExactly("status: engagement.move");
    assertThat(newsroom.refused(new DefineEngagement(is("on", PROPOSED), false)))
        .containsExactly("status: engagement.move");
    newsroom.execute(new DefineEngagement(is("off", CONFIRMED), false));
    newsroom.execute(new DefineEngagement(is("off", TOOK_PLACE), false));
  }

  @Test
  void nothing_took_place_before_it_began(TestNewsroom newsroom) {
    LocalDate today = newsroom.clock().instant().atZone(TestNewsroom.NEWSROOM.zone()).toLocalDate();
    String tomorrow = today.plusDays(1).toString();

    assertThat(newsroom.refused(new DefineEngagement(visit("v", tomorrow, TOOK_PLACE), false)))
        .containsExactly("status: engagement.early");
    newsroom.execute(new DefineEngagement(visit("v", tomorrow, CONFIRMED), false));
    assertThat(newsroom.refused(new DefineEngagement(is("v", TOOK_PLACE), false)))
        .containsExactly("status: engagement.early");
    newsroom.execute(new DefineEngagement(visit("w", today + "/" + tomorrow, TOOK_PLACE), false));
    // Nor does what took place come to lie ahead.
    assertThat(newsroom.refused(new DefineEngagement(visit("w", tomorrow, null), false)))
        .containsExactly("when: engagement.early");
    newsroom.execute(new DefineEngagement(visit("w", "2017-10", null), false));
  }

  @Test
  void nonsense_is_refused_whole_with_its_place(TestNewsroom newsroom) {
    for (String[] one :
        new String[][] {
          {"next week", "edtf.malformed"},
          {"201u", "edtf.draft"},
          {"2017-02-30", "edtf.no-day"},
          {"2018/2017", "edtf.order"},
          {"../..", "edtf.nothing"},
          {"Y1e9", "edtf.level"},
          {"Y17000", "engagement.year"},
          {"-0044", "engagement.year"}
        })
      assertThat(newsroom.refused(Sheet.of("one").tells(visit("v", one[0], null)).publish()))
          .containsExactly("engagements.0.when: " + one[1]);
    assertThat(newsroom.refused(at("2026-11-30T15:00", "Europe/Atlantis")))
        .containsExactly("when: engagement.zone");
    assertThat(newsroom.refused(at("2026-11-30", "Europe/Oslo")))
        .containsExactly("when: engagement.zone-idle");
    assertThat(newsroom.refused(at("2026-03-29T02:30", "Europe/Oslo")))
        .containsExactly("when: engagement.gap");
    // 22:00 in New York is 04:00 in Berlin.
    assertThat(newsroom.refused(at("2026-12-02T04:00+01:00/2026-12-01T22:00", "America/New_York")))
        .containsExactly("when: edtf.order");
    assertThat(
            newsroom.refused(
                new DefineEngagement(
                    new EngagementStated(
                        "v",
                        EngagementKind.CALL,
                        Map.of("english", "A", "en", " "),
                        new When("2026", "", Map.of()),
                        null,
                        List.of(Who.named(Map.of())),
                        null),
                    false)))
        .containsExactlyInAnyOrder(
            "titles.english: locale.malformed",
            "titles.en: title.empty",
            "participants.0: engagement.nobody");
    assertThat(newsroom.refused(Sheet.of("one").tells(INVITED, INVITED).publish()))
        .containsExactly("engagements.1: tag.twice");
    var many = new Who[101];
    Arrays.setAll(many, i -> Who.named(Map.of("en", "Guest " + i)));
    assertThat(newsroom.refused(between(many))).containsExactly("participants: engagement.many");
    assertThat(newsroom.log()).isEmpty();
  }

  @Test
  void nobody_takes_part_twice_and_each_has_a_place(TestNewsroom newsroom) {
    newsroom.tag(TagKind.PERSON, "anna", "Anna").tag(TagKind.PERSON, "ann", "Ann");
    newsroom.execute(new MergeTag(TagKind.PERSON, "ann", "anna"));

    assertThat(
            newsroom.refused(
                between(
                    Who.somebody("anna"),
                    Who.tag(TagKind.PERSON, "anna"),
                    Who.tag(TagKind.ROLE, "nobody"),
                    Who.somebody("ann"))))
        .containsExactly(
            "participants.1: tag.twice",
            "participants.2: tag.missing",
            "participants.3: tag.twice");
    assertThat(newsroom.refused(between(Who.somebody("anna"), Who.somebody("anna"))))
        .containsExactly("participants.1: tag.twice");
  }

  private static DefineEngagement between(Who... participants) {
    return new DefineEngagement(
        new EngagementStated(
            "v",
            EngagementKind.CALL,
            Map.of("en", "A"),
            new When("2026", "", Map.of()),
            null,
            List.of(participants),
            null),
        false);
  }

  @Test
  void lists_are_by_day_and_by_what_is_asked_for(TestNewsroom newsroom) {
    newsroom.tag(TagKind.PERSON, "anna", "Anna");
    newsroom.execute(new DefineEngagement(visit("c", "2027", null), false));
    newsroom.execute(new DefineEngagement(visit("b", "2026-12", CONFIRMED), false));
    newsroom.execute(
        new DefineEngagement(
            new EngagementStated(
                "a",
                EngagementKind.CALL,
                Map.of("en", "A call"),
                new When("2026-11-30", "", Map.of()),
                null,
                List.of(Who.somebody("anna")),
                null),
            false));
    newsroom.execute(new DefineEngagement(is("c", CONFIRMED), false));
    String anna = newsroom.read(tx -> Tags.find(tx, TagKind.PERSON, "anna").orElseThrow().id());

    assertThat(first(newsroom, Asked.ALL)).containsExactly("a", "b", "c");
    assertThat(first(newsroom, new Asked(null, CONFIRMED, List.of(), null, null)))
        .containsExactly("b", "c");
    assertThat(first(newsroom, new Asked(EngagementKind.CALL, null, List.of(anna), null, null)))
        .containsExactly("a");
    assertThat(
            first(newsroom, Asked.ALL.within(LocalDate.of(2026, 12, 5), LocalDate.of(2026, 12, 6))))
        .containsExactly("b");
    assertThat(
            newsroom.<List<Engagement>>read(tx ->
                Engagements.last(
                    tx, Asked.ALL, new Engagements.Cursor(LocalDate.of(2027, 1, 1), "c"), 1)))
        .extracting(Engagement::slug)
        .containsExactly("b");
    assertThat(newsroom.<Boolean>read(tx -> Engagements.any(tx, anna))).isTrue();
    newsroom.execute(
        new DefineEngagement(
            new EngagementStated("a", null, Map.of(), null, null, List.of(), null), false));
    assertThat(newsroom.<Boolean>read(tx -> Engagements.any(tx, anna))).isFalse();
  }

  @Test
  void an_end_is_measured_by_its_zone(TestNewsroom newsroom) {
    newsroom.execute(at("2026-12-01T23:00-05:00/2026-12-01T23:30", "America/New_York"));
    newsroom.execute(at("2026-12-02T04:00+01:00/2026-12-01T22:01", "America/New_York"));
    newsroom.execute(at("2026-12-01T23:00-05:00/2026-12-02", ""));
  }

  @Test
  void a_time_without_a_zone_is_the_newsrooms_for_ever(TestNewsroom newsroom) {
    newsroom.execute(at("2026-11-30T15:00", ""));

    assertThat(find(newsroom, "v").when().zone()).isEqualTo("Europe/London");
  }

  private static DefineEngagement at(String edtf, String zone) {
    return new DefineEngagement(
        new EngagementStated(
            "v",
            EngagementKind.CALL,
            Map.of("en", "A call"),
            new When(edtf, zone, Map.of()),
            null,
            null,
            null),
        false);
  }

  private static EngagementStated visit(
      String slug, String edtf, @Nullable EngagementStatus status) {
    return new EngagementStated(
        slug,
        EngagementKind.VISIT,
        Map.of("en", "A visit"),
        new When(edtf, "", Map.of()),
        null,
        null,
        status);
  }

  private static EngagementStated is(String slug, EngagementStatus status) {
    return new EngagementStated(slug, null, Map.of(), null, null, null, status);
  }

  private static Engagement find(TestNewsroom newsroom, String slug) {
    return newsroom.read(tx -> Engagements.find(tx, slug)).orElseThrow();
  }

  private static List<Engagement> toldBy(TestNewsroom newsroom, String slug, long n) {
    String id = newsroom.announcement(slug).id();
    return newsroom.read(tx -> Engagements.toldBy(tx, id, n));
  }

  private static List<String> first(TestNewsroom newsroom, Asked asked) {
    return newsroom.read(tx -> Engagements.first(tx, asked, 10)).stream()
        .map(Engagement::slug)
        .toList();
  }
}
