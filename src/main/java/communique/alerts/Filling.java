package communique.alerts;

import communique.alerts.Mailings.Mailing;
import communique.alerts.Mailings.State;
import communique.platform.Database;
import communique.record.Newsroom;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;

/// Begins the digests that are due, and writes the deliveries of each mailing, a part at a time. A
/// process that is killed in between leaves whole parts, and the next one goes on behind them.
final class Filling {
  private static final Logger LOG = System.getLogger(Filling.class.getName());

  /// So many are written in one transaction, lest the mails of others, or the first of these, wait
  /// long for the database.
  private static final int CHUNK = 50_000;

  /// Where several searches answer, as in a digest run: whoever it is for is sought and put into
  /// order anew for each part.
  private static final int SOUGHT = 250_000;

  /// So many in the first, so that the first mails leave soon.
  private static final int FIRST = 5_000;

  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;

  Filling(Database database, Newsroom newsroom, InstantSource clock) {
    this.database = database;
    this.newsroom = newsroom;
    this.clock = clock;
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
      int chunk = Deliveries.isInOrder(tx, mailing) ? CHUNK : SOUGHT;
      int most = mailing.asked() == 0 ? FIRST : chunk;
      int written = Deliveries.fill(tx, mailing, Deliveries.last(tx, mailing), most);
      Mailings.asked(tx, id, written);
      if (written < most) Mailings.set(tx, id, State.SENDING);
      return written > 0;
    });
  }
}
