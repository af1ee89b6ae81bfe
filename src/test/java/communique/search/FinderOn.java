package communique.search;

import communique.platform.Database;
import communique.record.Change;
import communique.record.Log;
import communique.record.Newsroom;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A finder on any store, with an index in a folder of its own; for figures.
public final class FinderOn implements AutoCloseable {
  private static final int BATCH = 256;

  private final Database database;
  private final AtomicLong passed = new AtomicLong();
  private final SearchReader reader;
  private final Finder finder;

  public FinderOn(Database database, Newsroom newsroom, Path folder) {
    this.database = database;
    this.reader =
        new SearchReader(database, newsroom, folder, () -> System.nanoTime() + passed.get());
    this.finder = new Finder(database, newsroom, reader);
  }

  public Finder finder() {
    return finder;
  }

  /// Reads the log to its end, and makes that last.
  public void caughtUp() {
    while (true) {
      long place = reader.place();
      List<Change> read =
          database.reading(tx -> {
            List<Change> changes = Log.after(tx, place, BATCH);
            if (!changes.isEmpty()) reader.read(tx, changes);
            return changes;
          });
      if (read.isEmpty()) break;
    }
    while (reader.rest()) {
      // What it put off.
    }
    // It commits when it has had nothing to read for a second.
    passed.addAndGet(TimeUnit.SECONDS.toNanos(2));
    reader.rest();
  }

  @Override
  public void close() {
    reader.close();
  }
}
