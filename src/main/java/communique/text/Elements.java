package communique.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Tag;

/// Makes elements, and knows which of them stand on lines of their own.
final class Elements {
  private static final Map<String, Tag> TAGS = new HashMap<>();

  static {
    for (String name :
        ("a abbr b bdi blockquote body br code dd del details div dl dt em figcaption figure h1 h2 h3"
                + " h4 h5 h6 hr img li ol p path picture pre section source span strong sub summary"
                + " sup svg table tbody td tfoot th thead tr ul g rect line text")
            .split(" ", -1)) TAGS.put(name, Tag.valueOf(name));
  }

  private Elements() {}

  static Element make(String name) {
    Tag tag = TAGS.get(name);
    return tag == null ? new Element(name) : new Element(tag, "");
  }

  static Element make(String name, String classes) {
    Element element = make(name);
    set(element, "class", classes);
    return element;
  }

  static Element add(Element parent, String name) {
    Element child = make(name);
    parent.appendChild(child);
    return child;
  }

  static Element add(Element parent, String name, String classes) {
    Element child = add(parent, name);
    set(child, "class", classes);
    return child;
  }

  /// Sets an attribute without the look for a parser's settings that [Element#attr] takes.
  static void set(Element element, String name, String value) {
    element.attributes().put(name, value);
  }

  static boolean isBlock(Element element) {
    return switch (element.normalName()) {
      case "address",
          "article",
          "aside",
          "blockquote",
          "caption",
          "dd",
          "details",
          "div",
          "dl",
          "dt",
          "figcaption",
          "figure",
          "footer",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "li",
          "ol",
          "p",
          "pre",
          "section",
          "summary",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "ul" ->
          true;
      default -> false;
    };
  }

  /// All elements under one, each before those that it holds.
  static List<Element> under(Element root) {
    List<Element> all = new ArrayList<>();
    under(root, all);
    return all;
  }

  private static void under(Element parent, List<Element> all) {
    for (int i = 0; i < parent.childNodeSize(); i++) {
      if (parent.childNode(i) instanceof Element child) {
        all.add(child);
        under(child, all);
      }
    }
  }
}
