package communique.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import communique.platform.Commits.BrokenCommit;
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
    newsroom.readAll(reader);
    assertThat(reader.tally()).containsExactly(1L, 2L);
  }

  @Test
  void a_crash_after_the_cursor_moved_loses_nothing_and_repeats_nothing(TestNewsroom newsroom) {
    newsroom.publish("first").publish("second");
    var reader = newsroom.tallyReader();
    newsroom.breakAfterNextCommit();

    assertThatThrownBy(() -> newsroom.step(reader)).isInstanceOf(BrokenCommit.class);
    newsroom.readAll(reader);
    assertThat(reader.tally()).containsExactly(1L, 2L);
  }
}
