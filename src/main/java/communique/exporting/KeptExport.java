package communique.exporting;

import communique.files.KeptFiles;
import communique.record.Attachment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Writes the bytes of attachments beside the announcements, in `files/`, each once.
final class KeptExport {
  private final Folder folder;
  private final KeptFiles files;
  private final Set<String> written = new HashSet<>();
  private final Set<String> lacking = new HashSet<>();

  KeptExport(Folder folder, KeptFiles files) {
    this.folder = folder;
    this.files = files;
  }

  void write(Attachment attachment) throws IOException {
    if (!attachment.isKept()) return;
    Optional<Path> bytes = files.find(attachment.digest());
    if (bytes.isEmpty()) lacking.add(attachment.digest());
    else if (written.add(attachment.digestName()))
      folder.copy("files/" + attachment.digestName(), bytes.get());
  }

  /// How many files could not be written, as nobody keeps them here.
  long lacking() {
    return lacking.size();
  }
}
