package communique.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.platform.Database;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.search.Asked;
import communique.search.Names;
import communique.search.OneText;
import communique.search.Search;
import communique.search.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MatcherTest {
  private static final int ROUNDS =
      System.getProperty("communique.rounds", "few").equals("all") ? 400 : 3;

  @SuppressWarnings("NullAway.Init") // JUnit sets it before all tests.
  private static Names names;

  @BeforeAll
  static void tags() {
    try (TestNewsroom newsroom = TestNewsroom.open(Database.Kind.SQLITE)) {
      newsroom.tag(TagKind.PLACE, "kverna", "Kverna").tag(TagKind.PLACE, "kolm", "Kolm");
      names = newsroom.read(Names::read);
    }
  }

  @Test
  void a_search_that_stands_matches_what_lucene_finds_with_it() {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 7_919L * round + 1;
      var made = new Made(new SplittableRandom(seed), names);
      var searches = new TreeMap<Integer, Search>();
      var queries = new HashMap<Integer, Query>();
      for (int id = 1; id <= 300; id++) {
        searches.put(id, made.search());
        queries.put(id, OneText.query(searches.get(id), names, Made.LOCALES));
      }
      var matcher = new Matcher(Made.LOCALES);
      matcher.addAll(searches.entrySet());
      for (int text = 0; text < 60; text++) {
        Version version = made.version();
        var one = new OneText(version, Made.ZONE);
        int[] found =
            searches.keySet().stream()
                .filter(id -> one.answers(Objects.requireNonNull(queries.get(id))))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] matched = matcher.matches(Subject.of(version, names, Made.ZONE), List.of());
        for (int id : differing(found, matched))
          assertThat(Arrays.binarySearch(matched, id) >= 0)
              .as("seed %d, search “%s”, text %s", seed, searches.get(id), version)
              .isEqualTo(Arrays.binarySearch(found, id) >= 0);
      }
    }
  }

  private static int[] differing(int[] one, int[] other) {
    return IntStream.concat(Arrays.stream(one), Arrays.stream(other))
        .filter(id -> Arrays.binarySearch(one, id) < 0 || Arrays.binarySearch(other, id) < 0)
        .toArray();
  }

  @Test
  void a_correction_does_not_announce_again_what_was_announced() {
    var matcher = new Matcher(List.of(Locale.ENGLISH));
    matcher.add(1, search("minister"));
    matcher.add(2, search("moscow"));
    matcher.add(3, search("minister -moscow"));
    Subject told = english("The minister travels");
    Subject now = english("The minister travels to Moscow");
    assertThat(matcher.matches(told, List.of())).containsExactly(1, 3);
    assertThat(matcher.matches(now, List.of(told))).containsExactly(2);
    assertThat(matcher.matches(now, List.of())).containsExactly(1, 2);
  }

  @Test
  void searches_come_and_go() {
    var matcher = new Matcher(List.of());
    for (int id = 1; id <= 30_000; id++) matcher.add(id, search("minister word" + id));
    for (int id = 1; id <= 30_000; id += 2) matcher.remove(id);
    matcher.remove(1);
    assertThat(matcher.size()).isEqualTo(15_000);
    assertThat(matcher.matches(english("minister word77 word78"), List.of())).containsExactly(78);
    matcher.add(30_001, search("word77"));
    assertThat(matcher.matches(english("word77"), List.of())).containsExactly(30_001);
    assertThatThrownBy(() -> matcher.add(78, search("other")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_stood_before_a_text_came_is_matched_whatever_comes_meanwhile() throws Exception {
    var matcher = new Matcher(List.of(Locale.ENGLISH));
    var steady = new ArrayList<Integer>();
    for (int id = 1; id <= 500; id++) {
      matcher.add(id, search("minister OR word" + id));
      steady.add(id);
    }
    var going = new AtomicBoolean(true);
    Thread coming =
        Thread.ofPlatform()
            .start(() -> {
              for (int id = 501; going.get() && id < 2_000_000; id++) {
                matcher.add(id, search("minister \"a word\" new" + id));
                matcher.add(id + 2_000_000, search("minister -w" + id % 20_000));
                if (id > 600) matcher.remove(id - 90);
              }
            });
    String said =
        "The minister said a word or two "
            + IntStream.range(0, 20_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    try {
      Subject text = english(said);
      for (int i = 0; i < 300; i++) {
        int[] matched = matcher.matches(text, List.of());
        assertThat(Arrays.stream(matched).boxed().toList()).isEqualTo(steady);
      }
    } finally {
      going.set(false);
      coming.join();
    }
  }

  @Test
  void a_match_is_explained_by_the_words_of_the_text() {
    Subject text = english("The ministers visited Moscow for sea-rescue");
    assertThat(Reason.of(search("minister \"sea rescue\" mosc* -berlin OR nothing"), text))
        .extracting(reason -> reason.asked().toString(), Reason::said)
        .contains(
            org.assertj.core.groups.Tuple.tuple("minister", List.of("ministers")),
            org.assertj.core.groups.Tuple.tuple("\"sea rescue\"", List.of("sea rescue")),
            org.assertj.core.groups.Tuple.tuple("mosc*", List.of("moscow")));
    assertThat(Reason.of(search("locale:en berlin"), text))
        .extracting(Reason::said)
        .containsExactly(List.of("en"));
  }

  private static Search search(String words) {
    return Asked.of(Map.of("q", List.of(words))).search();
  }

  private static Subject english(String text) {
    return Subject.of(
        new Made(new SplittableRandom(1), names).version(Locale.ENGLISH, text, ""),
        names,
        Made.ZONE);
  }
}
