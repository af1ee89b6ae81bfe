package communique.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dates of feeds and of other people's files: RFC 3339, RFC 822 as RSS writes it, and what is
/// near enough to them to mean one instant only.
final class FeedDates {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /// RFC 822 §5.1; a military letter other than Z says nothing reliable (RFC 2822 §4.3).
  private static final Map<String, String> ZONES =
      Map.ofEntries(
          Map.entry("UT", "+00:00"),
          Map.entry("UTC", "+00:00"),
          Map.entry("GMT", "+00:00"),
          Map.entry("Z", "+00:00"),
          Map.entry("EST", "-05:00"),
          Map.entry("EDT", "-04:00"),
          Map.entry("CST", "-06:00"),
          Map.entry("CDT", "-05:00"),
          Map.entry("MST", "-07:00"),
          Map.entry("MDT", "-06:00"),
          Map.entry("PST", "-08:00"),
          Map.entry("PDT", "-07:00"));

  private static final Pattern RFC_822 =
      Pattern.compile(
          "(?:[A-Za-z]{2,9}\\.?,?\\s+)?(\\d{1,2})[\\s-]+([A-Za-z]{3,9})\\.?[\\s-]+(\\d{4}|\\d{2})"
              + "(?:,?\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?\\s*([A-Za-z]{1,4}|[+-]\\d{2}:?\\d{2})?)?");

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:[Tt ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)\\s*([Zz]|[+-]\\d{2}:?\\d{2})?)?");

  private FeedDates() {}

  /// The instant that a date names; one without a zone is a time in `zone`, one without a time the
  /// beginning of that day. Empty when it is none.
  static Optional<Instant> read(String date, ZoneId zone) {
    String text = date.strip();
    try {
      Matcher iso = RFC_3339.matcher(text);
      if (iso.matches()) {
        if (iso.group(2) == null)
          return Optional.of(LocalDate.parse(iso.group(1)).atStartOfDay(zone).toInstant());
        LocalDateTime at = LocalDateTime.parse(iso.group(1) + "T" + iso.group(2));
        return Optional.of(instant(at, iso.group(3), zone));
      }
      Matcher mail = RFC_822.matcher(text);
      return mail.matches() ? mail(mail, zone) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> mail(Matcher mail, ZoneId zone) {
    String month = mail.group(2).substring(0, 3).toLowerCase(Locale.ROOT);
    int number = MONTHS.indexOf(month) + 1;
    if (number == 0) return Optional.empty();
    int year = Integer.parseInt(mail.group(3));
    // RFC 2822 §4.3.
    if (mail.group(3).length() == 2) year += year < 50 ? 2000 : 1900;
    LocalDate day = LocalDate.of(year, number, Integer.parseInt(mail.group(1)));
    if (mail.group(4) == null) return Optional.of(day.atStartOfDay(zone).toInstant());
    int second = mail.group(6) == null ? 0 : Math.min(59, Integer.parseInt(mail.group(6)));
    LocalDateTime at =
        day.atTime(Integer.parseInt(mail.group(4)), Integer.parseInt(mail.group(5)), second);
    String offset = mail.group(7);
    if (offset != null && Character.isLetter(offset.charAt(0))) {
      offset = ZONES.get(offset.toUpperCase(Locale.ROOT));
      if (offset == null) return Optional.empty();
    }
    return Optional.of(instant(at, offset, zone));
  }

  private static Instant instant(
      LocalDateTime at, @org.jspecify.annotations.Nullable String offset, ZoneId zone) {
    if (offset == null) return at.atZone(zone).toInstant();
    if (offset.equalsIgnoreCase("Z")) return at.toInstant(ZoneOffset.UTC);
    String colon =
        offset.indexOf(':') < 0 ? offset.substring(0, 3) + ":" + offset.substring(3) : offset;
    return OffsetDateTime.of(at, ZoneOffset.of(colon)).toInstant();
  }
}
