package communique.outbound;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether the mail server is well. After several failures in a row nothing is sent for a while;
/// then one mail tries whether it is well again.
final class Circuit {
  private static final Logger LOG = System.getLogger(Circuit.class.getName());

  private static final int FAILURES = 5;

  /// So many refusals without anything taken between them are no longer the addresses' fault.
  private static final int REFUSALS = 50;

  private static final Duration REFUSED_PAUSE = Duration.ofMinutes(10);

  private final Retry retry;
  private final Duration pause;
  private final Duration pauseMax;
  private int failures;
  private int refusals;
  private int openings;
  private String why = "";
  private Instant since = Instant.EPOCH;

  /// While the server is unwell.
  private Rest rest = Rest.NONE;

  private boolean open;

  Circuit(Retry retry, Duration pause, Duration pauseMax) {
    this.retry = retry;
    this.pause = pause;
    this.pauseMax = pauseMax;
  }

  /// A mail was taken.
  synchronized void well() {
    refusals = 0;
    answered();
  }

  /// A mail was deferred by the server itself, which therefore is there.
  synchronized void answered() {
    failures = 0;
    openings = 0;
    if (open) LOG.log(Level.INFO, "event=mail.server.well");
    open = false;
    why = "";
  }

  /// A mail was refused for good.
  ///
  /// @return whether this opened the circuit
  synchronized boolean refused(String reply) {
    if (++refusals < REFUSALS) {
      answered();
      return false;
    }
    return open("every mail is refused: " + reply, REFUSED_PAUSE);
  }

  /// The server did not serve us.
  ///
  /// @return whether this opened the circuit
  synchronized boolean failed(String reason) {
    failures++;
    if (!open && failures < FAILURES) return false;
    if (open && !rest.isOver(retry.now())) return false;
    return open(reason, pause);
  }

  private boolean open(String reason, Duration first) {
    if (!open) since = retry.now();
    open = true;
    why = Reply.cleaned(reason);
    Duration longest = first.compareTo(pauseMax) > 0 ? first.multipliedBy(6) : pauseMax;
    Duration next = first.multipliedBy(1L << Math.min(openings++, 10));
    rest = new Rest(retry.now(), retry.in(next.compareTo(longest) > 0 ? longest : next));
    LOG.log(
        Level.WARNING, "event=mail.server.unwell until=" + rest.until() + " why=\"" + why + '"');
    return true;
  }

  synchronized boolean isOpen() {
    return open;
  }

  /// Whether nothing is to be tried yet.
  synchronized boolean isResting() {
    return open && !rest.isOver(retry.now());
  }

  /// When the next mail may try, if the server is unwell.
  synchronized Optional<Instant> until() {
    return open ? Optional.of(rest.until()) : Optional.empty();
  }

  /// Why it is unwell, since when; empty when it is well.
  synchronized Optional<Unwell> unwell() {
    return open ? Optional.of(new Unwell(why, since, rest.until())) : Optional.empty();
  }
}
