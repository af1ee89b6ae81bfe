package communique.record;

import static communique.record.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.platform.Commits.BrokenCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

@EachDatabase
class ReadingTest {
  @Test
  void a_crash_before_the_cursor_moves_loses_nothing_and_repeats_nothing(TestNewsroom newsroom) {
    newsroom.publish("first").publish("second");
    var reader = newsroom.tallyReader();
    newsroom.breakNextCommit();

    assertThatThrownBy(() -> newsroom.step(reader)).isInstanceOf(BrokenCommit.class);
    assertThat(reader.tally()).isEmpty();
    assertThat(reader.committed()).isEmpty();
    newsroom.readAll(reader);
    assertThat(reader.tally()).containsExactly(1L, 2L);
    assertThat(reader.committed()).containsExactly(1L, 2L);
  }

  @Test
  void a_crash_after_the_cursor_moved_loses_nothing_and_repeats_nothing(TestNewsroom newsroom) {
    newsroom.publish("first").publish("second");
    var reader = newsroom.tallyReader();
    newsroom.breakAfterNextCommit();

    assertThatThrownBy(() -> newsroom.step(reader)).isInstanceOf(BrokenCommit.class);
    assertThat(reader.tally()).containsExactly(1L, 2L);
    newsroom.readAll(reader);
    assertThat(reader.tally()).containsExactly(1L, 2L);
    // The answer of the commit was lost; pages in memory must be dropped all the same.
    assertThat(reader.committed()).containsExactly(1L, 2L);
  }

  @Test
  void a_crash_at_any_of_many_steps_loses_nothing_and_repeats_nothing(TestNewsroom newsroom) {
    for (int i = 1; i <= 6; i++) newsroom.publish("visit-" + i);
    var reader = newsroom.tallyReader();
    for (int i = 0; i < 6; i++) {
      if (i % 2 == 0) newsroom.breakNextCommit();
      else newsroom.breakAfterNextCommit();
      assertThatThrownBy(() -> newsroom.step(reader, 1)).isInstanceOf(BrokenCommit.class);
      newsroom.step(reader, 1);
    }
    newsroom.readAll(reader);

    assertThat(reader.tally()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(reader.committed()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void a_change_that_fails_half_way_leaves_nothing_behind(TestNewsroom newsroom) {
    newsroom.publish("first").publish("second").publish("third");
    var reader = newsroom.tallyReader();
    reader.harden(3);

    assertThatThrownBy(() -> newsroom.step(reader)).hasRootCauseMessage("change 3 is hard to read");
    assertThat(reader.tally()).isEmpty();
    reader.soften(3);
    newsroom.readAll(reader);
    assertThat(reader.tally()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_reader_that_fails_when_told_of_a_commit_is_told_again(TestNewsroom newsroom) {
    newsroom.publish("first");
    var told = new ArrayList<Long>();
    var reader =
        new Reader() {
          @Override
          public String name() {
            return "forgetful";
          }

          @Override
          public void read(Handle tx, Change change) {}

          @Override
          public void committed(List<Change> changes) {
            for (Change change : changes) told.add(change.n());
            if (told.size() == 1) throw new IllegalStateException("interrupted");
          }
        };

    assertThatThrownBy(() -> newsroom.step(reader)).hasMessage("interrupted");
    newsroom.readAll(reader);
    assertThat(told).containsExactly(1L, 1L);
  }

  @Test
  void two_processes_with_one_reader_read_every_change_once_and_are_both_told_of_all(
      TestNewsroom newsroom) throws Exception {
    try (var other = newsroom.beside();
        var threads = Executors.newFixedThreadPool(2)) {
      var here = newsroom.tallyReader();
      var there = other.tallyReader();
      newsroom.readAll(here);
      other.readAll(there);
      for (int i = 1; i <= 40; i++) newsroom.publish("visit-" + i);

      List<Callable<Void>> both =
          List.of(
              () -> {
                while (newsroom.step(here, 3)) Thread.onSpinWait();
                return null;
              },
              () -> {
                while (other.step(there, 3)) Thread.onSpinWait();
                return null;
              });
      for (Future<Void> one : threads.invokeAll(both)) one.get();

      assertThat(here.tally()).containsExactlyElementsOf(upTo(40));
      assertThat(here.committed()).containsExactlyElementsOf(upTo(40));
      assertThat(there.committed()).containsExactlyElementsOf(upTo(40));
    }
  }

  @Test
  void a_stuck_reader_is_shown_with_its_change_and_others_go_on(TestNewsroom newsroom)
      throws Exception {
    var stuck = newsroom.tallyReader("stuck");
    var free = newsroom.tallyReader("free");
    stuck.harden(3);
    for (int i = 1; i <= 5; i++) newsroom.publish("visit-" + i);

    try (var reading = reading(newsroom, stuck, free)) {
      reading.start();
      eventually(() -> {
        var standing = Objects.requireNonNull(reading.standing().get("stuck"));
        assertThat(standing.stuckAt()).isEqualTo(3);
        assertThat(standing.position()).isEqualTo(2);
        assertThat(standing.tries()).isGreaterThanOrEqualTo(2);
        assertThat(standing.why()).isEqualTo("IllegalStateException: change 3 is hard to read");
        assertThat(reading.standing().get("free")).isEqualTo(new Reading.Standing(5, 0, 0, ""));
      });
      assertThat(stuck.tally()).containsExactly(1L, 2L);
      assertThat(free.tally()).containsExactly(1L, 2L, 3L, 4L, 5L);

      stuck.soften(3);
      eventually(() ->
          assertThat(reading.standing().get("stuck")).isEqualTo(new Reading.Standing(5, 0, 0, "")));
      assertThat(stuck.tally()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void a_reader_that_is_set_back_reads_and_is_told_everything_anew(TestNewsroom newsroom) {
    newsroom.publish("first").publish("second");
    var reader = newsroom.tallyReader();
    newsroom.readAll(reader);

    newsroom
        .database()
        .inTransaction(tx -> {
          Reading.restart(tx, reader.name());
          return tx.execute("delete from " + reader.name());
        });
    newsroom.readAll(reader);

    assertThat(reader.tally()).containsExactly(1L, 2L);
    assertThat(reader.committed()).containsExactly(1L, 2L, 1L, 2L);
  }

  @Test
  void a_new_reader_begins_with_the_first_change(TestNewsroom newsroom) {
    newsroom.publish("first").publish("second");
    newsroom.readAll(newsroom.tallyReader("old"));
    newsroom.publish("third");
    var young = newsroom.tallyReader("young");
    newsroom.readAll(young);

    assertThat(young.tally()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void what_another_process_writes_is_noticed_without_a_bell(TestNewsroom newsroom)
      throws Exception {
    var reader = newsroom.tallyReader();
    try (var other = newsroom.beside();
        var reading = reading(newsroom, reader)) {
      reading.start();
      var millis = new ArrayList<Long>();
      for (long n = 1; n <= 5; n++) {
        other.publish("visit-" + n);
        long written = System.nanoTime();
        long last = n;
        eventually(() -> assertThat(reader.committed()).contains(last));
        millis.add((System.nanoTime() - written) / 1_000_000);
      }
      // A tenth of a second is promised; a busy machine is given time.
      assertThat(millis).allSatisfy(one -> assertThat(one).isLessThan(2_000));
      assertThat(reader.tally()).containsExactlyElementsOf(upTo(5));
      assertThat(reading.head()).isEqualTo(5);
    }
  }

  @Test
  void what_this_process_writes_wakes_the_readers(TestNewsroom newsroom) throws Exception {
    var reader = newsroom.tallyReader();
    try (var reading = reading(newsroom, reader)) {
      reading.start();
      newsroom.publish("first").publish("second");
      eventually(() -> assertThat(reader.committed()).containsExactly(1L, 2L));
    }
  }

  @Test
  void a_database_that_fails_for_a_while_stops_readers_only_so_long(TestNewsroom newsroom)
      throws Exception {
    var reader = newsroom.tallyReader();
    newsroom.publish("first");
    newsroom.breakNextCommit();
    try (var reading = reading(newsroom, reader)) {
      reading.start();
      eventually(() -> assertThat(reader.tally()).containsExactly(1L));
      eventually(() ->
          assertThat(reading.standing().get("tally")).isEqualTo(new Reading.Standing(1, 0, 0, "")));
    }
  }

  private static Reading reading(TestNewsroom newsroom, Reader... readers) {
    return new Reading(
        newsroom.database(), newsroom.bell(), List.of(readers), new SplittableRandom(1));
  }

  private static List<Long> upTo(long n) {
    return LongStream.rangeClosed(1, n).boxed().toList();
  }
}
