package communique.alerts;

import communique.platform.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/// The processes that hand mails over, as one of them sees the others.
///
/// Each counts a number of its own up in the table node. One whose number another sees standing
/// still for long is gone, and what it had claimed becomes the other's. No two machines' clocks are
/// compared: that other measures with its own watch. A process that was away itself, as a machine
/// that slept, hands nothing over before it has counted again.
final class Nodes {
  private static final Duration BEAT = Duration.ofSeconds(30);

  /// Well before the others take what it had claimed, a process begins none of it any more.
  private static final Duration AWAY = Duration.ofMinutes(4);

  private static final Duration GONE = Duration.ofMinutes(10);
  private static final long FIRST = 1;

  private final Database database;
  private final String name;
  private final InstantSource clock;
  private final LongSupplier watch;

  /// When this one counted last, by the clock, which goes on while a machine sleeps, and by the
  /// watch, which nobody sets.
  private volatile Moment counted;

  /// The others' numbers, and when they were seen to change.
  private final Map<String, Seen> others = new HashMap<>();

  private volatile boolean begun;

  /// Rises when others found this process gone: what it had claimed before is theirs.
  private final AtomicInteger lease = new AtomicInteger();

  private record Moment(Instant clock, long nanos) {}

  private record Seen(long beat, long nanos) {}

  /// @param name as [Node] has it
  /// @param watch nanoseconds from any beginning
  Nodes(Database database, String name, InstantSource clock, LongSupplier watch) {
    this.database = database;
    this.name = name;
    this.clock = clock;
    this.watch = watch;
    this.counted = now();
  }

  /// This process.
  String name() {
    return name;
  }

  /// What stands for all that is claimed from now on, until others find this process gone.
  int lease() {
    return lease.get();
  }

  /// Whether this process has counted lately, so that no other finds it gone.
  boolean isThere() {
    return begun && !isPast(AWAY);
  }

  /// Whether what was claimed under a lease is still this process's.
  boolean holds(int claimed) {
    return claimed == lease.get() && isThere();
  }

  private boolean isPast(Duration time) {
    Moment last = counted;
    Moment now = now();
    return now.nanos() - last.nanos() >= time.toNanos()
        || Duration.between(last.clock(), now.clock()).abs().compareTo(time) >= 0;
  }

  private Moment now() {
    return new Moment(clock.instant(), watch.getAsLong());
  }

  /// Counts, if it is time to, and takes what those who are gone had claimed.
  ///
  /// @return whether there was any of that
  boolean beat() {
    if (begun && !isPast(BEAT)) return false;
    Moment now = now();
    Set<String> gone =
        database.inTransaction(tx -> {
          // Before it counts as being there again.
          if (count(tx) == FIRST) lease.incrementAndGet();
          return gone(tx, now.nanos());
        });
    counted = now;
    begun = true;
    if (gone.isEmpty()) return false;
    Map<String, Integer> taken = database.inTransaction(tx -> take(tx, gone));
    others.keySet().removeAll(taken.keySet());
    return taken.values().stream().anyMatch(mails -> mails > 0);
  }

  /// @return the number; [#FIRST] where there was none, or others took it away
  private long count(Handle tx) {
    return tx.createQuery(
            """
            insert into node (name, beat) values (:name, 1)
            on conflict (name) do update set beat = node.beat + 1 returning beat
            """)
        .bind("name", name)
        .mapTo(Long.class)
        .one();
  }

  private Set<String> gone(Handle tx, long nanos) {
    var beats = new HashMap<String, Long>();
    // Also of one that never counted, as it ended before.
    for (String claimer : Deliveries.claimers(tx)) beats.put(claimer, 0L);
    tx.createQuery("select name, beat from node")
        .map((row, context) -> beats.put(row.getString(1), row.getLong(2)))
        .list();
    beats.remove(name);
    others.keySet().retainAll(beats.keySet());
    var gone = new HashSet<String>();
    beats.forEach((other, beat) -> {
      Seen seen = others.get(other);
      if (seen == null || seen.beat() != beat) others.put(other, new Seen(beat, nanos));
      else if (nanos - seen.nanos() >= GONE.toNanos()) gone.add(other);
    });
    return gone;
  }

  /// @return how much was taken from each who is gone indeed
  private Map<String, Integer> take(Handle tx, Set<String> gone) {
    // Nobody claims meanwhile, nor does one that comes back.
    Mailings.holdClaims(tx);
    var taken = new HashMap<String, Integer>();
    for (String other : gone) {
      // One that has counted meanwhile is there after all.
      Seen seen = others.get(other);
      if (seen == null || !isGone(tx, other, seen.beat())) continue;
      taken.put(other, Deliveries.take(tx, other, name));
    }
    return taken;
  }

  private static boolean isGone(Handle tx, String other, long beat) {
    int ended =
        tx.createUpdate("delete from node where name = :name and beat = :beat")
            .bind("name", other)
            .bind("beat", beat)
            .execute();
    if (ended > 0) return true;
    // It never counted, and does not now.
    return beat == 0
        && tx.createQuery("select count(*) from node where name = :name")
                .bind("name", other)
                .mapTo(Long.class)
                .one()
            == 0;
  }
}
