package communique.record;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How far an engagement has come. What took place stays so; what was called off has to be proposed
/// or confirmed again before it can take place.
public enum EngagementStatus {
  /// It is meant to be.
  PROPOSED("proposed"),
  /// It will be.
  CONFIRMED("confirmed"),
  /// It was.
  TOOK_PLACE("took-place"),
  /// It will be at another time.
  POSTPONED("postponed"),
  /// It will not be.
  CANCELLED("cancelled");

  private final String slug;

  EngagementStatus(String slug) {
    this.slug = slug;
  }

  /// As it stands in files, in the database and in addresses: `took-place`.
  public String slug() {
    return slug;
  }

  /// Whether an engagement may go on from here to `next`, or stay.
  boolean mayBecome(EngagementStatus next) {
    Set<EngagementStatus> onward =
        switch (this) {
          case PROPOSED -> Set.of(CONFIRMED, TOOK_PLACE, POSTPONED, CANCELLED);
          case CONFIRMED -> Set.of(TOOK_PLACE, POSTPONED, CANCELLED);
          case TOOK_PLACE -> Set.of();
          case POSTPONED -> Set.of(PROPOSED, CONFIRMED, TOOK_PLACE, CANCELLED);
          case CANCELLED -> Set.of(PROPOSED, CONFIRMED);
        };
    return this == next || onward.contains(next);
  }

  /// The status of that slug; empty where there is none.
  public static Optional<EngagementStatus> read(String slug) {
    return Arrays.stream(values()).filter(status -> status.slug.equals(slug)).findFirst();
  }

  /// All of them, for a message.
  public static String all() {
    return Arrays.stream(values()).map(EngagementStatus::slug).collect(Collectors.joining(", "));
  }
}
