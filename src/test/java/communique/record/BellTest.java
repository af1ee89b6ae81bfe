package communique.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BellTest {
  private final Bell bell = new Bell();

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void whoever_waits_is_woken_by_a_ring() throws InterruptedException {
    var waiting = Thread.ofVirtual().start(() -> await(3, 60_000));
    bell.ring(3);
    waiting.join(50);
    assertThat(waiting.isAlive()).isTrue();
    bell.ring(4);
    waiting.join();
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void a_ring_that_came_before_the_waiting_is_heard() {
    bell.ring(7);
    await(6, 60_000);
  }

  @Test
  void a_bell_that_nobody_rings_costs_only_the_time_to_the_next_look() {
    long start = System.nanoTime();
    await(0, 20);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
  }

  private void await(long n, long millis) {
    try {
      bell.await(n, millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
