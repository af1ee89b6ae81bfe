package communique.record;

import communique.platform.Database;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/// Writes one row for each change it reads, without asking whether there is one already: a change
/// that was read twice is there twice.
public final class TallyReader implements Reader {
  private final Database database;
  private final String name;
  private final Set<Long> hard = ConcurrentHashMap.newKeySet();
  private final List<Long> committed = new CopyOnWriteArrayList<>();

  TallyReader(Database database, String name) {
    this.database = database;
    this.name = name;
    database.inTransaction(tx -> tx.execute("create table if not exists " + name + " (n bigint)"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void read(Handle tx, Change change) {
    if (hard.contains(change.n()))
      throw new IllegalStateException("change " + change.n() + " is hard to read");
    tx.execute("insert into " + name + " (n) values (?)", change.n());
  }

  @Override
  public void committed(List<Change> changes) {
    for (Change change : changes) committed.add(change.n());
  }

  /// Makes a change that cannot be handled, until [#soften(long)].
  void harden(long n) {
    hard.add(n);
  }

  void soften(long n) {
    hard.remove(n);
  }

  /// What it has read and kept, in order.
  public List<Long> tally() {
    return database.reading(
        tx -> tx.createQuery("select n from " + name + " order by n").mapTo(Long.class).list());
  }

  /// What it was told of as committed, in that order.
  public List<Long> committed() {
    return List.copyOf(committed);
  }
}
