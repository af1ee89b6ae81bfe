package communique.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Which tag was merged into which, and by which change. There are few of them.
public final class Mergers {
  /// A tag that was merged.
  record Merger(String id, String into, long n) {}

  private final Map<String, Merger> byId = new HashMap<>();
  private final Map<String, List<Merger>> byInto = new HashMap<>();

  private Mergers(List<Merger> mergers) {
    for (Merger merger : mergers) {
      byId.put(merger.id(), merger);
      byInto.computeIfAbsent(merger.into(), into -> new ArrayList<>()).add(merger);
    }
  }

  static Mergers read(Handle tx) {
    return new Mergers(
        tx.createQuery(
                "select tag_id, into_tag_id, n from change where into_tag_id is not null order by n")
            .map((row, context) -> new Merger(row.getString(1), row.getString(2), row.getLong(3)))
            .list());
  }

  /// The tag that stood for a tag when change `n` was the newest: itself where it was not merged by
  /// then.
  public String standing(String id, long n) {
    String standing = id;
    for (Merger next = byId.get(id); next != null && next.n() <= n; next = byId.get(standing))
      standing = next.into();
    return standing;
  }

  /// A tag and all that were merged into it, also by way of others.
  public List<String> family(String id) {
    var family = new ArrayList<String>(List.of(id));
    for (int i = 0; i < family.size(); i++)
      for (Merger merger : into(family.get(i))) family.add(merger.id());
    return family;
  }

  /// Those that were merged into a tag itself, in order.
  List<Merger> into(String id) {
    return byInto.getOrDefault(id, List.of());
  }
}
