package communique.exporting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.language.GovukLocales;
import communique.platform.Database;
import communique.platform.Json;
import communique.record.Announcement;
import communique.record.Announcement.State;
import communique.record.Announcements;
import communique.record.Newsroom;
import communique.record.Origin;
import communique.record.Origins;
import communique.record.Page;
import communique.shelf.Response;
import communique.shelf.Target;
import communique.site.ContentItems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes what the content API answers, a file a page, in the tree of their paths; and of an
/// address that leads elsewhere, for which that answers with another address, the item that says
/// so.
final class GovukExport {
  private static final int BATCH = 1_000;

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
        var page = new Page(announcement.slug(), locale);
        if (announcement.state(locale) instanceof State.IsUnpublished state
            && !state.redirectTo().isEmpty()) {
          String id = ContentItems.contentId(announcement.id());
          Instant stated = announcement.changes().getLast().recordedAt();
          write(page, redirect(page, id, state.redirectTo(), state.at(), stated));
        } else {
          answer(page);
        }
      }
  }

  /// What was gone or led elsewhere before it could come here.
  void origins(Database database) throws IOException {
    String address = "";
    String digest = "";
    while (true) {
      String from = address;
      String behind = digest;
      List<Origin> origins = database.reading(tx -> Origins.ofNoDocument(tx, from, behind, BATCH));
      if (origins.isEmpty()) return;
      for (Origin origin : origins) origin(database, origin);
      address = origins.getLast().address();
      digest = origins.getLast().digest();
    }
  }

  private void origin(Database database, Origin origin) throws IOException {
    Optional<Page> page = Page.read(origin.path(), newsroom.locales());
    if (page.isEmpty() || isPage(database, page.get())) return;
    boolean isNewest =
        database
            .reading(tx -> Origins.of(tx, origin.path()))
            .filter(newest -> newest.digest().equals(origin.digest()))
            .isPresent();
    if (!isNewest) return;
    switch (origin.what()) {
      case GONE -> answer(page.get());
      case REDIRECT -> {
        var kept = (ObjectNode) Json.tree(origin.kept()).path("govuk").deepCopy();
        kept.put("base_path", path(page.get()));
        lead(kept, path(page.get()), origin.leadsTo());
        write(page.get(), kept);
      }
      case ANNOUNCEMENT, TAG -> {
        // Announcements have a document, and tags are in the links of what carries them.
      }
    }
  }

  private static boolean isPage(Database database, Page page) {
    return database
        .reading(tx -> Announcements.bySlug(tx, page.slug()))
        .filter(announcement -> announcement.newest(page.locale()).isPresent())
        .isPresent();
  }

  private void answer(Page page) throws IOException {
    Optional<Response> item = items.make(new Target("/api/content" + path(page), "", ""));
    if (item.isPresent() && item.get().body().length > 0)
      folder.write(file(page), item.get().body());
  }

  private void write(Page page, ObjectNode item) throws IOException {
    folder.write(file(page), Json.write(item).getBytes(StandardCharsets.UTF_8));
  }

  private ObjectNode redirect(Page page, String id, String to, Instant at, Instant stated) {
    ObjectNode item = Json.MAPPER.createObjectNode();
    item.put("base_path", path(page));
    item.put("content_id", id);
    item.putNull("description");
    item.putObject("details");
    item.put("document_type", "redirect");
    item.putObject("links");
    item.put("locale", GovukLocales.name(page.locale()));
    item.put("phase", "live");
    item.put("public_updated_at", ContentItems.instant(at, newsroom.zone()));
    item.put("schema_name", "redirect");
    item.putNull("title");
    item.put("updated_at", ContentItems.instant(stated, newsroom.zone()));
    lead(item, path(page), to);
    return item;
  }

  /// The schema wants the whole address of where it leads.
  private void lead(ObjectNode item, String from, String to) {
    ArrayNode redirects = item.putArray("redirects");
    redirects
        .addObject()
        .put("path", from)
        .put("type", "exact")
        .put("destination", to.startsWith("/") ? newsroom.url() + to : to);
  }

  private String path(Page page) {
    return page.path(newsroom.locales());
  }

  private String file(Page page) {
    return path(page).substring(1) + ".json";
  }
}
