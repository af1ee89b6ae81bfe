package communique.text;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// The dialect of what was imported: HTML, of which an allow-list stays.
final class Html {
  private Html() {}

  static Element read(String source) {
    Element fragment = Jsoup.parseBodyFragment(source).body();
    int[] elements = {0};
    fragment.traverse((node, depth) -> {
      if (depth > Text.DEPTH_MAX) throw new TextRefused("text.too-deep");
      if (node instanceof Element && ++elements[0] > Text.ELEMENTS_MAX) {
        throw new TextRefused("text.too-many");
      }
    });
    return Clean.HTML.tree(fragment);
  }
}
