package communique.importing;

import communique.alerts.Frequency;
import communique.platform.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How often each of many addresses wants mails, in eight bytes each: the beginning of the
/// address's digest, and the frequency in its last two bits.
final class DigestsByAddress {
  private static final int FREQUENCY_BITS = 2;

  /// By the numbers that those bits have.
  private static final List<Frequency> FREQUENCIES =
      List.of(Frequency.AT_ONCE, Frequency.DAILY, Frequency.WEEKLY);

  private final MessageDigest sha256 = Digests.sha256();
  private long[] all = new long[1_024];
  private int size;

  /// Notes how often an address wants mails.
  void add(String address, Frequency frequency) {
    if (size == all.length) all = Arrays.copyOf(all, size * 2);
    all[size++] = key(sha256, address) | FREQUENCIES.indexOf(frequency);
  }

  /// To be called once, when all are noted.
  void complete() {
    Arrays.sort(all, 0, size);
  }

  /// How often an address wants mails; empty where it was not noted. Any thread may ask.
  Optional<Frequency> find(MessageDigest digest, String address) {
    if (size == 0) return Optional.empty();
    long key = key(digest, address);
    int at = Arrays.binarySearch(all, 0, size, key);
    if (at < 0) at = -at - 1;
    return at < size && all[at] >> FREQUENCY_BITS == key >> FREQUENCY_BITS
        ? Optional.of(FREQUENCIES.get((int) (all[at] - key)))
        : Optional.empty();
  }

  private static long key(MessageDigest digest, String address) {
    byte[] text = address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.wrap(digest.digest(text)).getLong() >> FREQUENCY_BITS << FREQUENCY_BITS;
  }

  /// Whether a line of GovDelivery's file of digests was taken.
  Outcome<Boolean> take(SubscriberRow row) {
    return SubscriberFormat.digest(row.text("digest_for"))
        .then(frequency -> {
          add(row.text("destination"), frequency);
          return Outcome.done(true);
        });
  }
}
