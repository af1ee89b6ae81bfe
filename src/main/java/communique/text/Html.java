package communique.text;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/// The dialect of what was imported: HTML, of which an allow-list stays.
final class Html {
  /// Nearly everything is settled at the second reading.
  private static final int READINGS_MAX = 6;

  private Html() {}

  /// Reads, and takes out what is not allowed.
  static Element read(String source) {
    return settled(Clean.parse(source), source, fragment -> Clean.allowed(fragment));
  }

  /// The tree after a change.
  static Element changed(Element tree, Consumer<Element> change) {
    return settled(
        tree,
        null,
        fragment -> {
          change.accept(fragment);
          return fragment;
        });
  }

  /// Changes a tree, and reads what is left again until nothing moves any more. One reading is not
  /// enough: a row that stood in a template stands in no table once the template is gone, and a
  /// browser would then read something else than what was cleaned.
  ///
  /// @param source what the fragment was read from; null where it was changed since. What it says
  ///   word for word after the change would be read and changed once more to no other end.
  private static Element settled(
      Element fragment, @Nullable String source, UnaryOperator<Element> change) {
    check(fragment);
    Element tree = change.apply(fragment);
    String html = Written.html(tree, false);
    if (html.equals(source)) return tree;
    for (int i = 0; i < READINGS_MAX; i++) {
      Element again = Clean.parse(html);
      check(again);
      tree = change.apply(again);
      String settled = Written.html(tree, false);
      if (settled.equals(html)) return tree;
      html = settled;
    }
    // What never settles is no document; its words are kept.
    return change.apply(Clean.parse("<p>" + Entities.escape(Clean.parse(html).text())));
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
