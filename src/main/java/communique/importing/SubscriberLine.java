package communique.importing;

import communique.alerts.Carried.Ended;
import communique.alerts.Carried.Suspended;
import communique.alerts.Frequency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a line of a file says of a subscriber, whichever system wrote it.
///
/// @param lists the names of the list that it is about, the one that tells most first; empty where
///   the line has a search
/// @param search in the language of searches; null where the line names a list
/// @param frequency empty where the file does not say
/// @param languages BCP 47 tags in which they read; empty where the file does not say
/// @param locale in which they are written to; empty where the file does not say
/// @param zone by whose clock digests come; empty for the newsroom's
/// @param askedAt null where the file does not say
/// @param confirmedAt null where the file does not say
/// @param source where they asked, in the file's words; empty where it does not say
/// @param passed why it signs nobody up; empty where it does
/// @param ended null while it stands
record SubscriberLine(
    String address,
    List<String> lists,
    @Nullable String search,
    Optional<Frequency> frequency,
    List<String> languages,
    String locale,
    String zone,
    @Nullable Instant askedAt,
    @Nullable Instant confirmedAt,
    String source,
    Optional<Passed> passed,
    @Nullable Ended ended,
    @Nullable LocalDate pausedUntil,
    @Nullable Suspended suspended) {
  /// Why a line signs nobody up, and nothing is wrong with it.
  enum Passed {
    /// They left there.
    UNSUBSCRIBED,
    /// They never agreed there.
    UNCONFIRMED,
    /// Mails to them came back there, or they complained.
    BOUNCED,
    /// The operator there wrote to them no more.
    BLOCKED,
    /// It ended as something else took its place.
    CHANGED,
    /// The address was taken out.
    ERASED,
    /// The lists file leaves this list out.
    LEFT_OUT
  }

  /// Of a list of another system.
  static SubscriberLine of(
      String address,
      List<String> lists,
      Optional<Frequency> frequency,
      List<String> languages,
      @Nullable Instant consent,
      String source,
      Optional<Passed> passed) {
    return new SubscriberLine(
        address, lists, null, frequency, languages, "", "", consent, consent, source, passed, null,
        null, null);
  }
}
