package communique.record;

import java.time.Duration;

/// Waits for what other threads bring about.
final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Eventually() {}

  /// Tries `assertion` until it holds, for as long as a busy machine may need.
  static void eventually(Runnable assertion) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > end) throw e;
        Thread.sleep(5);
      }
    }
  }
}
