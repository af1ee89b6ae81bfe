package communique.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table origin.
public final class Origins {
  private static final String COLUMNS =
      "address, digest, n, what, path, document_id, locale, leads_to, stated_at, kept";

  private Origins() {}

  /// What came from an address last.
  public static Optional<Origin> at(Handle tx, String address) {
    return newest(tx, "address", address);
  }

  /// What came last to a path here.
  public static Optional<Origin> of(Handle tx, String path) {
    return newest(tx, "path", path);
  }

  /// What came from these addresses, by address and digest; an address from which nothing came is
  /// missing.
  public static Map<String, Map<String, Origin>> at(Handle tx, Collection<String> addresses) {
    if (addresses.isEmpty()) return Map.of();
    var found = new HashMap<String, Map<String, Origin>>();
    tx.createQuery("select " + COLUMNS + " from origin where address in (<addresses>)")
        .bindList("addresses", List.copyOf(addresses))
        .map((row, context) -> origin(row))
        .forEach(origin ->
            found
                .computeIfAbsent(origin.address(), key -> new HashMap<>())
                .put(origin.digest(), origin));
    return found;
  }

  /// The changes of an announcement that an import made an edition by.
  public static Set<Long> changes(Handle tx, String documentId) {
    return tx
        .createQuery("select n from origin where document_id = :document")
        .bind("document", documentId)
        .mapTo(Long.class)
        .stream()
        .collect(Collectors.toSet());
  }

  /// Where these announcements stood, by their ids.
  public static Map<String, List<Origin>> ofDocuments(Handle tx, Collection<String> documentIds) {
    if (documentIds.isEmpty()) return Map.of();
    return tx
        .createQuery(
            "select "
                + COLUMNS
                + " from origin where document_id in (<documents>) order by n, address, digest")
        .bindList("documents", List.copyOf(documentIds))
        .map((row, context) -> origin(row))
        .stream()
        .collect(Collectors.groupingBy(Origin::documentId));
  }

  /// Where anything else stood, behind an address and a digest, `limit` at most. What came from an
  /// export of ours, from the address that it has, is not among them.
  public static List<Origin> ofNoDocument(Handle tx, String address, String digest, int limit) {
    return tx.createQuery(
            "select "
                + COLUMNS
                + """
                 from origin
                where document_id is null and (address <> path or what <> 'tag')
                  and (address > :address or (address = :address and digest > :digest))
                order by address, digest limit :limit
                """)
        .bind("address", address)
        .bind("digest", digest)
        .bind("limit", limit)
        .map((row, context) -> origin(row))
        .list();
  }

  static void add(Handle tx, List<Origin> origins) {
    if (origins.isEmpty()) return;
    var batch =
        tx.prepareBatch(
            "insert into origin ("
                + COLUMNS
                + ") values (:address, :digest, :n, :what, :path, :document, :locale, :leadsTo, :statedAt, :kept)");
    for (Origin origin : origins)
      batch
          .bind("address", origin.address())
          .bind("digest", origin.digest())
          .bind("n", origin.n())
          .bind("what", origin.what().slug())
          .bind("path", origin.path())
          .bind("document", none(origin.documentId()))
          .bind("locale", origin.locale())
          .bind("leadsTo", none(origin.leadsTo()))
          .bind("statedAt", origin.statedAt() == null ? null : origin.statedAt().toEpochMilli())
          .bind("kept", none(origin.kept()))
          .add();
    batch.execute();
  }

  private static Optional<Origin> newest(Handle tx, String column, String value) {
    return tx.createQuery(
            "select "
                + COLUMNS
                + " from origin where "
                + column
                + " = :value order by n desc, coalesce(stated_at, 0) desc limit 1")
        .bind("value", value)
        .map((row, context) -> origin(row))
        .findOne();
  }

  private static Origin origin(ResultSet row) throws SQLException {
    return new Origin(
        row.getString("address"),
        row.getString("digest"),
        row.getLong("n"),
        Origin.What.ofSlug(row.getString("what")),
        row.getString("path"),
        text(row.getString("document_id")),
        row.getString("locale"),
        text(row.getString("leads_to")),
        instant(row),
        text(row.getString("kept")));
  }

  private static @Nullable Instant instant(ResultSet row) throws SQLException {
    return Log.instant(row, "stated_at");
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String none(String text) {
    return text.isEmpty() ? null : text;
  }
}
