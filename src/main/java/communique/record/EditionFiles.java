package communique.record;

import communique.record.Announcement.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The table edition_file: which editions have which files. It says nothing that their content does
/// not say; it finds them from the other side.
public final class EditionFiles {
  private EditionFiles() {}

  /// What may be done with a file.
  public enum Standing {
    /// An edition of a page that can be read has it.
    READABLE,
    /// Only editions of pages that were taken down have it.
    GONE
  }

  /// A file that some edition has.
  public record Found(Standing standing, Attachment attachment) {}

  /// The file whose digest begins so and that has this name, or this beginning of one; empty where
  /// no edition has it.
  ///
  /// @param digest the first half of one
  public static Optional<Found> find(Handle tx, String digest, String name) {
    List<String> editions =
        tx.createQuery(
                """
                select edition_id from edition_file where digest >= :from and digest < :to
                order by edition_id desc
                """)
            .bind("from", digest)
            .bind("to", digest + "g")
            .mapTo(String.class)
            .list();
    Optional<Found> gone = Optional.empty();
    // A page with a thousand versions is asked once whether it can be read.
    var readable = new HashMap<String, Boolean>();
    for (String id : editions) {
      Optional<Edition> edition = Editions.byId(tx, id);
      boolean isReadable =
          edition.isPresent()
              && readable.computeIfAbsent(
                  edition.get().documentId() + " " + edition.get().locale(),
                  page -> isReadable(tx, edition.get()));
      if (!isReadable && gone.isPresent()) continue;
      Optional<Attachment> attachment =
          edition
              .flatMap(one -> Editions.content(tx, one))
              .flatMap(content ->
                  content.attachments().stream()
                      .filter(one -> one.digest().startsWith(digest) && isCalled(one, name))
                      .findFirst());
      if (attachment.isEmpty()) continue;
      if (isReadable) return Optional.of(new Found(Standing.READABLE, attachment.get()));
      gone = Optional.of(new Found(Standing.GONE, attachment.get()));
    }
    return gone;
  }

  private static boolean isCalled(Attachment attachment, String name) {
    String beginning = "/" + name;
    return attachment.path().endsWith(beginning)
        || attachment.webp().stream().anyMatch(size -> size.path().endsWith(beginning))
        || attachment.sizes(attachment.mediaType()).stream()
            .anyMatch(size -> size.path().endsWith(beginning));
  }

  private static boolean isReadable(Handle tx, Edition edition) {
    Locale locale = edition.locale();
    return Announcements.byId(tx, edition.documentId())
        .filter(document -> !(document.state(locale) instanceof State.IsUnpublished))
        .isPresent();
  }

  /// Those of some digests that any edition has.
  public static Set<String> named(Handle tx, Collection<String> digests) {
    if (digests.isEmpty()) return Set.of();
    return new HashSet<>(
        tx.createQuery("select distinct digest from edition_file where digest in (<digests>)")
            .bindList("digests", List.copyOf(digests))
            .mapTo(String.class)
            .list());
  }

  /// Those of some announcements that have files in any edition, by their ids.
  public static Set<String> documents(Handle tx, Collection<String> documentIds) {
    if (documentIds.isEmpty()) return Set.of();
    return new HashSet<>(
        tx.createQuery(
                """
                select distinct e.document_id from edition e join edition_file f on f.edition_id = e.id
                where e.document_id in (<documents>)
                """)
            .bindList("documents", List.copyOf(documentIds))
            .mapTo(String.class)
            .list());
  }

  static void add(Handle tx, Edition edition, Content content) {
    Map<String, List<Attachment>> files =
        content.attachments().stream()
            .filter(Attachment::isKept)
            .collect(Collectors.groupingBy(Attachment::digest));
    if (files.isEmpty()) return;
    var rows =
        tx.prepareBatch("insert into edition_file (edition_id, digest) values (:edition, :digest)");
    for (String digest : files.keySet())
      rows.bind("edition", edition.id()).bind("digest", digest).add();
    rows.execute();
  }

  /// Forgets which files an edition had whose content was erased; the database refuses it for any
  /// other.
  ///
  /// @return the digests that no edition has any more, whose bytes must go too
  public static Set<String> forget(Handle tx, String editionId) {
    List<String> had =
        tx.createQuery("select digest from edition_file where edition_id = :edition")
            .bind("edition", editionId)
            .mapTo(String.class)
            .list();
    tx.createUpdate("delete from edition_file where edition_id = :edition")
        .bind("edition", editionId)
        .execute();
    var left = new HashSet<>(had);
    left.removeAll(named(tx, had));
    return left;
  }
}
