package communique.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

final class Folders {
  private static final int TRIES = 50;

  private Folders() {}

  /// Deletes a folder and all that is in it, if it is there. A server that is just ending may still
  /// write into it, so a folder that fills again is emptied again.
  static void delete(Path folder) {
    for (int tries = 1; Files.exists(folder); tries++) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
      } catch (DirectoryNotEmptyException | UncheckedIOException e) {
        if (tries == TRIES) throw new IllegalStateException(folder + " cannot be deleted", e);
        RunningNewsroom.pause(Duration.ofMillis(100));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
