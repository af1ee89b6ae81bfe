package communique.text;

import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.jspecify.annotations.Nullable;

/// Whether empty lines stand between blocks, of which the parser keeps only where each begins and
/// ends. Kramdown decides by them which items of a list hold paragraphs.
final class Spacing {
  private Spacing() {}

  /// Whether `after` begins in the line after `before`.
  static boolean isTight(Node before, Node after) {
    List<SourceSpan> end = before.getSourceSpans();
    List<SourceSpan> start = after.getSourceSpans();
    if (end.isEmpty() || start.isEmpty()) return true;
    return start.getFirst().getLineIndex() <= end.getLast().getLineIndex() + 1;
  }

  /// Whether the first paragraph of an item is no paragraph but words: no empty line stands behind
  /// it, and, for the last item, behind one of the others neither.
  static boolean isTight(Node item, Node paragraph, boolean anyTightBefore) {
    Node next = paragraph.getNext();
    boolean last = item.getNext() == null;
    @Nullable Node after = next != null ? next : item.getNext();
    if (after != null && !isTight(paragraph, after)) return false;
    return !last || item.getPrevious() == null || anyTightBefore;
  }
}
