package communique.text;

import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Writes a tree as HTML (HTML standard §13.3), blocks on lines of their own where the tree has no
/// white space of its own.
final class Written {
  private static final Set<String> VOID =
      Set.of("br", "hr", "img", "source", "wbr", "col", "input", "path", "rect", "line");

  private final StringBuilder out = new StringBuilder(4_096);
  private final boolean lines;

  private Written(boolean lines) {
    this.lines = lines;
  }

  /// What the element holds.
  ///
  /// @param lines whether blocks begin on new lines
  static String html(Element tree, boolean lines) {
    Written written = new Written(lines);
    written.children(tree, false);
    return written.out.toString();
  }

  private void children(Element parent, boolean asIs) {
    for (int i = 0; i < parent.childNodeSize(); i++) {
      Node child = parent.childNode(i);
      if (child instanceof TextNode text) text(text.getWholeText());
      else if (child instanceof Element element) element(element, asIs);
    }
  }

  private void element(Element element, boolean asIs) {
    String name = element.normalName();
    boolean block = lines && !asIs && Elements.isBlock(element);
    if (block) line();
    out.append('<').append(name);
    if (element.attributesSize() > 0) {
      for (Attribute attribute : element.attributes()) attribute(attribute);
    }
    out.append('>');
    boolean foreign = name.equals("path") || name.equals("rect") || name.equals("line");
    if (!VOID.contains(name) || foreign) {
      boolean pre = name.equals("pre");
      // A parser drops one line end here.
      if (pre && startsWithLineEnd(element)) out.append('\n');
      children(element, asIs || pre);
      out.append("</").append(name).append('>');
    }
    if (block) out.append('\n');
  }

  private static boolean startsWithLineEnd(Element pre) {
    return pre.childNodeSize() > 0
        && pre.childNode(0) instanceof TextNode text
        && text.getWholeText().startsWith("\n");
  }

  private void line() {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') out.append('\n');
  }

  private void attribute(Attribute attribute) {
    out.append(' ').append(attribute.getKey()).append("=\"");
    String value = attribute.getValue();
    int plain = 0;
    for (int i = 0; i < value.length(); i++) {
      String escaped =
          switch (value.charAt(i)) {
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\u00A0' -> "&nbsp;";
            default -> "";
          };
      if (escaped.isEmpty()) continue;
      out.append(value, plain, i).append(escaped);
      plain = i + 1;
    }
    out.append(value, plain, value.length()).append('"');
  }

  private void text(String text) {
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '&' && c != '<' && c != '>' && c != '\u00A0') continue;
      String escaped =
          switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> "&nbsp;";
          };
      out.append(text, plain, i).append(escaped);
      plain = i + 1;
    }
    out.append(text, plain, text.length());
  }
}
