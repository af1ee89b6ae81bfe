package communique.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request says about the state that it replaces: `If-Match`, and `If-None-Match: *` (RFC
/// 9110 §13.1).
///
/// @param given whether there was an `If-Match`
/// @param any whether any state will do
/// @param tags the entity tags that would do; weak ones are left out, as they match nothing here
/// @param fresh whether there must be nothing yet
record Precondition(boolean given, boolean any, List<String> tags, boolean fresh) {
  private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");
  private static final int TAGS_MAX = 50;

  /// Reads the two headers; null where there is none. What is no entity tag matches nothing.
  static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    boolean fresh = ifNoneMatch != null && ifNoneMatch.strip().equals("*");
    if (ifMatch == null) return new Precondition(false, false, List.of(), fresh);
    var tags = new ArrayList<String>();
    Matcher matcher = TAG.matcher(ifMatch);
    while (matcher.find() && tags.size() < TAGS_MAX)
      if (matcher.group(1) == null) tags.add(matcher.group(2));
    return new Precondition(true, ifMatch.strip().equals("*"), List.copyOf(tags), fresh);
  }

  /// Whether the state of this version may be replaced.
  boolean holds(long version) {
    return any || tags.contains(Long.toString(version));
  }

  /// Whether what has this entity tag may be replaced.
  boolean holds(String tag) {
    return any || tags.contains(tag);
  }

  /// The newest of the versions that would do and are older than `version`: what the author of the
  /// request had before them.
  Optional<Long> seen(long version) {
    return tags.stream()
        .filter(tag -> tag.matches("[0-9]{1,15}"))
        .map(Long::valueOf)
        .filter(seen -> seen < version)
        .max(Long::compare);
  }

  /// The entity tag of a version.
  static String etag(long version) {
    return '"' + Long.toString(version) + '"';
  }
}
