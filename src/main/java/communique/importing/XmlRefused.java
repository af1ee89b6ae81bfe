package communique.importing;

import communique.platform.Outcome;
import communique.platform.Refusal;
import java.util.List;

/// An XML file that is not read any further: it is broken, or made to break its reader.
final class XmlRefused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Refusal refusal;

  /// @param key of its words, whose first two arguments are line and column
  XmlRefused(String key, int line, int column, Object... more) {
    super(key, null, false, false);
    var arguments = new Object[more.length + 2];
    arguments[0] = String.valueOf(line);
    arguments[1] = String.valueOf(column);
    System.arraycopy(more, 0, arguments, 2, more.length);
    this.refusal = new Refusal("", key, List.of(arguments));
  }

  Refusal refusal() {
    return refusal;
  }

  <T> Outcome<T> outcome() {
    return new Outcome.Refused<>(List.of(refusal));
  }
}
