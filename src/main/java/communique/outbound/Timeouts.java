package communique.outbound;

import java.time.Duration;

/// How long a server may take (RFC 5321 §4.5.3.2, shortened where waiting longer only keeps others
/// waiting; not after the end of a message, where breaking off could double it).
///
/// @param reply for the greeting and to each command
/// @param block for taking a message's octets
/// @param end for the reply to the end of a message
/// @param quit for the reply to a farewell, which changes nothing any more
/// @param idle how long a session without mails stays open
record Timeouts(
    Duration connect, Duration reply, Duration block, Duration end, Duration quit, Duration idle) {
  static final Timeouts USUAL =
      new Timeouts(
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(3),
          Duration.ofMinutes(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20));

  /// All of them so many milliseconds, for servers that never answer.
  static Timeouts all(int millis) {
    Duration all = Duration.ofMillis(millis);
    return new Timeouts(all, all, all, all, all, all);
  }
}
