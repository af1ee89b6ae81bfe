package communique.bench;

import java.util.Arrays;
import java.util.List;

/// Middles and tails of what was measured.
final class Numbers {
  private Numbers() {}

  static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  /// The smallest value that at least this part of them does not exceed.
  static double quantile(List<Double> values, double part) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int index = (int) Math.ceil(part * sorted.length) - 1;
    return sorted[Math.max(0, Math.min(sorted.length - 1, index))];
  }
}
