package communique.platform;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the name that somebody probably meant.
public final class Near {
  private static final int LENGTH_MAX = 40;
  private static final int SLIPS_MAX = 2;

  private Near() {}

  /// The one of `names` that is at most two slips of the pen away from `written`: a letter too
  /// much, too few or another, or two that changed places. Empty where none is, or `written` is too
  /// short to tell.
  public static Optional<String> of(String written, List<String> names) {
    if (written.length() > LENGTH_MAX) return Optional.empty();
    int most = Math.min(SLIPS_MAX, written.length() / 3);
    return names.stream()
        .filter(name -> slips(written, name) <= most)
        .min(Comparator.comparingInt(name -> slips(written, name)));
  }

  /// The distance of Damerau and Levenshtein in which no place is changed twice.
  private static int slips(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + other);
        boolean changed =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (changed) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
    return d[a.length()][b.length()];
  }
}
