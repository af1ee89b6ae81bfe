package communique.alerts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The table standing_search: each search once, however many ask for it.
final class StandingSearches {
  private static final String TABLE = "standing_search";

  private StandingSearches() {}

  /// @param text in the one form that the language of searches has for it
  record Row(int id, String text) {}

  /// The id of a search, which stands from now on if it did not.
  ///
  /// @param text in the one form that the language of searches has for it
  static int keep(Handle tx, String text, Instant now) {
    String digest = digest(text);
    // On PostgreSQL too, whoever comes second sees what the first one kept.
    Numbers.hold(tx, TABLE);
    List<Integer> known =
        tx.createQuery("select id from standing_search where digest = :digest")
            .bind("digest", digest)
            .mapTo(Integer.class)
            .list();
    if (!known.isEmpty()) return known.getFirst();
    int id = Math.toIntExact(Numbers.take(tx, TABLE, 1));
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

  /// The texts of some searches, by their ids.
  static Map<Integer, String> texts(Handle tx, Collection<Integer> ids) {
    var texts = new HashMap<Integer, String>();
    if (ids.isEmpty()) return texts;
    tx.createQuery("select id, search from standing_search where id in (<ids>)")
        .bindList("ids", new ArrayList<>(ids))
        .map((row, context) -> new Row(row.getInt(1), row.getString(2)))
        .forEach(row -> texts.put(row.id(), row.text()));
    return texts;
  }

  /// Forgets those of some searches that nobody has any more.
  static void sweep(Handle tx, List<Integer> ids) {
    var rows =
        tx.prepareBatch(
            """
            delete from standing_search where id = ? and not exists (
              select id from subscription s where s.search_id = standing_search.id)
            """);
    for (int id : ids) rows.add(id);
    rows.execute();
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
