package communique.feeds;

import communique.record.Attachment;
import communique.record.Attachment.Film;
import communique.record.Content;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A file, a picture or a recording that belongs to an entry.
///
/// @param url its address, absolute
/// @param bytes its length; 0 where it is not known
/// @param seconds how long a recording takes; 0 for anything else
record Enclosure(String url, String mediaType, long bytes, String title, long seconds) {
  private static final String PAGE = "text/html";

  /// What a recording elsewhere is, as far as its address says; else it is watched on a page.
  private static final Map<String, String> RECORDINGS =
      Map.of(
          "mp4", "video/mp4",
          "webm", "video/webm",
          "ogv", "video/ogg",
          "mp3", "audio/mpeg",
          "m4a", "audio/mp4",
          "oga", "audio/ogg",
          "ogg", "audio/ogg",
          "wav", "audio/wav");

  /// The enclosures of an edition, the picture that stands for it first, the others as its author
  /// put them. Annexes are pages of ours, and are none.
  ///
  /// @param newsroom its address
  static List<Enclosure> of(Content content, String newsroom) {
    var enclosures = new ArrayList<Enclosure>();
    content.lead().ifPresent(lead -> enclosures.add(of(lead, newsroom)));
    for (Attachment one : content.attachments())
      if (!one.isAnnex() && !content.lead().filter(one::equals).isPresent())
        if (one.film() != null || !one.mediaType().isEmpty()) enclosures.add(of(one, newsroom));
    return List.copyOf(enclosures);
  }

  private static Enclosure of(Attachment one, String newsroom) {
    String url = one.isKept() ? newsroom + one.path() : one.address();
    Film film = one.film();
    if (film == null) {
      String words = one.isPicture() && one.title().isEmpty() ? one.caption() : one.title();
      return new Enclosure(
          url, one.mediaType(), one.bytes(), words.isEmpty() ? one.name() : words, 0);
    }
    return new Enclosure(
        url, recording(url), 0, one.words(), Duration.parse(film.length()).toSeconds());
  }

  private static String recording(String address) {
    String path = URI.create(address).getPath();
    if (path == null) return PAGE;
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return RECORDINGS.getOrDefault(ending, PAGE);
  }

  /// Whether one reads or watches it on a page elsewhere.
  boolean isPage() {
    return mediaType.equals(PAGE);
  }
}
