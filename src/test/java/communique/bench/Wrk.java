package communique.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// wrk, with 32 connections that stay open.
final class Wrk {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern TAIL = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
  private static final Pattern WRONG =
      Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: (.*)");

  private Wrk() {}

  /// @param rate requests a second
  /// @param tailMillis the 99th percentile of the latency
  record Result(double rate, double tailMillis) {}

  /// @param script chooses the paths; empty for `path` alone
  static Result run(int port, String path, Optional<Path> script, int seconds)
      throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("wrk", "-t2", "-c32", "-d" + seconds + "s", "--latency"));
    script.ifPresent(file -> line.addAll(List.of("-s", file.toString())));
    line.add("http://127.0.0.1:" + port + path);
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) throw new IOException(out);
    Matcher wrong = WRONG.matcher(out);
    if (wrong.find()) throw new IOException("not every answer was good: " + wrong.group());
    Matcher rate = RATE.matcher(out);
    Matcher tail = TAIL.matcher(out);
    if (!rate.find() || !tail.find()) throw new IOException(out);
    double scale =
        switch (tail.group(2)) {
          case "us" -> 0.001;
          case "ms" -> 1;
          default -> 1_000;
        };
    return new Result(Double.parseDouble(rate.group(1)), Double.parseDouble(tail.group(1)) * scale);
  }
}
