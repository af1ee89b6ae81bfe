package communique.record;

import communique.platform.Database;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final long NAP_MILLIS = 100;
  private static final long PAUSE_MIN_MILLIS = 50;
  private static final long PAUSE_MAX_MILLIS = 30_000;

  private final Database database;
  private final Bell bell;
  private final List<Reader> readers;
  private final RandomGenerator chance;
  private final Map<String, Standing> standing = new ConcurrentHashMap<>();

  /// The newest change that each reader was told of as committed, in this process.
  private final Map<String, Long> told = new ConcurrentHashMap<>();

  private final List<Thread> threads = new ArrayList<>();
  private final Set<Thread> apart = new HashSet<>();
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
    // Before anything is made from what the readers wrote: from here on they are told of all of it.
    for (Reader reader : readers)
      if (!(reader instanceof Apart))
        told.put(reader.name(), database.glance(tx -> look(tx, reader.name())).position());
    threads.add(Thread.ofVirtual().name("log-look").start(this::look));
    for (Reader reader : readers) if (!(reader instanceof Apart)) follower(reader);
  }

  /// Starts those that keep their place themselves. They may take a while to find it, so this comes
  /// when the newsroom answers.
  public void startApart() {
    for (Reader reader : readers) if (reader instanceof Apart) follower(reader);
  }

  private void follower(Reader reader) {
    Thread thread =
        Thread.ofVirtual().name("reader-" + reader.name()).unstarted(() -> follow(reader));
    threads.add(thread);
    if (reader instanceof Apart) apart.add(thread);
    thread.start();
  }

  /// Where each reader stands, by its name.
  public Map<String, Standing> standing() {
    return new TreeMap<>(standing);
  }

  /// The newest change that this process knows of.
  public long head() {
    return head;
  }

  /// Takes one step: reads the next changes and moves the cursor, in one transaction; then tells
  /// the reader that they are committed. Where the cursor was moved without this process hearing of
  /// it (by another one, or by a commit whose answer was lost), it is told first of what it missed:
  /// it may hold pages in memory that were made before.
  ///
  /// @return whether there was anything to do
  boolean step(Reader reader, int batch) {
    if (reader instanceof Apart apart) return stepApart(apart, batch);
    // Most steps find nothing to do, and a look takes no lock.
    Look look = database.glance(tx -> look(tx, reader.name()));
    // What a cursor that was set back reads anew is also told anew.
    long heard = told.merge(reader.name(), look.position(), Math::min);
    if (heard < look.position()) {
      int missed = (int) Math.min(batch, look.position() - heard);
      tell(reader, database.glance(tx -> Log.after(tx, heard, missed)));
      return true;
    }
    if (look.head() <= look.position()) {
      settle(reader, look.position());
      return false;
    }
    reader.prepare();
    List<Change> read = database.inTransaction(tx -> read(tx, reader, batch));
    if (!read.isEmpty() && read.getFirst().n() == heard + 1) tell(reader, read);
    return true;
  }

  private boolean stepApart(Apart reader, int batch) {
    long place = reader.place();
    settle(reader, place);
    if (database.glance(Log::head) <= place) return reader.rest();
    List<Change> read =
        database.reading(tx -> {
          List<Change> changes = Log.after(tx, place, batch);
          if (!changes.isEmpty()) reading(tx, reader, changes);
          return changes;
        });
    if (!read.isEmpty()) reader.committed(read);
    settle(reader, reader.place());
    return true;
  }

  private static List<Change> read(Handle tx, Reader reader, int batch) {
    long from = hold(tx, reader.name());
    List<Change> changes = Log.after(tx, from, batch);
    if (changes.isEmpty()) return changes;
    reading(tx, reader, changes);
    move(tx, reader.name(), changes.getLast().n());
    return changes;
  }

  private static void reading(Handle tx, Reader reader, List<Change> changes) {
    try {
      reader.read(tx, changes);
    } catch (RuntimeException e) {
      // Which of several it was is known when they have been tried one by one.
      throw new Stuck(changes.getFirst().n(), changes.getLast().n(), e);
    }
  }

  private void tell(Reader reader, List<Change> changes) {
    long last = changes.getLast().n();
    reader.committed(changes);
    told.put(reader.name(), last);
    settle(reader, last);
  }

  /// Sets a reader back to the beginning: it reads everything anew.
  public static void restart(Handle tx, String name) {
    tx.createUpdate("delete from reader where name = :name").bind("name", name).execute();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    // Not those that read apart: an interrupt closes the files that they write.
    for (Thread thread : threads) if (!apart.contains(thread)) thread.interrupt();
    for (Thread thread : threads) thread.join(Duration.ofSeconds(10));
  }

  private void follow(Reader reader) {
    long pause = PAUSE_MIN_MILLIS;
    long hard = 0;
    boolean prepared = false;
    while (!closed) {
      try {
        if (!prepared) reader.prepare();
        prepared = true;
        // One by one where several could not be handled, so that all before the hard one are read.
        while (!closed && step(reader, at(reader).position() < hard ? 1 : BATCH))
          pause = PAUSE_MIN_MILLIS;
        bell.await(at(reader).position(), LOOK_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (closed) return;
        // What it made before may be lost with this, so where it stands is looked at anew.
        if (reader instanceof Apart apart) settled(apart);
        if (e instanceof Stuck stuck && stuck.n < stuck.last) {
          hard = stuck.last;
          continue;
        }
        report(reader, e);
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

  private void settled(Apart reader) {
    try {
      Standing before = at(reader);
      standing.put(
          reader.name(),
          new Standing(reader.place(), before.stuckAt(), before.tries(), before.why()));
    } catch (RuntimeException e) {
      // It says the same when it is asked to read.
      LOG.log(Level.DEBUG, "event=reader.place.failed", e);
    }
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

  /// In short stretches, as not every thread is woken when this closes.
  private boolean sleep(long millis) {
    try {
      for (long left = millis; left > 0 && !closed; left -= NAP_MILLIS)
        Thread.sleep(Math.min(left, NAP_MILLIS));
      return !closed;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static Look look(Handle tx, String name) {
    return tx.createQuery(
            """
            select n, coalesce((select position from reader where name = :name), 0)
            from log_head
            """)
        .bind("name", name)
        .map((row, context) -> new Look(row.getLong(1), row.getLong(2)))
        .one();
  }

  /// Takes the cursor for this transaction and says where it stands. A second process that reads
  /// under the same name waits here, then goes on from where the first one came to.
  private static long hold(Handle tx, String name) {
    tx.createUpdate(
            "insert into reader (name, position) values (:name, 0) on conflict (name) do nothing")
        .bind("name", name)
        .execute();
    return tx.createQuery(
            "update reader set position = position where name = :name returning position")
        .bind("name", name)
        .mapTo(Long.class)
        .one();
  }

  private static void move(Handle tx, String name, long to) {
    tx.createUpdate("update reader set position = :to where name = :name")
        .bind("name", name)
        .bind("to", to)
        .execute();
  }

  /// The head of the log, and how far a reader's cursor has come.
  private record Look(long head, long position) {}

  /// A reader could not handle the changes from `n` to `last`.
  private static final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final long n;
    private final long last;

    Stuck(long n, long last, RuntimeException cause) {
      super(cause);
      this.n = n;
      this.last = last;
    }
  }
}
