package communique.outbound;

/// A place in a [Template] that each subscriber's mail fills: its mark is put into the words of the
/// template where the value shall stand.
///
/// @param name such as `unsubscribe`, in lower-case ASCII with hyphens
public record Hole(String name) {
  /// Noncharacters, which Unicode keeps for such use inside one program (§23.7).
  static final char START = '\uFDD0';

  static final char END = '\uFDD1';

  public Hole {
    if (!name.matches("[a-z][a-z0-9-]*"))
      throw new IllegalArgumentException("no name of a hole: " + name);
  }

  /// What stands for it in a header or a body.
  public String mark() {
    return START + name + END;
  }

  /// Words of others in which nothing can be taken for a mark.
  public static String free(String words) {
    return words.indexOf(START) < 0 && words.indexOf(END) < 0
        ? words
        : words.replace(START, '\uFFFD').replace(END, '\uFFFD');
  }
}
