package communique.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsoleTest {
  @Test
  void a_place_is_named_as_a_file_writes_it() {
    assertThat(Console.written("changeNote")).isEqualTo("change-note");
    assertThat(Console.written("organisations")).isEqualTo("organisations");
    assertThat(Console.written("")).isEmpty();
  }
}
