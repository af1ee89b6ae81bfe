package communique.record;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Rings in this process when the log has grown. It carries only the number of the newest change; a
/// ring that is lost costs a reader no more than the time to its next look.
public final class Bell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private long head;

  /// Says that change `n` is there.
  public void ring(long n) {
    lock.lock();
    try {
      if (n > head) {
        head = n;
        rung.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until a change after `n` was rung, `millis` at most.
  void await(long n, long millis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      while (head <= n && nanos > 0) nanos = rung.awaitNanos(nanos);
    } finally {
      lock.unlock();
    }
  }
}
