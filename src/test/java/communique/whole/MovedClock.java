package communique.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The clock of a newsroom's processes, which a test moves while they run (libfaketime). Only the
/// time of day jumps: what is measured from one moment to another goes on as it does on a machine
/// whose clock is set.
final class MovedClock implements AutoCloseable {
  /// For so long a process may believe what the clock said before.
  private static final Duration NOTICED = Duration.ofMillis(1_200);

  private final Path folder;
  private final Path file;
  private Duration ahead = Duration.ZERO;

  MovedClock() {
    try {
      folder = Files.createTempDirectory("communique-clock");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file = folder.resolve("clock");
    set();
  }

  /// What the environment of the processes needs.
  Map<String, String> settings() {
    return Map.of(
        "LD_PRELOAD",
        library(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // With it, each timed wait of the virtual machine costs a fifth of a core.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0",
        "NO_FAKE_STAT",
        "1",
        // Names in shared memory are made of process ids, and those of killed processes stay.
        "FAKETIME_DISABLE_SHM",
        "1");
  }

  private static String library() {
    for (String folder : List.of("x86_64-linux-gnu", "aarch64-linux-gnu", "")) {
      Path path = Path.of("/usr/lib", folder, "faketime", "libfaketime.so.1");
      if (Files.isReadable(path)) return path.toString();
    }
    throw new AssertionError(
        "faketime is not installed: run src/test/sh/setup, or ./communique test, which does");
  }

  /// Sets it forward, or back by a negative time, and returns when every process has noticed.
  void jump(Duration by) {
    ahead = ahead.plus(by);
    set();
    RunningNewsroom.pause(NOTICED);
  }

  /// How far it is ahead of this machine's clock.
  Duration ahead() {
    return ahead;
  }

  private void set() {
    try {
      Path next = folder.resolve("next");
      Files.writeString(next, (ahead.isNegative() ? "" : "+") + ahead.toSeconds() + "\n");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Folders.delete(folder);
  }
}
