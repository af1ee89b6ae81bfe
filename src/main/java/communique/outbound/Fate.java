package communique.outbound;

import java.time.Instant;

/// What became of handing over one mail. Replies are the server's words in one line, cut to 500
/// characters; without anything that could end a line.
public sealed interface Fate {
  /// Which mail ([Mail#id]).
  long id();

  /// The server took it over. It is never handed over again.
  record Accepted(long id, String reply) implements Fate {}

  /// It was not taken, and is to be tried again.
  ///
  /// @param reply the server's, or what else happened
  /// @param attempts what [Mail#attempts] is next time; it only grew where this mail itself was
  ///   turned away
  /// @param notBefore when it may be claimed again
  record Deferred(long id, String reply, Why why, int attempts, Instant notBefore)
      implements Fate {}

  /// It is not handed over any more: by a reply of class 5, by something that the server cannot do,
  /// or as it was deferred, or nobody knew of it, for too long.
  ///
  /// @param why [Why#REFUSED], [Why#UNABLE] or [Why#TOO_LONG]
  record Refused(long id, String reply, Why why) implements Fate {}

  /// The connection broke after the end of the message was sent and before a reply came: nobody
  /// knows. It is to be sent again, with the same `Message-ID`.
  ///
  /// @param attempts what [Mail#attempts] is next time
  /// @param notBefore when it may be claimed again
  record Unknown(long id, String reply, int attempts, Instant notBefore) implements Fate {}

  /// Why a mail was not taken.
  enum Why {
    /// A reply of class 4: busy, greylisted, over a quota.
    BUSY,
    /// The server could not be reached, broke off, or is closing.
    AWAY,
    /// It was claimed but not begun, as sending stopped or its domain is to be spared: given back.
    HELD,
    /// A reply of class 5.
    REFUSED,
    /// The server lacks what this mail needs, such as SMTPUTF8 or room for its size.
    UNABLE,
    /// It was tried for days.
    TOO_LONG
  }
}
