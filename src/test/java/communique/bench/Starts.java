package communique.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How long until the first response, and how much memory it takes when nothing is asked of it;
/// beside the same process without its ahead-of-time cache.
final class Starts {
  private static final int ROUNDS = 5;
  private static final String NO_CACHE = "-XX:AOTMode=off";

  private final int size;

  Starts(int size) {
    this.size = size;
  }

  List<Figure> run() throws IOException, InterruptedException {
    var figures = new ArrayList<Figure>();
    Path empty = Files.createTempDirectory("communique-bench");
    try {
      figures.addAll(measure("start.empty", empty));
    } finally {
      delete(empty);
    }
    figures.add(measure("start." + size, Filled.folder(size)).getFirst());
    return figures;
  }

  private static List<Figure> measure(String name, Path data)
      throws IOException, InterruptedException {
    var with = new ArrayList<Double>();
    var without = new ArrayList<Double>();
    var resident = new ArrayList<Double>();
    var residentWithout = new ArrayList<Double>();
    for (int i = 0; i < ROUNDS; i++) {
      once(data, "", with, resident);
      once(data, NO_CACHE, without, residentWithout);
    }
    return List.of(
        new Figure(
            name,
            Numbers.median(with) / 1_000,
            "s",
            "without-cache",
            Numbers.median(without) / 1_000),
        new Figure(
            "start.resident",
            Numbers.median(resident),
            "MB",
            "without-cache",
            Numbers.median(residentWithout)));
  }

  private static void once(Path data, String options, List<Double> millis, List<Double> resident)
      throws IOException, InterruptedException {
    try (Served served = Served.start(data, options)) {
      millis.add(served.firstResponseMillis());
      Thread.sleep(2_000);
      resident.add(served.resident());
    }
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
