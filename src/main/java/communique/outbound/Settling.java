package communique.outbound;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps the fates of all sessions' mails: one thread takes what has gathered while it kept the
/// last ones, so that one durable write serves many sessions.
final class Settling implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Settling.class.getName());
  private static final int PAUSE_MILLIS = 200;
  private static final int PAUSE_MAX_MILLIS = 10_000;

  /// Nothing was before: what a session's first mail waits for.
  static final Group NOTHING = Group.kept();

  /// Fates that are kept together.
  static final class Group {
    private final List<Fate> fates = new ArrayList<>();
    private final CountDownLatch kept = new CountDownLatch(1);
    private volatile boolean givenUp;

    private static Group kept() {
      var group = new Group();
      group.kept.countDown();
      return group;
    }

    /// Whether all of them are durable.
    boolean isKept() {
      return kept.getCount() == 0 && !givenUp;
    }

    /// Returns when all of them are durable.
    ///
    /// @throws NotKept when it has been given up, at the end of the process
    void await() throws NotKept {
      boolean interrupted = false;
      while (true)
        try {
          kept.await();
          break;
        } catch (InterruptedException e) {
          // A session ends by what is said to it, never amid a mail.
          interrupted = true;
        }
      if (interrupted) Thread.currentThread().interrupt();
      if (givenUp) throw new NotKept();
    }
  }

  /// A fate could not be kept before the process ends. It will be asked for again after the start.
  static final class NotKept extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotKept() {
      super("the fate of the mail before could not be kept");
    }
  }

  private final Waiting waiting;
  private final Thread thread;
  private final Object lock = new Object();

  /// What gathers now; guarded by the lock.
  private Group gathering = new Group();

  private boolean ending;
  private final CountDownLatch givenUp = new CountDownLatch(1);
  private volatile boolean stuck;

  Settling(Waiting waiting) {
    this.waiting = waiting;
    thread = Thread.ofPlatform().name("mail-fates").daemon().start(this::run);
  }

  /// Has one fate kept, with what else has gathered. Call it once for each mail that was claimed.
  Group keep(Fate fate) {
    return keep(List.of(fate));
  }

  Group keep(List<Fate> fates) {
    synchronized (lock) {
      gathering.fates.addAll(fates);
      lock.notifyAll();
      return gathering;
    }
  }

  /// Whether fates cannot be kept at present, so that nothing is sent.
  boolean isStuck() {
    return stuck;
  }

  private void run() {
    while (true) {
      Group group;
      synchronized (lock) {
        while (gathering.fates.isEmpty() && !ending)
          try {
            lock.wait();
          } catch (InterruptedException e) {
            // Only its own close ends it, by the field.
          }
        group = gathering;
        if (group.fates.isEmpty()) return;
        gathering = new Group();
      }
      settle(group);
      group.kept.countDown();
    }
  }

  /// Tries until it is done: dropping a fate would double a mail, going on without it too.
  private void settle(Group group) {
    for (int pause = PAUSE_MILLIS; ; pause = Math.min(PAUSE_MAX_MILLIS, 2 * pause)) {
      try {
        waiting.settle(List.copyOf(group.fates));
        stuck = false;
        return;
      } catch (RuntimeException | Error e) {
        // Whatever it is: a thread that ended here would keep all of them from being sent.
        if (!stuck) LOG.log(Level.ERROR, "event=mail.fates.unkept mails=" + group.fates.size(), e);
        stuck = true;
      }
      if (isGivenUpAfter(pause)) {
        group.givenUp = true;
        return;
      }
    }
  }

  private boolean isGivenUpAfter(int millis) {
    while (true)
      try {
        return givenUp.await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        // Only its own close ends it, by the latch.
      }
  }

  /// Keeps what is left; for so long and no longer.
  void close(int graceMillis) {
    synchronized (lock) {
      ending = true;
      lock.notifyAll();
    }
    join(graceMillis);
    givenUp.countDown();
    join(PAUSE_MAX_MILLIS);
  }

  private void join(int millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    close(PAUSE_MAX_MILLIS);
  }
}
