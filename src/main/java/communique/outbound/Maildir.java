package communique.outbound;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A Maildir: each mail is a file that comes into `new` whole, and goes to `cur` once it was read.
/// A crash between the two leaves it in `new`, to be read again.
final class Maildir implements BounceBox {
  private static final Logger LOG = System.getLogger(Maildir.class.getName());
  private static final String SEEN = ":2,S";

  private final Path folder;

  Maildir(Path folder) {
    this.folder = folder;
  }

  @Override
  public int look(Reader reader) {
    int looked = 0;
    for (Path file : unread()) {
      String name = file.getFileName().toString();
      try {
        Optional<Bounce> bounce;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
          bounce = Bounce.read(in);
        }
        bounce.ifPresent(one -> reader.read(key(name), one));
        Path seen = folder.resolve("cur").resolve(key(name) + SEEN);
        if (Files.exists(seen)) Files.delete(file);
        else Files.move(file, seen);
      } catch (NoSuchFileException e) {
        // Somebody else reads the same box, which is well.
        LOG.log(Level.DEBUG, "event=mail.bounce.gone", e);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "event=mail.bounce.unreadable file=" + name, e);
      }
      looked++;
    }
    return looked;
  }

  private List<Path> unread() {
    try (var files = Files.list(folder.resolve("new"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .limit(MOST)
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new UncheckedIOException(
          new IOException(folder + " is no Maildir: it has no folder 'new'", e));
    } catch (IOException e) {
      throw new UncheckedIOException(new IOException(folder + " cannot be read", e));
    }
  }

  private static String key(String name) {
    int flags = name.indexOf(':');
    return flags < 0 ? name : name.substring(0, flags);
  }
}
