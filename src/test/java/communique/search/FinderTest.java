package communique.search;

import static org.assertj.core.api.Assertions.assertThat;

import communique.record.About;
import communique.record.DefineTag;
import communique.record.EachDatabase;
import communique.record.Kind;
import communique.record.MergeTag;
import communique.record.RenameTag;
import communique.record.Restore;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import communique.record.Withdraw;
import communique.search.Found.Facet;
import communique.search.Found.Hit;
import communique.search.Found.Piece;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class FinderTest {
  private TestNewsroom newsroom;
  private TestFinder finder;

  @BeforeEach
  void open(TestNewsroom given) {
    newsroom = given;
    finder = new TestFinder(given);
  }

  @AfterEach
  void close() {
    finder.close();
  }

  @Test
  void what_was_published_is_found_by_any_of_its_words() {
    newsroom
        .publish(sheet("rescue", "Joint sea rescue agreed", "Eleven vessels answer every call."))
        .publish(sheet("road", "A road for reindeer", "The bridge opens in spring."));

    assertThat(finder.slugs("rescue vessel")).containsExactly("rescue");
    assertThat(finder.slugs("agreeing OR bridges")).containsExactlyInAnyOrder("rescue", "road");
    assertThat(finder.slugs("\"every call\"")).containsExactly("rescue");
    assertThat(finder.slugs("\"call every\"")).isEmpty();
    assertThat(finder.slugs("rein*")).containsExactly("road");
    assertThat(finder.slugs("-reindeer")).containsExactly("rescue");
    assertThat(finder.slugs("kind:news-story the")).hasSize(1);
    assertThat(finder.slugs("")).hasSize(2);
    assertThat(finder.find("submarine").total()).isZero();
  }

  @Test
  void where_nothing_has_all_words_what_has_some_is_shown_and_said() {
    newsroom.publish(sheet("rescue", "Joint sea rescue", "Eleven vessels."));

    Found found = finder.find("rescue submarine");

    assertThat(found.relaxed()).isTrue();
    assertThat(TestFinder.slugs(found)).containsExactly("rescue");
    assertThat(finder.find("rescue vessels").relaxed()).isFalse();
  }

  @Test
  void an_unpublished_announcement_is_gone_with_its_change_and_a_restored_one_back() {
    newsroom.publish(sheet("rescue", "Joint sea rescue", "Eleven vessels."));
    assertThat(finder.slugs("vessels")).containsExactly("rescue");

    newsroom.execute(new Unpublish("rescue", null, "", "Wrong."));
    // Also before the index has read it.
    assertThat(TestFinder.slugs(finder.finder().find(Asked.words("vessels"), Locale.ENGLISH, 20)))
        .isEmpty();
    assertThat(finder.find("vessels").total()).isZero();

    newsroom.execute(new Restore("rescue", null));
    assertThat(finder.slugs("vessels")).containsExactly("rescue");
  }

  @Test
  void withdrawn_ones_are_marked_and_last() {
    newsroom
        .publish(sheet("old", "Vessels vessels vessels", "Vessels."))
        .pass(Duration.ofDays(1))
        .publish(sheet("newer", "Something else", "With one of the vessels in a long text."));
    newsroom.execute(new Withdraw("old", null, "Out of date."));

    Found found = finder.find("vessels");

    assertThat(TestFinder.slugs(found)).containsExactly("newer", "old");
    assertThat(found.hits())
        .extracting(hit -> hit.withdrawnAt() != null)
        .containsExactly(false, true);
  }

  @Test
  void only_the_newest_version_counts_unless_all_are_asked_for() {
    newsroom
        .publish(sheet("rescue", "Joint rescue", "Ten vessels."))
        .publish(sheet("rescue", "Joint rescue", "Eleven ships.").note("Corrected."));

    assertThat(finder.slugs("vessels")).isEmpty();
    assertThat(finder.slugs("ships")).containsExactly("rescue");
    Found all = finder.find(Asked.of(Map.of("q", List.of("vessels"), "history", List.of("all"))));
    assertThat(all.hits()).extracting(Hit::number).containsExactly(1);
    assertThat(all.hits()).extracting(Hit::newest).containsExactly(false);
    assertThat(
            finder
                .find(Asked.of(Map.of("q", List.of("rescue"), "history", List.of("all"))))
                .total())
        .isEqualTo(2);
  }

  @Test
  void one_answer_stands_for_all_languages_of_an_announcement() {
    newsroom
        .publish(sheet("rescue", "Joint rescue", "Vesmark."))
        .publish(sheet("rescue", "Sauvetage commun", "Vesmark.").in("fr"))
        .publish(sheet("rescue", "Совместное спасение", "Vesmark.").in("ru"));

    Found found = finder.find(Asked.words("vesmark"), "fr", 20);
    assertThat(found.total()).isEqualTo(1);
    assertThat(found.hits()).extracting(hit -> hit.locale().toLanguageTag()).containsExactly("fr");
    assertThat(counts(found, Field.LOCALE)).isEqualTo(Map.of("en", 1, "fr", 1, "ru", 1));
    assertThat(finder.find(Asked.words("спасением"), "fr", 20).hits())
        .extracting(hit -> hit.locale().toLanguageTag())
        .containsExactly("ru");
    assertThat(finder.find(Asked.words("vesmark -sauvetage"), "en", 20).hits())
        .extracting(hit -> hit.locale().toLanguageTag())
        .containsExactly("en");
    assertThat(finder.find(Asked.of(Map.of("locale", List.of("ru"))), "en", 20).hits())
        .extracting(hit -> hit.locale().toLanguageTag())
        .containsExactly("ru");
  }

  @Test
  void tags_narrow_and_are_counted() {
    newsroom
        .publish(sheet("a", "Alpha", "x").createTags().tag(TagKind.PLACE, "kverna", "vesmark"))
        .publish(sheet("b", "Beta", "x").createTags().tag(TagKind.PLACE, "kverna"))
        .publish(sheet("c", "Gamma", "x").kind(Kind.SPEECH));

    Found all = finder.find("");
    assertThat(counts(all, Field.PLACE)).isEqualTo(Map.of("kverna", 2, "vesmark", 1));
    assertThat(counts(all, Field.KIND)).containsEntry("speech", 1);
    Found narrowed = finder.find(Asked.of(Map.of("place", List.of("vesmark"))));
    assertThat(TestFinder.slugs(narrowed)).containsExactly("a");
    assertThat(finder.find(Asked.of(Map.of("place", List.of("vesmark", "kverna")))).total())
        .isEqualTo(2);
    assertThat(finder.slugs("place:kverna -place:vesmark")).containsExactly("b");
    assertThat(finder.find("place:nowhere").total()).isZero();
    assertThat(finder.slugs("announcement:b")).containsExactly("b");
    assertThat(finder.slugs("place:kverna -announcement:b")).doesNotContain("b").isNotEmpty();
    assertThat(finder.find("announcement:nowhere").total()).isZero();
    assertThat(finder.find(Asked.of(Map.of("place", List.of("nowhere")))).total()).isZero();
  }

  @Test
  void tags_that_are_renamed_merged_or_called_otherwise_are_found_as_they_are_now() {
    newsroom
        .tag(TagKind.PLACE, "kverna", "Kverna")
        .tag(TagKind.PLACE, "kverna-port", "Port of Kverna")
        .publish(sheet("a", "Alpha", "x").tag(TagKind.PLACE, "kverna"))
        .publish(sheet("b", "Beta", "x").tag(TagKind.PLACE, "kverna-port"));
    assertThat(finder.slugs("kverna")).hasSize(2);

    newsroom.execute(
        new DefineTag(TagKind.PLACE, "kverna", About.titled(Map.of("en", "Newhaven"))));
    assertThat(finder.slugs("newhaven")).containsExactly("a");
    newsroom.execute(new RenameTag(TagKind.PLACE, "kverna", "newhaven"));
    assertThat(finder.slugs("place:newhaven")).containsExactly("a");
    assertThat(finder.slugs("place:kverna")).containsExactly("a");
    newsroom.execute(new MergeTag(TagKind.PLACE, "kverna-port", "newhaven"));
    assertThat(finder.slugs("place:newhaven")).containsExactlyInAnyOrder("a", "b");
    assertThat(finder.slugs("place:kverna-port")).containsExactlyInAnyOrder("a", "b");
    assertThat(finder.slugs("newhaven")).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void spelling_that_finds_nothing_is_mended() {
    newsroom.publish(sheet("rescue", "Joint sea rescue in the gulf", "Eleven vessels."));

    assertThat(finder.find("resuce gulf").suggestion()).contains("rescue gulf");
    assertThat(finder.find("vessles").suggestion()).contains("vessels");
    assertThat(finder.find("rescue").suggestion()).isEmpty();
    assertThat(finder.find("zzzzzz").suggestion()).isEmpty();
  }

  @Test
  void words_that_were_looked_for_are_marked() {
    newsroom.publish(
        sheet(
            "rescue",
            "Joint sea rescue",
            "First there is much to say of other things, and of more. ".repeat(12)
                + "Then the rescue vessels come. And more."));

    Hit hit = finder.find("rescue vessel").hits().getFirst();

    assertThat(marked(hit.title())).containsExactly("rescue");
    assertThat(marked(hit.snippet())).containsExactly("rescue", "vessels");
    assertThat(Piece.text(hit.snippet())).startsWith("Then the rescue vessels come.");
  }

  @Test
  void pages_stay_whole_while_things_are_published() {
    for (int i = 0; i < 30; i++)
      newsroom
          .pass(Duration.ofHours(1))
          .publish(sheet("n" + i, "Vessels " + (i % 7), "Rescue ".repeat(1 + i % 5) + "text."));

    for (String order : List.of("relevance", "date")) {
      var seen = new ArrayList<String>();
      Asked asked = Asked.of(Map.of("q", List.of("rescue vessels"), "order", List.of(order)));
      Found found = finder.find(asked, "en", 7);
      int added = 0;
      while (true) {
        seen.addAll(TestFinder.slugs(found));
        if (found.next().isEmpty()) break;
        newsroom
            .pass(Duration.ofHours(1))
            .publish(sheet("later-" + order + added++, "Vessels", "Rescue rescue."));
        asked = Asked.of(with(asked.parameters(), found.next().get()));
        found = finder.find(asked, "en", 7);
      }
      assertThat(seen).as(order).doesNotHaveDuplicates();
      var first = new HashSet<>(seen);
      for (int i = 0; i < 30; i++) assertThat(first).as(order).contains("n" + i);
    }
  }

  @Test
  void a_name_finds_what_was_said_in_the_roles_of_a_person() {
    newsroom
        .tag(TagKind.ROLE, "foreign-minister", "Foreign Minister")
        .tag(TagKind.PERSON, "ingrid-hallvard", "Ingrid Hallvard");
    newsroom.execute(
        new DefineTag(
                TagKind.PERSON, "ingrid-hallvard", About.titled(Map.of("en", "Ingrid Hallvard")))
            .appointed(
                List.of(
                    new DefineTag.Appointed(
                        "foreign-minister", LocalDate.parse("2020-01-01"), null))));
    newsroom.publish(
        sheet("a", "A statement", "The minister spoke.").tag(TagKind.ROLE, "foreign-minister"));

    assertThat(finder.slugs("hallvard")).containsExactly("a");
    assertThat(finder.slugs("person:ingrid-hallvard")).containsExactly("a");
  }

  private static Sheet sheet(String slug, String title, String body) {
    return Sheet.of(slug).title(title).summary("A summary.").body(body + "\n");
  }

  private static Map<String, List<String>> with(Map<String, List<String>> all, Place place) {
    var with = new java.util.HashMap<>(all);
    with.put("after", List.of(place.toString()));
    return with;
  }

  private static List<String> marked(List<Piece> pieces) {
    return pieces.stream().filter(Piece::marked).map(Piece::text).toList();
  }

  private static Map<String, Integer> counts(Found found, Field field) {
    return found.facets().stream()
        .filter(facet -> facet.field() == field)
        .flatMap(facet -> facet.values().stream())
        .collect(Collectors.toMap(Facet.Value::value, Facet.Value::count));
  }
}
