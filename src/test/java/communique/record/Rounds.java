package communique.record;

/// How often something is tried: few times in the short test, often in `test --all`.
public final class Rounds {
  private Rounds() {}

  /// @param few what the short test has time for
  /// @param all what the long one takes
  public static int count(int few, int all) {
    return System.getProperty("communique.rounds", "few").equals("all") ? all : few;
  }
}
