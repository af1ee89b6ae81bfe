package communique.importing;

import communique.files.KeptFiles;
import communique.importing.Post.Enclosure;
import communique.platform.Refusal;
import communique.record.Newsroom;
import communique.record.Slug;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What WordPress exports. Its published posts are announcements; the files that belong to them
/// stand elsewhere in the export, so it is looked through for those first.
final class WxrSource implements Source {
  private final Newsroom newsroom;
  private final KeptFiles files;
  private final String locale;
  private final Set<Path> taken = ConcurrentHashMap.newKeySet();
  private final Map<Path, Uploads> looked = new HashMap<>();

  /// @param files where the bytes of attachments are kept, where they lie beside the export
  WxrSource(Newsroom newsroom, KeptFiles files, String locale) {
    this.files = files;
    this.newsroom = newsroom;
    this.locale = locale;
  }

  @Override
  public String name() {
    return "WordPress exports";
  }

  @Override
  public boolean recognises(Path file, byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1).replace("\0", "");
    return text.contains("<rss") && text.contains("wordpress.org/export/");
  }

  @Override
  public Set<Path> taken() {
    return taken;
  }

  /// The files of an export.
  ///
  /// @param byNumber an attachment by its number
  /// @param byPost the numbers of a post's attachments
  /// @param posts the numbers of the posts that come in
  private record Uploads(
      Map<String, Enclosure> byNumber,
      Map<String, List<String>> byPost,
      Set<String> posts,
      Posts made) {}

  @Override
  public void read(Path file, Taker taker) throws IOException {
    try {
      Uploads uploads = looked.remove(file);
      if (uploads == null) {
        uploads = look(file);
        looked.put(file, uploads);
      }
      Uploads known = uploads;
      try (InputStream in = Files.newInputStream(file)) {
        Wxr.read(in, newsroom.zone(), (line, item) -> taker.take(item(file, line, item, known)));
      }
    } catch (XmlRefused refused) {
      looked.remove(file);
      taker.broken("", List.of(refused.refusal()));
    }
  }

  private Uploads look(Path file) throws IOException {
    var uploads =
        new Uploads(new HashMap<>(), new HashMap<>(), new HashSet<>(), new Posts(newsroom, locale));
    try (InputStream in = Files.newInputStream(file)) {
      Wxr.read(
          in,
          newsroom.zone(),
          (line, item) -> {
            if (item.type().equals("attachment") && !item.file().isEmpty()) {
              uploads.byNumber().put(item.number(), enclosure(item));
              if (!item.parent().isEmpty())
                uploads
                    .byPost()
                    .computeIfAbsent(item.parent(), key -> new ArrayList<>())
                    .add(item.number());
            }
            if (refusal(item).isEmpty()) {
              uploads.posts().add(item.number());
              uploads.posts().add("lead " + item.lead());
              uploads.made().join(item.post().id(), "group:" + item.post().group());
            }
          });
    }
    return uploads;
  }

  private Item item(Path file, int line, Wxr.Item item, Uploads uploads) {
    String place = "line " + line + (item.number().isEmpty() ? "" : ", item " + item.number());
    String sort = item.type().isEmpty() ? "item" : item.type();
    if (item.type().equals("attachment")) {
      boolean comes =
          uploads.posts().contains(item.parent())
              || uploads.posts().contains("lead " + item.number());
      return comes
          ? new Covered(mark(file, place, sort))
          : new Refused(
              mark(file, place, sort), List.of(new Refusal("", "wxr.attachment", List.of())));
    }
    List<Refusal> why = refusal(item);
    if (!why.isEmpty()) return new Refused(mark(file, place, sort), why);
    return uploads
        .made()
        .item(file, place, sort, with(item, uploads), new UploadsBeside(file, files, taken));
  }

  private static Mark mark(Path file, String place, String sort) {
    return new Mark(file.toString(), place, sort, "", "", "", "", "", 0);
  }

  private static List<Refusal> refusal(Wxr.Item item) {
    if (!item.type().equals("post"))
      return List.of(new Refusal("post_type", "wxr.type", List.of(Slug.shown(item.type()))));
    if (!item.status().equals("publish"))
      return List.of(new Refusal("status", "wxr.status", List.of(Slug.shown(item.status()))));
    if (item.isProtected())
      return List.of(new Refusal("post_password", "wxr.protected", List.of()));
    if (!item.malformed().isEmpty())
      return List.of(
          new Refusal("post_date", "date.malformed", List.of(Slug.shown(item.malformed()))));
    return List.of();
  }

  private static Enclosure enclosure(Wxr.Item item) {
    String address = item.file();
    String path = FeedEntry.path(address);
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
    String type =
        switch (ending) {
          case "jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "bmp", "tiff" ->
              "image/" + PostBody.kind(address);
          case "pdf" -> "application/pdf";
          case "mp3", "ogg", "wav", "m4a" -> "audio/" + (ending.equals("mp3") ? "mpeg" : ending);
          case "mp4", "webm", "mov", "ogv" -> "video/" + ending;
          default -> "application/octet-stream";
        };
    return new Enclosure(address, type, 0, item.post().title(), item.alt());
  }

  /// The post with its files, its lead picture first.
  private static Post with(Wxr.Item item, Uploads uploads) {
    var numbers = new java.util.LinkedHashSet<String>();
    if (!item.lead().isEmpty()) numbers.add(item.lead());
    numbers.addAll(uploads.byPost().getOrDefault(item.number(), List.of()));
    var files = new ArrayList<Enclosure>();
    for (String number : numbers) {
      Enclosure one = uploads.byNumber().get(number);
      if (one != null) files.add(one);
    }
    Post post = item.post();
    return new Post(
        post.id(),
        post.group(),
        post.link(),
        post.slug(),
        post.language(),
        post.published(),
        null,
        post.title(),
        post.summary(),
        post.html(),
        post.labels(),
        files,
        post.kept(),
        post.overflowed());
  }
}
