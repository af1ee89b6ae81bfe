package communique.alerts;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Does something on a thread of its own, again and again, until it is closed.
final class Rounds implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration every;
  private final BooleanSupplier round;
  private final Thread thread;

  /// Begins with the first round.
  ///
  /// @param every how long it waits behind a round
  /// @param round says whether there is more to do, so that the next one follows at once; throws
  ///   nothing
  Rounds(String name, Duration every, BooleanSupplier round) {
    this.every = every;
    this.round = round;
    this.thread = Thread.ofVirtual().name(name).start(this::go);
  }

  private void go() {
    try {
      while (closed.getCount() > 0)
        if (!round.getAsBoolean() && closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) return;
    } catch (InterruptedException e) {
      // It was closed.
    }
  }

  /// Begins no other round, and interrupts the one that is under way.
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
