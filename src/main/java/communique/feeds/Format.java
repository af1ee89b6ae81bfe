package communique.feeds;

import java.util.Locale;

/// The formats in which a feed is offered.
enum Format {
  ATOM("application/atom+xml", "; charset=utf-8"),
  RSS("application/rss+xml", "; charset=utf-8"),
  // JSON is UTF-8 and its types have no such parameter (RFC 8259 §11).
  JSON("application/feed+json", "");

  private final String mediaType;
  private final String charset;

  Format(String mediaType, String charset) {
    this.mediaType = mediaType;
    this.charset = charset;
  }

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As a link to it says.
  String mediaType() {
    return mediaType;
  }

  /// As the answer says.
  String contentType() {
    return mediaType + charset;
  }

  static Format ofExtension(String extension) {
    return valueOf(extension.toUpperCase(Locale.ROOT));
  }
}
