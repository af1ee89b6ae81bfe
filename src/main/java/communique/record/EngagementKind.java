package communique.record;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What sort of engagement it is.
public enum EngagementKind {
  /// Somebody goes somewhere, or comes.
  VISIT("visit"),
  /// People meet.
  MEETING("meeting"),
  /// People talk over a distance.
  CALL("call"),
  /// Many meet.
  SUMMIT("summit"),
  /// Somebody speaks in public.
  SPEECH("speech");

  private final String slug;

  EngagementKind(String slug) {
    this.slug = slug;
  }

  /// As it stands in files, in the database and in addresses: `visit`.
  public String slug() {
    return slug;
  }

  /// The kind of that slug; empty where there is none.
  public static Optional<EngagementKind> read(String slug) {
    return Arrays.stream(values()).filter(kind -> kind.slug.equals(slug)).findFirst();
  }

  /// All of them, for a message.
  public static String all() {
    return Arrays.stream(values()).map(EngagementKind::slug).collect(Collectors.joining(", "));
  }
}
