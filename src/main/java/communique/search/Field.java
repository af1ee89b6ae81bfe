package communique.search;

import communique.record.TagKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a search can be narrowed by, in parameters and in `field:value`.
public enum Field {
  ORGANISATION,
  PERSON,
  ROLE,
  PLACE,
  TOPIC,
  KIND,
  /// One announcement, by its slug.
  ANNOUNCEMENT,
  LOCALE,
  /// The first day that counts.
  FROM,
  /// The last day that counts.
  TO;

  private final String slug = name().toLowerCase(Locale.ROOT);

  /// As it stands in addresses and in queries: `organisation`.
  public String slug() {
    return slug;
  }

  /// The field that is called so, in small or large letters.
  public static Optional<Field> read(String name) {
    return Arrays.stream(values())
        .filter(field -> field.slug.equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /// The sort of tag that it names; empty for the others.
  public Optional<TagKind> tagKind() {
    return switch (this) {
      case ORGANISATION -> Optional.of(TagKind.ORGANISATION);
      case PERSON -> Optional.of(TagKind.PERSON);
      case ROLE -> Optional.of(TagKind.ROLE);
      case PLACE -> Optional.of(TagKind.PLACE);
      case TOPIC -> Optional.of(TagKind.TOPIC);
      case KIND, ANNOUNCEMENT, LOCALE, FROM, TO -> Optional.empty();
    };
  }

  /// The field that names tags of a kind.
  public static Field of(TagKind kind) {
    return valueOf(kind.name());
  }
}
