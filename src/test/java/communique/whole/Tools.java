package communique.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Other people's programs that read what the newsroom writes, as `src/test/sh/setup` installs
/// them.
///
/// One that is absent is a failure: a skipped half looks like a passing whole.
final class Tools {
  /// Where npm put the checkers of package.json.
  static final Path FOLDER = Path.of("target", "tools").toAbsolutePath();

  /// Where tests leave what a person may want to look at.
  static final Path LEFT = Path.of("target", "whole").toAbsolutePath();

  private static final Path SCRIPTS = Path.of("src", "test", "tools").toAbsolutePath();
  private static final long WAIT_MINUTES = 60;

  private Tools() {}

  /// A program that is installed on this machine.
  ///
  /// @param places where it may lie, the best first
  static String program(String... places) {
    for (String place : places) if (Files.isExecutable(Path.of(place))) return place;
    throw new AssertionError(
        places[0] + " is not installed: run src/test/sh/setup, or ./communique test, which does");
  }

  static String chromium() {
    return program("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  }

  /// Runs one of the scripts beside package.json.
  static Ran node(String script, String... arguments) {
    if (!Files.isDirectory(FOLDER.resolve("node_modules")))
      throw new AssertionError("the checkers are not installed: run src/test/sh/setup");
    var line = new ArrayList<String>();
    line.add(program("/usr/bin/node", "/usr/local/bin/node"));
    line.add(SCRIPTS.resolve(script).toString());
    line.addAll(List.of(arguments));
    return run(line);
  }

  /// Runs a script by Debian's own Python, which sees Debian's modules.
  ///
  /// @param arguments paths of files, most often
  static Ran python(String script, List<?> arguments) {
    var line = new ArrayList<String>();
    line.add(program("/usr/bin/python3"));
    line.add(SCRIPTS.resolve(script).toString());
    for (Object argument : arguments) line.add(argument.toString());
    return run(line);
  }

  static Ran run(List<String> line) {
    try {
      Path out = Files.createTempFile("communique", ".out");
      Path err = Files.createTempFile("communique", ".err");
      try {
        Process process =
            new ProcessBuilder(line)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(WAIT_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError(line.getFirst() + " did not end");
        }
        return new Ran(
            line.getFirst(), process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Writes a file below [#LEFT], where a checker reads it and a person may look.
  static Path leave(String name, byte[] content) {
    try {
      Path file = LEFT.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
