package communique.record;

import communique.platform.Database;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Brings every reader of the log forward, each on a thread of its own, each at its own pace.
///
/// A cursor is stored with the work: whatever instant a process dies at, a change was either read
/// and counted or neither. The log is looked at when the [Bell] rings, and every [#LOOK_MILLIS] for
/// what another process wrote. A change that a reader cannot handle is tried again with growing
/// pauses and shown by [#standing()]; the other readers go on.
public final class Reading implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Reading.class.getName());
  private static final int BATCH = 256;
  private static final long LOOK_MILLIS = 40;
  private static final long PAUSE_MIN_MILLIS = 50;
  private static final long PAUSE_MAX_MILLIS = 30_000;

  private final Database database;
  private final Bell bell;
  private final List<Reader> readers;
  private final RandomGenerator chance;
  private final Map<String, Standing> standing = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;
  private volatile long head;

  public Reading(
      Database database, Bell bell, List<? extends Reader> readers, RandomGenerator chance) {
    this.database = database;
    this.bell = bell;
    this.readers = List.copyOf(readers);
    this.chance = chance;
    for (Reader reader : readers) standing.put(reader.name(), new Standing(0, 0, 0, ""));
  }

  /// Where a reader stands.
  ///
  /// @param position the newest change that it has read
  /// @param stuckAt the change that it cannot handle; 0 when all is well
  /// @param tries how often it has tried that change
  /// @param why the failure in a line; empty when all is well
  public record Standing(long position, long stuckAt, int tries, String why) {}

  /// Starts the readers.
  public void start() {
    threads.add(Thread.ofVirtual().name("log-look").start(this::look));
    for (Reader reader : readers)
      threads.add(Thread.ofVirtual().name("reader-" + reader.name()).start(() -> follow(reader)));
  }

  /// Where each reader stands, by its name.
  public Map<String, Standing> standing() {
    return new TreeMap<>(standing);
  }

  /// The newest change that this process knows of.
  public long head() {
    return head;
  }

  /// Takes one step: reads the next changes and moves the cursor, in one transaction.
  ///
  /// @return whether there was anything to read
  boolean step(Reader reader, int batch) {
    // A look costs no write lock; a cursor that is not known yet is read below.
    Standing known = at(reader);
    if (known.position() > 0
        && known.stuckAt() == 0
        && database.glance(Log::head) <= known.position()) return false;
    List<Change> read =
        database.inTransaction(tx -> {
          long from = position(tx, reader.name());
          List<Change> changes = Log.after(tx, from, batch);
          if (changes.isEmpty()) {
            settle(reader, from);
            return changes;
          }
          try {
            reader.read(tx, changes);
          } catch (RuntimeException e) {
            // Which of several it was is known when they have been tried one by one.
            throw new Stuck(changes.getFirst().n(), e);
          }
          move(tx, reader.name(), from, changes.getLast().n());
          return changes;
        });
    if (read.isEmpty()) return false;
    reader.committed(read);
    settle(reader, read.getLast().n());
    return true;
  }

  /// Sets a reader back to the beginning: it reads everything anew.
  public static void restart(Handle tx, String name) {
    tx.createUpdate("delete from reader where name = :name").bind("name", name).execute();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    for (Thread thread : threads) thread.interrupt();
    for (Thread thread : threads) thread.join(Duration.ofSeconds(10));
  }

  private void follow(Reader reader) {
    long pause = PAUSE_MIN_MILLIS;
    int batch = BATCH;
    while (!closed) {
      try {
        while (!closed && step(reader, batch)) {
          pause = PAUSE_MIN_MILLIS;
          batch = BATCH;
        }
        bell.await(at(reader).position(), LOOK_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (closed) return;
        report(reader, e);
        // One by one, so that all before the change that cannot be handled is read.
        batch = 1;
        if (!sleep(pause + chance.nextLong(pause / 2 + 1))) return;
        pause = Math.min(pause * 2, PAUSE_MAX_MILLIS);
      }
    }
  }

  /// Notices what other processes wrote, for all readers at once.
  private void look() {
    while (!closed) {
      try {
        head = database.glance(Log::head);
        bell.ring(head);
      } catch (RuntimeException e) {
        // The readers meet the same failure and report it, with their names.
        LOG.log(Level.DEBUG, "event=log.look.failed", e);
      }
      if (!sleep(LOOK_MILLIS)) return;
    }
  }

  private Standing at(Reader reader) {
    return standing.getOrDefault(reader.name(), new Standing(0, 0, 0, ""));
  }

  private void settle(Reader reader, long position) {
    standing.put(reader.name(), new Standing(position, 0, 0, ""));
  }

  private void report(Reader reader, RuntimeException e) {
    Standing before = at(reader);
    long n = e instanceof Stuck stuck ? stuck.n : before.position() + 1;
    Throwable cause = e instanceof Stuck && e.getCause() != null ? e.getCause() : e;
    int tries = before.stuckAt() == n ? before.tries() + 1 : 1;
    String why = cause.getClass().getSimpleName() + ": " + firstLine(cause.getMessage());
    standing.put(reader.name(), new Standing(before.position(), n, tries, why));
    if (Integer.bitCount(tries) == 1)
      LOG.log(
          Level.WARNING,
          "event=reader.stuck reader=" + reader.name() + " change=" + n + " tries=" + tries,
          cause);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  private static boolean sleep(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static long position(Handle tx, String name) {
    tx.createUpdate(
            "insert into reader (name, position) values (:name, 0) on conflict (name) do nothing")
        .bind("name", name)
        .execute();
    return tx.createQuery("select position from reader where name = :name")
        .bind("name", name)
        .mapTo(Long.class)
        .one();
  }

  private static void move(Handle tx, String name, long from, long to) {
    // Two processes may read the same changes. One moves the cursor; the other's work rolls back.
    int moved =
        tx.createUpdate("update reader set position = :to where name = :name and position = :from")
            .bind("name", name)
            .bind("from", from)
            .bind("to", to)
            .execute();
    if (moved == 0) throw new Overtaken(name);
  }

  /// A change that a reader could not handle.
  private static final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final long n;

    Stuck(long n, RuntimeException cause) {
      super(cause);
      this.n = n;
    }
  }

  /// Another process moved the cursor first.
  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Overtaken(String name) {
      super("another process moved the cursor of " + name);
    }
  }
}
