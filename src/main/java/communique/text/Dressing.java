package communique.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/// What a clean tree needs to stand in a page: ids, levels, names for what can be scrolled, links
/// that say when they lead away.
final class Dressing {
  private static final int LABEL_MAX = 120;
  private static final int SPAN_MAX = 1_000;
  private static final Set<String> SCOPES = Set.of("row", "col", "rowgroup", "colgroup");
  private static final Set<String> DIRECTIONS = Set.of("ltr", "rtl", "auto");

  private Dressing() {}

  static void dress(Element tree) {
    Anchors anchors = new Anchors();
    Set<Element> numbered = Footnotes.number(tree, anchors);
    for (Element image : tree.select("img")) withoutRequest(image);
    for (Element element : tree.getAllElements()) {
      boolean settled = numbered.contains(element) || !element.hasAttr("id");
      if (!settled && !anchors.take(element.id())) element.removeAttr("id");
      attributes(element);
    }
    for (Element link : tree.select("a")) link(link);
    headings(tree, anchors);
    for (Element table : tree.select("table")) table(table);
  }

  /// A page makes no request to another host, so a picture becomes a link to it, under its
  /// description.
  private static void withoutRequest(Element image) {
    String words = image.attr("alt").strip();
    if (words.isEmpty()) {
      image.remove();
    } else if (image.closest("a") != null || Links.safe(image.attr("src")).isEmpty()) {
      image.replaceWith(new TextNode(words));
    } else {
      image.replaceWith(new Element("a").attr("href", image.attr("src")).text(words));
    }
  }

  /// Values that HTML does not have go; the element stays.
  private static void attributes(Element element) {
    if (element.hasAttr("dir") && !DIRECTIONS.contains(element.attr("dir"))) {
      element.removeAttr("dir");
    }
    for (String name : List.of("lang", "hreflang")) {
      if (element.hasAttr(name) && !isLanguage(element.attr(name))) element.removeAttr(name);
    }
    for (String name : List.of("start", "value")) {
      if (element.hasAttr(name) && !element.attr(name).matches("-?[0-9]{1,6}")) {
        element.removeAttr(name);
      }
    }
    if (element.hasAttr("type") && !element.attr("type").matches("[1aAiI]")) {
      element.removeAttr("type");
    }
    for (String name : List.of("colspan", "rowspan")) {
      if (element.hasAttr(name) && !isSpan(element.attr(name))) element.removeAttr(name);
    }
  }

  private static void link(Element link) {
    Optional<String> href = Links.safe(link.attr("href"));
    // Without words nobody could name it, and without an address there is nothing to follow.
    if (href.isEmpty() || link.text().isBlank()) {
      link.unwrap();
      return;
    }
    link.attr("href", href.get());
    if (Links.isExternal(href.get())) link.attr("rel", "external");
  }

  /// The page has the one h1. The first heading of a body is an h2, and each below another is one
  /// level below it, whatever number its author gave it.
  private static void headings(Element tree, Anchors anchors) {
    Deque<Integer> open = new ArrayDeque<>();
    for (Element heading : tree.select("h1, h2, h3, h4, h5, h6")) {
      String words = heading.text();
      if (words.isBlank()) {
        heading.unwrap();
        continue;
      }
      int written = Math.max(2, heading.tagName().charAt(1) - '0');
      while (!open.isEmpty() && open.peek() >= written) open.pop();
      open.push(written);
      heading.tagName("h" + (open.size() + 1));
      if (!heading.hasAttr("id")) heading.attr("id", anchors.fromWords(words));
    }
  }

  private static void table(Element table) {
    for (Element cell : table.select("th, td")) {
      // Numbers are what authors set flush right; "align" itself is no attribute of HTML any more.
      if (cell.attr("align").equals("right")) cell.addClass("num");
      cell.removeAttr("align");
      if (cell.normalName().equals("th")) header(cell);
    }
    if (table.parents().is("table")) return;
    String label = label(table);
    if (label.isEmpty()) return;
    // It is a group and no region: a body full of tables must not fill the list of landmarks.
    Element scroll =
        new Element("div")
            .addClass("scroll")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", label);
    table.replaceWith(scroll);
    scroll.appendChild(table);
  }

  private static void header(Element cell) {
    if (cell.text().isBlank()) {
      cell.tagName("td");
      cell.removeAttr("scope");
      cell.removeAttr("abbr");
    } else if (!SCOPES.contains(cell.attr("scope"))) {
      Element row = cell.parent();
      boolean leads = cell.previousElementSibling() == null;
      boolean alone = row != null && row.select("> td").isEmpty();
      cell.attr("scope", cell.closest("thead") != null || alone || !leads ? "col" : "row");
    }
  }

  /// What a table is called: its caption, or what stands in its first row.
  private static String label(Element table) {
    Element caption = table.selectFirst("> caption");
    String label = caption == null ? "" : caption.text();
    Element row = table.selectFirst("tr");
    if (label.isBlank() && row != null) {
      label =
          row.children().stream()
              .map(Element::text)
              .filter(words -> !words.isBlank())
              .collect(Collectors.joining(", "));
    }
    if (label.length() <= LABEL_MAX) return label.strip();
    int end = Character.isHighSurrogate(label.charAt(LABEL_MAX - 1)) ? LABEL_MAX - 1 : LABEL_MAX;
    return label.substring(0, end).strip() + "…";
  }

  private static boolean isSpan(String written) {
    return written.matches("[0-9]{1,4}")
        && Integer.parseInt(written) >= 1
        && Integer.parseInt(written) <= SPAN_MAX;
  }

  private static boolean isLanguage(String tag) {
    try {
      return !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException malformed) {
      return false;
    }
  }
}
