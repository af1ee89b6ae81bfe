package communique.desk;

import communique.desk.DraftFiles.Put;
import communique.desk.Drafts.Saved;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Announcements;
import communique.record.Attachment;
import communique.record.Content;
import communique.record.Described;
import communique.record.Editions;
import communique.record.Slug;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What belongs to a draft besides its words: what its newest edition has, and what was done to its
/// files since.
final class DraftAttachments {
  private DraftAttachments() {}

  /// A file of a draft.
  ///
  /// @param put who put it there since the newest edition; null where that has it
  record Standing(Attachment file, @Nullable Put put) {}

  /// The files of a draft by their names, those of the newest edition first.
  static Map<String, Standing> files(Handle tx, String slug, Locale locale) {
    var files = new LinkedHashMap<String, Standing>();
    for (Attachment one : before(tx, slug, locale))
      if (one.isKept()) files.put(one.name(), new Standing(one, null));
    for (Put put : DraftFiles.all(tx, slug, locale))
      if (put.isAway()) files.remove(put.file().name());
      else files.put(put.file().name(), new Standing(put.file(), put));
    return files;
  }

  private static List<Attachment> before(Handle tx, String slug, Locale locale) {
    return Announcements.bySlug(tx, slug)
        .flatMap(announcement -> announcement.newest(locale))
        .flatMap(edition -> Editions.content(tx, edition))
        .map(Content::attachments)
        .orElse(List.of());
  }

  /// The attachments with which a draft is published. Where it says what they are, they are those
  /// and no others; else all that the newest edition has, replaced and taken away as was done, and
  /// whatever came.
  static Outcome<List<Attachment>> of(Handle tx, Saved saved) {
    Map<String, Standing> files = files(tx, saved.slug(), saved.locale());
    List<Described> described = saved.draft().attachments();
    if (described != null)
      return Described.attached(
          "attachments", described, (place, name) -> named(files, place, name));
    var all = new ArrayList<Attachment>();
    for (Attachment one : before(tx, saved.slug(), saved.locale())) {
      Optional<Attachment> file = Optional.ofNullable(files.remove(one.name())).map(Standing::file);
      if (!one.isKept()) all.add(one);
      else
        file.map(now -> now.digest().equals(one.digest()) ? one : one.replaced(now))
            .ifPresent(all::add);
    }
    var refusals = new Refusals();
    for (Standing came : files.values()) {
      // Nobody has said yet what it shows.
      refusals.when(
          came.file().isPicture(),
          "attachments." + all.size() + ".alt",
          "attachment.no-alt",
          Slug.shown(came.file().name()));
      all.add(came.file());
    }
    return refusals.or(List.copyOf(all));
  }

  private static Outcome<Attachment> named(Map<String, Standing> files, String place, String name) {
    Standing standing = files.get(name);
    if (standing != null) return Outcome.done(standing.file());
    String there = files.isEmpty() ? "(none)" : String.join(", ", files.keySet());
    return Outcome.refused(place, "attachment.missing", Slug.shown(name), there);
  }
}
