package communique.record;

import communique.record.Change.EngagementDefined;
import communique.record.Change.Noted;
import communique.record.Change.OfTag;
import communique.record.Change.Published;
import communique.record.Change.Restored;
import communique.record.Change.Retagged;
import communique.record.Change.TagDefined;
import communique.record.Change.TagMerged;
import communique.record.Change.TagRenamed;
import communique.record.Change.Unpublished;
import communique.record.Change.What;
import communique.record.Change.Withdrawn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The change log, the only source from which pages, feeds, search, ledger, alerts and follows are
/// made.
public final class Log {
  private static final String COLUMNS =
      """
      n, what, document_id, tag_id, engagement_id, edition_id, locale, update_type, note, explanation, redirect_to,
      public_at, first_published_at, public_updated_at, recorded_at, made_by, tells,
      from_slug, to_slug, into_tag_id
      """;

  private Log() {}

  /// The number of the newest change that `tx` can see; 0 when there is none.
  public static long head(Handle tx) {
    return tx.createQuery("select n from log_head").mapTo(Long.class).one();
  }

  /// The changes after `n` in order, `limit` at most. None is ever missing before one that is
  /// there.
  public static List<Change> after(Handle tx, long n, int limit) {
    return tx.createQuery("select " + COLUMNS + " from change where n > :n order by n limit :limit")
        .bind("n", n)
        .bind("limit", limit)
        .map((row, context) -> change(row))
        .list();
  }

  /// All changes of one announcement in order.
  static List<Change> of(Handle tx, String documentId) {
    return tx.createQuery(
            "select " + COLUMNS + " from change where document_id = :document order by n")
        .bind("document", documentId)
        .map((row, context) -> change(row))
        .list();
  }

  /// All changes of these announcements in order.
  static List<Change> of(Handle tx, Collection<String> documentIds) {
    return tx.createQuery(
            "select " + COLUMNS + " from change where document_id in (<documents>) order by n")
        .bindList("documents", List.copyOf(documentIds))
        .map((row, context) -> change(row))
        .list();
  }

  /// Holds the log against every other command until `tx` ends, and says where its head stands: so
  /// nothing becomes public before what `tx` says of that head can be seen. Taking the numbers from
  /// this row, inside the transaction, is what keeps them without gaps and visible in order.
  public static long hold(Handle tx) {
    return tx.createQuery("update log_head set n = n returning n").mapTo(Long.class).one();
  }

  /// The number of the change that comes next; only behind [#hold(Handle)].
  static long next(Handle tx) {
    return tx.createQuery("update log_head set n = n + 1 returning n").mapTo(Long.class).one();
  }

  static void append(Handle tx, Change change) {
    insert(tx, List.of(change));
  }

  /// Appends changes that take the numbers behind the head, in order, and moves the head; only
  /// behind [#hold(Handle)].
  static void append(Handle tx, List<Change> changes) {
    if (changes.isEmpty()) return;
    insert(tx, changes);
    // The head rises by one at a time: the database holds it to that.
    var rises = tx.prepareBatch("update log_head set n = n + :one");
    for (int i = 0; i < changes.size(); i++) rises.bind("one", 1L).add();
    rises.execute();
  }

  private static void insert(Handle tx, List<Change> changes) {
    var batch =
        tx.prepareBatch(
            "insert into change ("
                + COLUMNS
                + """
                ) values (:n, :what, :document, :tag, :engagement, :edition, :locale, :updateType, :note, :explanation, :redirectTo,
                  :publicAt, :firstPublishedAt, :publicUpdatedAt, :recordedAt, :by, :tells,
                  :from, :to, :into)
                """);
    for (Change change : changes) bind(batch, change).add();
    batch.execute();
  }

  private static PreparedBatch bind(PreparedBatch batch, Change change) {
    What what = change.what();
    String tag = what instanceof OfTag ofTag ? ofTag.tagId() : null;
    var renamed = what instanceof TagRenamed t ? t : null;
    var published = what instanceof Published p ? p : null;
    var unpublished = what instanceof Unpublished u ? u : null;
    String note =
        switch (what) {
          case Published p -> p.note();
          case Noted noted -> noted.note();
          case Withdrawn w -> null;
          case Unpublished u -> null;
          case Restored r -> null;
          case Retagged r -> null;
          case OfTag t -> null;
          case EngagementDefined e -> null;
        };
    String explanation =
        what instanceof Withdrawn withdrawn
            ? withdrawn.explanation()
            : unpublished == null ? null : unpublished.explanation();
    return batch
        .bind("n", change.n())
        .bind("what", what.slug())
        .bind("document", change.documentId().isEmpty() ? null : change.documentId())
        .bind("tag", tag)
        .bind(
            "engagement", what instanceof EngagementDefined defined ? defined.engagementId() : null)
        .bind("edition", published == null ? null : published.editionId())
        .bind("locale", change.locale() == null ? null : change.locale().toLanguageTag())
        .bind("updateType", published == null ? null : published.updateType().slug())
        .bind("note", note)
        .bind("explanation", explanation)
        .bind("redirectTo", unpublished == null ? null : unpublished.redirectTo())
        .bind("publicAt", millis(change.publicAt()))
        .bind("firstPublishedAt", published == null ? null : millis(published.firstPublishedAt()))
        .bind("publicUpdatedAt", published == null ? null : millis(published.publicUpdatedAt()))
        .bind("recordedAt", change.recordedAt().toEpochMilli())
        .bind("by", change.by())
        .bind("tells", change.tells() ? 1L : 0L)
        .bind("from", renamed == null ? null : renamed.from())
        .bind("to", renamed == null ? null : renamed.to())
        .bind("into", what instanceof TagMerged merged ? merged.intoId() : null);
  }

  private static Change change(ResultSet row) throws SQLException {
    String name = row.getString("what");
    What what =
        switch (name) {
          case "published" ->
              new Published(
                  row.getString("edition_id"),
                  UpdateType.read(row.getString("update_type")).orElseThrow(),
                  text(row, "note"),
                  instant(row, "first_published_at"),
                  instant(row, "public_updated_at"));
          case "noted" -> new Noted(text(row, "note"));
          case "withdrawn" -> new Withdrawn(text(row, "explanation"));
          case "unpublished" -> new Unpublished(text(row, "redirect_to"), text(row, "explanation"));
          case "restored" -> new Restored();
          case "retagged" -> new Retagged();
          case "tag-defined" -> new TagDefined(row.getString("tag_id"));
          case "tag-renamed" ->
              new TagRenamed(
                  row.getString("tag_id"), row.getString("from_slug"), row.getString("to_slug"));
          case "tag-merged" -> new TagMerged(row.getString("tag_id"), row.getString("into_tag_id"));
          case "engagement-defined" -> new EngagementDefined(row.getString("engagement_id"));
          default ->
              throw new IllegalStateException("change " + row.getLong("n") + " is '" + name + "'");
        };
    String locale = row.getString("locale");
    return new Change(
        row.getLong("n"),
        text(row, "document_id"),
        locale == null ? null : Locale.forLanguageTag(locale),
        instant(row, "public_at"),
        Objects.requireNonNull(instant(row, "recorded_at")),
        row.getString("made_by"),
        row.getLong("tells") == 1,
        what);
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
