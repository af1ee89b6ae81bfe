package communique.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServingIT {
  @ParameterizedTest
  @EnumSource
  void an_empty_newsroom_starts_answers_ends_when_asked_and_starts_again(Backing backing) {
    try (var newsroom = RunningNewsroom.on(backing, Map.of())) {
      assertThat(newsroom.get("/").status()).isEqualTo(200);
      assertThat(newsroom.management("/q/health/live").status()).isEqualTo(200);

      assertThat(newsroom.stop()).isIn(0, 143);
      newsroom.start("serve");
      assertThat(newsroom.get("/").status()).isEqualTo(200);

      newsroom.kill();
      newsroom.start("serve");
      assertThat(newsroom.get("/").status()).isEqualTo(200);
    }
  }
}
