package communique.search;

import static org.assertj.core.api.Assertions.assertThat;

import communique.files.KeptFiles;
import communique.importing.Demo;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.record.Kind;
import communique.record.Sheet;
import communique.record.TestNewsroom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How well what somebody looks for comes first: people's judgement of queries over the
/// demonstration, which stands in `judged.txt`, against the finder's order, by the normalised
/// discounted cumulative gain of the first ten answers.
class RelevanceTest {
  private static final double FLOOR = 0.93;
  private static final double FLOOR_LOCALE = 0.9;

  @TempDir static Path data;

  /// @param grades by slug
  private record Judged(String locale, String words, Map<String, Integer> grades) {}

  @Test
  void what_somebody_looks_for_comes_first_in_every_language() throws IOException {
    List<Judged> all = judged();
    assertThat(all).hasSizeGreaterThanOrEqualTo(60);
    try (TestNewsroom newsroom = TestNewsroom.open(Database.Kind.SQLITE);
        var finder = new TestFinder(newsroom)) {
      newsroom.clock().set("2026-11-24T10:00:00Z");
      var filled =
          Demo.fill(newsroom.record(), new KeptFiles(data), TestNewsroom.NEWSROOM, "system");
      assertThat(filled).isInstanceOf(Outcome.Done.class);
      // Others, so that not everything is about the same.
      for (int i = 0; i < 30; i++)
        newsroom.publish(
            Sheet.of("other-" + i)
                .kind(Kind.NOTICE)
                .title("Opening hours of office " + i)
                .summary("The office is open on weekdays.")
                .body("The office is open from nine to five, and closed on holidays.\n"));
      var byLocale = new TreeMap<String, List<Double>>();
      var worst = new ArrayList<String>();
      for (Judged judged : all) {
        List<String> answers =
            TestFinder.slugs(finder.find(Asked.words(judged.words()), judged.locale(), 10));
        double gain = gain(answers, judged.grades());
        byLocale.computeIfAbsent(judged.locale(), key -> new ArrayList<>()).add(gain);
        if (gain < 0.8)
          worst.add("%.2f %s “%s” → %s".formatted(gain, judged.locale(), judged.words(), answers));
      }
      System.out.printf(
          "nDCG@10 of %d queries: %.3f%n",
          all.size(), mean(byLocale.values().stream().flatMap(List::stream).toList()));
      byLocale.forEach((locale, gains) -> System.out.printf("  %s %.3f%n", locale, mean(gains)));
      assertThat(mean(byLocale.values().stream().flatMap(List::stream).toList()))
          .as(String.join("\n", worst))
          .isGreaterThanOrEqualTo(FLOOR);
      byLocale.forEach((locale, gains) ->
          assertThat(mean(gains))
              .as(locale + "\n" + String.join("\n", worst))
              .isGreaterThanOrEqualTo(FLOOR_LOCALE));
    }
  }

  private static double gain(List<String> answers, Map<String, Integer> grades) {
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

  private static List<Judged> judged() throws IOException {
    var all = new ArrayList<Judged>();
    try (InputStream file =
        Objects.requireNonNull(RelevanceTest.class.getResourceAsStream("judged.txt"))) {
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
}
