package communique.text;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jsoup.nodes.Element;

/// Lists whose numbers stand in their items, as their author wrote them. Only our style sheet knows
/// not to count them again, so elsewhere they are no lists that count.
final class Numbering {
  private static final String LIST = "legislative-list";

  private Numbering() {}

  /// Such lists, each before those within it.
  static Set<Element> written(Element tree) {
    Set<Element> lists = Collections.newSetFromMap(new IdentityHashMap<>());
    lists.addAll(tree.select("ol." + LIST + ", ." + LIST + " ol"));
    return lists;
  }

  static boolean isWritten(Element list) {
    return list.normalName().equals("ol") && list.closest("." + LIST) != null;
  }
}
