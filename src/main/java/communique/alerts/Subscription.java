package communique.alerts;

import java.time.Instant;
import java.util.Optional;

/// Something that a subscriber asked for.
///
/// @param confirmedAt empty while they have not pressed the button in the mail
/// @param endedAt empty while it stands
public record Subscription(
    long id, Wish wish, Instant askedAt, Optional<Instant> confirmedAt, Optional<Instant> endedAt) {
  /// Whether mails are sent for it.
  public boolean stands() {
    return confirmedAt.isPresent() && endedAt.isEmpty();
  }
}
