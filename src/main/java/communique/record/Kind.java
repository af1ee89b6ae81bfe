package communique.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kind of an announcement.
public enum Kind {
  PRESS_RELEASE,
  NEWS_STORY,
  WORLD_NEWS_STORY,
  GOVERNMENT_RESPONSE,
  STATEMENT,
  WRITTEN_STATEMENT,
  ORAL_STATEMENT,
  SPEECH,
  AUTHORED_ARTICLE,
  NOTICE,
  CASE_STUDY,
  FATALITY_NOTICE,
  STATISTICS_ANNOUNCEMENT;

  private final String slug = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /// As it stands in front matter, JSON and the database: `press-release`.
  public String slug() {
    return slug;
  }

  public static Optional<Kind> read(String slug) {
    return Arrays.stream(values()).filter(kind -> kind.slug.equals(slug)).findFirst();
  }

  /// All of them in one line, for a message.
  public static String all() {
    return Arrays.stream(values()).map(Kind::slug).collect(Collectors.joining(", "));
  }
}
