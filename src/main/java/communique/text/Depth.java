package communique.text;

import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.jspecify.annotations.Nullable;

/// Measures a parsed document without recursion, before anything that recurses walks over it.
final class Depth {
  /// Links and pictures by reference repeat an address that was written once; all together they may
  /// take as much again as a body may be long.
  private static final int REPEATED_MAX = Text.LENGTH_MAX;

  private Depth() {}

  /// Throws [TextRefused] when the document is nested too deep, has too many elements, or its links
  /// written out are too long.
  static void check(Node document) {
    int depth = 0;
    int elements = 0;
    long repeated = 0;
    @Nullable Node node = document;
    while (node != null) {
      if (depth > Text.DEPTH_MAX) throw new TextRefused("text.too-deep");
      boolean element =
          !(node instanceof org.commonmark.node.Text || node instanceof SoftLineBreak);
      if (element && ++elements > Text.ELEMENTS_MAX) throw new TextRefused("text.too-many");
      if (node instanceof Link link) repeated += length(link.getDestination(), link.getTitle());
      if (node instanceof Image image) repeated += length(image.getDestination(), image.getTitle());
      if (repeated > REPEATED_MAX) throw new TextRefused("text.too-long");
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        depth++;
        continue;
      }
      while (node != null && node.getNext() == null) {
        node = node.getParent();
        depth--;
      }
      if (node != null) node = node.getNext();
    }
  }

  private static int length(String address, @Nullable String title) {
    return address.length() + (title == null ? 0 : title.length());
  }
}
