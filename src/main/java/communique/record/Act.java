package communique.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who does something, when it was public, and whether readers are told of it.
///
/// @param by a user, a token or `system`
/// @param publicAt in the past, for imports only; null for now
public record Act(String by, @Nullable Instant publicAt, boolean tells) {
  /// What is done now, and told.
  public static Act now(String by) {
    return new Act(by, null, true);
  }

  /// What was public at an earlier time, and is told to no one.
  public static Act past(String by, Instant publicAt) {
    return new Act(by, publicAt, false);
  }
}
