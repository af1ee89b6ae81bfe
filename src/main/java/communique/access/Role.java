package communique.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a token is for; each role may also do what those before it may.
public enum Role {
  READER(Right.READ),
  EDITOR(Right.DRAFT),
  PUBLISHER(Right.PUBLISH);

  private final Right highest;

  Role(Right highest) {
    this.highest = highest;
  }

  public boolean may(Right right) {
    return right.compareTo(highest) <= 0;
  }

  /// The least role that may do what `right` says.
  public static Role with(Right right) {
    return Arrays.stream(values()).filter(role -> role.may(right)).findFirst().orElseThrow();
  }

  /// As it stands on the command line and in the database: `publisher`.
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> read(String slug) {
    return Arrays.stream(values()).filter(role -> role.slug().equals(slug)).findFirst();
  }

  /// All of them in one line, for a message.
  public static String all() {
    return Arrays.stream(values()).map(Role::slug).collect(Collectors.joining(", "));
  }
}
