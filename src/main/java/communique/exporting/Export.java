package communique.exporting;

import communique.files.KeptFiles;
import communique.platform.Database;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Log;
import communique.record.Mergers;
import communique.record.Newsroom;
import communique.record.Tag;
import communique.record.Tags;
import communique.site.ContentItems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;

/// Writes everything public into a folder, as it stands at one change. What is published meanwhile
/// is not in it. A batch of announcements is held at a time.
public final class Export {
  private static final int BATCH = 100;

  private final Database database;
  private final Newsroom newsroom;
  private final KeptFiles files;

  /// @param files where the bytes of attachments lie
  public Export(Database database, Newsroom newsroom, KeptFiles files) {
    this.database = database;
    this.newsroom = newsroom;
    this.files = files;
  }

  /// How it is written.
  public enum Format {
    /// Markdown behind front matter with the whole history, which `import` reads.
    MARKDOWN,
    /// GOV.UK content items, a file each: what each page says now, or where it leads.
    GOVUK;

    /// As it stands on the command line: `markdown`.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What was written.
  ///
  /// @param change the newest one that is in it
  /// @param lacking how many attached files are not in it, as their bytes are not kept here
  public record Written(long change, long announcements, long files, long lacking) {}

  /// Writes an export.
  ///
  /// @param place a folder that is empty or not there
  /// @param step is told of each batch how many announcements it held
  public Outcome<Written> write(Path place, Format format, LongConsumer step) throws IOException {
    if (!Folder.isFree(place)) return Outcome.refused("", "export.not-empty", place.toString());
    try (var folder = new Folder(place)) {
      long head = database.reading(Log::head);
      var kept = new KeptExport(folder, files);
      long announcements =
          switch (format) {
            case MARKDOWN -> {
              var markdown =
                  new MarkdownExport(newsroom, folder, kept, database.reading(Export::paths));
              TagsExport.write(folder, database.reading(TagsExport::inOrder));
              OriginsExport.write(folder, database);
              EngagementsExport.write(folder, database, head);
              long count = each(head, step, (slugs, all) -> markdown.write(database, all));
              folder.write("about/newsroom.json", about(head, count));
              yield count;
            }
            case GOVUK -> {
              var items = new GovukExport(newsroom, folder, new ContentItems(database, newsroom));
              long count = each(head, step, (slugs, all) -> items.write(all));
              items.origins(database);
              yield count;
            }
          };
      folder.whole();
      return Outcome.done(new Written(head, announcements, folder.files(), kept.lacking()));
    }
  }

  /// Does something with a batch of announcements.
  private interface Batch {
    void take(List<String> slugs, List<Announcement> announcements) throws IOException;
  }

  private long each(long head, LongConsumer step, Batch batch) throws IOException {
    long count = 0;
    String after = "";
    while (true) {
      String from = after;
      List<Announcement> all =
          database.reading(tx -> Announcements.after(tx, from, BATCH)).stream().toList();
      if (all.isEmpty()) return count;
      after = all.getLast().slug();
      List<Announcement> then =
          all.stream()
              .map(announcement -> announcement.asOf(head))
              .filter(announcement -> !announcement.changes().isEmpty())
              .toList();
      batch.take(then.stream().map(Announcement::slug).toList(), then);
      count += then.size();
      step.accept(then.size());
    }
  }

  private static Map<String, String> paths(Handle tx) {
    var paths = new HashMap<String, String>();
    Mergers mergers = Tags.mergers(tx);
    for (Tag tag : Tags.all(tx))
      for (String id : mergers.family(tag.id())) paths.put(id, tag.path());
    return paths;
  }

  private String about(long head, long announcements) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("format", "communique-markdown");
    about.put("version", 1);
    about.put("name", newsroom.name());
    about.put("url", newsroom.url());
    about.put("zone", newsroom.zone().getId());
    about.put("locales", newsroom.locales().all().stream().map(Locale::toLanguageTag).toList());
    about.put("change", head);
    about.put("announcements", announcements);
    return Json.write(about) + "\n";
  }
}
