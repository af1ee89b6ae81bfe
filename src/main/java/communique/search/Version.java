package communique.search;

import communique.record.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One edition of an announcement, with everything that a search may ask of it.
///
/// @param number of the edition in its locale
/// @param newest whether it is the newest in its locale
/// @param withdrawnAt since when its page is withdrawn; null for one that is not
/// @param text the body as plain text
/// @param firstAt when the page in its locale was first published
/// @param updatedAt when that page last changed in substance, or when an edition that is not the
///   newest was public
/// @param tags ids of the tags that it stands under, by field: those that the announcement carries,
///   and for people also those who held one of its roles that day
/// @param names what those are and were called in its language, and the roles that its people held
///   that day
/// @param uses ids of all tags whose names were taken
public record Version(
    String editionId,
    String documentId,
    String slug,
    Locale locale,
    int number,
    boolean newest,
    Kind kind,
    String title,
    String summary,
    String text,
    Instant firstAt,
    Instant updatedAt,
    @Nullable Instant withdrawnAt,
    Map<Field, List<String>> tags,
    Set<String> names,
    Set<String> uses) {
  public Version {
    tags = Map.copyOf(tags);
    names = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(names));
    uses = Set.copyOf(uses);
  }

  /// Whether its page is withdrawn.
  public boolean withdrawn() {
    return withdrawnAt != null;
  }
}
