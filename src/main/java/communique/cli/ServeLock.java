package communique.cli;

import communique.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Sees to it that one process serves an SQLite folder. The lock is the system's: it goes with its
/// process, however that ends, so a file that was left behind keeps nobody out.
final class ServeLock implements AutoCloseable {
  private static final String FILE = "serve.lock";

  private final @Nullable FileChannel channel;

  private ServeLock(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock of the newsroom's folder; where the store is PostgreSQL, many may serve it.
  ///
  /// @throws Refused when another process serves the folder
  static ServeLock take(Settings settings) {
    if (!settings.database().isEmpty()) return new ServeLock(null);
    Path file = settings.data().resolve(FILE);
    FileChannel channel = null;
    try {
      Files.createDirectories(settings.data());
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) throw new OverlappingFileLockException();
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new ServeLock(channel);
    } catch (OverlappingFileLockException e) {
      Refused refused = new Refused(settings.data(), holder(file), e);
      close(channel, refused);
      throw refused;
    } catch (IOException e) {
      var failure = new UncheckedIOException(e);
      close(channel, failure);
      throw failure;
    }
  }

  @Override
  public void close() {
    if (channel == null) return;
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String holder(Path file) {
    try {
      String pid = Files.readString(file).strip();
      return pid.matches("\\d+") ? "process " + pid : "another process";
    } catch (IOException e) {
      return "another process";
    }
  }

  private static void close(@Nullable FileChannel channel, RuntimeException because) {
    if (channel == null) return;
    try {
      channel.close();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /// Another process serves this folder.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(Path data, String holder, Throwable cause) {
      super(
          "The newsroom in %s is served by %s already. Stop that one, or name another folder in COMMUNIQUE_DATA."
              .formatted(data, holder),
          cause);
    }
  }
}
