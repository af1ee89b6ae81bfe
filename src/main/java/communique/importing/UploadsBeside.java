package communique.importing;

import communique.files.KeptFiles;
import communique.platform.Outcome;
import communique.record.Attachment;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// The folder `wp-content/uploads` beside an export of WordPress, copied from the machine that it
/// comes from. Of what is not in it, or cannot be published here, the address stays.
final class UploadsBeside implements UnaryOperator<Attachment> {
  private static final String FOLDER = "wp-content/uploads/";

  private final FilesBeside beside;

  UploadsBeside(Path export, KeptFiles files) {
    this.beside = new FilesBeside(export, files);
  }

  @Override
  public Attachment apply(Attachment said) {
    String path = FeedEntry.path(said.address());
    int at = path.indexOf("/" + FOLDER);
    if (at < 0) return said;
    return switch (beside.take("", Wxr.decoded(path.substring(at + 1)), said.name())) {
      case Outcome.Done<Attachment> done -> said.kept(done.value());
      case Outcome.Refused<Attachment> notThere -> said;
    };
  }
}
