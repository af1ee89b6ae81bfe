package communique.importing;

import communique.files.Kept;
import communique.files.KeptFiles;
import communique.platform.Outcome;
import communique.record.Attachment;
import communique.record.Slug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;

/// The files that lie beside a file that names them, or in folders below it. What lies elsewhere is
/// not taken, also not by way of a link: a file from outside could name anything.
final class FilesBeside implements BiFunction<String, String, Outcome<Attachment>> {
  private final Path folder;
  private final KeptFiles files;

  private final Set<Path> taken;

  FilesBeside(Path file, KeptFiles files) {
    this(file, files, new HashSet<>());
  }

  /// @param taken is given the real paths of the files that are taken
  FilesBeside(Path file, KeptFiles files, Set<Path> taken) {
    this.taken = taken;
    Path parent = file.toAbsolutePath().getParent();
    this.folder = parent == null ? Path.of("/") : parent;
    this.files = files;
  }

  @Override
  public Outcome<Attachment> apply(String place, String named) {
    return take(place, named, named.substring(named.lastIndexOf('/') + 1));
  }

  /// The same of a file that is to have another name here than there.
  Outcome<Attachment> take(String place, String named, String name) {
    try {
      Path path = Path.of(named);
      boolean climbs = path.isAbsolute() || !path.normalize().equals(path) || path.startsWith("..");
      if (climbs) return Outcome.refused(place, "attachment.elsewhere", Slug.shown(named));
      Path file = folder.resolve(path);
      if (!Files.exists(file))
        return Outcome.refused(
            place, "file.unreadable", "'" + Slug.shown(named) + "' is not there");
      Path real = file.toRealPath();
      if (!real.startsWith(folder.toRealPath()))
        return Outcome.refused(place, "attachment.elsewhere", Slug.shown(named));
      if (!Files.isRegularFile(real))
        return Outcome.refused(place, "file.unreadable", "'" + Slug.shown(named) + "' is no file");
      return files
          .take(place, name, real)
          .then(kept -> {
            taken.add(real);
            return Outcome.done(bare(name, kept));
          });
    } catch (InvalidPathException | IOException e) {
      return Outcome.refused(place, "attachment.elsewhere", Slug.shown(named));
    }
  }

  /// A kept file of which nothing is said yet.
  static Attachment bare(String name, Kept kept) {
    return Attachment.bare(
        name,
        kept.digest(),
        kept.mediaType(),
        kept.bytes(),
        kept.title(),
        kept.pages(),
        kept.width(),
        kept.height(),
        kept.widths());
  }
}
