package communique.text;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// A document as a line that two writings of the same document share.
final class GovspeakDom {
  private GovspeakDom() {}

  static String of(String html) {
    StringBuilder out = new StringBuilder();
    children(Jsoup.parseBodyFragment(html).body(), out);
    return out.toString();
  }

  /// The words alone, as Govspeak's own `to_text` gives them.
  static String words(String html) {
    StringBuilder words = new StringBuilder();
    Jsoup.parseBodyFragment(html)
        .body()
        .traverse((node, depth) -> {
          if (node instanceof TextNode text) words.append(text.getWholeText());
          else words.append(' ');
        });
    return quotes(words.toString().replaceAll("\\s+", " ").strip());
  }

  static String quotes(String words) {
    return words.replace('‘', '\'').replace('’', '\'').replace('“', '"').replace('”', '"');
  }

  private static void children(Element parent, StringBuilder out) {
    for (Node child : parent.childNodes()) {
      if (child instanceof TextNode text) {
        String words = quotes(text.getWholeText()).replaceAll("[ \\t\\r\\n]+", " ");
        boolean first = child.previousSibling() == null || isBlock(child.previousSibling());
        boolean last = child.nextSibling() == null || isBlock(child.nextSibling());
        if (first) words = words.stripLeading();
        if (last) words = words.stripTrailing();
        out.append(words.replace("<", "&lt;"));
      } else if (child instanceof Element element) {
        element(element, out);
      }
    }
  }

  private static boolean isBlock(Node node) {
    return node instanceof Element element
        && (element.isBlock() || element.normalName().equals("br"));
  }

  private static void element(Element element, StringBuilder out) {
    List<String> attributes = new ArrayList<>();
    for (Attribute attribute : element.attributes()) {
      String value = attribute.getKey().equals("class") ? sorted(element) : attribute.getValue();
      attributes.add(attribute.getKey() + "=" + quotes(value));
    }
    attributes.sort(null);
    out.append('<').append(element.normalName());
    attributes.forEach(attribute -> out.append(' ').append(attribute));
    out.append('>');
    children(element, out);
    out.append("</").append(element.normalName()).append('>');
  }

  private static String sorted(Element element) {
    return String.join(" ", element.classNames().stream().sorted().toList());
  }
}
