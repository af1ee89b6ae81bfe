package communique.outbound;

import java.time.Instant;

/// A time in which something is left alone. A clock that is set back to before it began ends it:
/// else it would last for as long as the clock was wrong.
///
/// @param from when it was decided
/// @param until the first moment after it
record Rest(Instant from, Instant until) {
  static final Rest NONE = new Rest(Instant.EPOCH, Instant.EPOCH);

  boolean isOver(Instant now) {
    return now.isBefore(from) || !now.isBefore(until);
  }
}
