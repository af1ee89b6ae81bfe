package communique.alerts;

import communique.alerts.Mailings.Mailing;
import communique.alerts.Mailings.State;
import communique.platform.Database;
import communique.record.Newsroom;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Begins the digests that are due, and writes the deliveries of each mailing, a part at a time. A
/// process that is killed in between leaves whole parts, and the next one goes on behind them.
final class Filling {
  private static final Logger LOG = System.getLogger(Filling.class.getName());

  /// What was asked for and never confirmed is forgotten after this.
  private static final Duration UNCONFIRMED = Duration.ofDays(8);

  private static final Duration SWEEP = Duration.ofMinutes(10);

  /// So many are written in one transaction, so that nobody waits long for the database.
  private static final int CHUNK = 250_000;

  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private Instant swept = Instant.EPOCH;

  Filling(Database database, Newsroom newsroom, InstantSource clock) {
    this.database = database;
    this.newsroom = newsroom;
    this.clock = clock;
  }

  /// Now and then, forgets what nobody confirmed.
  void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(swept.plus(SWEEP))) return;
    swept = now;
    database.inTransaction(tx -> {
      Numbers.hold(tx, Subscribers.SUBSCRIPTION);
      Mailings.sweep(tx, now, now.minus(UNCONFIRMED));
      Subscribers.sweep(tx, now.minus(UNCONFIRMED));
      return true;
    });
  }

  /// Writes a part of each mailing that lacks some, in turn, so that a long one does not hold up a
  /// short one.
  ///
  /// @return whether it wrote any
  boolean step() {
    if (database.reading(tx -> Digests.isDue(tx, clock.instant(), newsroom.zone())))
      database.inTransaction(tx -> {
        Digests.begin(tx, clock.instant(), newsroom.zone());
        return true;
      });
    List<Mailing> filling =
        database.reading(Mailings::open).stream()
            .filter(mailing -> mailing.state() == State.FILLING)
            .toList();
    boolean wrote = false;
    for (Mailing mailing : filling)
      try {
        wrote |= fill(mailing.id());
      } catch (RuntimeException e) {
        if (Database.isAway(e)) throw e;
        // One that cannot be filled does not stop the others.
        LOG.log(Level.WARNING, "event=mailing.unfilled mailing=" + mailing.id(), e);
      }
    return wrote;
  }

  private boolean fill(long id) {
    return database.inTransaction(tx -> {
      if (!Mailings.hold(tx, id)) return false;
      Mailing mailing = Mailings.byId(tx, id).orElseThrow();
      int written = Deliveries.fill(tx, mailing, Deliveries.last(tx, mailing), CHUNK);
      Mailings.asked(tx, id, written);
      if (written < CHUNK) Mailings.set(tx, id, State.SENDING);
      return written > 0;
    });
  }
}
