package communique.record;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@EachDatabase
class ConcurrencyTest {
  private static final int THREADS = 8;
  private static final int EACH = Rounds.count(6, 60);

  @Test
  void changes_of_many_publishers_have_no_gaps_and_become_visible_in_order(TestNewsroom newsroom)
      throws Exception {
    try (var other = newsroom.beside()) {
      var done = new AtomicBoolean();
      var polls = new ArrayList<List<Long>>();
      Thread poller =
          Thread.ofPlatform()
              .start(() -> {
                long seen = 0;
                while (!done.get()) {
                  long from = seen;
                  List<Long> numbers =
                      newsroom.read(tx -> Log.after(tx, from, 1_000)).stream()
                          .map(Change::n)
                          .toList();
                  polls.add(numbers);
                  if (!numbers.isEmpty()) seen = numbers.getLast();
                }
              });
      var publishers = new ArrayList<Callable<List<Long>>>();
      for (int t = 0; t < THREADS; t++) {
        // Half of them in another process on the same store.
        TestNewsroom where = t % 2 == 0 ? newsroom : other;
        String slug = "visit-" + t + "-";
        publishers.add(() -> {
          var numbers = new ArrayList<Long>();
          for (int i = 0; i < EACH; i++)
            numbers.add(where.execute(Sheet.of(slug + i).publish()).change());
          return numbers;
        });
      }
      List<Long> acknowledged = together(publishers);
      done.set(true);
      poller.join();

      int all = THREADS * EACH;
      List<Long> expected = LongStream.rangeClosed(1, all).boxed().toList();
      assertThat(acknowledged).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(newsroom.log()).extracting(Change::n).containsExactlyElementsOf(expected);
      // A poller that goes on from the last number that it saw has missed none.
      List<Long> seen = polls.stream().flatMap(List::stream).toList();
      assertThat(seen)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, seen.size()).boxed().toList());
    }
  }

  @Test
  void of_many_who_publish_one_new_announcement_at_once_one_makes_it(TestNewsroom newsroom)
      throws Exception {
    try (var other = newsroom.beside()) {
      var publishers = new ArrayList<Callable<List<Long>>>();
      for (int t = 0; t < THREADS; t++) {
        TestNewsroom where = t % 2 == 0 ? newsroom : other;
        Publish publish = Sheet.of("visit").saying("word " + t).publish();
        publishers.add(() -> {
          var made = new ArrayList<Long>();
          switch (where.record().execute(Act.now("user"), publish)) {
            case Outcome.Done<Receipt> done -> made.add(done.value().change());
            case Outcome.Refused<Receipt> refused ->
                assertThat(refused.refusals())
                    .extracting(one -> one.place() + ": " + one.key())
                    .containsExactly("changeNote: change-note.missing");
          }
          return made;
        });
      }

      assertThat(together(publishers)).containsExactly(1L);
      assertThat(newsroom.log()).hasSize(1);
    }
  }

  @Test
  void of_many_who_publish_the_same_at_once_one_makes_it_and_all_are_answered(TestNewsroom newsroom)
      throws Exception {
    var publishers = new ArrayList<Callable<List<Long>>>();
    for (int t = 0; t < THREADS; t++)
      publishers.add(() -> List.of(newsroom.execute(Sheet.of("visit").publish()).change()));

    assertThat(together(publishers)).hasSize(THREADS).containsOnly(1L);
    assertThat(newsroom.log()).hasSize(1);
  }

  @Test
  void editions_of_one_page_are_numbered_without_gaps_by_many_publishers(TestNewsroom newsroom)
      throws Exception {
    newsroom.publish("visit");
    var publishers = new ArrayList<Callable<List<Long>>>();
    for (int t = 0; t < THREADS; t++) {
      String word = "word " + t;
      publishers.add(() ->
          List.of(
              (long)
                  newsroom
                      .execute(Sheet.of("visit").saying(word).note("Note.").publish())
                      .edition()));
    }

    assertThat(together(publishers))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(2, THREADS + 1).boxed().toList());
    assertThat(newsroom.announcement("visit").editions(TestNewsroom.locale("en")))
        .extracting(Edition::number)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void a_snapshot_does_not_see_what_is_published_after_it_began(TestNewsroom newsroom)
      throws Exception {
    newsroom.publish("first");
    try (var threads = Executors.newSingleThreadExecutor()) {
      newsroom.read(tx -> {
        assertThat(Log.head(tx)).isEqualTo(1);
        try {
          threads.submit(() -> newsroom.publish("second")).get();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
        assertThat(Log.head(tx)).isEqualTo(1);
        assertThat(Log.after(tx, 0, 10)).hasSize(1);
        return tx;
      });
    }
    assertThat(newsroom.<Long>read(Log::head)).isEqualTo(2);
  }

  private static List<Long> together(List<Callable<List<Long>>> all) throws Exception {
    var results = Collections.synchronizedList(new ArrayList<Long>());
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<List<Long>> one : threads.invokeAll(all)) results.addAll(one.get());
    }
    return List.copyOf(results);
  }
}
