package communique.importing;

import com.fasterxml.jackson.databind.JsonNode;
import communique.record.Attachment;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The pictures and files of a content item, of which only the addresses are known.
final class ContentItemFiles {
  /// Addresses without a host are those of the site that items come from.
  private static final String SITE = "https://www.gov.uk";

  /// An edition has no more; the rest is kept with the item.
  private static final int COUNT_MAX = 200;

  private static final int LINE_MAX = 1_000;

  private static final Map<String, String> TYPES =
      Map.of(
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "png", "image/png",
          "gif", "image/gif",
          "svg", "image/svg+xml",
          "webp", "image/webp",
          "pdf", "application/pdf");

  private final List<Attachment> files = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private ContentItemFiles() {}

  static List<Attachment> of(JsonNode details) {
    var files = new ContentItemFiles();
    for (JsonNode image : details.path("images"))
      files.picture(
          image, largest(image.path("sources")), image.path("type").asText().equals("lead"));
    JsonNode image = details.path("image");
    if (image.isObject()) files.picture(image, image.path("url").asText(), true);
    for (JsonNode attachment : details.path("attachments")) files.file(attachment);
    return List.copyOf(files.files);
  }

  private void picture(JsonNode image, String address, boolean lead) {
    String type = image.path("content_type").asText("");
    add(
        address,
        type.startsWith("image/") ? type : type(address, "image/jpeg"),
        0,
        "",
        0,
        false,
        text(image, "alt_text"),
        text(image, "caption"),
        text(image, "credit"),
        lead && files.stream().noneMatch(Attachment::lead));
  }

  private void file(JsonNode file) {
    add(
        file.path("url").asText(),
        file.path("content_type").asText(),
        file.path("file_size").asLong(),
        text(file, "title"),
        file.path("number_of_pages").asInt(),
        file.path("accessible").asBoolean(),
        "",
        "",
        "",
        false);
  }

  private void add(
      String address,
      String type,
      long bytes,
      String title,
      int pages,
      boolean accessible,
      String alt,
      String caption,
      String credit,
      boolean lead) {
    String absolute = address.startsWith("/") ? SITE + address : address;
    String name = name(absolute);
    if (name.isEmpty() || files.size() == COUNT_MAX) return;
    files.add(
        new Attachment(
            name,
            "",
            type,
            Math.max(0, bytes),
            title,
            Math.max(0, pages),
            accessible,
            0,
            0,
            alt,
            caption,
            credit,
            lead,
            absolute));
  }

  /// The last segment of an address, once; empty where it is no address of the web.
  private String name(String address) {
    String path;
    try {
      URI uri = URI.create(address);
      if (uri.getHost() == null || !String.valueOf(uri.getScheme()).startsWith("http")) return "";
      path = uri.getPath();
    } catch (IllegalArgumentException e) {
      return "";
    }
    String name =
        path.substring(path.lastIndexOf('/') + 1)
            .replaceAll("[^A-Za-z0-9._-]+", "-")
            .replaceAll("^[-.]+|[-.]+$", "");
    if (name.isEmpty()) name = "file";
    String free = name;
    for (int i = 2; !names.add(free); i++) free = i + "-" + name;
    return free;
  }

  /// The address of the widest: `s960` is 960 pixels wide.
  private static String largest(JsonNode sources) {
    String largest = "";
    int width = -1;
    for (Map.Entry<String, JsonNode> source : sources.properties()) {
      String digits = source.getKey().replaceAll("\\D", "");
      int wide = digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
      if (wide > width) {
        width = wide;
        largest = source.getValue().asText();
      }
    }
    return largest;
  }

  private static String type(String address, String otherwise) {
    String ending = address.substring(address.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, otherwise);
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).isTextual()
        ? ContentItemWords.cut(ContentItemWords.line(node.path(name).asText()), LINE_MAX)
        : "";
  }
}
