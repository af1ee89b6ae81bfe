package communique.platform;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Rings in this process when there is work, so that it need not wait for the next look. What
/// another process makes is found by looking.
@Singleton
public final class Doorbell {
  private final Semaphore rung = new Semaphore(0);

  /// Says that there is work.
  public void ring() {
    rung.release();
  }

  /// Waits for a ring; at once where there was one since the last.
  ///
  /// @return whether nobody interrupted
  public boolean await(Duration most) {
    try {
      if (rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) rung.drainPermits();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
