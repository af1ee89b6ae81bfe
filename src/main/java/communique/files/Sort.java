package communique.files;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The sorts of files that can be published. What is not here is refused: among them ZIP (nobody
/// sees what is in it), RTF and the Office formats before 2007 (which carry programs), SVG (which
/// is a program), films and sound (which are links).
enum Sort {
  JPEG("image/jpeg", "jpg", "jpeg"),
  PNG("image/png", "png"),
  GIF("image/gif", "gif"),
  WEBP("image/webp", "webp"),
  PDF("application/pdf", "pdf"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
  PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
  ODT("application/vnd.oasis.opendocument.text", "odt"),
  ODS("application/vnd.oasis.opendocument.spreadsheet", "ods"),
  ODP("application/vnd.oasis.opendocument.presentation", "odp"),
  CSV("text/csv", "csv"),
  TEXT("text/plain", "txt"),
  MARKDOWN("text/markdown", "md"),
  HTML("text/html", "html", "htm");

  private final String mediaType;

  @SuppressWarnings("ImmutableEnumChecker") // A copy that nobody can change.
  private final List<String> endings;

  Sort(String mediaType, String... endings) {
    this.mediaType = mediaType;
    this.endings = List.of(endings);
  }

  String mediaType() {
    return mediaType;
  }

  /// The first of the endings that its names have.
  String ending() {
    return endings.getFirst();
  }

  boolean isPicture() {
    return switch (this) {
      case JPEG, PNG, GIF, WEBP -> true;
      case PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, CSV, TEXT, MARKDOWN, HTML -> false;
    };
  }

  /// Whether its bytes say no more than that it is text.
  boolean isText() {
    return switch (this) {
      case CSV, TEXT, MARKDOWN, HTML -> true;
      case JPEG, PNG, GIF, WEBP, PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP -> false;
    };
  }

  static Sort of(String mediaType) {
    return Arrays.stream(values())
        .filter(sort -> sort.mediaType.equals(mediaType))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing kept is " + mediaType));
  }

  /// The sort that a name claims by its ending.
  static Optional<Sort> named(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(sort -> sort.endings.contains(ending)).findFirst();
  }

  /// All endings, for a message.
  static String all() {
    return Arrays.stream(values())
        .flatMap(sort -> sort.endings.stream())
        .collect(Collectors.joining(", "));
  }
}
