package communique.alerts;

import communique.matching.Matcher;
import communique.matching.Subject;
import communique.platform.Database;
import communique.search.Asked;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/// The searches that stand, in memory: what the table has, as far as this process has looked.
///
/// Searches are only added to the table, and whoever sees one sees all with lower ids, so the
/// highest id that was read says how far this has come.
final class Standing {
  private static final int CHUNK = 100_000;

  private final Database database;
  private final Matcher matcher;
  private int newest;

  Standing(Database database, Collection<Locale> locales) {
    this.database = database;
    this.matcher = new Matcher(locales);
  }

  /// Reads what the table has by now, a part at a time, holding nobody up.
  synchronized void catchUp() {
    List<StandingSearches.Row> rows = read(newest);
    while (!rows.isEmpty()) {
      List<StandingSearches.Row> part = rows;
      var next =
          part.size() < CHUNK
              ? CompletableFuture.completedFuture(List.<StandingSearches.Row>of())
              : CompletableFuture.supplyAsync(() -> read(part.getLast().id()));
      add(part);
      rows = next.join();
    }
  }

  private List<StandingSearches.Row> read(int after) {
    return database.glance(tx -> StandingSearches.after(tx, after, CHUNK));
  }

  /// Reads what the table has for a transaction. After [#catchUp()] that is little.
  synchronized void follow(Handle tx) {
    while (true) {
      List<StandingSearches.Row> rows = StandingSearches.after(tx, newest, CHUNK);
      add(rows);
      if (rows.size() < CHUNK) return;
    }
  }

  private void add(List<StandingSearches.Row> rows) {
    if (rows.isEmpty()) return;
    matcher.addAll(rows, StandingSearches.Row::id, row -> Asked.words(row.text()).search());
    newest = rows.getLast().id();
  }

  /// As [Matcher#matches(Subject, List)].
  int[] matches(Subject now, List<Subject> told) {
    return matcher.matches(now, told);
  }

  /// How many stand.
  int size() {
    return matcher.size();
  }
}
