package communique.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The mails that came whole to a server, and what it said to each.
final class Copies {
  /// A mail that came whole.
  ///
  /// @param id its `Message-ID`
  /// @param said what was answered; empty where nobody could know
  record Copy(String id, String said) {
    boolean isTaken() {
      return said.startsWith("250");
    }

    boolean isUnknown() {
      return said.isEmpty();
    }
  }

  private final Map<String, List<Copy>> copies = new TreeMap<>();
  private int taken;

  synchronized void note(String address, String id, String said) {
    var copy = new Copy(id, said);
    copies.computeIfAbsent(address, key -> new ArrayList<>()).add(copy);
    if (copy.isTaken()) taken++;
  }

  /// How many the server said to have taken.
  synchronized int taken() {
    return taken;
  }

  /// Address → the mails for it, in order.
  synchronized Map<String, List<Copy>> all() {
    var all = new TreeMap<String, List<Copy>>();
    copies.forEach((address, some) -> all.put(address, List.copyOf(some)));
    return all;
  }

  /// Address → the ids of the mails for it.
  Map<String, List<String>> ids() {
    var ids = new TreeMap<String, List<String>>();
    all().forEach((address, some) -> ids.put(address, some.stream().map(Copy::id).toList()));
    return ids;
  }

  synchronized void forget() {
    copies.clear();
    taken = 0;
  }
}
