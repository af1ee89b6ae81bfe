package communique.text;

import communique.language.Locales;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/// What a tree needs to stand in a page, in a feed or in a mail.
final class Dressing {
  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
  private static final int LABEL_MAX = 120;

  /// What our style sheet knows; other classes could borrow the looks of our own parts of a page.
  private static final Set<String> CLASSES =
      Set.of(
          ("additional-information address adr advisory accessible-format application-notice attachment"
                  + " attachment-inline call-to-action cell-text-center cell-text-left cell-text-right"
                  + " compact contact contact-inner devolved-body devolved-content devolved-header email embedded"
                  + " example footnotes form-download govuk-button govuk-button--start help-notice"
                  + " highlight-answer image info-notice information js-barchart-table"
                  + " legislative-list legislative-list-wrapper mc-negative mc-stacked metadata place"
                  + " priority-list said stat-headline steps summary tel title type vcard")
              .split(" ", -1));

  /// Attributes that stay on a page; what is not here was for other publishers' scripts.
  private static final Set<String> ON_PAGES =
      Set.of(
          ("abbr alt aria-label cite class colspan datetime dir headers height href hreflang id lang"
                  + " rel reversed role rowspan scope sizes span src srcset start title type value width")
              .split(" ", -1));

  /// Attributes that mean something everywhere.
  private static final Set<String> IN_FEEDS =
      Set.of(
          ("abbr alt cite colspan datetime dir height href hreflang lang reversed rowspan scope src"
                  + " sizes srcset start title type value width")
              .split(" ", -1));

  private final Anchors anchors = new Anchors(Anchors.OF_PAGES);
  private final Deque<Integer> levels = new ArrayDeque<>();
  private final Set<String> attributes;

  private Dressing(Set<String> attributes) {
    this.attributes = attributes;
  }

  static void page(Element tree, Surroundings surroundings) {
    Dressing dressing = new Dressing(ON_PAGES);
    List<Element> tables = new ArrayList<>();
    for (Element element : Elements.under(tree)) {
      dressing.common(element);
      dressing.identify(element);
      if (element.normalName().equals("table")) {
        tables.add(element);
      } else if (element.normalName().equals("a") && !element.hasAttr("rel")) {
        boolean away = Links.leadsAway(element.attr("href"), surroundings.ownHosts());
        if (away) element.attr("rel", "external");
      }
    }
    for (Element table : tables) table(table, surroundings);
  }

  static void feed(Element tree, String baseUrl) {
    Dressing dressing = new Dressing(IN_FEEDS);
    for (Element list : Numbering.written(tree)) list.tagName("ul");
    for (Element element : Elements.under(tree)) {
      dressing.common(element);
      absolute(element, baseUrl);
    }
  }

  static void mail(Element tree, Surroundings surroundings, String baseUrl) {
    String direction = Locales.direction(surroundings.locale());
    Dressing dressing = new Dressing(IN_FEEDS);
    Set<Element> written = Numbering.written(tree);
    List<Element> all = Elements.under(tree);
    // What is within a quotation is known by the class of what is around it, which goes first.
    var styles = new IdentityHashMap<Element, String>();
    for (Element element : all) styles.put(element, MailStyle.of(element, direction));
    for (Element element : all) {
      String style = styles.getOrDefault(element, "");
      if (written.contains(element)) {
        element.tagName("ul");
        if (!style.contains("list-style:")) style = style + ";list-style:none";
      }
      dressing.common(element);
      absolute(element, baseUrl);
      if (!style.isEmpty()) element.attr("style", style);
      if (element.normalName().equals("table")) element.attr("cellspacing", "0");
    }
  }

  /// Takes out and changes what a page cannot have: drawings, pictures of other hosts, links
  /// without words or address, headings without words.
  ///
  /// @param pictures whether pictures of our own may stay
  static void undress(Element tree, boolean pictures) {
    List<Element> all = Elements.under(tree);
    for (Element element : all) {
      switch (element.normalName()) {
        case "svg" -> element.remove();
        case "img", "source" -> {
          String src = element.hasAttr("src") ? element.attr("src") : element.attr("srcset");
          if (!pictures || !isOwn(src)) linked(element);
        }
        default -> {
          // Links and headings are looked at when pictures have become words.
        }
      }
    }
    for (Element element : all) {
      switch (element.normalName()) {
        case "a" -> {
          // Without words nobody could name it, and without an address there is nothing to follow.
          if (!element.hasAttr("href") || !hasWords(element)) element.unwrap();
        }
        case "h1", "h2", "h3", "h4", "h5", "h6" -> {
          if (!element.hasText()) element.unwrap();
        }
        default -> {
          // Nothing else needs more.
        }
      }
    }
  }

  /// Takes out the pictures of hosts that are none of these; they become links, as on pages.
  static void withoutPictures(Element tree, Set<String> hosts) {
    for (Element picture : tree.select("img, source")) {
      boolean away = picture.hasAttr("src") && Links.leadsAway(picture.attr("src"), hosts);
      for (String one : picture.attr("srcset").split(",", -1)) {
        away |= Links.leadsAway(one.strip(), hosts);
      }
      if (away) linked(picture);
    }
  }

  /// What holds for pages, feeds and mails.
  private void common(Element element) {
    if (HEADINGS.contains(element.normalName())) level(element);
    if (element.attributesSize() > 0) keep(element);
  }

  private static boolean hasWords(Element link) {
    return link.hasText() || link.selectFirst("img[alt]:not([alt=])") != null;
  }

  private void keep(Element element) {
    if (element.hasAttr("style")) side(element);
    List<String> gone = List.of();
    for (Attribute attribute : element.attributes()) {
      String name = attribute.getKey();
      boolean kept = attributes.contains(name) && Values.isAllowed(name, attribute.getValue());
      if (kept && !(name.equals("role") && attribute.getValue().equals("button"))) continue;
      if (gone.isEmpty()) gone = new ArrayList<>();
      gone.add(name);
    }
    gone.forEach(element::removeAttr);
    String written = element.attributes().get("class");
    if (written.isEmpty() || CLASSES.contains(written)) return;
    StringBuilder known = new StringBuilder();
    for (String name : element.classNames()) {
      if (CLASSES.contains(name)) known.append(known.isEmpty() ? "" : " ").append(name);
    }
    if (known.isEmpty()) element.removeAttr("class");
    else Elements.set(element, "class", known.toString());
  }

  /// The one style that imported cells may have; a page has classes for it.
  private static void side(Element cell) {
    for (String side : List.of("left", "center", "right")) {
      if (cell.attr("style").contains(side)) cell.addClass("cell-text-" + side);
    }
  }

  /// A page makes no request to another host, so a picture becomes a link to it, under its
  /// description.
  private static void linked(Element image) {
    if (image.normalName().equals("source")) {
      image.remove();
      return;
    }
    String words = image.attr("alt").strip();
    if (words.isEmpty() || image.closest("a") != null || !image.hasAttr("src")) {
      image.replaceWith(new org.jsoup.nodes.TextNode(words));
      return;
    }
    Element link = Elements.make("a").attr("href", image.attr("src"));
    if (Links.leadsAway(image.attr("src"), Set.of())) link.attr("rel", "external");
    image.replaceWith(link.appendText(words));
  }

  private static boolean isOwn(String src) {
    return src.startsWith("/") && !src.startsWith("//");
  }

  /// The page has the one h1. The first heading of a body is an h2, and each below another is one
  /// level below it, whatever number its author gave it.
  private void level(Element heading) {
    int written = Math.max(2, heading.tagName().charAt(1) - '0');
    while (!levels.isEmpty() && levels.peek() >= written) levels.pop();
    levels.push(written);
    heading.tagName("h" + (levels.size() + 1));
  }

  private void identify(Element element) {
    boolean heading = HEADINGS.contains(element.normalName());
    if (element.hasAttr("id") && !anchors.take(element.id())) element.removeAttr("id");
    if (heading && !element.hasAttr("id")) element.attr("id", anchors.fromWords(element.text()));
  }

  private static void absolute(Element element, String baseUrl) {
    for (String name : List.of("href", "src")) {
      if (element.hasAttr(name)) {
        element.attr(name, Links.absolute(element.attr(name), baseUrl));
      }
    }
    if (element.hasAttr("srcset")) element.removeAttr("srcset");
    if (element.normalName().equals("source")) element.remove();
  }

  private static void table(Element table, Surroundings surroundings) {
    for (Element part = table.firstElementChild(); part != null; ) {
      for (Element row : part.children()) cells(row);
      part = part.nextElementSibling();
    }
    for (Element around = table.parent(); around != null; around = around.parent()) {
      if (around.normalName().equals("table")) return;
    }
    if (table.hasClass(Chart.CLASS)) Chart.draw(table, surroundings.locale());
    String label = label(table);
    if (label.isEmpty()) return;
    // It is a group and no region: a body full of tables must not fill the list of landmarks.
    Element scroll = Elements.make("div", "scroll");
    Elements.set(scroll, "tabindex", "0");
    Elements.set(scroll, "role", "group");
    Elements.set(scroll, "aria-label", label);
    table.replaceWith(scroll);
    scroll.appendChild(table);
  }

  private static void cells(Element row) {
    Element group = row.parent();
    boolean head = group != null && group.normalName().equals("thead");
    List<Element> cells = row.children();
    boolean all = true;
    for (Element cell : cells) all &= !cell.normalName().equals("td");
    boolean first = true;
    for (Element cell : cells) {
      // Numbers are what authors set flush right.
      if (cell.attributesSize() > 0 && cell.hasClass("cell-text-right")) {
        cell.removeClass("cell-text-right").addClass("num");
      }
      if (cell.normalName().equals("th")) header(cell, first && !head && !all ? "row" : "col");
      first = false;
    }
  }

  private static void header(Element cell, String scope) {
    if (!cell.hasText()) {
      cell.tagName("td");
      cell.removeAttr("scope");
      cell.removeAttr("abbr");
    } else if (!Set.of("row", "col", "rowgroup", "colgroup").contains(cell.attr("scope"))) {
      cell.attr("scope", scope);
    }
  }

  /// What a table is called: its caption, or what stands in its first row.
  private static String label(Element table) {
    Element first = table.firstElementChild();
    String label = first != null && first.normalName().equals("caption") ? first.text() : "";
    while (first != null && !first.normalName().equals("tr")) {
      first =
          first.normalName().equals("caption")
              ? first.nextElementSibling()
              : first.firstElementChild();
    }
    if (label.isBlank() && first != null) {
      StringBuilder words = new StringBuilder();
      for (Element cell : first.children()) {
        if (!cell.hasText()) continue;
        words.append(words.isEmpty() ? "" : ", ").append(cell.text());
      }
      label = words.toString();
    }
    if (label.length() <= LABEL_MAX) return label.strip();
    int end = Character.isHighSurrogate(label.charAt(LABEL_MAX - 1)) ? LABEL_MAX - 1 : LABEL_MAX;
    return label.substring(0, end).strip() + "…";
  }
}
