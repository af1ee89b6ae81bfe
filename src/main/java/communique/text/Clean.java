package communique.text;

import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/// Makes the one clean tree of HTML. What our own Markdown printer made goes the same way as what
/// came from elsewhere, so that a mistake in an extension cannot become a hole in a page.
final class Clean {
  private static final String TAGS =
      "a abbr address b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div"
          + " dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp"
          + " section small span strong sub summary sup table tbody td tfoot th thead time tr u ul"
          + " var wbr";

  static final Clean HTML = new Clean(allowed());
  static final Clean GOVSPEAK =
      new Clean(
          allowed()
              .addAttributes("figure", Attribution.MARK)
              .addAttributes("a", Footnotes.REFERENCE, Footnotes.BACK)
              .addAttributes("section", Footnotes.LIST)
              .addAttributes("td", "align")
              .addAttributes("th", "align"));

  private final Cleaner cleaner;

  private Clean(Safelist allowed) {
    this.cleaner = new Cleaner(allowed);
  }

  private static Safelist allowed() {
    return new Safelist()
        .addTags(TAGS.split(" "))
        .addAttributes(":all", "lang", "dir", "id")
        .addAttributes("a", "href", "hreflang")
        .addAttributes("abbr", "title")
        .addAttributes("dfn", "title")
        .addAttributes("li", "value")
        .addAttributes("ol", "start", "type", "reversed")
        .addAttributes("td", "colspan", "rowspan")
        .addAttributes("th", "colspan", "rowspan", "scope", "abbr")
        .addAttributes("time", "datetime");
  }

  /// Reads a fragment as a browser reads it in a page of ours: after a doctype some tags close
  /// others that they would not close without.
  static Element parse(String html) {
    return Jsoup.parse("<!DOCTYPE html><html><head></head><body>" + html).body();
  }

  /// What of a fragment may stay.
  Element allowed(Element fragment) {
    Dressing.undress(fragment);
    Document cleaned = cleaner.clean(Objects.requireNonNull(fragment.ownerDocument()));
    cleaned.outputSettings(new Document.OutputSettings().prettyPrint(false));
    Element tree = cleaned.body();
    tree.traverse((node, depth) -> dropControls(node));
    return tree;
  }

  /// The clean tree, with what a page needs.
  Element tree(Element fragment) {
    Element tree = allowed(fragment);
    Dressing.dress(tree);
    return tree;
  }

  /// Once more: `&#1;` was four harmless characters in the source.
  private static void dropControls(Node node) {
    if (node instanceof TextNode text) {
      text.text(Characters.withoutControls(text.getWholeText()));
    } else if (node instanceof Element element) {
      for (Attribute attribute : element.attributes()) {
        attribute.setValue(Characters.withoutControls(attribute.getValue()));
      }
    }
  }
}
