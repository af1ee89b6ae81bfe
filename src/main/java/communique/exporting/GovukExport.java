package communique.exporting;

import communique.record.Announcement;
import communique.record.Newsroom;
import communique.record.Page;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.site.ContentItems;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes what the content API answers, a file a page, in the tree of their paths.
final class GovukExport {
  private final Newsroom newsroom;
  private final Folder folder;
  private final ContentItems items;

  GovukExport(Newsroom newsroom, Folder folder, ContentItems items) {
    this.newsroom = newsroom;
    this.folder = folder;
    this.items = items;
  }

  void write(List<Announcement> announcements) throws IOException {
    for (Announcement announcement : announcements)
      for (Locale locale : announcement.locales()) {
        // A locale that the newsroom has given up since has no address to be asked for.
        if (!newsroom.locales().has(locale)) continue;
        String path = new Page(announcement.slug(), locale).path(newsroom.locales());
        Optional<Response> item = items.make(new Target("/api/content" + path, "", ""));
        if (item.isPresent() && item.get().body().length > 0)
          folder.write(path.substring(1) + ".json", item.get().body());
      }
  }
}
