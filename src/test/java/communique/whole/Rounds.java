package communique.whole;

/// How often what is left to chance is tried: few times by default, and in the counts that the
/// documents name by `communique test --all`.
final class Rounds {
  private Rounds() {}

  static boolean all() {
    return System.getProperty("communique.rounds", "few").equals("all");
  }

  static int of(int few, int all) {
    return all() ? all : few;
  }
}
