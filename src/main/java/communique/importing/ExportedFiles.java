package communique.importing;

import communique.files.Kept;
import communique.files.KeptFiles;
import communique.platform.Outcome;
import communique.record.Attachment;
import communique.record.Slug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The bytes beside the announcements of an export, in `files/`. An announcement names most of them
/// in many versions; each is taken once.
final class ExportedFiles {
  private final Path folder;
  private final KeptFiles files;
  private final Map<String, Outcome<Kept>> taken = new HashMap<>();

  /// @param folder where they lie
  ExportedFiles(Path folder, KeptFiles files) {
    this.folder = folder;
    this.files = files;
  }

  /// The attachment with its bytes kept here; with its address alone, where it has one and its
  /// bytes are not there.
  Outcome<Attachment> of(String place, Attachment said) {
    if (!said.isKept()) return Outcome.done(said);
    Path file = folder.resolve(said.digestName()).normalize();
    boolean there = file.startsWith(folder.normalize()) && isInside(file);
    if (!there && !said.address().isEmpty()) return Outcome.done(said.elsewhere());
    if (!there)
      return Outcome.refused(
          place, "attachment.bytes", Slug.shown(said.name()), Slug.shown(said.digestName()));
    return taken
        .computeIfAbsent(said.digestName(), name -> files.again(place, said.digest(), file))
        .then(kept -> Outcome.done(said.kept(FilesBeside.bare(said.name(), kept))));
  }

  /// A link may lead anywhere.
  private boolean isInside(Path file) {
    try {
      return Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }
}
