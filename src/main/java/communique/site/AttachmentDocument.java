package communique.site;

import communique.record.Attachment;
import communique.record.Attachment.Film;
import communique.record.RolesHeld;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// An attachment as the API tells of it: what is empty, 0 or false is left out.
final class AttachmentDocument {
  private AttachmentDocument() {}

  /// @param path of the page of its edition
  /// @param newsroom the newsroom's address
  static Map<String, Object> of(Attachment one, String path, String newsroom) {
    var said = new LinkedHashMap<String, Object>();
    said.put("name", one.name());
    said.put("what", what(one));
    String href = RolesHeld.href(one, path);
    said.put("url", one.isKept() ? newsroom + href : href);
    text(said, "mediaType", one.mediaType());
    number(said, "bytes", one.bytes());
    text(said, "sha256", one.digest());
    text(said, "title", one.title());
    number(said, "pages", one.pages());
    if (one.accessible()) said.put("accessible", true);
    if (one.isPicture()) {
      number(said, "width", one.width());
      number(said, "height", one.height());
      // An empty one says that the picture is decorative.
      said.put("alt", one.alt());
      if (one.isKept()) said.put("sizes", sizes(one, newsroom));
    }
    text(said, "caption", one.caption());
    text(said, "credit", one.credit());
    if (one.lead()) said.put("lead", true);
    Film film = one.film();
    if (film != null) {
      text(said, "length", film.length());
      text(said, "poster", film.poster());
      text(said, "transcript", film.transcript());
    }
    return said;
  }

  private static String what(Attachment one) {
    if (one.film() != null) return "film";
    if (one.isPicture()) return "picture";
    return one.isAnnex() ? "page" : "file";
  }

  private static List<Map<String, Object>> sizes(Attachment one, String newsroom) {
    return Stream.concat(one.webp().stream(), one.sizes(one.mediaType()).stream())
        .map(size -> {
          var said = new LinkedHashMap<String, Object>();
          said.put("url", newsroom + size.path());
          said.put("mediaType", size.mediaType());
          said.put("width", size.width());
          said.put("height", one.heightAt(size.width()));
          return (Map<String, Object>) said;
        })
        .toList();
  }

  private static void text(Map<String, Object> said, String name, String text) {
    if (!text.isEmpty()) said.put(name, text);
  }

  private static void number(Map<String, Object> said, String name, long number) {
    if (number != 0) said.put(name, number);
  }
}
