package communique.site;

import communique.site.Paging.Stretches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables listing and listing_tag: which announcements a list shows, in which order.
///
/// A list is that of the newsroom or of one tag, and is read a stretch at a time from a [Cursor],
/// so that its thousandth page costs what its first one does.
final class Listings {
  private Listings() {}

  /// What is listed of one announcement.
  ///
  /// @param place among all announcements as they began, from 0
  /// @param newestAt null while no page of it can be read
  /// @param modifiedAt when anything of its pages last changed
  /// @param published the locales whose page is published and not withdrawn
  record Listing(
      String documentId,
      long place,
      String slug,
      @Nullable Instant newestAt,
      Instant modifiedAt,
      List<Locale> published) {}

  /// A run of places whose announcements share a part of the sitemap.
  ///
  /// @param modifiedAt when anything of them last changed
  record Stretch(long number, Instant modifiedAt) {}

  /// The list of the newsroom.
  static Stretches newsroom(Handle tx) {
    return new Ordered(
        tx, "select newest_at, document_id from listing where newest_at is not null", Map.of());
  }

  /// The list of a tag, by its id.
  static Stretches tag(Handle tx, String tag) {
    return new Ordered(
        tx, "select newest_at, document_id from listing_tag where tag = :tag", Map.of("tag", tag));
  }

  private record Ordered(Handle tx, String select, Map<String, String> bound) implements Stretches {
    @Override
    public List<Cursor> after(Cursor cursor, int limit) {
      return found(
          """
           and (newest_at, document_id) < (:at, :document)
          order by newest_at desc, document_id desc limit :limit
          """,
          cursor,
          limit);
    }

    @Override
    public List<Cursor> before(Cursor cursor, int limit) {
      return found(
          """
           and (newest_at, document_id) > (:at, :document)
          order by newest_at, document_id limit :limit
          """,
          cursor,
          limit);
    }

    private List<Cursor> found(String where, Cursor cursor, int limit) {
      return tx.createQuery(select + where)
          .bindMap(bound)
          .bind("at", cursor.at())
          .bind("document", cursor.documentId())
          .bind("limit", limit)
          .map((row, context) -> new Cursor(row.getLong(1), row.getString(2)))
          .list();
    }
  }

  /// How many announcements the list of a tag has.
  static long count(Handle tx, String tag) {
    return tx.createQuery("select count(*) from listing_tag where tag = :tag")
        .bind("tag", tag)
        .mapTo(Long.class)
        .one();
  }

  /// The stretches of `size` places in which anything is published, in order.
  static List<Stretch> stretches(Handle tx, int size) {
    return tx.createQuery(
            """
            select place / :size as stretch, max(modified_at) from listing
            where published <> '' group by stretch order by stretch
            """)
        .bind("size", (long) size)
        .map((row, context) -> new Stretch(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))))
        .list();
  }

  /// What is published of one such stretch, by place.
  static List<Listing> stretch(Handle tx, long number, int size) {
    return tx.createQuery(
            """
            select document_id, place, slug, newest_at, modified_at, published from listing
            where place >= :from and place < :to and published <> '' order by place
            """)
        .bind("from", number * size)
        .bind("to", (number + 1) * size)
        .map((row, context) -> {
          long newest = row.getLong(4);
          return new Listing(
              row.getString(1),
              row.getLong(2),
              row.getString(3),
              row.wasNull() ? null : Instant.ofEpochMilli(newest),
              Instant.ofEpochMilli(row.getLong(5)),
              locales(row.getString(6)));
        })
        .list();
  }

  /// The places of these announcements, by id; one that was never listed is missing.
  static Map<String, Long> places(Handle tx, Collection<String> documentIds) {
    var places = new HashMap<String, Long>();
    tx.createQuery("select document_id, place from listing where document_id in (<documents>)")
        .bindList("documents", List.copyOf(documentIds))
        .map((row, context) -> places.put(row.getString(1), row.getLong(2)))
        .list();
    return places;
  }

  /// The place that the next announcement takes.
  static long nextPlace(Handle tx) {
    return tx.createQuery("select coalesce(max(place), -1) + 1 from listing")
        .mapTo(Long.class)
        .one();
  }

  /// The tags under which these announcements are listed now, by id.
  static Map<String, Set<String>> tags(Handle tx, Collection<String> documentIds) {
    var tags = new HashMap<String, Set<String>>();
    tx.createQuery("select document_id, tag from listing_tag where document_id in (<documents>)")
        .bindList("documents", List.copyOf(documentIds))
        .map((row, context) ->
            tags.computeIfAbsent(row.getString(1), key -> new TreeSet<>()).add(row.getString(2)))
        .list();
    return tags;
  }

  /// Lists announcements as they stand now, each under the tags that `tags` has for it; `before`
  /// says under which they stood.
  static void put(
      Handle tx,
      List<Listing> listings,
      Map<String, List<String>> tags,
      Map<String, Set<String>> before) {
    var rows =
        tx.prepareBatch(
            """
            insert into listing (document_id, place, slug, newest_at, modified_at, published)
            values (:document, :place, :slug, :newest, :modified, :published)
            on conflict (document_id) do update set
              newest_at = excluded.newest_at,
              modified_at = excluded.modified_at,
              published = excluded.published
            """);
    var gone = new ArrayList<String>();
    var tagged = tx.prepareBatch("insert into listing_tag values (:tag, :newest, :document)");
    for (Listing listing : listings) {
      Instant newest = listing.newestAt();
      rows.bind("document", listing.documentId())
          .bind("place", listing.place())
          .bind("slug", listing.slug())
          .bind("newest", newest == null ? null : newest.toEpochMilli())
          .bind("modified", listing.modifiedAt().toEpochMilli())
          .bind("published", String.join(" ", tagsOf(listing.published())))
          .add();
      if (before.containsKey(listing.documentId())) gone.add(listing.documentId());
      if (newest == null) continue;
      for (String tag : new HashSet<>(tags.getOrDefault(listing.documentId(), List.of())))
        tagged
            .bind("tag", tag)
            .bind("newest", newest.toEpochMilli())
            .bind("document", listing.documentId())
            .add();
    }
    if (!listings.isEmpty()) rows.execute();
    if (!gone.isEmpty())
      tx.createUpdate("delete from listing_tag where document_id in (<documents>)")
          .bindList("documents", gone)
          .execute();
    if (tagged.size() > 0) tagged.execute();
  }

  private static List<String> tagsOf(List<Locale> locales) {
    return locales.stream().map(Locale::toLanguageTag).toList();
  }

  private static List<Locale> locales(String tags) {
    return List.of(tags.split(" ")).stream().map(Locale::forLanguageTag).toList();
  }
}
