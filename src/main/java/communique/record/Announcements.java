package communique.record;

import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Finds announcements; the table document.
public final class Announcements {
  private Announcements() {}

  public static Optional<Announcement> bySlug(Handle tx, String slug) {
    return find(tx, "slug", slug);
  }

  public static Optional<Announcement> byId(Handle tx, String id) {
    return find(tx, "id", id);
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
