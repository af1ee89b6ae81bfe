package communique.text;

/// Where one kind of frame ends next.
final class Ends {
  private final String source;
  private final Frame frame;
  private int known = -2;

  Ends(String source, Frame frame) {
    this.source = source;
    this.frame = frame;
  }

  /// The first end from there on; −1 when there is none. Asked for places in rising order.
  int after(int from) {
    if (known == -1 || known >= from) return known;
    String closing = frame.closing();
    int at = source.indexOf(closing, from);
    while (at >= 0 && frame.closesALine() && !isLast(at + closing.length())) {
      at = source.indexOf(closing, at + 1);
    }
    known = at;
    return at;
  }

  private boolean isLast(int at) {
    int i = at;
    while (i < source.length() && (source.charAt(i) == ' ' || source.charAt(i) == '\t')) i++;
    return i == source.length() || source.charAt(i) == '\n';
  }
}
