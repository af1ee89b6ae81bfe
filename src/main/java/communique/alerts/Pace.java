package communique.alerts;

import communique.alerts.Mailed.Settled;
import communique.alerts.Mailings.Mailing;
import communique.alerts.Mailings.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How fast the mails of one alert or digest leave by now. It is measured, from what was settled
/// within the last minute, by whichever process: so it knows of others that are sent beside it, of
/// a slow server, and of limits.
///
/// @param perSecond mails a second
/// @param left until each will have been tried once, if it goes on so; null while it is not known
///   how many there are
public record Pace(double perSecond, @Nullable Duration left) {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /// So few seconds say little, as mails are settled many at a time.
  private static final Duration LEAST = Duration.ofSeconds(5);

  /// Enough of a fast one.
  private static final int MOST = 20_000;

  /// The pace of one that is being sent; empty where nothing left within a minute, as then nothing
  /// can be said.
  static Optional<Pace> of(Handle tx, Mailing mailing, Accounts accounts, Instant now) {
    Settled settled = Mailed.settled(tx, mailing, now.minus(WINDOW), MOST);
    if (settled.count() == 0) return Optional.empty();
    Duration span = Duration.between(settled.since(), now);
    if (!settled.cut() && span.compareTo(LEAST) < 0) span = LEAST;
    double perSecond = settled.count() * 1_000.0 / Math.max(1, span.toMillis());
    long left = accounts.waiting() + accounts.handingOver();
    boolean known = mailing.state() == State.SENDING && left > 0;
    return Optional.of(
        new Pace(perSecond, known ? Duration.ofSeconds((long) Math.ceil(left / perSecond)) : null));
  }
}
