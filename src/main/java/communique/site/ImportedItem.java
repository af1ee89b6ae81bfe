package communique.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import communique.platform.Json;
import communique.record.Announcement;
import communique.record.Change;
import communique.record.Content;
import communique.record.Edition;
import communique.record.Editions;
import communique.record.Origins;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The content item that a page was imported as, and what was done to the announcement since.
///
/// @param item as it came, without its title, body and summary where the edition has them
/// @param tags which tags its links became, by content id: `organisations/home-office`
/// @param edition the one that it became
/// @param edited whether the page has a newer edition, made here
/// @param since what was done here since, in any locale, in order; what imports did is left out
record ImportedItem(
    ObjectNode item,
    Map<String, String> tags,
    Edition edition,
    boolean edited,
    List<Change> since) {
  /// That of the page in `locale`; empty where it was written here, or its edition was erased.
  static Optional<ImportedItem> of(Handle tx, Announcement announcement, Locale locale) {
    Set<Long> imported = Origins.changes(tx, announcement.id());
    if (imported.isEmpty()) return Optional.empty();
    List<Edition> editions = announcement.editions(locale);
    for (Edition edition : editions.reversed()) {
      if (!imported.contains(edition.n())) continue;
      Optional<Content> content = Editions.content(tx, edition);
      if (content.isEmpty() || content.get().kept().isEmpty()) return Optional.empty();
      JsonNode kept = Json.tree(content.get().kept());
      if (!(kept.path("govuk") instanceof ObjectNode item)) return Optional.empty();
      var tags = new java.util.TreeMap<String, String>();
      kept.path("tags")
          .properties()
          .forEach(one -> tags.put(one.getKey(), one.getValue().asText()));
      boolean edited = editions.getLast().n() != edition.n();
      return Optional.of(
          new ImportedItem(
              item,
              Collections.unmodifiableMap(tags),
              edition,
              edited,
              since(announcement, imported)));
    }
    return Optional.empty();
  }

  /// The explanation of its withdrawal in HTML, as it came; empty where the page was not withdrawn
  /// there, or was withdrawn here since.
  String explanation() {
    boolean here = since.stream().anyMatch(change -> change.what() instanceof Change.Withdrawn);
    return here ? "" : item.at("/withdrawn_notice/explanation").asText("");
  }

  String schema() {
    return item.path("schema_name").asText();
  }

  /// A change that came with an import is one of its notes, its editions or its withdrawal: all of
  /// these are older than the last edition that an import made, or follow at once.
  private static List<Change> since(Announcement announcement, Set<Long> imported) {
    long last = Collections.max(imported);
    return announcement.changes().stream()
        .filter(change -> !imported.contains(change.n()))
        .filter(change -> !(change.what() instanceof Change.Noted))
        .filter(change -> change.n() > last || isOwn(change, announcement, imported))
        .filter(change -> change.n() != last + 1 || !isOfImport(announcement, change, last))
        .toList();
  }

  private static boolean isOwn(Change change, Announcement announcement, Set<Long> imported) {
    return imported.stream().noneMatch(n -> isOfImport(announcement, change, n));
  }

  /// Whether a withdrawal or a return came with the edition that change `n` made.
  private static boolean isOfImport(Announcement announcement, Change change, long n) {
    boolean ofState =
        change.what() instanceof Change.Withdrawn || change.what() instanceof Change.Restored;
    return ofState
        && change.n() == n + 1
        && announcement.changes().stream()
            .filter(one -> one.n() == n)
            .anyMatch(one -> one.recordedAt().equals(change.recordedAt()));
  }
}
