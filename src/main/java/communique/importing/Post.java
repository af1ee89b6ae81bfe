package communique.importing;

import communique.record.TagKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One version of an announcement as a feed or a blog tells it, in the words of that place.
///
/// @param id by which its place knows it in all its versions; never empty
/// @param group what its translations have in common with it: the id of the one they translate, or
///   its own
/// @param link its address there; empty where it has none
/// @param slug as its place has it; empty where it has none
/// @param language of its text as its place writes it; empty where it does not say
/// @param published null where it is not said
/// @param updated null where it is not said
/// @param title plain
/// @param summary plain; empty where there is none
/// @param html the body; empty where there is none
/// @param labels what it is filed under
/// @param enclosures files that belong to it
/// @param kept everything else that was said of it, by name
/// @param overflowed whether more was said than is read of one
record Post(
    String id,
    String group,
    String link,
    String slug,
    String language,
    @Nullable Instant published,
    @Nullable Instant updated,
    String title,
    String summary,
    String html,
    List<Label> labels,
    List<Enclosure> enclosures,
    Map<String, Object> kept,
    boolean overflowed) {
  /// @param slug as its place has it; empty where it has none
  record Label(TagKind kind, String slug, String title) {}

  /// @param bytes 0 where it is not said
  record Enclosure(String address, String type, long bytes, String title, String alt) {}

  /// When it came to say this.
  @Nullable Instant at() {
    return updated == null ? published : updated;
  }
}
