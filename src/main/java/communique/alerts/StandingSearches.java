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
import java.util.Objects;
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
    return keep(tx, List.of(text), now).values().iterator().next();
  }

  /// The same for several.
  ///
  /// @return their ids by their texts
  static Map<String, Integer> keep(Handle tx, Collection<String> texts, Instant now) {
    // On PostgreSQL too, whoever comes second sees what the first one kept.
    Numbers.hold(tx, TABLE);
    Map<String, Integer> ids = find(tx, texts);
    List<String> fresh = texts.stream().filter(text -> !ids.containsKey(text)).distinct().toList();
    if (fresh.isEmpty()) return ids;
    int id = Math.toIntExact(Numbers.take(tx, TABLE, fresh.size())) - fresh.size();
    var rows =
        tx.prepareBatch(
            "insert into standing_search (id, digest, search, made_at) values (?, ?, ?, ?)");
    for (String text : fresh) {
      rows.add(++id, digest(text), text, now.toEpochMilli());
      ids.put(text, id);
    }
    rows.execute();
    return ids;
  }

  /// The ids of those of some searches that stand, by their texts.
  static Map<String, Integer> find(Handle tx, Collection<String> texts) {
    var ids = new HashMap<String, Integer>();
    if (texts.isEmpty()) return ids;
    var byDigest = new HashMap<String, String>();
    for (String text : texts) byDigest.put(digest(text), text);
    tx.createQuery("select digest, id from standing_search where digest in (<digests>)")
        .bindList("digests", new ArrayList<>(byDigest.keySet()))
        .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
        .forEach(known ->
            ids.put(Objects.requireNonNull(byDigest.get(known.getKey())), known.getValue()));
    return ids;
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
