package communique.record;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How a tag may stand to others. It is said on one side and read from both: an organisation names
/// its parents, and its children are whoever names it.
public enum Tie {
  PARENT("parents", TagKind.ORGANISATION, TagKind.ORGANISATION),
  SUCCESSOR("successors", TagKind.ORGANISATION, TagKind.ORGANISATION),
  /// Where it has a seat, or is accredited.
  PLACE("places", TagKind.ORGANISATION, TagKind.PLACE),
  /// To which a role belongs.
  ORGANISATION("organisations", TagKind.ROLE, TagKind.ORGANISATION),
  BROADER("broader", TagKind.TOPIC, TagKind.TOPIC);

  private final String field;
  private final TagKind from;
  private final TagKind to;

  Tie(String field, TagKind from, TagKind to) {
    this.field = field;
    this.from = from;
    this.to = to;
  }

  /// As it stands in files and in JSON: `parents`.
  public String field() {
    return field;
  }

  /// The kind of the tags that state it.
  public TagKind from() {
    return from;
  }

  /// The kind of the tags that are named.
  public TagKind to() {
    return to;
  }

  /// The ties that a tag of some kind may state.
  public static List<Tie> of(TagKind kind) {
    return Arrays.stream(values()).filter(tie -> tie.from == kind).toList();
  }

  /// As it stands in the database: `parent`.
  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Tie ofSlug(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
