package communique.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The newsroom as `./communique serve` runs it, launcher, cache and all, on a folder that stays.
final class Served implements AutoCloseable {
  private final Process process;
  private final int port;
  private final double firstResponseMillis;

  private Served(Process process, int port, double firstResponseMillis) {
    this.process = process;
    this.port = port;
    this.firstResponseMillis = firstResponseMillis;
  }

  /// Starts it and returns at its first response.
  ///
  /// @param javaOptions more options for its JVM
  static Served start(Path data, String javaOptions) throws IOException, InterruptedException {
    int port = freePort();
    var builder = new ProcessBuilder("./communique", "serve");
    builder.environment().keySet().removeIf(name -> name.startsWith("COMMUNIQUE_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "COMMUNIQUE_DATA", data.toString(),
                "COMMUNIQUE_PORT", Integer.toString(port),
                "COMMUNIQUE_MANAGEMENT_PORT", Integer.toString(freePort()),
                "COMMUNIQUE_JAVA_OPTIONS", javaOptions));
    Path log = Files.createDirectories(Path.of("target/bench")).resolve("serve.log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    long begin = System.nanoTime();
    Process process = builder.start();
    while (true) {
      if (!process.isAlive()) throw new IOException("the newsroom did not start; see " + log);
      if (Duration.ofNanos(System.nanoTime() - begin).toSeconds() > 120)
        throw new IOException("no response in 120 s");
      try {
        get(port, "/");
        double millis = (System.nanoTime() - begin) / 1e6;
        return new Served(process, port, millis);
      } catch (IOException notYet) {
        Thread.sleep(3);
      }
    }
  }

  int port() {
    return port;
  }

  double firstResponseMillis() {
    return firstResponseMillis;
  }

  /// Resident memory in MB.
  double resident() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      String line = lines.filter(one -> one.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }
  }

  byte[] bytes(String path, String encoding) throws IOException {
    var connection = connection(port, path);
    connection.setRequestProperty("Accept-Encoding", encoding);
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    }
  }

  String text(String path) throws IOException {
    return new String(get(port, path), StandardCharsets.UTF_8);
  }

  /// The headers of an answer, as lines for another server to send too.
  List<String[]> headers(String path) throws IOException {
    var connection = connection(port, path);
    connection.getInputStream().readAllBytes();
    var headers = new ArrayList<String[]>();
    connection
        .getHeaderFields()
        .forEach((name, values) -> {
          if (name != null) for (String value : values) headers.add(new String[] {name, value});
        });
    return headers;
  }

  /// Runs another command on the same store, and returns what it printed.
  static String run(Path data, String... command) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("./communique"));
    line.addAll(List.of(command));
    var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("COMMUNIQUE_DATA", data.toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0)
      throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
    return out;
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static byte[] get(int port, String path) throws IOException {
    try (InputStream in = connection(port, path).getInputStream()) {
      return in.readAllBytes();
    }
  }

  private static HttpURLConnection connection(int port, String path) throws IOException {
    var connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    connection.setConnectTimeout(5_000);
    connection.setReadTimeout(60_000);
    return connection;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
  }
}
