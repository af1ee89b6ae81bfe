package communique.alerts;

import communique.alerts.Alerts.Page;
import communique.alerts.Alerts.What;
import communique.alerts.Mailings.Kind;
import communique.record.Announcement;
import communique.record.Announcement.State.IsPublished;
import communique.record.Announcements;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The daily and weekly gatherings: when they are due, and what they hold.
///
/// A run gathers the alerts behind the last one of the run before it, so that an outage or a change
/// of the clocks loses nothing and repeats nothing.
final class Digests {
  /// By the newsroom's clock.
  static final LocalTime TIME = LocalTime.of(18, 0);

  static final DayOfWeek DAY = DayOfWeek.FRIDAY;

  /// A run that is later than this asks a person.
  private static final Duration LATE = Duration.ofHours(6);

  private Digests() {}

  /// Begins the runs that are due.
  static void begin(Handle tx, Instant now, ZoneId zone) {
    for (Kind kind : List.of(Kind.DAILY, Kind.WEEKLY)) {
      Instant due = due(kind, now, zone);
      if (!isMissing(tx, kind, due, now)) continue;
      // Another process may be about to begin the same.
      Numbers.hold(tx, Mailings.TABLE);
      if (!isMissing(tx, kind, due, now)) continue;
      boolean first = Mailings.newest(tx, kind).isEmpty();
      long to = Alerts.newest(tx);
      // The first gathers nothing: it marks where the next one begins.
      long from = first ? to : Mailings.lastGathered(tx, kind);
      Mailings.digest(tx, kind, from, to, now, first ? now.plus(LATE) : due.plus(LATE));
    }
  }

  /// Whether any run is due.
  static boolean isDue(Handle tx, Instant now, ZoneId zone) {
    return isMissing(tx, Kind.DAILY, due(Kind.DAILY, now, zone), now)
        || isMissing(tx, Kind.WEEKLY, due(Kind.WEEKLY, now, zone), now);
  }

  private static boolean isMissing(Handle tx, Kind kind, Instant due, Instant now) {
    return Mailings.newest(tx, kind)
        // A clock that was ahead once holds nothing up.
        .map(made -> made.isBefore(due) || made.isAfter(now))
        .orElse(true);
  }

  /// The newest moment, up to now, at which a run is made.
  static Instant due(Kind kind, Instant now, ZoneId zone) {
    ZonedDateTime here = now.atZone(zone);
    ZonedDateTime due = here.with(TIME);
    if (kind == Kind.WEEKLY) due = here.with(TemporalAdjusters.previousOrSame(DAY)).with(TIME);
    if (due.isAfter(here)) due = kind == Kind.WEEKLY ? due.minusWeeks(1) : due.minusDays(1);
    return due.toInstant();
  }

  /// Of the pages that somebody could be told of those that they are told of: the newest alert of
  /// each page; nothing of one that was published and withdrawn meanwhile, or is gone by now.
  static List<Page> chosen(Handle tx, List<Page> pages) {
    var newest = new LinkedHashMap<String, Alerts.Row>();
    var published = new LinkedHashMap<String, Boolean>();
    for (Page page : pages) {
      Optional<Alerts.Row> row = Alerts.find(tx, page);
      if (row.isEmpty()) continue;
      String key = row.get().documentId() + " " + page.locale().toLanguageTag();
      newest.remove(key);
      newest.put(key, row.get());
      published.merge(key, row.get().what() == What.PUBLISHED, Boolean::logicalOr);
    }
    Map<String, Announcement> announcements =
        Announcements.byIds(
            tx, newest.values().stream().map(Alerts.Row::documentId).distinct().toList());
    var chosen = new ArrayList<Page>();
    newest.forEach((key, row) -> {
      Announcement one = announcements.get(row.documentId());
      Locale locale = row.page().locale();
      if (one == null || !one.readable().contains(locale)) return;
      boolean stands = one.state(locale) instanceof IsPublished;
      boolean fresh = Boolean.TRUE.equals(published.get(key));
      if (stands ? row.what() != What.WITHDRAWN : row.what() == What.WITHDRAWN && !fresh)
        chosen.add(row.page());
    });
    return chosen;
  }
}
