package communique.record;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A person held a role from a day to a day, both included.
///
/// @param until the last day; null while the person holds it
public record Appointment(Tag person, Tag role, LocalDate from, @Nullable LocalDate until) {
  public boolean on(LocalDate day) {
    return !day.isBefore(from) && (until == null || !day.isAfter(until));
  }

  boolean overlaps(Appointment other) {
    return overlap(from, until, other.from, other.until);
  }

  /// `ingrid-hallvard (2025-06-04/..)`, the days as an interval of ISO 8601-2.
  String inWords() {
    return person.slug() + " (" + days(from, until) + ")";
  }

  static String days(LocalDate from, @Nullable LocalDate until) {
    return from + "/" + (until == null ? ".." : until);
  }

  /// Whether two stretches of days have more in common than a day on which one hands over to the
  /// other.
  static boolean overlap(
      LocalDate from, @Nullable LocalDate until, LocalDate other, @Nullable LocalDate otherUntil) {
    boolean same = from.equals(other);
    boolean begins = until == null || other.isBefore(until);
    boolean ends = otherUntil == null || from.isBefore(otherUntil);
    return same || (begins && ends);
  }
}
