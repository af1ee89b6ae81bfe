package communique.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The mails that were claimed and not begun, in a lane for each receiving domain. Sessions take
/// from the lanes in turn, so that a domain with a million subscribers keeps none of three waiting.
final class Lanes {
  /// How much of a lane that is limited in its rate is kept in memory; the rest is given back.
  private static final int SECONDS_KEPT = 10;

  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  /// The mails to one domain, oldest first.
  private static final class Lane {
    final ArrayDeque<Mail> mails = new ArrayDeque<>();
    int open;
    boolean inRound;

    /// When the next may go, by `System.nanoTime()`.
    long nextNanos;

    /// The time for which the next one that is given back is told to come again.
    Instant overflow = Instant.EPOCH;

    /// When one was given back last; a clock that is set back to before then begins anew.
    Instant seen = Instant.EPOCH;
  }

  private final int sessionsEach;
  private final int rateEach;
  private final Map<String, Lane> lanes = new HashMap<>();

  /// The lanes that have mails and room for one more session.
  private final ArrayDeque<Lane> round = new ArrayDeque<>();

  private int waiting;
  private int taken;

  /// Told when no more than so many wait.
  private Runnable whenLow = () -> {};

  private int low;
  private boolean closed;

  /// @param rateEach mails a second and lane; 0 for any number
  Lanes(int sessionsEach, int rateEach) {
    this.sessionsEach = sessionsEach;
    this.rateEach = rateEach;
  }

  /// The receiving domain of an address, in lower case.
  static String domain(Mail mail) {
    String address = mail.recipient();
    return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  /// Adds a mail at the end of its lane.
  ///
  /// @return empty when it was added; else when it should come again, as the lane is limited and
  ///   full
  synchronized Optional<Instant> add(Mail mail, Instant now) {
    Lane lane = lanes.computeIfAbsent(domain(mail), key -> new Lane());
    if (rateEach > 0 && lane.mails.size() >= SECONDS_KEPT * rateEach) {
      Instant least = now.plusSeconds(SECONDS_KEPT);
      boolean follows = lane.overflow.isAfter(least) && !now.isBefore(lane.seen);
      Instant turn = follows ? lane.overflow : least;
      lane.seen = now;
      lane.overflow = turn.plusNanos(SECOND_NANOS / rateEach);
      return Optional.of(turn);
    }
    lane.mails.add(mail);
    waiting++;
    join(lane);
    return Optional.empty();
  }

  /// Puts a mail back that was taken and not begun.
  synchronized void putBack(Mail mail) {
    Lane lane = lanes.computeIfAbsent(domain(mail), key -> new Lane());
    lane.open--;
    taken--;
    lane.mails.addFirst(mail);
    waiting++;
    join(lane);
  }

  private void join(Lane lane) {
    if (lane.inRound || lane.mails.isEmpty() || lane.open >= sessionsEach) return;
    lane.inRound = true;
    round.add(lane);
    notifyAll();
  }

  /// The next mail, of the lane whose turn it is.
  ///
  /// @return empty when there was none for so long, or there will be none any more
  synchronized Optional<Mail> take(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (!closed) {
      long now = System.nanoTime();
      long soonest = end;
      for (int i = round.size(); i > 0; i--) {
        Lane lane = round.remove();
        if (rateEach > 0 && lane.nextNanos - now > 0) {
          if (lane.nextNanos - soonest < 0) soonest = lane.nextNanos;
          round.add(lane);
          continue;
        }
        lane.inRound = false;
        Mail mail = lane.mails.remove();
        waiting--;
        lane.open++;
        taken++;
        if (waiting == low) whenLow.run();
        if (rateEach > 0)
          lane.nextNanos =
              Math.max(lane.nextNanos, now - SECOND_NANOS / rateEach) + SECOND_NANOS / rateEach;
        join(lane);
        return Optional.of(mail);
      }
      if (now - end >= 0) return Optional.empty();
      try {
        wait(Math.max(1, Duration.ofNanos(soonest - now).toMillis()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// A mail that was taken is through.
  synchronized void done(Mail mail) {
    String domain = domain(mail);
    Lane lane = lanes.get(domain);
    if (lane == null) return;
    lane.open--;
    taken--;
    join(lane);
    if (lane.open == 0 && lane.mails.isEmpty() && rateEach == 0) lanes.remove(domain);
  }

  /// Takes out all that wait for one domain.
  synchronized List<Mail> drain(String domain) {
    Lane lane = lanes.get(domain);
    if (lane == null) return List.of();
    var mails = new ArrayList<>(lane.mails);
    lane.mails.clear();
    waiting -= mails.size();
    if (lane.inRound) round.remove(lane);
    lane.inRound = false;
    if (lane.open == 0 && rateEach == 0) lanes.remove(domain);
    return mails;
  }

  /// Takes out all that wait.
  synchronized List<Mail> drain() {
    var mails = new ArrayList<Mail>();
    for (String domain : List.copyOf(lanes.keySet())) mails.addAll(drain(domain));
    return mails;
  }

  /// Has `whenLow` told when the mails that wait become as few as this. It is run by whoever takes
  /// one, so it must be brief.
  synchronized void whenLow(int mails, Runnable told) {
    low = mails;
    whenLow = told;
  }

  synchronized int waiting() {
    return waiting;
  }

  /// How many were taken and are not through.
  synchronized int taken() {
    return taken;
  }

  /// Ends the waiting of every session; nothing is taken any more.
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
