package communique.alerts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One subscription of one address, as it is carried from one newsroom to another, or from another
/// system to this newsroom.
///
/// @param address as it was typed or kept
/// @param locale in which they are written to
/// @param zone by whose clock digests come, a name of the IANA database; empty for the newsroom's
/// @param askedAt when they asked for it
/// @param confirmedAt when they agreed; the consent
/// @param source where they asked: `page`, or the name of a file
/// @param ended how it ended; null while it stands
/// @param pausedUntil the first day on which they want mails again; null without a pause
/// @param suspended that nothing is sent to the address; null where it is sent
public record Carried(
    String address,
    Wish wish,
    Locale locale,
    String zone,
    Instant askedAt,
    Instant confirmedAt,
    String source,
    @Nullable Ended ended,
    @Nullable LocalDate pausedUntil,
    @Nullable Suspended suspended) {
  /// The columns of a file of them, in order. Languages stand with spaces between them, moments are
  /// those of ISO 8601, and what is not there is empty.
  public static final List<String> COLUMNS =
      List.of(
          "address",
          "search",
          "languages",
          "frequency",
          "locale",
          "zone",
          "asked_at",
          "confirmed_at",
          "source",
          "state",
          "ended_at",
          "paused_until",
          "suspended_at",
          "suspended_why");

  /// In the column `state`, of one that stands; else there is [How#slug()].
  public static final String STANDING = "standing";

  /// How a subscription can have ended.
  public enum How {
    /// Its owner left.
    LEFT,
    /// Mails came back, or its owner complained of them.
    BOUNCED;

    /// As it stands in files: `left`.
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// That a subscription stands no longer.
  public record Ended(How how, Instant at) {}

  /// That nothing is sent to an address, as mails came back.
  ///
  /// @param why in the words of a mail server
  public record Suspended(Instant at, String why) {}

  /// Signed up by a file of another system, and nothing more is known of them.
  public static Carried standing(
      String address, Wish wish, Locale locale, Instant consent, String source) {
    return new Carried(address, wish, locale, "", consent, consent, source, null, null, null);
  }
}
