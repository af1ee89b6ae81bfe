package communique.alerts;

import communique.alerts.Mailings.Kind;
import communique.language.Zones;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The daily and weekly runs, by the clock of each zone that readers chose: when they are due, and
/// how far each has gathered.
///
/// A run gathers the alerts behind the last one of the run before it, so that an outage or a change
/// of the clocks loses nothing and repeats nothing. What was published before somebody subscribed
/// is kept from them by their subscription.
final class Digests {
  /// The zone of those who chose none: the newsroom's.
  static final String NEWSROOM = "";

  /// By the clock of a zone.
  static final LocalTime TIME = LocalTime.of(18, 0);

  static final DayOfWeek DAY = DayOfWeek.FRIDAY;

  /// A run that is later than this asks a person; so does one after a run that was left out.
  private static final Duration LATE = Duration.ofHours(6);

  private static final Duration AHEAD = Duration.ofMinutes(1);

  private Digests() {}

  /// How far the digests of a zone have gathered.
  private record Run(Kind kind, String zone, long gathered, Instant at) {
    boolean isDue(Instant now, ZoneId newsroom) {
      // A clock that was far ahead once holds nothing up; a little, it is another machine's.
      return at.isBefore(due(kind, now, clock(zone, newsroom))) || at.isAfter(now.plus(AHEAD));
    }
  }

  /// The clock of a zone.
  static ZoneId clock(String zone, ZoneId newsroom) {
    // One that this machine does not know, as one with newer tables made it, is the newsroom's.
    return Zones.has(zone) ? ZoneId.of(zone) : newsroom;
  }

  /// Sees to it that there are digests by the clock of a zone.
  ///
  /// @param head nobody is told of changes up to this one by them
  static void keep(Handle tx, String zone, long head, Instant now) {
    for (Kind kind : List.of(Kind.DAILY, Kind.WEEKLY))
      tx.createUpdate(
              """
              insert into digest (frequency, zone, gathered_n, run_at)
              values (:kind, :zone, :head, :now) on conflict do nothing
              """)
          .bind("kind", kind.slug())
          .bind("zone", zone)
          .bind("head", head)
          .bind("now", now.toEpochMilli())
          .execute();
  }

  /// Begins the runs that are due.
  static void begin(Handle tx, Instant now, ZoneId newsroom) {
    // Another process may be about to begin the same.
    Numbers.hold(tx, Mailings.TABLE);
    keep(tx, NEWSROOM, 0, now);
    long newest = Alerts.newest(tx);
    for (Run run : runs(tx)) {
      if (!run.isDue(now, newsroom)) continue;
      if (run.at().isAfter(now)) {
        // By a clock that was ahead. What was told is not told again, and what is new has its hour.
        ran(tx, run, run.gathered(), now);
        continue;
      }
      Instant late = late(run, now, clock(run.zone(), newsroom));
      if (newest > run.gathered()
          && Gathering.isAnybody(tx, run.kind().slug(), run.zone(), run.gathered()))
        Mailings.digest(tx, run.kind(), run.zone(), run.gathered(), newest, now, late);
      ran(tx, run, Math.max(newest, run.gathered()), now);
    }
  }

  /// When a run asks a person: at once, where the one before it was left out, as by a machine that
  /// was off for long, or a store that is older than it seems.
  private static Instant late(Run run, Instant now, ZoneId zone) {
    Instant due = due(run.kind(), now, zone);
    Instant before = due(run.kind(), due.minusMillis(1), zone);
    return run.at().isBefore(before) ? now : due.plus(LATE);
  }

  /// Whether any run is due.
  static boolean isDue(Handle tx, Instant now, ZoneId newsroom) {
    List<Run> runs = runs(tx);
    return runs.isEmpty() || runs.stream().anyMatch(run -> run.isDue(now, newsroom));
  }

  private static List<Run> runs(Handle tx) {
    return tx.createQuery("select frequency, zone, gathered_n, run_at from digest")
        .map((row, context) ->
            new Run(
                Kind.read(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                Instant.ofEpochMilli(row.getLong(4))))
        .list();
  }

  private static void ran(Handle tx, Run run, long gathered, Instant now) {
    tx.createUpdate(
            """
            update digest set gathered_n = :gathered, run_at = :now
            where frequency = :kind and zone = :zone
            """)
        .bind("gathered", gathered)
        .bind("now", now.toEpochMilli())
        .bind("kind", run.kind().slug())
        .bind("zone", run.zone())
        .execute();
  }

  /// The newest moment, up to now, at which a run is made.
  static Instant due(Kind kind, Instant now, ZoneId zone) {
    ZonedDateTime here = now.atZone(zone);
    ZonedDateTime due = here.with(TIME);
    if (kind == Kind.WEEKLY) due = here.with(TemporalAdjusters.previousOrSame(DAY)).with(TIME);
    if (due.isAfter(here)) due = kind == Kind.WEEKLY ? due.minusWeeks(1) : due.minusDays(1);
    return due.toInstant();
  }
}
