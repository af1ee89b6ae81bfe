package communique.text;

import java.util.Map;

/// What readers call a type of file.
///
/// @param shortly such as `PDF`; empty when it has no name
/// @param words what that is short for; may be empty
/// @param document whether it is one that some readers cannot read
record FileType(String shortly, String words, boolean document) {
  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final String OPEN = "application/vnd.oasis.opendocument.";
  private static final FileType UNKNOWN = new FileType("", "", false);
  private static final Map<String, FileType> KNOWN =
      Map.ofEntries(
          Map.entry("application/pdf", new FileType("PDF", "Portable Document Format", true)),
          Map.entry(OFFICE + "wordprocessingml.document", new FileType("Word", "", true)),
          Map.entry(OFFICE + "spreadsheetml.sheet", new FileType("Excel", "", true)),
          Map.entry(OFFICE + "presentationml.presentation", new FileType("PowerPoint", "", true)),
          Map.entry("application/msword", new FileType("Word", "", true)),
          Map.entry("application/vnd.ms-excel", new FileType("Excel", "", true)),
          Map.entry("application/vnd.ms-powerpoint", new FileType("PowerPoint", "", true)),
          Map.entry(OPEN + "text", new FileType("ODT", "OpenDocument Text", true)),
          Map.entry(OPEN + "spreadsheet", new FileType("ODS", "OpenDocument Spreadsheet", true)),
          Map.entry(OPEN + "presentation", new FileType("ODP", "OpenDocument Presentation", true)),
          Map.entry("text/csv", new FileType("CSV", "Comma-separated values", false)),
          Map.entry("text/html", new FileType("HTML", "", false)),
          Map.entry("text/plain", new FileType("TXT", "", false)),
          Map.entry("application/rtf", new FileType("RTF", "Rich Text Format", true)),
          Map.entry("application/json", new FileType("JSON", "", false)),
          Map.entry("application/xml", new FileType("XML", "", false)),
          Map.entry("application/zip", new FileType("ZIP", "", false)),
          Map.entry("audio/mpeg", new FileType("MP3", "", false)),
          Map.entry("video/mp4", new FileType("MP4", "", false)),
          Map.entry("image/jpeg", new FileType("JPEG", "", false)),
          Map.entry("image/png", new FileType("PNG", "", false)),
          Map.entry("image/webp", new FileType("WebP", "", false)));

  static FileType of(String mediaType) {
    int parameters = mediaType.indexOf(';');
    String type = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
    return KNOWN.getOrDefault(type.strip(), UNKNOWN);
  }
}
