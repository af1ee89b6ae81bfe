package communique.record;

import java.util.concurrent.ThreadLocalRandom;

/// How often something is tried: few times in the short test, often in `test --all`.
public final class Rounds {
  private Rounds() {}

  /// @param few what the short test has time for
  /// @param all what the long one takes
  public static int count(int few, int all) {
    return System.getProperty("communique.rounds", "few").equals("all") ? all : few;
  }

  /// The seed of a round: that of `-Dcommunique.seed`, to see a failure again; the round's own
  /// number in the short test, which is the same each time; another one each time in the long test.
  public static long seed(int round) {
    Long given = Long.getLong("communique.seed");
    if (given != null) return given;
    return count(0, 1) == 0 ? round : ThreadLocalRandom.current().nextLong();
  }
}
