package communique.site;

import communique.platform.Database;
import communique.record.Announcements;
import communique.record.Change;
import communique.record.Reader;
import communique.shelf.Shelf;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Takes the pages of an announcement from the shelf when something of it changed. They are made
/// straight from the record, so there is nothing to write.
@Singleton
final class SiteReader implements Reader {
  private final Database database;
  private final Shelf shelf;

  SiteReader(Database database, Shelf shelf) {
    this.database = database;
    this.shelf = shelf;
  }

  @Override
  public String name() {
    return "site";
  }

  @Override
  public void read(Handle tx, Change change) {}

  @Override
  public void committed(List<Change> changes) {
    // A tag may be named on any page.
    if (changes.stream().anyMatch(change -> change.what() instanceof Change.OfTag)) shelf.dropAll();
    else for (String slug : outdated(changes)) shelf.drop(NewsAddress.PREFIX + slug);
  }

  /// The slugs of the announcements that `changes` are about.
  List<String> outdated(List<Change> changes) {
    Set<String> documents = new HashSet<>();
    for (Change change : changes)
      if (!change.documentId().isEmpty()) documents.add(change.documentId());
    return database.glance(tx -> Announcements.slugs(tx, documents));
  }
}
