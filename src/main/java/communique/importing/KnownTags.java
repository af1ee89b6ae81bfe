package communique.importing;

import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The tags of the record by id, slug and title, so that an import asks for them once and not with
/// every item. It grows with the tags of a newsroom, not with its announcements.
final class KnownTags {
  private final Map<String, Tag> byId = new HashMap<>();
  private final Map<String, Tag> bySlug = new HashMap<>();
  private final Map<String, Tag> byTitle = new HashMap<>();
  private long newest = -1;

  /// Reads them where another has made or changed some since.
  void refresh(Handle tx) {
    long now = Tags.newest(tx);
    if (now == newest) return;
    forget();
    for (Tag tag : Tags.all(tx)) put(tag);
    newest = now;
  }

  /// Forgets all, after what was learnt was undone.
  void forget() {
    byId.clear();
    bySlug.clear();
    byTitle.clear();
    newest = -1;
  }

  /// Takes in what this transaction has just said of a tag.
  void learn(Handle tx, TagKind kind, String slug) {
    Tag tag = Tags.find(tx, kind, slug).orElseThrow();
    put(tag);
    newest = Math.max(newest, tag.n());
  }

  Collection<Tag> all() {
    return bySlug.values();
  }

  Optional<Tag> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Tag> bySlug(TagKind kind, String slug) {
    return Optional.ofNullable(bySlug.get(key(kind, slug)));
  }

  /// The one with a title in whatever language and letters.
  Optional<Tag> byTitle(TagKind kind, String title) {
    return Optional.ofNullable(byTitle.get(key(kind, title.toLowerCase(Locale.ROOT))));
  }

  private void put(Tag tag) {
    byId.put(tag.id(), tag);
    bySlug.put(key(tag.kind(), tag.slug()), tag);
    for (String title : tag.titles().values())
      byTitle.putIfAbsent(key(tag.kind(), title.toLowerCase(Locale.ROOT)), tag);
  }

  private static String key(TagKind kind, String word) {
    return kind.slug() + "/" + word;
  }
}
