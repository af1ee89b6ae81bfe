package communique.record;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Adds to the tables tag, tag_detail, tag_slug, tag_tie, appointment and tagging.
final class TagRows {
  private TagRows() {}

  static void add(Handle tx, long n, String id, TagKind kind, String slug) {
    tx.createUpdate("insert into tag (id, kind, slug, n) values (:id, :kind, :slug, :n)")
        .bind("id", id)
        .bind("kind", kind.slug())
        .bind("slug", slug)
        .bind("n", n)
        .execute();
  }

  /// Lets slugs lead to a tag, for ever; those that do so already stay as they are.
  static void claim(Handle tx, long n, String id, TagKind kind, List<String> slugs) {
    for (String slug : slugs) {
      boolean claimed =
          tx.createQuery("select 1 from tag_slug where kind = :kind and slug = :slug")
              .bind("kind", kind.slug())
              .bind("slug", slug)
              .mapTo(Long.class)
              .findOne()
              .isPresent();
      if (claimed) continue;
      tx.createUpdate(
              "insert into tag_slug (kind, slug, tag_id, n) values (:kind, :slug, :tag, :n)")
          .bind("kind", kind.slug())
          .bind("slug", slug)
          .bind("tag", id)
          .bind("n", n)
          .execute();
    }
  }

  /// A role that a person holds, by its id.
  record Held(String roleId, DefineTag.Appointed appointed) {}

  /// States everything that a tag says since change `n`; others are named by their ids.
  static void describe(
      Handle tx,
      long n,
      String tagId,
      About about,
      Map<Tie, List<String>> ties,
      List<Held> appointments) {
    tx.createUpdate("insert into tag_detail (n, tag_id, detail) values (:n, :tag, :detail)")
        .bind("n", n)
        .bind("tag", tagId)
        .bind("detail", Abouts.json(about))
        .execute();
    var tied =
        tx.prepareBatch(
            "insert into tag_tie (n, position, tag_id, tie, other_id) values (:n, :position, :tag, :tie, :other)");
    long position = 0;
    for (var entry : ties.entrySet())
      for (String other : entry.getValue())
        tied.bind("n", n)
            .bind("position", position++)
            .bind("tag", tagId)
            .bind("tie", entry.getKey().slug())
            .bind("other", other)
            .add();
    if (tied.size() > 0) tied.execute();
    var held =
        tx.prepareBatch(
            """
            insert into appointment (n, position, person_id, role_id, from_day, until_day)
            values (:n, :position, :person, :role, :from, :until)
            """);
    for (int i = 0; i < appointments.size(); i++) {
      DefineTag.Appointed one = appointments.get(i).appointed();
      held.bind("n", n)
          .bind("position", (long) i)
          .bind("person", tagId)
          .bind("role", appointments.get(i).roleId())
          .bind("from", one.from().toString())
          .bind("until", one.until() == null ? null : one.until().toString())
          .add();
    }
    if (held.size() > 0) held.execute();
  }

  /// The tags that a document carries since change `n`.
  record Carried(long n, String documentId, List<Tag> tags) {}

  static void carry(Handle tx, long n, String documentId, List<Tag> tags) {
    carry(tx, List.of(new Carried(n, documentId, tags)));
  }

  static void carry(Handle tx, List<Carried> many) {
    if (many.isEmpty()) return;
    var batch =
        tx.prepareBatch(
            "insert into tagging (n, position, document_id, tag_id) values (:n, :position, :document, :tag)");
    // A null that is bound as one would be read as the text that the first row of the batch has.
    @Nullable String none = null;
    for (Carried one : many) {
      for (int i = 0; i < one.tags().size(); i++)
        batch
            .bind("n", one.n())
            .bind("position", (long) i)
            .bind("document", one.documentId())
            .bind("tag", one.tags().get(i).id())
            .add();
      if (one.tags().isEmpty())
        batch
            .bind("n", one.n())
            .bind("position", 0L)
            .bind("document", one.documentId())
            .bind("tag", none)
            .add();
    }
    batch.execute();
  }
}
