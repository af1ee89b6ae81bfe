package communique.alerts;

import communique.alerts.Mailings.Mailing;
import communique.platform.Database;
import communique.record.Log;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Forgets what is not needed any more, a little at a time: what nobody confirmed; what became of
/// each mail of long ago, of which counts stay; and the addresses of those who are written to no
/// more.
final class Forgetting {
  private static final Duration UNCONFIRMED = Duration.ofDays(8);

  /// So long after mails came back, or the last alert was left, an address is kept.
  private static final Duration ADDRESSES = Duration.ofDays(28);

  private static final Duration LOOK = Duration.ofMinutes(10);

  /// Subscribers that are looked at in one look, and deliveries that are folded in one transaction.
  private static final int MANY = 50_000;

  private static final int FOLDED = 10_000;

  /// Addresses that are erased in one transaction, for which others wait.
  private static final int ERASED = 200;

  private final Database database;
  private final InstantSource clock;
  private final Duration deliveries;
  private Instant looked = Instant.EPOCH;
  private long reached;
  private boolean folding;
  private boolean erasing;

  /// @param deliveries how long it is kept what became of each mail
  Forgetting(Database database, InstantSource clock, Duration deliveries) {
    this.database = database;
    this.clock = clock;
    this.deliveries = deliveries;
  }

  /// Forgets a part, if it is time to.
  void step() {
    Instant now = clock.instant();
    boolean more = folding || erasing;
    if (!more) {
      if (Duration.between(looked, now).abs().compareTo(LOOK) < 0) return;
      // First, so that what fails does not come again at once.
      looked = now;
      unconfirmed(now);
      erasing = true;
    }
    // While there is more of one, the next part comes at once. What fails waits for the next look.
    boolean erase = erasing;
    erasing = false;
    folding = false;
    if (erase) erasing = addresses(now);
    folding = fold(now);
  }

  private void unconfirmed(Instant now) {
    database.inTransaction(tx -> {
      Numbers.hold(tx, SubscriptionRows.TABLE);
      Mailings.sweep(tx, now, now.minus(UNCONFIRMED));
      SubscriptionRows.sweep(tx, now.minus(UNCONFIRMED));
      return true;
    });
  }

  /// @return whether there may be more
  private boolean addresses(Instant now) {
    Instant before = now.minus(ADDRESSES);
    List<Long> gone = database.reading(tx -> Subscribers.gone(tx, reached, MANY, before));
    List<Long> part = gone.subList(0, Math.min(gone.size(), ERASED));
    if (!part.isEmpty()) erase(part, before, now);
    if (part.size() < gone.size()) return true;
    long last = database.reading(tx -> Subscribers.last(tx));
    reached = reached + MANY >= last ? 0 : reached + MANY;
    return false;
  }

  private void erase(List<Long> gone, Instant before, Instant now) {
    database.inTransaction(tx -> {
      Numbers.hold(tx, SubscriptionRows.TABLE);
      // Whoever asked for something meanwhile stays.
      for (long id : gone)
        if (!Subscribers.gone(tx, id - 1, 1, before).isEmpty())
          Subscribers.forget(tx, id, Log.head(tx), now);
      return true;
    });
  }

  /// @return whether there may be more
  private boolean fold(Instant now) {
    Optional<Mailing> old = database.reading(tx -> Mailings.unfolded(tx, now.minus(deliveries)));
    old.ifPresent(mailing ->
        database.inTransaction(tx -> {
          // Another process may be about to fold the same.
          if (!Mailings.holdUnfolded(tx, mailing.id())) return false;
          List<Integer> states = Deliveries.forget(tx, mailing, FOLDED);
          boolean all = states.size() < FOLDED;
          long bounced = all ? Returns.forget(tx, mailing) : 0;
          Mailings.folded(tx, mailing.id(), Deliveries.folded(states, bounced), all, now);
          return true;
        }));
    return old.isPresent();
  }
}
