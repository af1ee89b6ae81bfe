package communique.outbound;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Postfix's `smtp-sink`, which takes every mail, and `smtp-source`, which sends as fast as it can.
public final class SmtpSink implements AutoCloseable {
  private static final Path TAKEN_OUT = Path.of("target", "tools", "postfix").toAbsolutePath();

  private final Process process;
  private final int port;
  private final Path folder;

  private SmtpSink(Process process, int port, Path folder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
  }

  /// Starts it on a free port of loopback.
  ///
  /// @param options what else it is told, such as `-r`, and what shall fail
  public static SmtpSink start(String... options) throws IOException, InterruptedException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path folder = Files.createTempDirectory("communique-sink");
    var line = new ArrayList<String>();
    line.add(program("smtp-sink"));
    if (System.getProperty("user.name").equals("root")) line.addAll(List.of("-u", "root"));
    line.addAll(List.of(options));
    line.addAll(List.of("127.0.0.1:" + port, "500"));
    var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    withLibraries(builder.environment());
    builder.redirectOutput(folder.resolve("sink.log").toFile());
    Process process = builder.start();
    for (int i = 0; i < 200; i++)
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return new SmtpSink(process, port, folder);
      } catch (IOException e) {
        if (!process.isAlive())
          throw new AssertionError(Files.readString(folder.resolve("sink.log")));
        Thread.sleep(20);
      }
    throw new AssertionError("smtp-sink does not answer");
  }

  /// The path of a program of Postfix's.
  public static String program(String name) {
    return root(name).resolve("usr/sbin").resolve(name).toString();
  }

  /// Where Postfix is, as far as it is: below it lie `usr/sbin` and `usr/lib/postfix`.
  ///
  /// @param name of a program that is needed of it
  public static Path root(String name) {
    for (Path root : List.of(TAKEN_OUT, Path.of("/")))
      if (Files.isExecutable(root.resolve("usr/sbin").resolve(name))) return root;
    throw new AssertionError(
        name + " is not there: run src/test/sh/setup, or ./communique test, which does");
  }

  /// Where a program that was taken out of its package finds its libraries.
  public static void withLibraries(Map<String, String> environment) {
    environment.merge(
        "LD_LIBRARY_PATH",
        TAKEN_OUT.resolve("usr/lib/postfix").toString(),
        (old, ours) -> ours + File.pathSeparator + old);
  }

  public int port() {
    return port;
  }

  /// The messages it took and wrote down, as it was told by `-d`.
  public List<String> messages() throws IOException {
    var messages = new ArrayList<String>();
    try (var files = Files.list(folder)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("mail.")).toList())
        messages.add(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    return messages;
  }

  /// How many messages it took and wrote down, or is writing.
  public int count() {
    return names().length;
  }

  /// Deletes what it wrote down.
  public void forget() throws IOException {
    for (String name : names()) Files.delete(folder.resolve(name));
  }

  private String[] names() {
    return Objects.requireNonNull(folder.toFile().list((dir, name) -> name.startsWith("mail.")));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
