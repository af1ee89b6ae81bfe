package communique.importing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The addresses that the items of an import would have, to find two that would have one.
///
/// An address is kept as three numbers, the first 64 bits of SHA-256 each: of the address, of the
/// id, and of the content. That is 24 bytes an item at a load of at most two thirds, so a million
/// items take about 50 MB, and two that differ are mistaken for one with a chance of 1 in 10⁷.
final class Addresses {
  private static final int NUMBERS = 3;

  private long[] table = new long[NUMBERS << 10];
  private int size;

  /// Address → where another item stood that would have it too, other than the first.
  private final Map<Long, String> twice = new HashMap<>();

  /// Takes an item's place: its slug belongs to one id, and its slug in its locale to one content.
  void add(Mark mark) {
    if (mark.slug().isEmpty() || mark.address().isEmpty()) return;
    long id = number(mark.id());
    put(number(mark.slug()), id, id, mark);
    put(number(mark.slug() + "." + mark.locale()), id, number(mark.digest()), mark);
  }

  /// Whether another item would have its address.
  boolean isTwice(Mark mark) {
    return !twice.isEmpty()
        && !mark.address().isEmpty()
        && (twice.containsKey(number(mark.slug()))
            || twice.containsKey(number(mark.slug() + "." + mark.locale())));
  }

  /// Where the other one stands that would have its address.
  String other(Mark mark) {
    String other = twice.get(number(mark.slug() + "." + mark.locale()));
    if (other == null) other = twice.get(number(mark.slug()));
    return other == null ? "" : other;
  }

  /// Remembers where one stands, so that the next with its address can name it.
  void met(Mark mark) {
    String shown = mark.shown();
    twice.computeIfPresent(number(mark.slug()), (key, other) -> shown);
    twice.computeIfPresent(number(mark.slug() + "." + mark.locale()), (key, other) -> shown);
  }

  private void put(long address, long id, long content, Mark mark) {
    if ((size + 1) * 3L > table.length / NUMBERS * 2L) grow();
    int at = slot(table, address);
    if (table[at] == 0) {
      table[at] = address;
      table[at + 1] = id;
      table[at + 2] = content;
      size++;
    } else if (table[at + 1] != id || table[at + 2] != content) {
      twice.put(address, mark.shown());
    }
  }

  private void grow() {
    var larger = new long[table.length * 2];
    for (int i = 0; i < table.length; i += NUMBERS)
      if (table[i] != 0) {
        int at = slot(larger, table[i]);
        System.arraycopy(table, i, larger, at, NUMBERS);
      }
    table = larger;
  }

  private static int slot(long[] table, long address) {
    int slots = table.length / NUMBERS;
    int at = (int) Long.remainderUnsigned(address, slots);
    while (table[at * NUMBERS] != 0 && table[at * NUMBERS] != address) at = (at + 1) % slots;
    return at * NUMBERS;
  }

  private static long number(String text) {
    byte[] digest = Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    long number = ByteBuffer.wrap(digest).getLong();
    return number == 0 ? 1 : number;
  }
}
