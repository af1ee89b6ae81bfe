package communique.text;

import java.lang.Character.UnicodeScript;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// Joins lines of Chinese and Japanese, which were wrapped in the source and know no spaces between
/// words; elsewhere the end of a line is a space.
final class Wrapped implements Parser.ParserExtension {
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO);

  @Override
  public void extend(Parser.Builder parser) {
    parser.postProcessor(document -> {
      document.accept(new Joining());
      return document;
    });
  }

  private static final class Joining extends AbstractVisitor {
    @Override
    public void visit(SoftLineBreak end) {
      if (!(end.getPrevious() instanceof Text before) || !(end.getNext() instanceof Text after))
        return;
      String left = before.getLiteral();
      String right = after.getLiteral();
      if (left.isEmpty() || right.isEmpty()) return;
      if (isWithoutSpaces(left.codePointBefore(left.length()))
          && isWithoutSpaces(right.codePointAt(0))) {
        end.unlink();
      }
    }
  }

  private static boolean isWithoutSpaces(int c) {
    // Ideographic punctuation and full-width signs belong to no script.
    boolean sign = (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60);
    return sign || WITHOUT_SPACES.contains(UnicodeScript.of(c));
  }
}
