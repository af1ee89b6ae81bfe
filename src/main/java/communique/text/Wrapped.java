package communique.text;

import java.lang.Character.UnicodeScript;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/// Joins lines of Chinese and Japanese, which were wrapped in the source and know no spaces between
/// words; elsewhere the end of a line is a space.
final class Wrapped {
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO);

  private Wrapped() {}

  /// Whether the words on both sides of a line's end stand together.
  static boolean joins(Node end) {
    if (!(end.getPrevious() instanceof Text before) || !(end.getNext() instanceof Text after)) {
      return false;
    }
    String left = before.getLiteral();
    String right = after.getLiteral();
    if (left.isEmpty() || right.isEmpty()) return false;
    return isWithoutSpaces(left.codePointBefore(left.length()))
        && isWithoutSpaces(right.codePointAt(0));
  }

  private static boolean isWithoutSpaces(int c) {
    if (c < 0x2E80) return false;
    // Ideographic punctuation and full-width signs belong to no script.
    boolean sign = (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60);
    return sign || WITHOUT_SPACES.contains(UnicodeScript.of(c));
  }
}
