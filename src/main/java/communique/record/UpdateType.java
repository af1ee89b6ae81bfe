package communique.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whether readers are told of an update (major, with a change note) or not (minor: a slip of the
/// pen).
public enum UpdateType {
  MAJOR,
  MINOR;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<UpdateType> read(String slug) {
    return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
  }
}
