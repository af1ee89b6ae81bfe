package communique.text;

import java.util.Objects;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/// What of HTML may stay: what other publishers' bodies are made of, but nothing that runs, loads a
/// page, takes input or styles. What our own printer makes of Govspeak is within it, which a test
/// proves rather than a cleaning each time.
final class Clean {
  private static final String TAGS =
      "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del"
          + " details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins"
          + " kbd li mark ol p path picture pre q s samp section small span strong sub summary sup"
          + " svg table tbody td tfoot th thead time tr u ul var wbr source";
  private static final Set<String> DATA = Set.of("a", "div", "span", "section", "figure", "table");
  private static final Set<String> DRAWN =
      Set.of(
          "viewBox", "focusable", "aria-hidden", "fill", "d", "stroke-miterlimit", "stroke-width");
  private static final Cleaner CLEANER = new Cleaner(new Allowed());

  private Clean() {}

  private static final class Allowed extends Safelist {
    Allowed() {
      addTags(TAGS.split(" ", -1));
      addAttributes(":all", "class", "dir", "id", "lang", "role", "title", "translate");
      addAttributes("a", "href", "hreflang", "name", "rel", "target", "draggable", "download");
      addAttributes("blockquote", "cite");
      addAttributes("col", "span");
      addAttributes("colgroup", "span");
      addAttributes("details", "open");
      addAttributes("img", "alt", "height", "sizes", "src", "srcset", "width", "loading");
      addAttributes("li", "value");
      addAttributes("ol", "reversed", "start", "type");
      addAttributes("path", DRAWN.toArray(String[]::new));
      addAttributes("q", "cite");
      addAttributes("source", "srcset", "sizes", "type", "media");
      addAttributes("svg", DRAWN.toArray(String[]::new));
      addAttributes("svg", "xmlns", "version", "width", "height");
      addAttributes("td", "colspan", "headers", "rowspan", "style");
      addAttributes("th", "abbr", "colspan", "headers", "rowspan", "scope", "style");
      addAttributes("time", "datetime");
      addAttributes("ul", "type");
    }

    @Override
    public boolean isSafeAttribute(String tag, Element element, Attribute attribute) {
      String name = attribute.getKey();
      if (name.startsWith("data-")) {
        return DATA.contains(tag) && name.matches("data-[a-z0-9-]{1,60}");
      }
      if (name.startsWith("aria-")) return name.matches("aria-[a-z]{1,30}");
      return super.isSafeAttribute(tag, element, attribute);
    }
  }

  /// Reads a fragment as a browser reads it in a page of ours: after a doctype some tags close
  /// others that they would not close without.
  static Element parse(String html) {
    return Jsoup.parse("<!DOCTYPE html><html><head></head><body>" + html).body();
  }

  /// What of a fragment may stay.
  static Element allowed(Element fragment) {
    for (Element element : fragment.getAllElements()) undress(element);
    Document cleaned = CLEANER.clean(Objects.requireNonNull(fragment.ownerDocument()));
    cleaned.outputSettings(new Document.OutputSettings().prettyPrint(false));
    Element tree = cleaned.body();
    tree.traverse((node, depth) -> dropControls(node));
    return tree;
  }

  /// Takes away addresses that must not be followed or loaded, and drawings that hold more than
  /// lines: a browser reads what stands in them by other rules.
  private static void undress(Element element) {
    switch (element.normalName()) {
      // Only what was written here says whose words they are.
      case "figure" -> element.removeClass("said");
      case "svg" -> {
        boolean plain = element.getAllElements().stream().skip(1).allMatch(Clean::isLine);
        if (!plain || !element.text().isEmpty()) element.empty().tagName("gone");
      }
      case "td", "th" -> {
        if (element.hasAttr("style")) style(element);
      }
      default -> {
        // Only addresses are looked at.
      }
    }
    for (String name : Set.of("href", "cite")) {
      if (element.hasAttr(name)) address(element, name, false);
    }
    if (element.hasAttr("src")) address(element, "src", true);
    if (element.hasAttr("srcset")
        && element
            .attr("srcset")
            .toLowerCase(java.util.Locale.ROOT)
            .matches("(?s).*(java|vb)?script:.*|.*data:.*")) {
      element.removeAttr("srcset");
    }
  }

  private static boolean isLine(Element element) {
    return element.normalName().equals("path") && element.childNodeSize() == 0;
  }

  private static void address(Element element, String name, boolean picture) {
    String written = element.attr(name);
    var safe = picture ? Links.picture(written) : Links.safe(written);
    if (safe.isEmpty()) element.removeAttr(name);
  }

  /// Of styles only the side on which a cell's words stand.
  private static void style(Element cell) {
    StringBuilder kept = new StringBuilder();
    for (String one : cell.attr("style").split("(?<=;)", -1)) {
      if (one.strip().matches("text-align:\\s*(left|center|right);?")) kept.append(one.strip());
    }
    if (kept.isEmpty()) cell.removeAttr("style");
    else cell.attr("style", kept.toString());
  }

  /// Once more: `&#1;` was four harmless characters in the source.
  private static void dropControls(Node node) {
    if (node instanceof TextNode text) {
      text.text(Characters.withoutControls(text.getWholeText()));
    } else if (node instanceof Element element && element.attributesSize() > 0) {
      for (Attribute attribute : element.attributes()) {
        attribute.setValue(Characters.withoutControls(attribute.getValue()));
      }
    }
  }
}
