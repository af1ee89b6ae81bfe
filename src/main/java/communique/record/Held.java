package communique.record;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// That a person held a role.
///
/// @param personId the id of a tag, as is `roleId`; either may have been merged since
/// @param from the first day
/// @param until the last day; null while it is held
public record Held(String personId, String roleId, LocalDate from, @Nullable LocalDate until) {
  /// Whether it was held on `day`.
  public boolean on(LocalDate day) {
    return !day.isBefore(from) && (until == null || !day.isAfter(until));
  }
}
