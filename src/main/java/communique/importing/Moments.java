package communique.importing;

import communique.platform.Outcome;
import communique.record.Slug;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the moments that databases and programs write: `2024-05-01`, `2024-05-01T09:30:00Z`,
/// `2024-05-01 09:30:00.25`, `2024-05-01 09:30:00 +0200 CEST`. A time without an offset is UTC, as
/// these programs keep it. Days and months in another order are refused: nobody can tell them
/// apart.
final class Moments {
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)"
              + " ?(Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?(?: [A-Z+-][A-Z0-9+-]{0,5})?)?");

  private Moments() {}

  /// @param place the column
  /// @param zone in which a day begins
  /// @param now what comes later is refused
  static Outcome<Instant> read(String place, String text, ZoneId zone, Instant now) {
    Matcher parts = MOMENT.matcher(text);
    if (!parts.matches()) return refused(place, text);
    try {
      LocalDate day = LocalDate.parse(parts.group(1));
      String time = parts.group(2);
      String offset = parts.group(3);
      Instant moment =
          time == null
              ? day.atStartOfDay(zone).toInstant()
              : day.atTime(LocalTime.parse(time))
                  .toInstant(
                      offset == null || offset.equals("UTC")
                          ? ZoneOffset.UTC
                          : ZoneOffset.of(offset));
      return moment.isAfter(now)
          ? Outcome.refused(place, "subscribers.future", text)
          : Outcome.done(moment);
    } catch (DateTimeException e) {
      return refused(place, text);
    }
  }

  private static Outcome<Instant> refused(String place, String text) {
    return Outcome.refused(place, "subscribers.moment", Slug.shown(text));
  }
}
