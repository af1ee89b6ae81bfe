package communique.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tags of a document by their slugs; the first organisation leads, the others support it.
public record TagSet(Map<TagKind, List<String>> slugs) {
  public static final TagSet NONE = new TagSet(Map.of());

  public TagSet {
    var copy = new TreeMap<TagKind, List<String>>();
    slugs.forEach((kind, list) -> {
      if (!list.isEmpty()) copy.put(kind, List.copyOf(list));
    });
    slugs = java.util.Collections.unmodifiableMap(copy);
  }

  /// The slugs of one kind, in the author's order; empty when there are none.
  public List<String> of(TagKind kind) {
    return slugs.getOrDefault(kind, List.of());
  }

  /// This set with another one's kinds in place of its own: what is not named stays as it was.
  public TagSet with(Map<TagKind, List<String>> others) {
    var all = new TreeMap<>(slugs);
    all.putAll(others);
    return new TagSet(all);
  }

  static TagSet of(List<Tag> tags) {
    var slugs = new TreeMap<TagKind, List<String>>();
    // Two that were merged since are one now.
    for (Tag tag : tags) {
      List<String> of = slugs.computeIfAbsent(tag.kind(), k -> new ArrayList<>());
      if (!of.contains(tag.standing().slug())) of.add(tag.standing().slug());
    }
    return new TagSet(slugs);
  }
}
