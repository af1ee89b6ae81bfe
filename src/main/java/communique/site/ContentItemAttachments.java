package communique.site;

import communique.record.Attachment;
import communique.record.Content;
import communique.record.RolesHeld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is attached to an edition, as content items say it: `images`, `attachments` and, in kinds
/// that know one picture alone, `image`. What a kind's schema has no member for is not said: most
/// kinds know no film, and a speech no second picture.
final class ContentItemAttachments {
  private static final Set<String> MEMBERS = Set.of("image", "images", "attachments");

  private final String schema;
  private final Set<String> allowed;
  private final String path;
  private final String newsroom;

  /// @param schema the name of the kind's schema
  /// @param allowed the members that it has for `details`
  /// @param path of the page of the edition
  /// @param newsroom the newsroom's address
  ContentItemAttachments(String schema, Set<String> allowed, String path, String newsroom) {
    this.schema = schema;
    this.allowed = Set.copyOf(allowed);
    this.path = path;
    this.newsroom = newsroom;
  }

  /// Puts them into `details`, in the place of whatever is said of any.
  void put(Map<String, Object> details, Content content) {
    details.keySet().removeAll(MEMBERS);
    Optional<Attachment> lead =
        content.attachments().stream().filter(one -> one.isPicture() && one.lead()).findFirst();
    boolean alone = allowed.contains("image");
    var images = new ArrayList<Map<String, Object>>();
    var files = new ArrayList<Map<String, Object>>();
    for (Attachment one : content.attachments()) {
      if (one.isPicture()) {
        if (!alone || lead.filter(one::equals).isEmpty()) images.add(image(one));
      } else if (schema.equals("publication")) {
        files.add(ofPublication(one));
      } else if (one.film() == null) {
        files.add(file(one));
      }
    }
    if (alone) lead.ifPresent(one -> details.put("image", onlyImage(one)));
    list(details, "images", images);
    list(details, "attachments", files);
  }

  private void list(Map<String, Object> details, String name, List<Map<String, Object>> list) {
    if (allowed.contains(name) && !list.isEmpty()) details.put(name, list);
  }

  private Map<String, Object> image(Attachment one) {
    var sources = new LinkedHashMap<String, Object>();
    if (one.isKept())
      for (Attachment.Size size : one.sizes(one.mediaType()).reversed())
        sources.put("s" + size.width(), newsroom + size.path());
    else sources.put(one.width() > 0 ? "s" + one.width() : "original", one.address());
    var image = new LinkedHashMap<String, Object>();
    if (one.lead()) image.put("type", "lead");
    image.put("content_type", one.mediaType());
    image.put("sources", sources);
    words(image, one);
    return image;
  }

  private Map<String, Object> onlyImage(Attachment one) {
    var image = new LinkedHashMap<String, Object>();
    image.put("url", one.isKept() ? newsroom + one.shown().path() : one.address());
    if (one.isKept()) image.put("high_resolution_url", newsroom + one.path());
    words(image, one);
    return image;
  }

  private static void words(Map<String, Object> image, Attachment one) {
    image.put("alt_text", one.alt());
    if (!one.caption().isEmpty()) image.put("caption", one.caption());
    if (!one.credit().isEmpty()) image.put("credit", one.credit());
  }

  private Map<String, Object> ofPublication(Attachment one) {
    if (one.film() != null) return link("external", one);
    return one.isAnnex() ? link("html", one) : file(one);
  }

  private Map<String, Object> link(String type, Attachment one) {
    var link = new LinkedHashMap<String, Object>();
    link.put("attachment_type", type);
    link.put("id", one.name());
    link.put("title", one.words());
    link.put("url", address(one));
    return link;
  }

  /// A page of its own is a file of HTML where a kind knows nothing but files.
  private Map<String, Object> file(Attachment one) {
    Map<String, Object> file = link("file", one);
    String type = one.isAnnex() ? "text/html" : one.mediaType();
    file.put("content_type", type.isEmpty() ? "application/octet-stream" : type);
    if (one.isAnnex()) return file;
    file.put("filename", one.fileName());
    if (one.bytes() > 0) file.put("file_size", one.bytes());
    if (one.pages() > 0) file.put("number_of_pages", one.pages());
    file.put("accessible", one.accessible());
    return file;
  }

  private String address(Attachment one) {
    String href = RolesHeld.href(one, path);
    return one.isKept() ? newsroom + href : href;
  }
}
