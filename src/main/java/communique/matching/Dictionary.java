package communique.matching;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Numbers for strings, from 0 on. Any thread may look and add at any time, and sees at least what
/// was added before it began.
///
/// Two arrays hold it, as a map of objects would take twice the memory.
final class Dictionary {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  private static final class Table {
    /// A string's hash, and one more than its number, where the hash leads or behind; 0 where
    /// nothing is. With the hash a string is looked at only where it is nearly surely the one.
    final long[] slots;

    /// Three for four slots.
    final String[] strings;

    Table(int slots) {
      this.slots = new long[slots];
      this.strings = new String[slots / 4 * 3];
    }
  }

  private volatile Table table = new Table(16);
  private volatile int size;

  /// How many there are.
  int size() {
    return size;
  }

  /// The number of a string, −1 where it has none.
  int find(String string) {
    return find(table, string, string.length(), string.hashCode());
  }

  /// The number of the first `length` characters of a string, −1 where they have none.
  ///
  /// @param hash as [String#hashCode()] would say of them
  int findStart(String string, int length, int hash) {
    return find(table, string, length, hash);
  }

  private static int find(Table table, String string, int length, int hash) {
    int mask = table.slots.length - 1;
    for (int i = spread(hash) & mask; ; i = (i + 1) & mask) {
      long slot = (long) SLOT.getAcquire(table.slots, i);
      if (slot == 0) return -1;
      if ((int) (slot >>> 32) != hash) continue;
      String there = table.strings[(int) slot - 1];
      if (there.length() == length && string.startsWith(there)) return (int) slot - 1;
    }
  }

  /// The number of a string, which gets one where it has none.
  int add(String string) {
    int known = find(string);
    return known >= 0 ? known : addNew(string);
  }

  private synchronized int addNew(String string) {
    int known = find(string);
    if (known >= 0) return known;
    Table now = table;
    int number = size;
    if (number == now.strings.length) {
      now = new Table(now.slots.length * 2);
      System.arraycopy(table.strings, 0, now.strings, 0, number);
      for (int i = 0; i < number; i++) put(now, now.strings[i].hashCode(), i);
    }
    now.strings[number] = string;
    put(now, string.hashCode(), number);
    table = now;
    size = number + 1;
    return number;
  }

  /// The string that has a number.
  String get(int number) {
    return table.strings[number];
  }

  private static void put(Table table, int hash, int number) {
    int mask = table.slots.length - 1;
    int i = spread(hash) & mask;
    while (table.slots[i] != 0) i = (i + 1) & mask;
    SLOT.setRelease(table.slots, i, (long) hash << 32 | (number + 1));
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
