package communique.desk;

import communique.access.Token;
import communique.desk.Desk.Put;
import communique.desk.DraftAttachments.Standing;
import communique.desk.Drafts.Saved;
import communique.files.Kept;
import communique.files.KeptFiles;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Attachment;
import communique.record.Slug;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What may be done with the files of a draft. A file comes whole before any draft names it, so
/// that whatever a draft names is there; what came for nothing is swept a day later.
@Singleton
final class FileDesk {
  private static final int COUNT_MAX = 200;

  private final Database database;
  private final KeptFiles files;
  private final InstantSource clock;

  FileDesk(Database database, KeptFiles files, InstantSource clock) {
    this.database = database;
    this.files = files;
    this.clock = clock;
  }

  /// The files of a draft; empty where there is no such draft.
  Optional<List<Standing>> all(String slug, Locale locale) {
    return database.reading(tx ->
        Drafts.find(tx, slug, locale)
            .map(saved -> List.copyOf(DraftAttachments.files(tx, slug, locale).values())));
  }

  /// One file of a draft, with its bytes.
  Outcome<Bytes> file(String slug, Locale locale, String name) {
    return database.reading(tx -> {
      if (Drafts.find(tx, slug, locale).isEmpty())
        return Drafts.missing(slug, locale.toLanguageTag());
      Standing standing = DraftAttachments.files(tx, slug, locale).get(name);
      if (standing == null) return missing(name);
      return files
          .find(standing.file().digest())
          .map(path -> Outcome.done(new Bytes(standing, path)))
          .orElseGet(() -> missing(name));
    });
  }

  /// @param path where its bytes lie
  record Bytes(Standing standing, Path path) {}

  /// Takes a file in for a draft, whole or not at all.
  ///
  /// @param in read only where the token may write it
  Outcome<Put<Standing>> put(
      Token token,
      String slug,
      Locale locale,
      String name,
      InputStream in,
      Precondition precondition) {
    Outcome<Map<String, Standing>> may = database.reading(tx -> standing(tx, token, slug, locale));
    return may.then(before -> files.take("", name, in))
        .then(kept ->
            database.inTransaction(tx -> {
              Drafts.hold(tx, slug, locale);
              return standing(tx, token, slug, locale)
                  .then(now -> put(tx, token, slug, locale, bare(name, kept), precondition, now));
            }));
  }

  private Outcome<Put<Standing>> put(
      Handle tx,
      Token token,
      String slug,
      Locale locale,
      Attachment file,
      Precondition precondition,
      Map<String, Standing> now) {
    Standing there = now.get(file.name());
    // As with drafts, what stands there already is acknowledged.
    if (there != null && there.file().digest().equals(file.digest()))
      return Outcome.done(new Put<>(there, false));
    if (there == null && precondition.given()) return Outcome.refused("version", "version.nothing");
    if (there == null && now.size() >= COUNT_MAX)
      return Outcome.refused("", "attachment.too-many", now.size() + 1, COUNT_MAX);
    Optional<Outcome<Put<Standing>>> overtaken =
        there == null ? Optional.empty() : overtaken(there, precondition);
    if (overtaken.isPresent()) return overtaken.get();
    var put = new DraftFiles.Put(file, now(), token.actor());
    DraftFiles.put(tx, slug, locale, put);
    return Outcome.done(new Put<>(new Standing(file, put), there == null));
  }

  /// Takes a file of a draft away; what is public stays until the draft is published.
  Outcome<Boolean> takeAway(
      Token token, String slug, Locale locale, String name, Precondition precondition) {
    return database.inTransaction(tx -> {
      Drafts.hold(tx, slug, locale);
      return standing(tx, token, slug, locale)
          .then(now -> {
            Standing there = now.get(name);
            if (there == null) return missing(name);
            Optional<Outcome<Boolean>> overtaken = overtaken(there, precondition);
            if (overtaken.isPresent()) return overtaken.get();
            DraftFiles.remove(tx, slug, locale, name);
            if (DraftAttachments.files(tx, slug, locale).containsKey(name)) {
              Attachment none = Attachment.bare(name, "", "", 0, "", 0, 0, 0, List.of());
              DraftFiles.put(tx, slug, locale, new DraftFiles.Put(none, now(), token.actor()));
            }
            return Outcome.done(true);
          });
    });
  }

  /// As exactly as it is stored.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Outcome<Map<String, Standing>> standing(
      Handle tx, Token token, String slug, Locale locale) {
    Optional<Saved> found = Drafts.find(tx, slug, locale);
    if (found.isEmpty()) return Drafts.missing(slug, locale.toLanguageTag());
    var refusals = new Refusals();
    Desk.mayWrite(tx, refusals, token, slug, found.get().draft().tags());
    return refusals.or(DraftAttachments.files(tx, slug, locale));
  }

  private static <T> Optional<Outcome<T>> overtaken(Standing there, Precondition precondition) {
    String name = Slug.shown(there.file().name());
    if (precondition.fresh()) return Optional.of(Outcome.refused("version", "version.exists"));
    if (!precondition.given())
      return Optional.of(Outcome.refused("version", "draft-file.version-missing", name));
    if (precondition.holds(there.file().digest())) return Optional.empty();
    DraftFiles.Put put = there.put();
    return Optional.of(
        put == null
            ? Outcome.refused("version", "draft-file.version-other", name)
            : Outcome.refused(
                "version",
                "draft-file.version-stale",
                name,
                put.by(),
                put.at().truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  private static <T> Outcome<T> missing(String name) {
    return Outcome.refused("", "draft-file.missing", Slug.shown(name));
  }

  private static Attachment bare(String name, Kept kept) {
    return Attachment.bare(
        name,
        kept.digest(),
        kept.mediaType(),
        kept.bytes(),
        kept.title(),
        kept.pages(),
        kept.width(),
        kept.height(),
        kept.widths());
  }
}
