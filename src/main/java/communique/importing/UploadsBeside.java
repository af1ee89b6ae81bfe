package communique.importing;

import communique.files.KeptFiles;
import communique.platform.Outcome;
import communique.record.Attachment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The folder `wp-content/uploads` beside an export of WordPress, copied from the machine that it
/// comes from. Of what is not in it, or cannot be published here, the address stays.
final class UploadsBeside implements UnaryOperator<Attachment> {
  private static final String FOLDER = "wp-content/uploads/";
  private static final Pattern SMALLER = Pattern.compile("-\\d{1,5}x\\d{1,5}(\\.[A-Za-z]{3,4})$");

  private final FilesBeside beside;

  /// @param taken is given the files that are taken
  UploadsBeside(Path export, KeptFiles files, Set<Path> taken) {
    this.beside = new FilesBeside(export, files, taken);
  }

  @Override
  public Attachment apply(Attachment said) {
    String path = FeedEntry.path(said.address());
    int at = path.indexOf("/" + FOLDER);
    if (at < 0) return said;
    String file = Wxr.decoded(path.substring(at + 1));
    // The picture that smaller ones were made of is at hand more often than these, and larger.
    return bytes(SMALLER.matcher(file).replaceFirst("$1"), said.name())
        .or(() -> bytes(file, said.name()))
        .map(said::kept)
        .orElse(said);
  }

  private Optional<Attachment> bytes(String file, String name) {
    return switch (beside.take("", file, name)) {
      case Outcome.Done<Attachment> done -> Optional.of(done.value());
      case Outcome.Refused<Attachment> notThere -> Optional.empty();
    };
  }
}
