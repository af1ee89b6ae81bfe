package communique.whole;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A disk in memory that can be filled to its last byte.
final class SmallDisk implements AutoCloseable {
  private final Path disk;

  private SmallDisk(Path disk) {
    this.disk = disk;
  }

  /// Mounts one; empty, and said so, where this user may not.
  ///
  /// @param size as `mount` has it: `48m`
  static Optional<SmallDisk> mount(String size) throws IOException {
    Path disk = Files.createTempDirectory("communique-disk");
    var mount = List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "none", disk.toString());
    if (Tools.run(mount).exit() == 0) return Optional.of(new SmallDisk(disk));
    System.out.println("A full disk is not tried: only root can mount a small one.");
    Files.delete(disk);
    return Optional.empty();
  }

  /// A folder on it.
  Path folder(String name) {
    return disk.resolve(name);
  }

  /// Leaves no room.
  void fill() throws IOException {
    byte[] block = new byte[1 << 16];
    FileStore store = Files.getFileStore(disk);
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (store.getUsableSpace() > 0) out.write(block);
    } catch (IOException full) {
      // That is what was wanted.
    }
  }

  /// Gives the room back.
  void free() throws IOException {
    Files.delete(ballast());
  }

  private Path ballast() {
    return disk.resolve("ballast");
  }

  @Override
  public void close() throws IOException {
    Tools.run(List.of("umount", "-l", disk.toString()));
    Files.deleteIfExists(disk);
  }
}
