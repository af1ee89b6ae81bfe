package communique.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The sorts of things that an announcement is tagged with.
public enum TagKind {
  ORGANISATION("organisations"),
  PERSON("people"),
  ROLE("roles"),
  PLACE("places"),
  TOPIC("topics");

  private final String plural;
  private final String slug = name().toLowerCase(Locale.ROOT);

  TagKind(String plural) {
    this.plural = plural;
  }

  /// As it stands in the database and as a parameter: `person`.
  public String slug() {
    return slug;
  }

  /// As it stands in addresses, front matter and JSON: `people`.
  public String plural() {
    return plural;
  }

  public static Optional<TagKind> read(String plural) {
    return Arrays.stream(values()).filter(kind -> kind.plural.equals(plural)).findFirst();
  }

  static TagKind ofSlug(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
