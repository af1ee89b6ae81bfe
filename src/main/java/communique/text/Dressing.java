package communique.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/// What a clean tree needs to stand in a page: ids, levels, names for what can be scrolled, links
/// that say when they lead away.
final class Dressing {
  private static final String HEADINGS = "h1, h2, h3, h4, h5, h6";
  private static final String GONE = "gone";
  private static final int LABEL_MAX = 120;
  private static final int SPAN_MAX = 1_000;
  private static final Set<String> SCOPES = Set.of("row", "col", "rowgroup", "colgroup");
  private static final Set<String> DIRECTIONS = Set.of("ltr", "rtl", "auto");

  private Dressing() {}

  /// Gives what shall not stay a name that no allow-list has, so that cleaning leaves only what is
  /// in it. Taking elements out one by one would move all that come after them each time.
  static void undress(Element fragment) {
    for (Element image : fragment.select("img")) withoutRequest(image);
    for (Element link : fragment.select("a")) {
      // Without words nobody could name it, and without an address there is nothing to follow.
      if (link.text().isBlank() || Links.safe(link.attr("href")).isEmpty()) link.tagName(GONE);
    }
    for (Element heading : fragment.select(HEADINGS)) {
      if (heading.text().isBlank()) heading.tagName(GONE);
    }
  }

  static void dress(Element tree) {
    Anchors anchors = new Anchors();
    Set<Element> numbered = Footnotes.number(tree, anchors);
    for (Element element : tree.getAllElements()) {
      boolean settled = numbered.contains(element) || !element.hasAttr("id");
      if (!settled && !anchors.take(element.id())) element.removeAttr("id");
      attributes(element);
    }
    for (Element link : tree.select("a")) {
      String href = Links.safe(link.attr("href")).orElseThrow();
      link.attr("href", href);
      if (Links.isExternal(href)) link.attr("rel", "external");
    }
    headings(tree, anchors);
    for (Element table : tree.select("table")) table(table);
  }

  /// A page makes no request to another host, so a picture becomes a link to it, under its
  /// description.
  private static void withoutRequest(Element image) {
    boolean linked = image.closest("a") != null || Links.safe(image.attr("src")).isEmpty();
    image.tagName(linked ? GONE : "a");
    image.attr("href", image.attr("src"));
    image.text(image.attr("alt").strip());
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

  /// The page has the one h1. The first heading of a body is an h2, and each below another is one
  /// level below it, whatever number its author gave it.
  private static void headings(Element tree, Anchors anchors) {
    Deque<Integer> open = new ArrayDeque<>();
    for (Element heading : tree.select(HEADINGS)) {
      int written = Math.max(2, heading.tagName().charAt(1) - '0');
      while (!open.isEmpty() && open.peek() >= written) open.pop();
      open.push(written);
      heading.tagName("h" + (open.size() + 1));
      if (!heading.hasAttr("id")) heading.attr("id", anchors.fromWords(heading.text()));
    }
  }

  private static void table(Element table) {
    for (Element row : table.select("tr")) cells(row);
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

  private static void cells(Element row) {
    Element group = row.parent();
    boolean head = group != null && group.normalName().equals("thead");
    boolean all = row.children().stream().noneMatch(cell -> cell.normalName().equals("td"));
    boolean first = true;
    for (Element cell : row.children()) {
      // Numbers are what authors set flush right; "align" itself is no attribute of HTML any more.
      if (cell.attr("align").equals("right")) cell.addClass("num");
      cell.removeAttr("align");
      if (cell.normalName().equals("th")) header(cell, first && !head && !all ? "row" : "col");
      first = false;
    }
  }

  private static void header(Element cell, String scope) {
    if (cell.text().isBlank()) {
      cell.tagName("td");
      cell.removeAttr("scope");
      cell.removeAttr("abbr");
    } else if (!SCOPES.contains(cell.attr("scope"))) {
      cell.attr("scope", scope);
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
