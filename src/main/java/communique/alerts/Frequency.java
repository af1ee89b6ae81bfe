package communique.alerts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How often somebody wants to be told.
public enum Frequency {
  /// One mail for each change.
  AT_ONCE,
  /// One a day, when there is something in it.
  DAILY,
  /// One a week, when there is something in it.
  WEEKLY;

  private final String slug = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /// As it stands in forms and in the database: `at-once`.
  public String slug() {
    return slug;
  }

  /// The one that is called so.
  public static Optional<Frequency> read(String slug) {
    return Arrays.stream(values()).filter(one -> one.slug.equals(slug)).findFirst();
  }
}
