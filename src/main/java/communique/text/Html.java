package communique.text;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/// The dialect of what was imported: HTML, of which an allow-list stays.
final class Html {
  /// Nearly everything is settled at the second reading.
  private static final int READINGS_MAX = 6;

  private Html() {}

  /// Reads, takes out what is not allowed, and reads the rest again until nothing moves any more.
  /// One reading is not enough: a row that stood in a template stands in no table once the template
  /// is gone, and a browser would then read something else than what was cleaned.
  static Element read(String source) {
    Element fragment = Clean.parse(source);
    check(fragment);
    String html = Clean.HTML.allowed(fragment).html();
    for (int i = 0; i < READINGS_MAX; i++) {
      Element again = Clean.parse(html);
      check(again);
      String settled = Clean.HTML.allowed(again).html();
      if (settled.equals(html)) return Clean.HTML.tree(Clean.parse(settled));
      html = settled;
    }
    // What never settles is no document; its words are kept.
    return Clean.HTML.tree(Clean.parse("<p>" + Entities.escape(Clean.parse(html).text())));
  }

  private static void check(Element fragment) {
    int[] elements = {0};
    fragment.traverse((node, depth) -> {
      if (depth > Text.DEPTH_MAX) throw new TextRefused("text.too-deep");
      if (node instanceof Element && ++elements[0] > Text.ELEMENTS_MAX) {
        throw new TextRefused("text.too-many");
      }
    });
  }
}
