package communique.whole;

import communique.platform.Database;
import communique.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A newsroom as its operator has it: the packaged application in processes of its own, on a data
/// folder of its own, spoken to by HTTP and by its commands.
///
/// It is made stopped. What the serving process says goes to a file, whose end stands in the
/// message when a start fails. Closing ends the process and deletes the folder.
final class RunningNewsroom implements AutoCloseable {
  private static final Path JAR = Path.of("target", "communique.jar").toAbsolutePath();
  private static final Path LAUNCHER = Path.of("communique").toAbsolutePath();
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(40);
  private static final long COMMAND_MAX_SECONDS = 120;
  private static final int LOG_SHOWN = 4_000;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Path home;
  private final Path log;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private int port;
  private int managementPort;
  private boolean launched;
  private @Nullable Process process;

  /// @param settings the environment of every process; data folder and ports are added
  RunningNewsroom(Map<String, String> settings) {
    if (!Files.isRegularFile(JAR))
      throw new IllegalStateException(JAR + " is not there: package the application first");
    try {
      home = Files.createTempDirectory("communique-whole");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    log = home.resolve("serve.log");
    port = Ports.free();
    managementPort = Ports.free();
    this.settings.put("COMMUNIQUE_DATA", home.resolve("data").toString());
    this.settings.put("COMMUNIQUE_PORT", Integer.toString(port));
    this.settings.put("COMMUNIQUE_MANAGEMENT_PORT", Integer.toString(managementPort));
    this.settings.putAll(settings);
  }

  /// The same, started as operators start it: with the ahead-of-time cache, and compiled well.
  static RunningNewsroom launchedOn(Backing backing, Map<String, String> settings) {
    var all = new LinkedHashMap<>(backing.settings());
    all.putAll(settings);
    var newsroom = new RunningNewsroom(all);
    newsroom.launched = true;
    return newsroom.start("serve");
  }

  /// An empty newsroom on this kind of database, serving.
  static RunningNewsroom on(Backing backing, Map<String, String> settings) {
    var all = new LinkedHashMap<>(backing.settings());
    all.putAll(settings);
    return new RunningNewsroom(all).start("serve");
  }

  /// Starts the process that serves, and returns when it answers.
  ///
  /// @param command `serve` or `demo`, with its options
  RunningNewsroom start(String... command) {
    if (process != null && process.isAlive()) throw new IllegalStateException("it runs already");
    var builder = builder(List.of(command));
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await(
        "the newsroom answers",
        START_MAX,
        () -> {
          if (!running().isAlive())
            throw new AssertionError("it ended with " + running().exitValue() + ":\n" + log());
          try {
            return get("/").status() < 500;
          } catch (UncheckedIOException notYet) {
            return false;
          }
        });
    return this;
  }

  /// Ends the process as a cut of power does: nothing in it learns of it (kill -9).
  void kill() {
    running().destroyForcibly();
    ended();
  }

  /// Asks the process to end, and returns its exit code.
  int stop() {
    running().destroy();
    ended();
    return running().exitValue();
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  long pid() {
    return running().pid();
  }

  /// Runs a command beside the serving process, on the same store.
  Ran run(String... arguments) {
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    try {
      Process command =
          builder(List.of(arguments))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      command.getOutputStream().close();
      if (!command.waitFor(COMMAND_MAX_SECONDS, TimeUnit.SECONDS)) {
        command.destroyForcibly();
        throw new AssertionError(String.join(" ", arguments) + " did not end");
      }
      return new Ran(
          String.join(" ", arguments),
          command.exitValue(),
          Files.readString(out),
          Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Begins a command beside the serving process, on the same store, and does not wait for it.
  Process begin(String... arguments) {
    try {
      return builder(List.of(arguments))
          .redirectErrorStream(true)
          .redirectOutput(Redirect.appendTo(home.resolve("begun.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A new token for the authoring API.
  String token(String name) {
    return run("token", "create", name).done().out().strip();
  }

  Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  Answer post(String path, String json, String... headers) {
    return send("POST", path, json, with(headers, "Content-Type", "application/json"));
  }

  Answer put(String path, String json, String... headers) {
    return send("PUT", path, json, with(headers, "Content-Type", "application/json"));
  }

  /// @param headers names and values in turn
  Answer send(String method, String path, @Nullable String body, String... headers) {
    BodyPublisher content =
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    return send(HttpRequest.newBuilder(at(path)).method(method, content), headers);
  }

  /// Sends bytes as they are, and says nothing of what they are.
  Answer sendBytes(String method, String path, byte[] body, String... headers) {
    return send(
        HttpRequest.newBuilder(at(path)).method(method, BodyPublishers.ofByteArray(body)), headers);
  }

  /// From the management port: health and metrics.
  Answer management(String path) {
    URI uri = URI.create("http://127.0.0.1:" + managementPort + path);
    return send(HttpRequest.newBuilder(uri).GET());
  }

  private Answer send(HttpRequest.Builder request, String... headers) {
    if (headers.length > 0) request.headers(headers);
    try {
      return Answer.of(http.send(request.timeout(ANSWER_MAX).build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// The address of this path, or of an absolute address of this newsroom.
  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path(path));
  }

  /// An address of this newsroom without its host.
  String path(String address) {
    return address.replaceFirst("^https?://[^/]*", "");
  }

  /// How the newsroom calls itself in links.
  String url() {
    return settings.getOrDefault("COMMUNIQUE_URL", "http://localhost:" + port);
  }

  /// Some of its settings, for another one beside it; and its address.
  Map<String, String> shared(String... names) {
    var some = new LinkedHashMap<String, String>();
    some.put("COMMUNIQUE_URL", url());
    for (String name : names) some.put(name, settings.getOrDefault(name, ""));
    return some;
  }

  int port() {
    return port;
  }

  Path data() {
    return Path.of(settings.getOrDefault("COMMUNIQUE_DATA", ""));
  }

  /// Its store, opened beside it.
  Database database() {
    return Database.open(Settings.from(settings));
  }

  /// Writes a file that a command can be given.
  Path file(String name, String content) {
    try {
      return Files.writeString(
          Files.createDirectories(home.resolve("files")).resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the serving processes said, the end of it.
  String log() {
    try {
      String all = Files.exists(log) ? Files.readString(log) : "";
      return all.substring(Math.max(0, all.length() - LOG_SHOWN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The path of a file that says something, to be published.
  String announcement(String slug, String body) {
    return file(
            slug + ".md",
            "---\ntitle: On " + slug + "\nsummary: What is said of " + slug + ".\n---\n\n" + body)
        .toString();
  }

  /// Waits until something holds.
  ///
  /// @throws AssertionError when it does not in time
  static void await(String what, Duration atMost, BooleanSupplier holds) {
    Instant end = Instant.now().plus(atMost);
    while (!holds.getAsBoolean()) {
      if (Instant.now().isAfter(end))
        throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what);
      pause(Duration.ofMillis(20));
    }
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void close() {
    if (isAlive()) stop();
    http.close();
    Folders.delete(home);
  }

  private ProcessBuilder builder(List<String> arguments) {
    var line = new ArrayList<String>();
    if (launched) line.add(LAUNCHER.toString());
    else {
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "-Xmx512m",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-Dfile.encoding=UTF-8",
              "-jar",
              JAR.toString()));
    }
    line.addAll(arguments);
    var builder = new ProcessBuilder(line).directory(home.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("COMMUNIQUE_"));
    builder.environment().putAll(settings);
    return builder;
  }

  private Process running() {
    Process running = process;
    if (running == null) throw new IllegalStateException("it was never started");
    return running;
  }

  private void ended() {
    try {
      if (!running().waitFor(30, TimeUnit.SECONDS)) {
        running().destroyForcibly().waitFor();
        throw new AssertionError("it did not end when asked:\n" + log());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static String[] with(String[] headers, String name, String value) {
    var all = new ArrayList<>(List.of(headers));
    all.add(name);
    all.add(value);
    return all.toArray(String[]::new);
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
