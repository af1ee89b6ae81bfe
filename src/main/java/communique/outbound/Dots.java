package communique.outbound;

/// A message as it goes over the wire (RFC 5321 §4.5.2).
final class Dots {
  /// The octets that end a message; before the last of them came, the server has nothing.
  static final int END = 5;

  private Dots() {}

  /// The message with a dot before each line that begins with one, and its end: the last [#END]
  /// octets are `CRLF . CRLF`.
  ///
  /// @throws IllegalArgumentException when a line ends in anything but CRLF, which servers read
  ///   differently: so one mail could hold another
  static byte[] stuffed(byte[] message) {
    if (message.length == 0) throw new IllegalArgumentException("a message must not be empty");
    int dots = 0;
    boolean start = true;
    for (int i = 0; i < message.length; i++) {
      byte octet = message[i];
      if (start && octet == '.') dots++;
      start = octet == '\n';
      if (start ? i == 0 || message[i - 1] != '\r' : octet == '\r' && !isNewline(message, i + 1))
        throw new IllegalArgumentException("a line of a message must end in CRLF");
    }
    boolean ended = start;
    var stuffed = new byte[message.length + dots + (ended ? 3 : END)];
    int to = 0;
    if (dots == 0) {
      System.arraycopy(message, 0, stuffed, 0, message.length);
      to = message.length;
    } else {
      start = true;
      for (byte octet : message) {
        if (start && octet == '.') stuffed[to++] = '.';
        stuffed[to++] = octet;
        start = octet == '\n';
      }
    }
    if (!ended) {
      stuffed[to++] = '\r';
      stuffed[to++] = '\n';
    }
    stuffed[to++] = '.';
    stuffed[to++] = '\r';
    stuffed[to] = '\n';
    return stuffed;
  }

  private static boolean isNewline(byte[] message, int at) {
    return at < message.length && message[at] == '\n';
  }
}
