package communique.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.parser.Parser;

/// The quotation block: a block quote whose first line is `said: {slug}` or `said: {name}, {role}`.
/// A block quote of which nothing would be left without that line stays what it is.
final class Said implements Parser.ParserExtension {
  private static final String SIGN = "said:";

  @Override
  public void extend(Parser.Builder parser) {
    parser.postProcessor(document -> {
      Finder.look(document);
      return document;
    });
  }

  private static final class Finder {
    /// Only blocks are looked at: nothing that runs in a line holds a block quote.
    static void look(Node parent) {
      for (Node n = parent.getFirstChild(); n != null; ) {
        Node next = n.getNext();
        if (n instanceof org.commonmark.node.Block && !Tree.isParagraph(n)) look(n);
        if (n instanceof BlockQuote quote) attribute(quote);
        n = next;
      }
    }

    private static void attribute(BlockQuote quote) {
      if (!Tree.isParagraph(quote.getFirstChild())) return;
      Node first = quote.getFirstChild();
      // Most quotations have no speaker: only words can begin the line.
      if (!(first.getFirstChild() instanceof org.commonmark.node.Text start) || !isSign(start)) {
        return;
      }
      List<Node> line = new ArrayList<>();
      Node end = first.getFirstChild();
      for (; end != null && !isLineEnd(end); end = end.getNext()) line.add(end);
      StringBuilder written = new StringBuilder();
      for (Node node : line) words(node, written);
      String who = Characters.withoutControls(written.substring(SIGN.length())).strip();
      boolean more = end != null && end.getNext() != null;
      boolean empty = !more && first.getNext() == null;
      if (empty || Quotation.who(who).isEmpty()) return;

      line.forEach(Node::unlink);
      if (end != null) end.unlink();
      if (!more) first.unlink();
      Quoted said = new Quoted(who);
      quote.insertBefore(said);
      said.appendChild(quote);
    }

    private static boolean isSign(org.commonmark.node.Text start) {
      return start.getLiteral().regionMatches(true, 0, SIGN, 0, SIGN.length());
    }

    private static boolean isLineEnd(Node node) {
      return node instanceof SoftLineBreak || node instanceof HardLineBreak;
    }

    /// The line as it reads: a name with an underscore in it may have become emphasis.
    private static void words(Node node, StringBuilder words) {
      if (node instanceof org.commonmark.node.Text text) {
        words.append(text.getLiteral());
        return;
      }
      node.accept(
          new AbstractVisitor() {
            @Override
            public void visit(org.commonmark.node.Text text) {
              words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
              words.append(code.getLiteral());
            }
          });
    }
  }

  /// A block quote and whose words it holds.
  static final class Quoted extends CustomBlock {
    final String who;

    Quoted(String who) {
      this.who = who;
    }
  }
}
