package communique.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Which machine's process this is, by a name that is the same after it was killed and started
/// again. It is held for the life of the process: where another process of the same data folder has
/// it, this one has a name of its own, which no later one knows.
final class Node implements AutoCloseable {
  private final String name;
  private final Optional<FileChannel> held;

  private Node(String name, Optional<FileChannel> held) {
    this.name = name;
    this.held = held;
  }

  /// @param data the data folder
  static Node in(Path data) {
    String fresh = UUID.randomUUID().toString();
    Path file = data.resolve("node");
    try {
      Files.createDirectories(data);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!isOurs(channel)) {
        channel.close();
        return new Node(fresh, Optional.empty());
      }
      String known = Files.readString(file).strip();
      if (known.isEmpty()) {
        channel.write(ByteBuffer.wrap(fresh.getBytes(StandardCharsets.US_ASCII)));
        channel.force(true);
      }
      return new Node((known.isEmpty() ? fresh : known) + place(file), Optional.of(channel));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the file lies, so that a copy of a data folder on another machine, or beside it, is not
  /// taken for the one that it was made from.
  private static String place(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return "." + Integer.toHexString(Objects.hash(host(), String.valueOf(key)));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  private static boolean isOurs(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another newsroom in this process has it.
      return false;
    }
  }

  String name() {
    return name;
  }

  @Override
  public void close() {
    try {
      if (held.isPresent()) held.get().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
