package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A clock that was ahead and is set right keeps nothing waiting for as long as it was wrong.
class SetBackTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final TestClock clock = new TestClock();
  private final Retry retry = new Retry(clock, new Random(5));

  @Test
  void a_server_that_is_left_alone_is_tried_again() {
    var circuit = new Circuit(retry, Duration.ofSeconds(5), Duration.ofMinutes(5));
    for (int i = 0; i < 5; i++) circuit.failed("421 not now");
    assertThat(circuit.isResting()).isTrue();
    clock.pass(DAY.negated());
    assertThat(circuit.isResting()).isFalse();
    assertThat(circuit.unwell()).isPresent();
    // The mail that tries it fails: it rests again, for as long as ever.
    circuit.failed("421 not now");
    assertThat(circuit.isResting()).isTrue();
    clock.pass(Duration.ofSeconds(13));
    assertThat(circuit.isResting()).isFalse();
  }

  @Test
  void a_domain_that_is_spared_is_written_to_again() {
    var domains = new Domains(retry);
    for (int i = 0; i < 5; i++) domains.busy("example.net");
    assertThat(domains.sparedUntil("example.net")).isPresent();
    clock.pass(DAY.negated());
    assertThat(domains.sparedUntil("example.net")).isEmpty();
    assertThat(domains.busy("example.net"))
        .hasValueSatisfying(
            until -> assertThat(until).isBefore(clock.instant().plus(Duration.ofMinutes(7))));
    assertThat(domains.sparedUntil("example.net")).isPresent();
  }

  @Test
  void what_a_full_lane_gives_back_comes_again_soon() {
    var lanes = new Lanes(10, 1);
    for (int i = 0; i < 20; i++) lanes.add(WaitingMails.mail(i, "a@example.net"), clock.instant());
    clock.pass(DAY.negated());
    Instant again =
        lanes.add(WaitingMails.mail(20, "a@example.net"), clock.instant()).orElseThrow();
    assertThat(again).isEqualTo(clock.instant().plusSeconds(10));
  }
}
