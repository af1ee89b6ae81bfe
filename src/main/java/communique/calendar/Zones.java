package communique.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The time zones that a calendar names, each described by a VTIMEZONE (RFC 5545 §3.6.5): the
/// offset that held before the first year in which it is needed, and every change of it up to the
/// end of the last. A rule that goes on for ever would promise what governments have not decided.
final class Zones {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

  private final Map<String, TreeSet<Integer>> years = new TreeMap<>();

  /// Notes that a time in a zone stands in the calendar.
  void needs(ZoneId zone, LocalDateTime at) {
    years.computeIfAbsent(zone.getId(), id -> new TreeSet<>()).add(at.getYear());
  }

  /// Writes a VTIMEZONE for each zone.
  void write(Lines lines) {
    years.forEach((id, all) -> write(lines, ZoneId.of(id), all.getFirst(), all.getLast()));
  }

  private static void write(Lines lines, ZoneId zone, int first, int last) {
    ZoneRules rules = zone.getRules();
    LocalDateTime begins = Year.of(first).atDay(1).atStartOfDay().minusDays(1);
    Instant from = begins.toInstant(ZoneOffset.UTC);
    Instant until = Year.of(last + 1).atDay(1).atStartOfDay().plusDays(1).toInstant(ZoneOffset.UTC);
    lines.add("BEGIN", "VTIMEZONE").add("TZID", zone.getId());
    ZoneOffset offset = rules.getOffset(from);
    observance(lines, rules, from, begins, offset, offset);
    for (ZoneOffsetTransition next = rules.nextTransition(from);
        next != null && next.getInstant().isBefore(until);
        next = rules.nextTransition(next.getInstant()))
      observance(
          lines,
          rules,
          next.getInstant(),
          next.getDateTimeBefore(),
          next.getOffsetBefore(),
          next.getOffsetAfter());
    lines.add("END", "VTIMEZONE");
  }

  /// @param onset in the local time before it (§3.8.2.4)
  private static void observance(
      Lines lines,
      ZoneRules rules,
      Instant at,
      LocalDateTime onset,
      ZoneOffset before,
      ZoneOffset after) {
    Duration saved = rules.getDaylightSavings(at);
    String name = saved.isZero() ? "STANDARD" : "DAYLIGHT";
    lines
        .add("BEGIN", name)
        .add("DTSTART", LOCAL.format(onset))
        .add("TZOFFSETFROM", offset(before))
        .add("TZOFFSETTO", offset(after))
        .add("END", name);
  }

  private static String offset(ZoneOffset offset) {
    int seconds = Math.abs(offset.getTotalSeconds());
    String sign = offset.getTotalSeconds() < 0 ? "-" : "+";
    String minutes = String.format(Locale.ROOT, "%02d%02d", seconds / 3600, seconds / 60 % 60);
    return sign
        + minutes
        + (seconds % 60 == 0 ? "" : String.format(Locale.ROOT, "%02d", seconds % 60));
  }
}
