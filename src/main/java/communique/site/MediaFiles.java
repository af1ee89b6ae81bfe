package communique.site;

import communique.files.KeptFiles;
import communique.platform.Database;
import communique.record.Attachment;
import communique.record.EditionFiles;
import communique.record.EditionFiles.Found;
import communique.record.EditionFiles.Standing;
import communique.shelf.Maker;
import communique.shelf.Response;
import communique.shelf.Target;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `/media/{half of the digest}/{name}`: the files and pictures of editions.
///
/// A file follows its pages: it is handed out while one of them can be read, withdrawn or not, and
/// is gone with the last. What only drafts have is not there, for nobody. Each request asks the
/// record, as nothing else knows; the bytes go from the disk to the network.
@Singleton
final class MediaFiles implements Maker {
  private static final Pattern PATH =
      Pattern.compile("/media/([0-9a-f]{32})/([A-Za-z0-9][A-Za-z0-9._-]{0,127})");

  /// What somebody gave us may run nothing, load nothing and be part of no page of ours.
  private static final String POLICY =
      "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Database database;
  private final KeptFiles files;

  MediaFiles(Database database, KeptFiles files) {
    this.database = database;
    this.files = files;
  }

  @Override
  public Optional<Response> make(Target target) {
    Matcher path = PATH.matcher(target.path());
    if (!path.matches() || !target.query().isEmpty()) return Optional.empty();
    return database
        .reading(tx -> EditionFiles.find(tx, path.group(1), path.group(2)))
        .filter(found -> !found.attachment().isAnnex())
        .map(found -> answer(found, path.group(2)));
  }

  private Response answer(Found found, String name) {
    if (found.standing() == Standing.GONE)
      return new Response(
          410,
          Map.of("Content-Type", "text/plain", "Cache-Control", Response.SOON),
          new byte[0],
          Response.Keep.NEVER);
    Attachment attachment = found.attachment();
    String type = attachment.mediaType();
    Path file = files.find(attachment.digest()).orElse(null);
    String etag = attachment.digest();
    for (List<Attachment.Size> sizes : List.of(attachment.sizes(type), attachment.webp()))
      for (Attachment.Size size : sizes) {
        boolean asked = attachment.isPicture() && size.path().endsWith("/" + name);
        if (!asked || size.path().equals(attachment.path())) continue;
        type = size.mediaType();
        file = files.find(attachment.digest(), size.width(), type).orElse(null);
        etag = attachment.digest() + "-" + size.width() + "-" + type.substring(6);
      }
    if (file == null)
      throw new IllegalStateException(
          "the file " + attachment.digest() + " is not in the data folder");
    Response response =
        Response.file(type.startsWith("text/") ? type + "; charset=utf-8" : type, file, etag)
            .header("Content-Security-Policy", POLICY);
    return attachment.isPicture()
        ? response
        : response.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }
}
