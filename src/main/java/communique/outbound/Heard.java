package communique.outbound;

/// What a session heard of one mail.
sealed interface Heard {
  /// The server took it.
  record Taken(Reply reply) implements Heard {}

  /// The server turned it away, or lacks what it needs.
  ///
  /// @param reply of class 4 or 5
  record TurnedAway(Reply reply) implements Heard {}

  /// The server cannot do what this mail needs, so it was not asked.
  record Unable(String why) implements Heard {}

  /// The connection broke, or the server is closing it (421).
  ///
  /// @param ended whether the end of the message had been sent, so that nobody knows
  /// @param fresh whether the server had not answered anything to this mail: a session that was
  ///   kept open and has gone
  record Broken(String why, boolean ended, boolean fresh) implements Heard {}
}
