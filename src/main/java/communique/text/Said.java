package communique.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/// The quotation block: a block quote whose first line is `said: {slug}` or `said: {name}, {role}`.
/// It is printed with the mark that [Attribution] puts the speaker's name in place of. A block
/// quote of which nothing would be left without that line stays what it is.
final class Said implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {
  private static final String SIGN = "said:";

  @Override
  public void extend(Parser.Builder parser) {
    parser.postProcessor(document -> {
      document.accept(new Finder());
      return document;
    });
  }

  @Override
  public void extend(HtmlRenderer.Builder renderer) {
    renderer.nodeRendererFactory(Printer::new);
  }

  private static final class Finder extends AbstractVisitor {
    @Override
    public void visit(BlockQuote quote) {
      visitChildren(quote);
      if (!(quote.getFirstChild() instanceof Paragraph first)) return;
      List<Node> line = new ArrayList<>();
      Node end = first.getFirstChild();
      for (; end != null && !isLineEnd(end); end = end.getNext()) line.add(end);
      String written = line.stream().map(Finder::words).collect(Collectors.joining());
      if (!written.regionMatches(true, 0, SIGN, 0, SIGN.length())) return;
      String who = Characters.withoutControls(written.substring(SIGN.length())).strip();
      boolean more = end != null && end.getNext() != null;
      boolean empty = !more && first.getNext() == null;
      if (empty || Quotation.who(who).isEmpty()) return;

      line.forEach(Node::unlink);
      if (end != null) end.unlink();
      if (!more) first.unlink();
      Block said = new Block(who);
      quote.insertBefore(said);
      said.appendChild(quote);
    }

    private static boolean isLineEnd(Node node) {
      return node instanceof SoftLineBreak || node instanceof HardLineBreak;
    }

    /// The line as it reads: a name with an underscore in it may have become emphasis.
    private static String words(Node node) {
      StringBuilder words = new StringBuilder();
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
      return words.toString();
    }
  }

  /// A block quote and whose words it holds.
  private static final class Block extends CustomBlock {
    private final String who;

    Block(String who) {
      this.who = who;
    }
  }

  private static final class Printer implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;

    Printer(HtmlNodeRendererContext context) {
      this.context = context;
      this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Block.class);
    }

    @Override
    public void render(Node node) {
      html.line();
      html.tag("figure", Map.of(Attribution.MARK, ((Block) node).who));
      html.tag("figcaption");
      html.tag("/figcaption");
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
      html.tag("/figure");
      html.line();
    }
  }
}
