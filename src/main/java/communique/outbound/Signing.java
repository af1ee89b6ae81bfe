package communique.outbound;

/// What puts a signature before a message, as the last thing before it is sent.
@FunctionalInterface
public interface Signing {
  /// Leaves messages as they are.
  Signing NONE = message -> message;

  /// The message with its signatures. Called by many threads.
  byte[] sign(byte[] message);
}
