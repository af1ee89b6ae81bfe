package communique.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/// A query with people's judgement of what should come up, by the normalised discounted cumulative
/// gain of the first ten answers.
///
/// @param grades by slug: 3 is what they look for
record Judged(String locale, String words, Map<String, Integer> grades) {
  /// The judgements in a file: lines of `locale | words | slug:grade …`.
  static List<Judged> read(String name) throws IOException {
    var all = new ArrayList<Judged>();
    try (InputStream file = Objects.requireNonNull(Judged.class.getResourceAsStream(name), name)) {
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) continue;
        String[] parts = line.split(" \\| ", 3);
        var grades = new LinkedHashMap<String, Integer>();
        for (String one : parts[2].strip().split(" ", -1)) {
          int colon = one.indexOf(':');
          grades.put(one.substring(0, colon), Integer.parseInt(one.substring(colon + 1)));
        }
        all.add(new Judged(parts[0].strip(), parts[1].strip(), grades));
      }
    }
    return all;
  }

  /// Asserts how good a finder's answers are, as a whole and in each locale.
  ///
  /// @param answers to one query: slugs in order
  static void assertGood(
      List<Judged> all, Function<Judged, List<String>> answers, double floor, double floorLocale) {
    var byLocale = new TreeMap<String, List<Double>>();
    var worst = new ArrayList<String>();
    for (Judged judged : all) {
      List<String> found = answers.apply(judged);
      double gain = judged.gain(found);
      byLocale.computeIfAbsent(judged.locale(), key -> new ArrayList<>()).add(gain);
      if (gain < 0.9)
        worst.add("%.2f %s “%s” → %s".formatted(gain, judged.locale(), judged.words(), found));
    }
    double whole = mean(byLocale.values().stream().flatMap(List::stream).toList());
    System.out.printf("nDCG@10 of %d queries: %.3f%n", all.size(), whole);
    byLocale.forEach((locale, gains) -> System.out.printf("  %s %.3f%n", locale, mean(gains)));
    assertThat(whole).as(String.join("\n", worst)).isGreaterThanOrEqualTo(floor);
    byLocale.forEach((locale, gains) ->
        assertThat(mean(gains))
            .as(locale + "\n" + String.join("\n", worst))
            .isGreaterThanOrEqualTo(floorLocale));
  }

  private double gain(List<String> answers) {
    double gain = 0;
    for (int i = 0; i < Math.min(10, answers.size()); i++)
      gain += worth(grades.getOrDefault(answers.get(i), 0), i);
    List<Integer> best = grades.values().stream().sorted(Comparator.reverseOrder()).toList();
    double ideal = 0;
    for (int i = 0; i < Math.min(10, best.size()); i++) ideal += worth(best.get(i), i);
    return gain / ideal;
  }

  private static double worth(int grade, int at) {
    return (Math.pow(2, grade) - 1) / (Math.log(at + 2) / Math.log(2));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
