package communique.importing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Names that mean one thing, such as an entry's id and the address of its page: which of many
/// names do is found by joining them in pairs. Of those that mean one, the one named first stands
/// for all.
///
/// A name is kept as the first 64 bits of its SHA-256: 32 bytes a name, so a million entries take
/// about 100 MB at most.
final class Joined {
  private long[] names = new long[1 << 10];
  private int[] first = new int[1 << 10];
  private int[] order = new int[1 << 10];
  private int size;

  /// Says that two names mean one thing.
  void join(String one, String other) {
    // The table may grow for either, and then has all of them elsewhere.
    slot(number(one));
    int b = root(slot(number(other)));
    int a = root(slot(number(one)));
    if (a == b) return;
    if (order[a] < order[b]) first[b] = a;
    else first[a] = b;
  }

  /// The number of the name that stands for this one.
  long standing(String name) {
    return names[root(slot(number(name)))];
  }

  private int root(int slot) {
    int at = slot;
    while (first[at] != at) at = first[at];
    // The way is shortened, so that a long chain is walked once.
    int walk = slot;
    while (first[walk] != at) {
      int next = first[walk];
      first[walk] = at;
      walk = next;
    }
    return at;
  }

  private int slot(long number) {
    if (size * 2 > names.length) grow();
    int at = place(names, number);
    if (names[at] == 0) {
      names[at] = number;
      first[at] = at;
      order[at] = size++;
    }
    return at;
  }

  private static int place(long[] names, long number) {
    int at = (int) (number & (names.length - 1));
    while (names[at] != 0 && names[at] != number) at = (at + 1) & (names.length - 1);
    return at;
  }

  private void grow() {
    var larger = new long[names.length * 2];
    var roots = new int[larger.length];
    var orders = new int[larger.length];
    var moved = new int[names.length];
    for (int i = 0; i < names.length; i++)
      if (names[i] != 0) {
        moved[i] = place(larger, names[i]);
        larger[moved[i]] = names[i];
        orders[moved[i]] = order[i];
      }
    for (int i = 0; i < names.length; i++) if (names[i] != 0) roots[moved[i]] = moved[first[i]];
    names = larger;
    first = roots;
    order = orders;
  }

  private static long number(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      long number = ByteBuffer.wrap(digest).getLong();
      return number == 0 ? 1 : number;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
