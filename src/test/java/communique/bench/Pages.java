package communique.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Pages, beside nginx with the same bytes and headers.
final class Pages {
  private static final int ROUNDS = 5;
  private static final int CHOICES = 200_000;
  private static final Pattern SHEET =
      Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\"");

  private final int size;
  private final int seconds;

  /// @param seconds how long one round takes
  Pages(int size, int seconds) {
    this.size = size;
    this.seconds = seconds;
  }

  List<Figure> run() throws IOException, InterruptedException {
    Path data = Filled.folder(size);
    Path root = Path.of("target/bench/root-" + size).toAbsolutePath();
    var figures = new ArrayList<Figure>();
    try (Served served = Served.start(data, "")) {
      long begin = System.nanoTime();
      save(served, root);
      double made = size / ((System.nanoTime() - begin) / 1e9);
      System.err.printf("Each page asked for once: %.0f pages/s%n", made);
      String hot = "/news/" + Filled.slug(size / 2);
      try (Nginx nginx = Nginx.start(root, served.headers(hot))) {
        Measured one = measure(served, nginx, hot, Optional.empty());
        figures.add(new Figure("pages.hot", one.rate, "req/s", "nginx", one.nginxRate));
        figures.add(new Figure("pages.hot.p99", one.tail, "ms", "nginx", one.nginxTail));
        Measured zipf = measure(served, nginx, "/", Optional.of(script("zipf", zipf())));
        figures.add(new Figure("pages.zipf", zipf.rate, "req/s", "nginx", zipf.nginxRate));
        Measured even = measure(served, nginx, "/", Optional.of(script("even", even())));
        figures.add(new Figure("pages.even", even.rate, "req/s", "nginx", even.nginxRate));
      }
      figures.add(new Figure("pages.resident", served.resident(), "MB", "limit", 512 + 256));
      byte[] page = served.bytes(hot, "br");
      Matcher link = SHEET.matcher(served.text(hot));
      if (!link.find()) throw new IOException("the page names no style sheet");
      double sheet = served.bytes(link.group(1), "br").length / 1_000.0;
      figures.add(new Figure("pages.weight", page.length / 1_000.0 + sheet, "kB", "limit", 30));
      figures.add(new Figure("pages.sheet", sheet, "kB", "limit", 8));
    }
    return figures;
  }

  private record Measured(double rate, double tail, double nginxRate, double nginxTail) {}

  /// Asks one and the other in turn; the first round of each only warms up.
  private Measured measure(Served served, Nginx nginx, String path, Optional<Path> script)
      throws IOException, InterruptedException {
    var rate = new ArrayList<Double>();
    var tail = new ArrayList<Double>();
    var nginxRate = new ArrayList<Double>();
    var nginxTail = new ArrayList<Double>();
    Wrk.run(served.port(), path, script, seconds);
    Wrk.run(nginx.port(), path, script, seconds);
    for (int i = 0; i < ROUNDS; i++) {
      Wrk.Result ours = Wrk.run(served.port(), path, script, seconds);
      Wrk.Result theirs = Wrk.run(nginx.port(), path, script, seconds);
      rate.add(ours.rate());
      tail.add(ours.tailMillis());
      nginxRate.add(theirs.rate());
      nginxTail.add(theirs.tailMillis());
    }
    return new Measured(
        Numbers.median(rate),
        Numbers.median(tail),
        Numbers.median(nginxRate),
        Numbers.median(nginxTail));
  }

  private void save(Served served, Path root) throws IOException {
    Files.createDirectories(root.resolve("news"));
    IntStream.range(0, size)
        .parallel()
        .forEach(i -> {
          try {
            byte[] bytes = served.bytes("/news/" + Filled.slug(i), "identity");
            Files.write(root.resolve("news").resolve(Filled.slug(i)), bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private int[] zipf() {
    var sums = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) sums[i] = sum += 1.0 / (i + 1);
    var chance = new SplittableRandom(1);
    var order = new int[size];
    for (int i = 0; i < size; i++) order[i] = i;
    for (int i = size - 1; i > 0; i--) {
      int j = chance.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    var choices = new int[CHOICES];
    for (int i = 0; i < CHOICES; i++) {
      int found = java.util.Arrays.binarySearch(sums, chance.nextDouble(sum));
      choices[i] = order[Math.min(size - 1, found < 0 ? -found - 1 : found)];
    }
    return choices;
  }

  private int[] even() {
    return new SplittableRandom(2).ints(CHOICES, 0, size).toArray();
  }

  /// A script for wrk: each of its threads walks the same choices from another place.
  private static Path script(String name, int[] choices) throws IOException {
    Path folder = Files.createDirectories(Path.of("target/bench").toAbsolutePath());
    Path list = folder.resolve(name + ".txt");
    var lines = new StringBuilder();
    for (int choice : choices) lines.append("/news/").append(Filled.slug(choice)).append('\n');
    Files.writeString(list, lines, StandardCharsets.UTF_8);
    Path script = folder.resolve(name + ".lua");
    Files.writeString(
        script,
        """
        local paths = {}
        for line in io.lines("%s") do paths[#paths + 1] = wrk.format and line or line end
        local threads = 0
        function setup(thread) thread:set("id", threads); threads = threads + 1 end
        local at = 0
        local made = {}
        function init(args)
          at = id * math.floor(#paths / 2)
          for i = 1, #paths do made[i] = wrk.format("GET", paths[i]) end
        end
        function request() at = at %% #made + 1; return made[at] end
        """
            .formatted(list)
            .replace("wrk.format and line or line", "line"));
    return script;
  }
}
