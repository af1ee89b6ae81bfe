package communique.alerts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The table standing_search: each search once, however many ask for it.
final class StandingSearches {
  private StandingSearches() {}

  /// @param text in the one form that the language of searches has for it
  record Row(int id, String text) {}

  /// The id of a search, which stands from now on if it did not.
  ///
  /// @param text in the one form that the language of searches has for it
  static int keep(Handle tx, String text, Instant now) {
    String digest = digest(text);
    // On PostgreSQL too, whoever comes second sees what the first one kept.
    int last = take(tx, 0);
    List<Integer> known =
        tx.createQuery("select id from standing_search where digest = :digest")
            .bind("digest", digest)
            .mapTo(Integer.class)
            .list();
    if (!known.isEmpty()) return known.getFirst();
    int id = last + 1;
    take(tx, 1);
    tx.createUpdate(
            """
            insert into standing_search (id, digest, search, made_at)
            values (:id, :digest, :search, :now)
            """)
        .bind("id", id)
        .bind("digest", digest)
        .bind("search", text)
        .bind("now", now.toEpochMilli())
        .execute();
    return id;
  }

  /// The searches whose ids come after one, in order.
  static List<Row> after(Handle tx, int id, int limit) {
    return tx.createQuery(
            """
            select id, search from standing_search where id > :id order by id limit :limit
            """)
        .bind("id", id)
        .bind("limit", limit)
        .map((row, context) -> new Row(row.getInt(1), row.getString(2)))
        .list();
  }

  private static int take(Handle tx, int count) {
    return tx.createQuery(
            "update numbered set n = n + :count where name = 'standing_search' returning n")
        .bind("count", count)
        .mapTo(Integer.class)
        .one();
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
