package communique.record;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Finds announcements; the table document.
public final class Announcements {
  private Announcements() {}

  public static Optional<Announcement> bySlug(Handle tx, String slug) {
    return Slug.isShaped(slug) ? find(tx, "slug", slug) : Optional.empty();
  }

  public static Optional<Announcement> byId(Handle tx, String id) {
    return find(tx, "id", id);
  }

  /// The announcements with these ids, by id, in a few statements however many they are.
  public static Map<String, Announcement> byIds(Handle tx, Collection<String> ids) {
    if (ids.isEmpty()) return Map.of();
    Map<String, List<Change>> changes =
        Log.of(tx, ids).stream().collect(Collectors.groupingBy(Change::documentId));
    Map<String, List<Edition>> editions =
        Editions.of(tx, ids).stream().collect(Collectors.groupingBy(Edition::documentId));
    return tx
        .createQuery("select id, slug, original_locale from document where id in (<ids>)")
        .bindList("ids", List.copyOf(ids))
        .map((row, context) ->
            new Announcement(
                row.getString(1),
                row.getString(2),
                Locale.forLanguageTag(row.getString(3)),
                changes.getOrDefault(row.getString(1), List.of()),
                editions.getOrDefault(row.getString(1), List.of())))
        .stream()
        .collect(Collectors.toMap(Announcement::id, announcement -> announcement));
  }

  /// The announcements behind a slug, in order of their slugs, `limit` at most.
  public static List<Announcement> after(Handle tx, String slug, int limit) {
    List<String> ids =
        tx.createQuery("select id from document where slug > :slug order by slug limit :limit")
            .bind("slug", slug)
            .bind("limit", limit)
            .mapTo(String.class)
            .list();
    // The database's own order, which a collation makes.
    Map<String, Announcement> found = byIds(tx, ids);
    return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
  }

  /// The slugs of the announcements with these ids, in one statement however many they are.
  public static List<String> slugs(Handle tx, Collection<String> ids) {
    if (ids.isEmpty()) return List.of();
    return tx.createQuery("select slug from document where id in (<ids>)")
        .bindList("ids", List.copyOf(ids))
        .mapTo(String.class)
        .list();
  }

  /// Those of these slugs and ids that an announcement has.
  static Set<String> there(Handle tx, Collection<String> slugs, Collection<String> ids) {
    var there = new HashSet<String>();
    if (!slugs.isEmpty()) there.addAll(there(tx, "slug", slugs));
    if (!ids.isEmpty()) there.addAll(there(tx, "id", ids));
    return there;
  }

  private static List<String> there(Handle tx, String column, Collection<String> values) {
    return tx.createQuery("select " + column + " from document where " + column + " in (<values>)")
        .bindList("values", List.copyOf(values))
        .mapTo(String.class)
        .list();
  }

  /// An announcement to be added.
  record Begun(String id, String slug, Locale original, long n) {}

  static void add(Handle tx, List<Begun> rows) {
    if (rows.isEmpty()) return;
    var batch =
        tx.prepareBatch(
            "insert into document (id, slug, original_locale, n) values (:id, :slug, :original, :n)");
    for (Begun row : rows)
      batch
          .bind("id", row.id())
          .bind("slug", row.slug())
          .bind("original", row.original().toLanguageTag())
          .bind("n", row.n())
          .add();
    batch.execute();
  }

  static void add(Handle tx, String id, String slug, Locale original, long n) {
    tx.createUpdate(
            "insert into document (id, slug, original_locale, n) values (:id, :slug, :original, :n)")
        .bind("id", id)
        .bind("slug", slug)
        .bind("original", original.toLanguageTag())
        .bind("n", n)
        .execute();
  }

  private static Optional<Announcement> find(Handle tx, String column, String value) {
    record Row(String id, String slug, Locale original) {}
    return tx.createQuery(
            "select id, slug, original_locale from document where " + column + " = :value")
        .bind("value", value)
        .map((row, context) ->
            new Row(row.getString(1), row.getString(2), Locale.forLanguageTag(row.getString(3))))
        .findOne()
        .map(row ->
            new Announcement(
                row.id(),
                row.slug(),
                row.original(),
                Log.of(tx, row.id()),
                Editions.of(tx, row.id())));
  }
}
