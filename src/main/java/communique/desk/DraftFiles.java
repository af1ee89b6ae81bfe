package communique.desk;

import communique.record.Attachment;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The table draft_file: what was done to the files of drafts since their newest editions. Nothing
/// in it can be fetched by anybody but with a token.
public final class DraftFiles {
  private DraftFiles() {}

  /// What was done to one file.
  ///
  /// @param file what is known of it; without a digest where it was taken away
  record Put(Attachment file, Instant at, String by) {
    boolean isAway() {
      return !file.isKept();
    }
  }

  /// Those of some digests that any draft names.
  public static Set<String> named(Handle tx, Collection<String> digests) {
    if (digests.isEmpty()) return Set.of();
    return new HashSet<>(
        tx.createQuery("select distinct digest from draft_file where digest in (<digests>)")
            .bindList("digests", List.copyOf(digests))
            .mapTo(String.class)
            .list());
  }

  /// What was done to the files of a draft, in order of their names.
  static List<Put> all(Handle tx, String slug, Locale locale) {
    return tx.createQuery(
            """
            select name, digest, media_type, bytes, title, pages, width, height, widths, put_at, put_by
            from draft_file where slug = :slug and locale = :locale order by name
            """)
        .bind("slug", slug)
        .bind("locale", locale.toLanguageTag())
        .map((row, context) ->
            new Put(
                Attachment.bare(
                    row.getString("name"),
                    row.getString("digest"),
                    row.getString("media_type"),
                    row.getLong("bytes"),
                    row.getString("title"),
                    row.getInt("pages"),
                    row.getInt("width"),
                    row.getInt("height"),
                    widths(row.getString("widths"))),
                Instant.ofEpochMilli(row.getLong("put_at")),
                row.getString("put_by")))
        .list();
  }

  /// Puts a file in the place of whatever has its name.
  static void put(Handle tx, String slug, Locale locale, Put put) {
    Attachment file = put.file();
    tx.createUpdate(
            """
            insert into draft_file (slug, locale, name, digest, media_type, bytes, title, pages, width, height,
              widths, put_at, put_by)
            values (:slug, :locale, :name, :digest, :type, :bytes, :title, :pages, :width, :height, :widths, :at, :by)
            on conflict (slug, locale, name) do update set digest = excluded.digest, media_type = excluded.media_type,
              bytes = excluded.bytes, title = excluded.title, pages = excluded.pages, width = excluded.width,
              height = excluded.height, widths = excluded.widths, put_at = excluded.put_at, put_by = excluded.put_by
            """)
        .bind("slug", slug)
        .bind("locale", locale.toLanguageTag())
        .bind("name", file.name())
        .bind("digest", file.digest())
        .bind("type", file.mediaType())
        .bind("bytes", file.bytes())
        .bind("title", file.title())
        .bind("pages", (long) file.pages())
        .bind("width", (long) file.width())
        .bind("height", (long) file.height())
        .bind(
            "widths", file.widths().stream().map(String::valueOf).collect(Collectors.joining(",")))
        .bind("at", put.at().toEpochMilli())
        .bind("by", put.by())
        .execute();
  }

  /// Forgets what was done to one file.
  static void remove(Handle tx, String slug, Locale locale, String name) {
    tx.createUpdate(
            "delete from draft_file where slug = :slug and locale = :locale and name = :name")
        .bind("slug", slug)
        .bind("locale", locale.toLanguageTag())
        .bind("name", name)
        .execute();
  }

  /// Forgets what was done, as the newest edition has it now.
  static void clear(Handle tx, String slug, Locale locale) {
    tx.createUpdate("delete from draft_file where slug = :slug and locale = :locale")
        .bind("slug", slug)
        .bind("locale", locale.toLanguageTag())
        .execute();
  }

  private static List<Integer> widths(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
  }
}
