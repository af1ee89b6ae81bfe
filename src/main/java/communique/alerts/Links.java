package communique.alerts;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// The tokens in the links of mails: what a link is for, signed. Each is good for one purpose, and
/// no other; nobody can make one without the newsroom's key. In small letters and digits, as they
/// also stand in the local parts of addresses, which may lose their case.
@Singleton
final class Links {
  private static final int SIGNATURE = 16;
  private static final int LENGTH_MAX = 2 * (1 + 2 * Long.BYTES + SIGNATURE);

  private static final Duration CONFIRM_WITHIN = Duration.ofDays(7);
  private static final Duration MANAGE_WITHIN = Duration.ofHours(1);

  private final AlertKeys keys;
  private final InstantSource clock;

  Links(AlertKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// The token of the link that confirms a subscription, for a week.
  String confirm(long subscription) {
    return write(new Link.Confirm(subscription, clock.instant().plus(CONFIRM_WITHIN)));
  }

  /// The token of the link that makes everything of one subscriber another's, for a week.
  ///
  /// @param mailing that asks for it
  String move(long mailing) {
    return write(new Link.Move(mailing, clock.instant().plus(CONFIRM_WITHIN)));
  }

  /// The token of the link that ends a subscription, for ever.
  String end(long subscription) {
    return write(new Link.End(subscription));
  }

  /// The token of the link that ends what a mail was sent for, for ever.
  String leave(long delivery) {
    return write(new Link.Leave(delivery));
  }

  /// The token of the link to everything of a subscriber, for an hour.
  String manage(long subscriber) {
    return write(new Link.Manage(subscriber, clock.instant().plus(MANAGE_WITHIN)));
  }

  /// The token of the address that a mail comes back to.
  String bounce(long delivery) {
    return write(new Link.Bounce(delivery));
  }

  /// What a link does.
  sealed interface Link {
    /// Confirms a subscription.
    record Confirm(long subscription, Instant until) implements Link {}

    /// Makes everything of one subscriber another's.
    record Move(long mailing, Instant until) implements Link {}

    /// Ends one subscription.
    record End(long subscription) implements Link {}

    /// Ends the subscriptions that a mail was sent for.
    record Leave(long delivery) implements Link {}

    /// Shows everything of a subscriber.
    record Manage(long subscriber, Instant until) implements Link {}

    /// Is where a bounced mail comes back to.
    record Bounce(long delivery) implements Link {}
  }

  private String write(Link link) {
    byte[] what =
        switch (link) {
          case Link.Confirm(long id, Instant until) -> bytes('c', id, until.getEpochSecond());
          case Link.Move(long id, Instant until) -> bytes('v', id, until.getEpochSecond());
          case Link.End(long id) -> bytes('e', id);
          case Link.Leave(long id) -> bytes('l', id);
          case Link.Manage(long id, Instant until) -> bytes('m', id, until.getEpochSecond());
          case Link.Bounce(long id) -> bytes('b', id);
        };
    byte[] signed = Arrays.copyOf(what, what.length + SIGNATURE);
    System.arraycopy(keys.sign(what), 0, signed, what.length, SIGNATURE);
    return HexFormat.of().formatHex(signed);
  }

  /// What a token says; empty for one that was not made here, or is older than it lives.
  Optional<Link> read(String token) {
    String small = token.toLowerCase(Locale.ROOT);
    if (small.length() > LENGTH_MAX || !small.matches("([0-9a-f]{2}){25,}"))
      return Optional.empty();
    byte[] signed = HexFormat.of().parseHex(small);
    byte[] what = Arrays.copyOf(signed, signed.length - SIGNATURE);
    byte[] signature = Arrays.copyOfRange(signed, what.length, signed.length);
    if (!MessageDigest.isEqual(signature, keys.sign(what))) return Optional.empty();
    ByteBuffer in = ByteBuffer.wrap(what);
    char purpose = (char) in.get();
    long id = in.getLong();
    Link link =
        switch (purpose) {
          case 'c' -> new Link.Confirm(id, Instant.ofEpochSecond(in.getLong()));
          case 'v' -> new Link.Move(id, Instant.ofEpochSecond(in.getLong()));
          case 'e' -> new Link.End(id);
          case 'l' -> new Link.Leave(id);
          case 'm' -> new Link.Manage(id, Instant.ofEpochSecond(in.getLong()));
          case 'b' -> new Link.Bounce(id);
          default -> throw new IllegalStateException("a token for nothing was signed");
        };
    return lives(link) ? Optional.of(link) : Optional.empty();
  }

  private boolean lives(Link link) {
    Instant now = clock.instant();
    return switch (link) {
      case Link.Confirm confirm -> confirm.until().isAfter(now);
      case Link.Move move -> move.until().isAfter(now);
      case Link.Manage manage -> manage.until().isAfter(now);
      case Link.End e -> true;
      case Link.Leave l -> true;
      case Link.Bounce b -> true;
    };
  }

  private static byte[] bytes(char purpose, long... numbers) {
    ByteBuffer out = ByteBuffer.allocate(1 + numbers.length * Long.BYTES);
    out.put((byte) purpose);
    for (long number : numbers) out.putLong(number);
    return out.array();
  }
}
