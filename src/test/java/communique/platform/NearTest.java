package communique.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearTest {
  private static final List<String> NAMES = List.of("title", "summary", "kind", "change-note");

  @Test
  void a_slip_of_the_pen_is_told_from_another_word() {
    assertThat(Near.of("sumary", NAMES)).contains("summary");
    assertThat(Near.of("tilte", NAMES)).contains("title");
    assertThat(Near.of("changenote", NAMES)).contains("change-note");
    assertThat(Near.of("kin", NAMES)).contains("kind");
    assertThat(Near.of("author", NAMES)).isEmpty();
    assertThat(Near.of("k", NAMES)).isEmpty();
    assertThat(Near.of("", NAMES)).isEmpty();
    assertThat(Near.of("x".repeat(100_000), NAMES)).isEmpty();
  }
}
