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
}
