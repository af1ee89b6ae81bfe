package communique.site;

import communique.platform.Database;
import communique.record.Change;
import communique.record.Engagements;
import communique.record.Reader;
import communique.shelf.Shelf;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Takes pages from the shelf when something was said of an engagement. It may stand in the
/// calendar, on the home page, and beside every announcement that ever told of it.
@Singleton
final class EngagementReader implements Reader {
  private final Database database;
  private final Shelf shelf;

  EngagementReader(Database database, Shelf shelf) {
    this.database = database;
    this.shelf = shelf;
  }

  @Override
  public String name() {
    return "engagements";
  }

  @Override
  public void read(Handle tx, Change change) {}

  @Override
  public void committed(List<Change> changes) {
    long after = changes.getFirst().n() - 1;
    long to = changes.getLast().n();
    if (database.glance(tx -> Engagements.spokenOf(tx, after, to))) shelf.dropAll();
  }
}
