package communique.search;

import static org.assertj.core.api.Assertions.assertThat;

import communique.record.About;
import communique.record.DefineTag;
import communique.record.EachDatabase;
import communique.record.Sheet;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.search.Found.Facet;
import communique.search.Found.Piece;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is told of answers: counts, snippets, other words.
@EachDatabase
class FoundTest {
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
  void beside_a_chosen_value_the_others_say_how_many_there_would_be() {
    newsroom
        .publish(placed("a", "kverna").tag(TagKind.TOPIC, "sea"))
        .publish(placed("b", "kverna", "vesmark").tag(TagKind.TOPIC, "sea"))
        .publish(placed("c", "vesmark").tag(TagKind.TOPIC, "sea"))
        .publish(placed("d", "vesmark").tag(TagKind.TOPIC, "ice"))
        .publish(placed("e", "rimfall").tag(TagKind.TOPIC, "ice").title("Something else"));

    Found found = finder.find(Asked.of(Map.of("q", List.of("alpha"), "place", List.of("kverna"))));

    assertThat(found.total()).isEqualTo(2);
    assertThat(counts(found, Field.PLACE)).isEqualTo(Map.of("kverna", 2, "vesmark", 3));
    assertThat(counts(found, Field.TOPIC)).isEqualTo(Map.of("sea", 2));
    Found both =
        finder.find(
            Asked.of(
                Map.of(
                    "place", List.of("kverna"), "topic", List.of("ice"), "q", List.of("alpha"))));
    assertThat(both.total()).isZero();
    assertThat(counts(both, Field.PLACE)).isEqualTo(Map.of("kverna", 0, "vesmark", 1));
    assertThat(counts(both, Field.TOPIC)).isEqualTo(Map.of("ice", 0, "sea", 2));
  }

  @Test
  void one_announcement_is_a_facet_only_for_who_asked_for_it() {
    newsroom.publish(placed("a", "kverna")).publish(placed("b", "kverna"));
    newsroom.publish(Sheet.of("a").in("fr"));

    assertThat(counts(finder.find(Asked.of(Map.of())), Field.ANNOUNCEMENT)).isEmpty();
    Found found =
        finder.find(Asked.of(Map.of("announcement", List.of("A", "none"), "q", List.of("alpha"))));
    assertThat(found.total()).isOne();
    assertThat(counts(found, Field.ANNOUNCEMENT)).isEqualTo(Map.of("a", 1, "none", 0));
  }

  @Test
  void counts_of_everything_are_those_of_now_and_of_the_page() {
    newsroom.publish(placed("a", "kverna")).publish(placed("b", "vesmark"));
    Asked asked = Asked.of(Map.of("place", List.of("kverna")));
    Map<String, Integer> both = Map.of("kverna", 1, "vesmark", 1);
    assertThat(counts(finder.find(asked), Field.PLACE)).isEqualTo(both);
    Finder same = finder.finder();
    assertThat(counts(same.find(asked, Locale.ENGLISH, 9), Field.PLACE)).isEqualTo(both);
    assertThat(counts(same.find(asked, Locale.FRENCH, 9), Field.PLACE)).isEqualTo(both);

    newsroom.publish(placed("c", "vesmark"));
    finder.caughtUp();

    assertThat(counts(same.find(asked, Locale.ENGLISH, 9), Field.PLACE))
        .isEqualTo(Map.of("kverna", 1, "vesmark", 2));
  }

  @Test
  void beside_a_chosen_language_the_others_say_how_many_there_would_be() {
    newsroom
        .publish(Sheet.of("a").title("Alpha"))
        .publish(Sheet.of("a").in("fr").title("Alpha"))
        .publish(Sheet.of("b").title("Alpha"));

    Found found = finder.find(Asked.of(Map.of("q", List.of("alpha"), "locale", List.of("fr"))));

    assertThat(found.total()).isEqualTo(1);
    assertThat(counts(found, Field.LOCALE)).isEqualTo(Map.of("en", 2, "fr", 1));
  }

  @Test
  void who_was_named_just_before_their_words_is_not_named_again() {
    newsroom.tag(TagKind.PERSON, "ingrid-hallvard", "Ingrid Hallvard");
    newsroom.publish(
        Sheet.of("a")
            .summary("A summary.")
            .body(
                """
                The Minister, Ingrid Hallvard, said:

                > said: ingrid-hallvard
                > A lantern has no nationality.

                Her colleague agreed.

                > said: Marek Dolan, Minister of Vesmark
                > Our fishermen always came.
                """));

    assertThat(snippet("minister lantern"))
        .startsWith("The Minister, Ingrid Hallvard, said: A lantern has no nationality.");
    assertThat(snippet("dolan fishermen")).startsWith("Marek Dolan – Minister of Vesmark on ");
    assertThat(finder.slugs("hallvard dolan")).containsExactly("a");
  }

  @Test
  void a_beginning_finds_words_behind_articles_and_through_mutations() {
    newsroom
        .publish(Sheet.of("a").title("Alpha"))
        .publish(Sheet.of("a").in("fr").title("Ouverture de l’ambassade"))
        .publish(Sheet.of("a").in("cy").title("Ymweliad y Prif Weinidog â Ffrainc"))
        .publish(Sheet.of("a").in("ar").title("زيارة الوزيرة والسفير إلى باريس"));

    for (String typed : List.of("ambas*", "gweini*", "weini*", "وزير*", "الوز*", "سفي*"))
      assertThat(finder.find(Asked.words(typed)).total()).as(typed).isEqualTo(1);
    assertThat(finder.find(Asked.words("bassade*")).total()).isZero();
    assertThat(
            finder.find(Asked.words("gweini*"), "cy", 5).hits().getFirst().title().stream()
                .filter(Piece::marked)
                .map(Piece::text))
        .containsExactly("Weinidog");
  }

  @Test
  void other_words_are_offered_as_they_are_written() {
    newsroom
        .publish(Sheet.of("a").title("Alpha"))
        .publish(Sheet.of("a").in("fr").title("Élections générales à Kverna"))
        .publish(Sheet.of("a").in("ru").title("Олений мост открыт"))
        .publish(Sheet.of("b").title("Beta"))
        .publish(Sheet.of("b").in("fr").title("Ouverture de l’École à l’étranger"))
        .publish(Sheet.of("b").in("ar").title("السفارة في باريس"))
        .publish(Sheet.of("b").in("cy").title("Ymweliad â Ngweinidog Ffrainc"))
        .publish(Sheet.of("c").title("Crew of the Sjøbris"));
    finder.caughtUp();

    assertThat(suggested("elec", "fr")).containsExactly("élections");
    assertThat(suggested("мост олен", "ru")).containsExactly("мост олений");
    assertThat(suggested("sjo", "en")).containsExactly("sjøbris");
    assertThat(suggested("eco", "fr")).containsExactly("école");
    assertThat(suggested("سفا", "ar")).containsExactly("سفارة");
    assertThat(suggested("gwein", "cy")).containsExactly("gweinidog");
    assertThat(finder.find(Asked.words("genreales"), "fr", 5).suggestion()).contains("générales");
  }

  private List<String> suggested(String typed, String locale) {
    return finder.finder().suggest(typed, Locale.forLanguageTag(locale));
  }

  private String snippet(String words) {
    return Piece.text(finder.find(words).hits().getFirst().snippet());
  }

  private Sheet placed(String slug, String... places) {
    for (String place : places)
      newsroom.execute(new DefineTag(TagKind.PLACE, place, About.titled(Map.of("en", place))));
    return Sheet.of(slug).title("Alpha").createTags().tag(TagKind.PLACE, places);
  }

  private static Map<String, Integer> counts(Found found, Field field) {
    return found.facets().stream()
        .filter(facet -> facet.field() == field)
        .flatMap(facet -> facet.values().stream())
        .collect(Collectors.toMap(Facet.Value::value, Facet.Value::count));
  }
}
