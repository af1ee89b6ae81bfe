package communique.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/// Footnotes as the Markdown printer marks them, made ready for pages: numbered ids instead of
/// their author's labels, which may hold anything, and roles (DPUB-ARIA) that a screen reader names
/// in its own language where the printer has English words.
final class Footnotes {
  static final String REFERENCE = "data-footnote-ref";
  static final String BACK = "data-footnote-backref";
  static final String LIST = "data-footnotes";

  private Footnotes() {}

  /// Numbers them; gives the elements whose ids are now what they have to be.
  static Set<Element> number(Element tree, Anchors anchors) {
    Element list = tree.selectFirst("section[" + LIST + "]");
    if (list == null) return Set.of();
    Set<Element> numbered = new HashSet<>();
    Map<String, Integer> numbers = new HashMap<>();
    Elements notes = list.select("> ol > li");
    for (Element note : notes) numbers.put("#" + note.id(), numbers.size() + 1);

    int[] references = new int[notes.size() + 1];
    for (Element reference : tree.select("a[" + REFERENCE + "]")) {
      Integer number = numbers.get(reference.attr("href"));
      if (number == null) continue;
      reference.attr("href", "#note-" + number).attr("role", "doc-noteref");
      reference.attr("id", reference(number, ++references[number])).removeAttr(REFERENCE);
      anchors.take(reference.id());
      numbered.add(reference);
    }
    for (int number = 1; number <= notes.size(); number++) {
      Element note = notes.get(number - 1).attr("id", "note-" + number);
      anchors.take(note.id());
      numbered.add(note);
      int back = 0;
      for (Element link : note.select("a[" + BACK + "]")) {
        link.attr("href", "#" + reference(number, ++back)).attr("role", "doc-backlink");
        link.text("↩").removeAttr(BACK);
      }
    }
    // A section wants a heading, and notes need none.
    list.tagName("div").attr("role", "doc-endnotes").removeAttr(LIST);
    return numbered;
  }

  /// Whether the link leads from a note back to the text.
  static boolean isBack(Element link) {
    return link.attr("role").equals("doc-backlink");
  }

  static boolean isReference(Element link) {
    return link.attr("role").equals("doc-noteref");
  }

  static boolean isList(Element list) {
    return list.attr("role").equals("doc-endnotes");
  }

  private static String reference(int number, int which) {
    return "noteref-" + number + (which == 1 ? "" : "-" + which);
  }
}
