package communique.alerts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/// How much may be asked for from one network, and from all of them together, in an hour: so that
/// nobody makes the newsroom write to strangers. Of this process; what one address is sent is
/// counted in the database.
final class Rations {
  private static final int NETWORK_MAX = 30;
  private static final int NEWSROOM_MAX = 2_000;
  private static final String NEWSROOM = "";
  private static final Duration HOUR = Duration.ofHours(1);

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
                    before.since().plus(HOUR).isAfter(now)
                        ? new Used(before.since(), before.count() + 1)
                        : one);
    return after.count() <= most;
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
