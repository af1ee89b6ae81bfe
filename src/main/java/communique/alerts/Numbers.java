package communique.alerts;

import org.jdbi.v3.core.Handle;

/// The table numbered: the newest number of each table whose rows are numbered. Numbers are taken
/// in the transaction that adds the rows, which holds the table's number until it ends: so whoever
/// sees one sees all before it.
final class Numbers {
  private Numbers() {}

  /// The newest number of a table, which nobody else takes one of until this transaction ends.
  static long hold(Handle tx, String table) {
    return take(tx, table, 0);
  }

  /// Takes so many numbers of a table.
  ///
  /// @return the last of them
  static long take(Handle tx, String table, long count) {
    return tx.createQuery("update numbered set n = n + :count where name = :table returning n")
        .bind("count", count)
        .bind("table", table)
        .mapTo(Long.class)
        .one();
  }
}
