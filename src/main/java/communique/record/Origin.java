package communique.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where something that was imported stood before, and what became of it.
///
/// @param address its path there: `/government/news/visit.ar`
/// @param digest SHA-256 of what came from there, by which it is known again
/// @param n the change that made its edition; else the head of the log when this was stored
/// @param path its path here: `/news/visit.ar`
/// @param documentId the announcement that it is part of; empty for anything else
/// @param locale of its text, as a BCP 47 tag
/// @param leadsTo of a redirect, a path or an absolute address; empty for anything else
/// @param statedAt when its source says that it last changed it; null where it does not say so
/// @param kept of what is gone or leads elsewhere and has no edition here, as it came: a JSON
///   object
public record Origin(
    String address,
    String digest,
    long n,
    What what,
    String path,
    String documentId,
    String locale,
    String leadsTo,
    @Nullable Instant statedAt,
    String kept) {
  /// What it was.
  public enum What {
    ANNOUNCEMENT,
    TAG,
    GONE,
    REDIRECT;

    /// As it is stored and exported: `redirect`.
    public String slug() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// The one with that slug; empty for any other word.
    public static Optional<What> read(String slug) {
      return Arrays.stream(values()).filter(what -> what.slug().equals(slug)).findFirst();
    }

    static What ofSlug(String slug) {
      return valueOf(slug.toUpperCase(java.util.Locale.ROOT));
    }
  }

  /// An announcement that is about to be brought; the record fills in the rest.
  public static Origin of(
      String address, String digest, String path, String locale, @Nullable Instant statedAt) {
    return new Origin(address, digest, 0, What.ANNOUNCEMENT, path, "", locale, "", statedAt, "");
  }

  Origin became(long n, String documentId) {
    return new Origin(address, digest, n, what, path, documentId, locale, leadsTo, statedAt, kept);
  }
}
