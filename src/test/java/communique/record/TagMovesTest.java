package communique.record;

import static org.assertj.core.api.Assertions.assertThat;

import communique.record.Change.TagMerged;
import communique.record.Change.TagRenamed;
import communique.record.DefineTag.Appointed;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A tag that is renamed or merged is still found under every slug that it ever had.
@EachDatabase
class TagMovesTest {
  @Test
  void a_renamed_tag_is_the_same_under_another_slug(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "sea", "Sea").publish(Sheet.of("visit").tag(TagKind.TOPIC, "sea"));
    Tag before = find(newsroom, TagKind.TOPIC, "sea");
    var receipt = newsroom.execute(new RenameTag(TagKind.TOPIC, "sea", "oceans"));

    assertThat(receipt).isEqualTo(new Receipt(3, 0, "/topics/oceans", false));
    assertThat(newsroom.log().getLast().what())
        .isEqualTo(new TagRenamed(before.id(), "sea", "oceans"));
    Tag after = find(newsroom, TagKind.TOPIC, "sea");
    assertThat(after)
        .isEqualTo(new Tag(before.id(), TagKind.TOPIC, "oceans", before.about(), null, 3));
    assertThat(find(newsroom, TagKind.TOPIC, "oceans")).isEqualTo(after);
    assertThat(carried(newsroom, "visit")).containsExactly("/topics/oceans");
    assertThat(newsroom.<String>read(tx -> Tags.slugAt(tx, before.id(), 2))).isEqualTo("sea");
    assertThat(newsroom.<String>read(tx -> Tags.slugAt(tx, before.id(), 3))).isEqualTo("oceans");
    // An author who knows only the old slug means the same tag.
    assertThat(
            newsroom
                .execute(new Retag("visit", Map.of(TagKind.TOPIC, List.of("sea")), true))
                .unchanged())
        .isTrue();

    newsroom.execute(new RenameTag(TagKind.TOPIC, "oceans", "sea"));
    assertThat(find(newsroom, TagKind.TOPIC, "oceans").path()).isEqualTo("/topics/sea");
    assertThat(newsroom.execute(new RenameTag(TagKind.TOPIC, "sea", "sea")).unchanged()).isTrue();
  }

  @Test
  void a_rename_needs_a_tag_and_a_slug_that_leads_nowhere_else(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "sea", "Sea").tag(TagKind.TOPIC, "fish", "Fish");
    newsroom.execute(new RenameTag(TagKind.TOPIC, "sea", "oceans"));

    assertThat(newsroom.refused(new RenameTag(TagKind.TOPIC, "sea", "seas")))
        .containsExactly("slug: slug.leads");
    assertThat(newsroom.refused(new RenameTag(TagKind.TOPIC, "fish", "sea")))
        .containsExactly("to: slug.leads");
    assertThat(newsroom.refused(new RenameTag(TagKind.TOPIC, "cod", "Cod")))
        .containsExactly("to: slug.malformed", "slug: tag.missing");
    assertThat(
            newsroom.refused(new DefineTag(TagKind.TOPIC, "sea", About.titled(Map.of("en", "S")))))
        .containsExactly("slug: slug.leads");
  }

  @Test
  void a_merged_organisation_is_still_named_by_what_was_announced(TestNewsroom newsroom) {
    newsroom
        .tag(TagKind.ORGANISATION, "aid", "Aid")
        .tag(TagKind.ORGANISATION, "affairs", "Affairs");
    newsroom.publish(Sheet.of("visit").tag(TagKind.ORGANISATION, "aid"));
    var receipt = newsroom.execute(new MergeTag(TagKind.ORGANISATION, "aid", "affairs"));

    Tag affairs = find(newsroom, TagKind.ORGANISATION, "affairs");
    assertThat(receipt).isEqualTo(new Receipt(4, 0, "/organisations/affairs", false));
    assertThat(find(newsroom, TagKind.ORGANISATION, "aid")).isEqualTo(affairs);
    Tag aid = newsroom.read(tx -> Tags.named(tx, TagKind.ORGANISATION, "aid")).orElseThrow();
    assertThat(newsroom.log().getLast().what()).isEqualTo(new TagMerged(aid.id(), affairs.id()));
    assertThat(carried(newsroom, "visit")).containsExactly("/organisations/affairs");
    String id = newsroom.announcement("visit").id();
    assertThat(newsroom.<List<Tag>>read(tx -> Tags.of(tx, id, Long.MAX_VALUE)))
        .extracting(tag -> tag.titles().get("en"))
        .containsExactly("Aid");
    assertThat(newsroom.<List<Tag>>read(Tags::all)).containsExactly(affairs);
    assertThat(newsroom.<Map<Tag, Long>>read(tx -> Tags.mergedInto(tx, affairs)))
        .isEqualTo(Map.of(aid, 4L));
    // Another tag beside it changes nothing of that; the one that stands for it is it.
    newsroom.execute(new Retag("visit", Map.of(TagKind.TOPIC, List.of("sea")), true));
    assertThat(newsroom.<List<Tag>>read(tx -> Tags.of(tx, id, Long.MAX_VALUE)))
        .extracting(tag -> tag.titles().get("en"))
        .containsExactly("Aid", "Sea");
    assertThat(
            newsroom
                .execute(
                    new Retag("visit", Map.of(TagKind.ORGANISATION, List.of("affairs")), false))
                .unchanged())
        .isTrue();
  }

  @Test
  void what_was_merged_twice_leads_to_the_last(TestNewsroom newsroom) {
    for (String slug : List.of("a", "b", "c")) newsroom.tag(TagKind.PLACE, slug, slug);
    newsroom.execute(new MergeTag(TagKind.PLACE, "a", "b"));
    newsroom.execute(new MergeTag(TagKind.PLACE, "b", "c"));
    newsroom.execute(new RenameTag(TagKind.PLACE, "c", "d"));

    for (String slug : List.of("a", "b", "c", "d"))
      assertThat(find(newsroom, TagKind.PLACE, slug).path()).as(slug).isEqualTo("/places/d");
    Tag d = find(newsroom, TagKind.PLACE, "d");
    assertThat(newsroom.<List<String>>read(tx -> Tags.mergers(tx).family(d.id()))).hasSize(3);
  }

  @Test
  void a_merger_needs_two_tags_that_stand(TestNewsroom newsroom) {
    for (String slug : List.of("a", "b", "c")) newsroom.tag(TagKind.PLACE, slug, slug);
    newsroom.tag(TagKind.TOPIC, "t", "T");
    newsroom.execute(new MergeTag(TagKind.PLACE, "a", "b"));

    assertThat(newsroom.refused(new MergeTag(TagKind.PLACE, "c", "c")))
        .containsExactly("into: merge.itself");
    assertThat(newsroom.refused(new MergeTag(TagKind.PLACE, "c", "t")))
        .containsExactly("into: tag.missing");
    assertThat(newsroom.refused(new MergeTag(TagKind.PLACE, "a", "c")))
        .containsExactly("slug: slug.leads");
    assertThat(newsroom.refused(new MergeTag(TagKind.PLACE, "c", "a")))
        .containsExactly("into: slug.leads");
  }

  @Test
  void a_merger_makes_no_ring(TestNewsroom newsroom) {
    newsroom.tag(TagKind.TOPIC, "sea", "Sea");
    newsroom.execute(topic("fish").tied(Tie.BROADER, List.of("sea")));
    newsroom.execute(topic("cod").tied(Tie.BROADER, List.of("fish")));

    assertThat(newsroom.refused(new MergeTag(TagKind.TOPIC, "sea", "cod")))
        .containsExactly("into: tie.ring");
    newsroom.execute(new MergeTag(TagKind.TOPIC, "fish", "sea"));
    Tag cod = find(newsroom, TagKind.TOPIC, "cod");
    assertThat(newsroom.<Map<Tie, List<Tag>>>read(tx -> Tags.ties(tx, cod)))
        .isEqualTo(Map.of(Tie.BROADER, List.of(find(newsroom, TagKind.TOPIC, "sea"))));
  }

  @Test
  void one_person_known_under_two_slugs_is_one_with_the_roles_of_both(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ROLE, "envoy", "Envoy").tag(TagKind.ROLE, "minister", "Minister");
    newsroom.execute(person("anna-b", held("envoy", 2010, 2013)));
    newsroom.execute(person("anna", held("envoy", 2013, 2015), held("minister", 2015, 2020)));
    newsroom.execute(new MergeTag(TagKind.PERSON, "anna-b", "anna"));

    Tag anna = find(newsroom, TagKind.PERSON, "anna-b");
    assertThat(newsroom.<List<Appointment>>read(tx -> Tags.ofPerson(tx, anna)))
        .extracting(one -> one.role().slug())
        .containsExactly("minister", "envoy", "envoy");
    Tag envoy = find(newsroom, TagKind.ROLE, "envoy");
    assertThat(newsroom.<List<Appointment>>read(tx -> Tags.ofRole(tx, envoy)))
        .extracting(Appointment::person)
        .containsExactly(anna, anna);
  }

  @Test
  void roles_that_two_people_held_at_once_do_not_become_one(TestNewsroom newsroom) {
    newsroom.tag(TagKind.ROLE, "envoy", "Envoy").tag(TagKind.ROLE, "minister", "Minister");
    newsroom.execute(person("anna", held("envoy", 2010, 2015)));
    newsroom.execute(person("boris", held("minister", 2014, 2020)));

    assertThat(newsroom.refused(new MergeTag(TagKind.ROLE, "envoy", "minister")))
        .containsExactly("into: appointment.held");
    newsroom.execute(person("boris", held("minister", 2015, 2020)));
    newsroom.execute(new MergeTag(TagKind.ROLE, "envoy", "minister"));
    Tag minister = find(newsroom, TagKind.ROLE, "minister");
    assertThat(newsroom.<List<Appointment>>read(tx -> Tags.ofRole(tx, minister)))
        .extracting(one -> one.person().slug() + " " + one.role().titles().get("en"))
        .containsExactly("boris Minister", "anna Envoy");
  }

  private static DefineTag topic(String slug) {
    return new DefineTag(TagKind.TOPIC, slug, About.titled(Map.of("en", slug)));
  }

  private static DefineTag person(String slug, Appointed... appointments) {
    return new DefineTag(TagKind.PERSON, slug, About.titled(Map.of("en", slug)))
        .appointed(List.of(appointments));
  }

  private static Appointed held(String role, int from, int until) {
    return new Appointed(role, LocalDate.of(from, 1, 1), LocalDate.of(until, 1, 1));
  }

  private static Tag find(TestNewsroom newsroom, TagKind kind, String slug) {
    Optional<Tag> tag = newsroom.read(tx -> Tags.find(tx, kind, slug));
    return tag.orElseThrow();
  }

  private static List<String> carried(TestNewsroom newsroom, String slug) {
    String id = newsroom.announcement(slug).id();
    return newsroom.read(tx -> Tags.of(tx, id, Long.MAX_VALUE).stream().map(Tag::path).toList());
  }
}
