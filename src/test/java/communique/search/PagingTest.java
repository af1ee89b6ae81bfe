package communique.search;

import static org.assertj.core.api.Assertions.assertThat;

import communique.record.EachDatabase;
import communique.record.Restore;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import communique.record.Unpublish;
import communique.record.Withdraw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody goes from page to page while the newsroom works.
@EachDatabase
class PagingTest {
  private static final int ALL = 36;

  private TestNewsroom newsroom;
  private TestFinder finder;

  @BeforeEach
  void open(TestNewsroom given) {
    newsroom = given;
    finder = new TestFinder(given);
    for (int i = 0; i < ALL; i++)
      newsroom
          .pass(Duration.ofHours(1))
          .publish(
              Sheet.of("n" + i)
                  .title("Vessels " + (i % 7))
                  .body("Rescue ".repeat(1 + i % 5) + "text.\n"));
  }

  @AfterEach
  void close() {
    finder.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"relevance", "date"})
  void what_was_shown_last_is_withdrawn_and_the_rest_still_follows(String order) {
    var withdrawn = new HashSet<String>();
    List<String> seen =
        walk(
            order,
            last -> {
              newsroom.execute(new Withdraw(last, null, "Out of date."));
              withdrawn.add(last);
            });
    assertThat(seen).containsAll(all());
    // They stand among the withdrawn ones now, marked, and are met there again.
    assertThat(seen.subList(ALL, seen.size())).containsExactlyInAnyOrderElementsOf(withdrawn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relevance", "date"})
  void what_was_shown_last_is_unpublished_and_the_rest_still_follows(String order) {
    assertThat(walk(order, last -> newsroom.execute(new Unpublish(last, null, "", "Wrong."))))
        .containsExactlyInAnyOrderElementsOf(all());
  }

  @ParameterizedTest
  @ValueSource(strings = {"relevance", "date"})
  void what_was_shown_last_is_published_anew_and_the_rest_still_follows(String order) {
    assertThat(
            walk(
                order,
                last ->
                    newsroom
                        .pass(Duration.ofHours(1))
                        .publish(
                            Sheet.of(last)
                                .title("Vessels again")
                                .body("Rescue.\n")
                                .note("Corrected."))))
        .contains(all().toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"relevance", "date"})
  void others_come_and_go_and_each_is_seen_once(String order) {
    int[] count = {0};
    List<String> seen =
        walk(
            order,
            last -> {
              String other = "later-" + count[0]++;
              newsroom
                  .pass(Duration.ofHours(1))
                  .publish(Sheet.of(other).title("Vessels").body("Rescue rescue.\n"));
              if (count[0] % 2 == 0) newsroom.execute(new Unpublish(other, null, "", "Wrong."));
              newsroom.execute(new Withdraw("n0", null, "Out of date."));
              newsroom.execute(new Restore("n0", null));
            });
    assertThat(seen).doesNotHaveDuplicates();
    assertThat(new HashSet<>(seen)).containsAll(all());
  }

  @ParameterizedTest
  @ValueSource(strings = {"relevance", "date"})
  void all_versions_are_gone_through_once(String order) {
    for (int i = 0; i < ALL; i += 2)
      newsroom
          .pass(Duration.ofHours(1))
          .publish(Sheet.of("n" + i).title("Vessels").body("Rescue.\n").note("Corrected."));
    var asked = new HashMap<>(asked(order).parameters());
    asked.put("history", List.of("all"));
    var seen = new ArrayList<String>();
    Found found = finder.find(Asked.of(asked), "en", 7);
    assertThat(found.total()).isEqualTo(ALL + ALL / 2);
    while (true) {
      found.hits().forEach(hit -> seen.add(hit.slug() + " " + hit.number()));
      if (found.next().isEmpty()) break;
      found = finder.find(Asked.of(asked).after(found.next().get()), "en", 7);
    }
    assertThat(seen).hasSize(ALL + ALL / 2).doesNotHaveDuplicates().contains("n0 1", "n0 2");
  }

  private static List<String> all() {
    var all = new ArrayList<String>();
    for (int i = 0; i < ALL; i++) all.add("n" + i);
    return all;
  }

  private static Asked asked(String order) {
    return Asked.of(Map.of("q", List.of("rescue vessels"), "order", List.of(order)));
  }

  /// @param meanwhile is done between two pages, given what was shown last
  private List<String> walk(String order, Consumer<String> meanwhile) {
    var seen = new ArrayList<String>();
    Found found = finder.find(asked(order), "en", 7);
    while (true) {
      seen.addAll(TestFinder.slugs(found));
      if (found.next().isEmpty() || seen.size() > 10 * ALL) break;
      if (seen.size() <= 2 * 7) meanwhile.accept(seen.getLast());
      found = finder.find(asked(order).after(found.next().get()), "en", 7);
    }
    return seen;
  }
}
