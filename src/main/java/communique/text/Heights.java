package communique.text;

import java.util.Optional;
import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/// `CO<sub>2</sub>` and `m<sup>2</sup>`: what stands lower and higher in its line. Markdown has no
/// signs for it and authors write it so everywhere; it is a sign of the dialect that looks like
/// HTML, and takes no attributes. Both signs stand in one line of words, and none within another;
/// any other stays as it was typed.
final class Heights implements Parser.ParserExtension {
  private static final Set<String> SIGNS = Set.of("sub", "/sub", "sup", "/sup");

  @Override
  public void extend(Parser.Builder parser) {
    parser.postProcessor(document -> {
      pair(document);
      return document;
    });
  }

  /// @param tag what stands between the angle brackets
  static Optional<Node> sign(String tag) {
    return SIGNS.contains(tag) ? Optional.of(new Sign(tag)) : Optional.empty();
  }

  private static void pair(Node parent) {
    @Nullable Sign open = null;
    for (@Nullable Node n = parent.getFirstChild(), next; n != null; n = next) {
      next = n.getNext();
      if (n instanceof Sign sign) {
        if (open != null && sign.ends(open) && sign.getPrevious() != open) {
          raise(open, sign);
          open = null;
        } else {
          if (open != null) asTyped(open);
          open = sign.isEnd() ? null : sign;
          if (open == null) asTyped(sign);
        }
      } else if (n.getFirstChild() != null) pair(n);
    }
    if (open != null) asTyped(open);
  }

  private static void raise(Sign open, Sign end) {
    Height height = new Height(open.tag);
    open.insertBefore(height);
    for (@Nullable Node n = open.getNext(), next; n != null && n != end; n = next) {
      next = n.getNext();
      height.appendChild(n);
    }
    open.unlink();
    end.unlink();
  }

  private static void asTyped(Sign sign) {
    sign.insertBefore(new org.commonmark.node.Text("<" + sign.tag + ">"));
    sign.unlink();
  }

  /// Words that stand lower or higher: `sub` or `sup`.
  static final class Height extends CustomNode {
    final String tag;

    Height(String tag) {
      this.tag = tag;
    }
  }

  private static final class Sign extends CustomNode {
    private final String tag;

    Sign(String tag) {
      this.tag = tag;
    }

    boolean isEnd() {
      return tag.startsWith("/");
    }

    boolean ends(Sign open) {
      return tag.equals("/" + open.tag);
    }
  }
}
