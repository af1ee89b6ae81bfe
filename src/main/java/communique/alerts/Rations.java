package communique.alerts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;

/// How much may be asked for, so that nobody makes the newsroom write to strangers: from one
/// network and from all of them together, counted by this process; and for one address, counted in
/// the database.
@Singleton
final class Rations {
  /// So many mails that they asked for, an address gets in an hour and in a day; of more it hears
  /// nothing, and who asked sees the same page.
  private static final int HOUR_MAX = 4;

  private static final int DAY_MAX = 10;
  private static final int NETWORK_MAX = 30;
  private static final int NEWSROOM_MAX = 2_000;
  private static final String NEWSROOM = "";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Cache<String, Used> used =
      Caffeine.newBuilder().maximumSize(100_000).executor(Runnable::run).build();

  private record Used(Instant since, int count) {}

  /// Takes one from the rations of a network.
  ///
  /// @param from an address as the listener knows it, IPv4 or IPv6
  /// @return whether there was one left
  boolean take(String from, Instant now) {
    return take(network(from), NETWORK_MAX, now) && take(NEWSROOM, NEWSROOM_MAX, now);
  }

  private boolean take(String key, int most, Instant now) {
    Used after =
        used.asMap()
            .merge(
                key,
                new Used(now, 1),
                (before, one) ->
                    isWithin(before.since(), now)
                        ? new Used(before.since(), before.count() + 1)
                        : one);
    return after.count() <= most;
  }

  /// How long it takes until a network, and all of them, have something left again: an hour at
  /// most, nothing where they have.
  Duration left(String from, Instant now) {
    Duration network = left(network(from), NETWORK_MAX, now);
    Duration newsroom = left(NEWSROOM, NEWSROOM_MAX, now);
    return network.compareTo(newsroom) < 0 ? newsroom : network;
  }

  private Duration left(String key, int most, Instant now) {
    Used spent = used.getIfPresent(key);
    if (spent == null || spent.count() < most || !isWithin(spent.since(), now))
      return Duration.ZERO;
    return Duration.between(now, spent.since().plus(HOUR));
  }

  /// What began by a clock that was ahead is over.
  private static boolean isWithin(Instant since, Instant now) {
    return !since.isAfter(now) && since.plus(HOUR).isAfter(now);
  }

  /// Whether an address has been sent as much as it may ask for.
  boolean isSpent(Handle tx, long subscriber, Instant now) {
    return Mailings.personalSince(tx, subscriber, now.minus(HOUR)) >= HOUR_MAX
        || Mailings.personalSince(tx, subscriber, now.minus(DAY)) >= DAY_MAX;
  }

  /// What one customer of a provider has: of IPv4 the address, of IPv6 the first 64 bits.
  static String network(String from) {
    if (from.indexOf(':') < 0) return from;
    try {
      byte[] address = InetAddress.getByName(from).getAddress();
      return address.length == 4 ? from : HexFormat.of().formatHex(Arrays.copyOf(address, 8));
    } catch (UnknownHostException e) {
      return from;
    }
  }
}
