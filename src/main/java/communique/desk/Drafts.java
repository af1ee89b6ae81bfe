package communique.desk;

import communique.language.Locales;
import communique.platform.Outcome;
import communique.record.Slug;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables draft, draft_save and draft_publication.
final class Drafts {
  private static final String COLUMNS =
      "select slug, locale, version, content, saved_at, saved_by from draft ";

  private Drafts() {}

  /// The locale, where both a slug and a locale have their shape: nothing else can be there.
  static Optional<Locale> locale(String slug, String tag) {
    return Slug.checked("slug", slug) instanceof Outcome.Done<String>
        ? Locales.read(tag)
        : Optional.empty();
  }

  /// That there is no such draft.
  static <T> Outcome<T> missing(String slug, String tag) {
    return Outcome.refused("", "draft.missing", Slug.shown(slug), Slug.shown(tag));
  }

  /// A draft as it stands.
  ///
  /// @param version counted from 1
  record Saved(
      String slug, Locale locale, long version, Draft draft, Instant savedAt, String savedBy) {}

  /// One saving.
  ///
  /// @param changed the names of the members that it changed
  record Save(long version, Instant savedAt, String savedBy, String changed) {}

  /// A version that became an edition, by change `n`.
  record Publication(long n, long version, int edition) {}

  /// A draft, and what was last published of it; null when nothing was.
  record Listed(Saved saved, @Nullable Publication published) {}

  static Optional<Saved> find(Handle tx, String slug, Locale locale) {
    return tx.createQuery(COLUMNS + "where slug = :slug and locale = :locale")
        .bind("slug", slug)
        .bind("locale", locale.toLanguageTag())
        .map((row, context) -> saved(row))
        .findOne();
  }

  /// All drafts behind one, in order of slug and locale, `limit` at most.
  static List<Listed> after(Handle tx, String slug, String locale, int limit) {
    return tx.createQuery(
            """
            select d.slug, d.locale, d.version, d.content, d.saved_at, d.saved_by,
              p.n, p.version as published_version, p.edition
            from draft d
            left join draft_publication p on p.n =
              (select max(x.n) from draft_publication x where x.slug = d.slug and x.locale = d.locale)
            where (d.slug, d.locale) > (:slug, :locale)
            order by d.slug, d.locale limit :limit
            """)
        .bind("slug", slug)
        .bind("locale", locale)
        .bind("limit", limit)
        .map((row, context) -> {
          long n = row.getLong("n");
          return new Listed(
              saved(row),
              n == 0
                  ? null
                  : new Publication(n, row.getLong("published_version"), row.getInt("edition")));
        })
        .list();
  }

  /// Makes a draft.
  ///
  /// @return whether it was made; another may have been quicker
  static boolean add(Handle tx, Saved saved) {
    int added =
        tx.createUpdate(
                """
                insert into draft (slug, locale, version, content, created_at, saved_at, saved_by)
                values (:slug, :locale, :version, :content, :at, :at, :by)
                on conflict (slug, locale) do nothing
                """)
            .bind("slug", saved.slug())
            .bind("locale", saved.locale().toLanguageTag())
            .bind("version", saved.version())
            .bind("content", saved.draft().json())
            .bind("at", saved.savedAt().toEpochMilli())
            .bind("by", saved.savedBy())
            .execute();
    if (added == 1) note(tx, saved, String.join(", ", saved.draft().members().keySet()));
    return added == 1;
  }

  /// Puts a version in the place of the one before it.
  ///
  /// @return whether that was still there; another may have been quicker
  static boolean replace(Handle tx, Saved saved, Draft before) {
    int replaced =
        tx.createUpdate(
                """
                update draft set version = :version, content = :content, saved_at = :at, saved_by = :by
                where slug = :slug and locale = :locale and version = :version - 1
                """)
            .bind("slug", saved.slug())
            .bind("locale", saved.locale().toLanguageTag())
            .bind("version", saved.version())
            .bind("content", saved.draft().json())
            .bind("at", saved.savedAt().toEpochMilli())
            .bind("by", saved.savedBy())
            .execute();
    if (replaced == 1) note(tx, saved, String.join(", ", saved.draft().differences(before)));
    return replaced == 1;
  }

  /// The savings after a version, the newest first, `limit` at most.
  static List<Save> savesAfter(Handle tx, String slug, Locale locale, long version, int limit) {
    return tx.createQuery(
            """
            select version, saved_at, saved_by, changed from draft_save
            where slug = :slug and locale = :locale and version > :version
            order by version desc limit :limit
            """)
        .bind("slug", slug)
        .bind("locale", locale.toLanguageTag())
        .bind("version", version)
        .bind("limit", limit)
        .map((row, context) ->
            new Save(
                row.getLong("version"),
                Instant.ofEpochMilli(row.getLong("saved_at")),
                row.getString("saved_by"),
                row.getString("changed")))
        .list();
  }

  /// Holds a draft, so that nobody else does anything to its files before this transaction ends.
  static void hold(Handle tx, String slug, Locale locale) {
    tx.createUpdate("update draft set version = version where slug = :slug and locale = :locale")
        .bind("slug", slug)
        .bind("locale", locale.toLanguageTag())
        .execute();
  }

  /// The newest edition that a version became, if it became one.
  static Optional<Publication> publication(Handle tx, Saved saved) {
    return tx.createQuery(
            """
            select n, version, edition from draft_publication
            where slug = :slug and locale = :locale and version = :version
            order by n desc limit 1
            """)
        .bind("slug", saved.slug())
        .bind("locale", saved.locale().toLanguageTag())
        .bind("version", saved.version())
        .map((row, context) ->
            new Publication(row.getLong("n"), row.getLong("version"), row.getInt("edition")))
        .findOne();
  }

  static void published(
      Handle tx, Saved saved, long n, int edition, String publishedBy, String reason) {
    tx.createUpdate(
            """
            insert into draft_publication (n, slug, locale, version, edition, published_by, reason)
            values (:n, :slug, :locale, :version, :edition, :by, :reason)
            """)
        .bind("n", n)
        .bind("slug", saved.slug())
        .bind("locale", saved.locale().toLanguageTag())
        .bind("version", saved.version())
        .bind("edition", (long) edition)
        .bind("by", publishedBy)
        .bind("reason", reason)
        .execute();
  }

  private static void note(Handle tx, Saved saved, String changed) {
    tx.createUpdate(
            """
            insert into draft_save (slug, locale, version, saved_at, saved_by, changed)
            values (:slug, :locale, :version, :at, :by, :changed)
            """)
        .bind("slug", saved.slug())
        .bind("locale", saved.locale().toLanguageTag())
        .bind("version", saved.version())
        .bind("at", saved.savedAt().toEpochMilli())
        .bind("by", saved.savedBy())
        .bind("changed", changed)
        .execute();
  }

  private static Saved saved(ResultSet row) throws SQLException {
    return new Saved(
        row.getString("slug"),
        Locale.forLanguageTag(row.getString("locale")),
        row.getLong("version"),
        Draft.stored(row.getString("content")),
        Instant.ofEpochMilli(row.getLong("saved_at")),
        row.getString("saved_by"));
  }
}
