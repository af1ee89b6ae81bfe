package communique.exporting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/// The folder of an export while it is written: beside its place, under another name, so that what
/// stands in its place is always whole.
final class Folder implements AutoCloseable {
  private final Path place;
  private final Path unfinished;
  private long files;
  private boolean isWhole;

  /// @param place an empty folder, or none
  Folder(Path place) throws IOException {
    this.place = place.toAbsolutePath().normalize();
    Path name = this.place.getFileName();
    if (name == null || this.place.getParent() == null)
      throw new IOException(place + " is no folder that could be made");
    this.unfinished = this.place.resolveSibling(name + ".unfinished");
    delete(unfinished);
    Files.createDirectories(unfinished);
  }

  /// Whether nothing is there yet that could be mixed with an export, or lost to it.
  static boolean isFree(Path place) throws IOException {
    if (!Files.exists(place)) return true;
    if (!Files.isDirectory(place)) return false;
    try (Stream<Path> inside = Files.list(place)) {
      return inside.findAny().isEmpty();
    }
  }

  void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String path, byte[] bytes) throws IOException {
    Path file = unfinished.resolve(path).normalize();
    if (!file.startsWith(unfinished)) throw new IOException(path + " leads out of the export");
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    files++;
  }

  /// Copies a file into it.
  void copy(String path, Path from) throws IOException {
    Path file = unfinished.resolve(path).normalize();
    if (!file.startsWith(unfinished)) throw new IOException(path + " leads out of the export");
    Files.createDirectories(file.getParent());
    Files.copy(from, file);
    files++;
  }

  long files() {
    return files;
  }

  /// Puts the folder in its place.
  void whole() throws IOException {
    Files.deleteIfExists(place);
    Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    isWhole = true;
  }

  @Override
  public void close() throws IOException {
    if (!isWhole) delete(unfinished);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) inside.sorted(Comparator.reverseOrder())::iterator)
        Files.delete(file);
    }
  }
}
