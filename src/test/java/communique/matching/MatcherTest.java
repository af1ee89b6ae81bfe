package communique.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.platform.Database;
import communique.record.TagKind;
import communique.record.TestNewsroom;
import communique.search.Asked;
import communique.search.Expression;
import communique.search.Expression.Not;
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
      var chance = new SplittableRandom(seed);
      var made = new Made(chance, names);
      var searches = new TreeMap<Integer, Search>();
      var queries = new HashMap<Integer, Query>();
      // Texts in other languages come as well, and searches come and go between texts.
      var matcher = new Matcher(Made.LOCALES.subList(0, 3));
      for (int id = 1; id <= 300; id++) searches.put(id, made.search());
      matcher.addAll(searches.entrySet());
      searches.forEach((id, search) -> queries.put(id, OneText.query(search, names, Made.LOCALES)));
      var told = new ArrayList<Version>();
      for (int text = 0; text < 60; text++) {
        if (text % 3 == 2) {
          Integer gone = searches.ceilingKey(chance.nextInt(300));
          if (gone != null) {
            matcher.remove(gone);
            searches.remove(gone);
          }
          Search coming = made.search();
          searches.put(300 + text, coming);
          queries.put(300 + text, OneText.query(coming, names, Made.LOCALES));
          matcher.add(300 + text, coming);
        }
        Version version = made.version();
        if (chance.nextInt(3) == 0) told.clear();
        var now = new OneText(version, Made.ZONE);
        var before = told.stream().map(one -> new OneText(one, Made.ZONE)).toList();
        int[] found =
            searches.keySet().stream()
                .filter(id -> {
                  Query query = Objects.requireNonNull(queries.get(id));
                  return now.answers(query) && before.stream().noneMatch(one -> one.answers(query));
                })
                .mapToInt(Integer::intValue)
                .toArray();
        int[] matched =
            matcher.matches(
                Subject.of(version, names, Made.ZONE),
                told.stream().map(one -> Subject.of(one, names, Made.ZONE)).toList());
        for (int id : differing(found, matched))
          assertThat(Arrays.binarySearch(matched, id) >= 0)
              .as("seed %d, search “%s”, text %s, told %s", seed, searches.get(id), version, told)
              .isEqualTo(Arrays.binarySearch(found, id) >= 0);
        told.add(version);
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
  void what_is_left_when_many_are_gone_matches_as_before() {
    var made = new Made(new SplittableRandom(3), names);
    var matcher = new Matcher(List.of());
    var left = new TreeMap<Integer, Search>();
    for (int id = 1; id <= 13_000; id++) {
      Search search = made.search();
      matcher.add(id, search);
      if (id % 6 == 0) left.put(id, search);
    }
    for (int id = 1; id <= 13_000; id++) if (id % 6 != 0) matcher.remove(id);
    var fresh = new Matcher(Made.LOCALES);
    fresh.addAll(left.entrySet());
    for (int text = 0; text < 50; text++) {
      Subject subject = Subject.of(made.version(), names, Made.ZONE);
      assertThat(matcher.matches(subject, List.of())).isEqualTo(fresh.matches(subject, List.of()));
    }
  }

  @Test
  void a_search_may_ask_for_ten_thousand_things() {
    List<Expression> words =
        IntStream.range(0, 10_000).<Expression>mapToObj(i -> new Expression.Word("w" + i)).toList();
    Expression many = Expression.any(words);
    Expression others =
        Expression.any(
            IntStream.range(0, 10_000)
                .<Expression>mapToObj(i -> new Expression.Word("v" + i))
                .toList());
    var matcher = new Matcher(List.of(Locale.ENGLISH));
    matcher.addAll(
        Map.of(
                1, only(many),
                2, only(Expression.all(words)),
                3, only(Expression.all(List.of(many, others))),
                4, only(Expression.all(List.of(new Expression.Word("w1"), new Not(others)))),
                5, only(Expression.all(List.of(others, new Not(Expression.all(words))))))
            .entrySet());
    assertThat(matcher.matches(english("w1 w9999"), List.of())).containsExactly(1, 4);
    assertThat(matcher.matches(english("w1 v7"), List.of())).containsExactly(1, 3, 5);
    String all = IntStream.range(0, 10_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    assertThat(matcher.matches(english(all), List.of())).containsExactly(1, 2, 4);
    assertThat(matcher.matches(english(all + " v7"), List.of())).containsExactly(1, 2, 3);
    assertThat(matcher.matches(english(all + " v7"), List.of(english("w7")))).containsExactly(2, 3);
  }

  private static Search only(Expression words) {
    return new Search(words, Map.of(), null, null);
  }

  @Test
  void what_comes_meanwhile_is_not_told_to_those_who_were_told() throws Exception {
    var matcher = new Matcher(Made.LOCALES);
    var going = new AtomicBoolean(true);
    Thread coming =
        Thread.ofPlatform()
            .start(() -> {
              for (int id = 1; going.get(); id++) matcher.add(id, search("2026 OR new" + id));
            });
    var made = new Made(new SplittableRandom(1), names);
    try {
      for (int i = 0; i < 2_000; i++) {
        Subject told = Subject.of(made.version(any(i), "2026", ""), names, Made.ZONE);
        Subject now = Subject.of(made.version(any(i / 7), "2026", ""), names, Made.ZONE);
        assertThat(matcher.matches(now, List.of(told))).isEmpty();
      }
      assertThat(matcher.matches(english("2026"), List.of())).isNotEmpty();
    } finally {
      going.set(false);
      coming.join();
    }
  }

  private static Locale any(int i) {
    return Made.LOCALES.get(i % Made.LOCALES.size());
  }

  @Test
  void many_stand_at_once() {
    var matcher = new Matcher(List.of(Locale.ENGLISH));
    matcher.addAll(
        IntStream.range(0, 50_000).boxed().toList(),
        i -> i + 1,
        i -> search("minister w" + (i + 1) % 1_000));
    assertThat(matcher.size()).isEqualTo(50_000);
    assertThat(matcher.matches(english("the minister said w7"), List.of()))
        .containsExactly(IntStream.range(0, 50).map(i -> 1_000 * i + 7).toArray());
  }

  @Test
  void where_an_id_comes_twice_the_others_before_it_stand() {
    var matcher = new Matcher(List.of(Locale.ENGLISH));
    assertThatThrownBy(
            () -> matcher.addAll(List.of(1, 2, 1, 3), i -> i, i -> search("minister w" + i)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(matcher.matches(english("the minister w1 w2 w3"), List.of())).containsExactly(1, 2);
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
