package communique.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// Numbers for strings, from 0 on. One thread adds; any may look while it does, and sees at least
/// what was added before it began.
///
/// Two arrays hold it, as a map of objects would take twice the memory.
final class Dictionary {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);

  private static final class Table {
    /// One more than a string's number, where its hash leads or behind; 0 where nothing is.
    final int[] slots;

    final String[] strings;

    Table(int[] slots, String[] strings) {
      this.slots = slots;
      this.strings = strings;
    }
  }

  private volatile Table table = new Table(new int[16], new String[8]);
  private int size;

  /// How many there are; of the thread that adds.
  int size() {
    return size;
  }

  /// The number of a string, −1 where it has none.
  int find(String string) {
    return find(table, string, 0, string.length(), string.hashCode());
  }

  /// The number of the first `length` characters of a string, −1 where they have none.
  ///
  /// @param hash as [String#hashCode()] would say of them
  int findStart(String string, int length, int hash) {
    return find(table, string, 0, length, hash);
  }

  private static int find(Table table, String string, int from, int length, int hash) {
    int mask = table.slots.length - 1;
    for (int i = spread(hash) & mask; ; i = (i + 1) & mask) {
      int slot = (int) SLOT.getAcquire(table.slots, i);
      if (slot == 0) return -1;
      String there = table.strings[slot - 1];
      if (there.length() == length && there.regionMatches(0, string, from, length)) return slot - 1;
    }
  }

  /// The number of a string, which gets one where it has none.
  int add(String string) {
    int known = find(string);
    if (known >= 0) return known;
    Table now = table;
    if (size == now.strings.length) {
      // At most half of the slots are taken.
      now = new Table(new int[now.slots.length * 2], Arrays.copyOf(now.strings, size * 2));
      for (int i = 0; i < size; i++) put(now, now.strings[i], i);
    }
    now.strings[size] = string;
    put(now, string, size);
    table = now;
    return size++;
  }

  /// The string that has a number.
  String get(int number) {
    return table.strings[number];
  }

  private static void put(Table table, String string, int number) {
    int mask = table.slots.length - 1;
    int i = spread(string.hashCode()) & mask;
    while (table.slots[i] != 0) i = (i + 1) & mask;
    SLOT.setRelease(table.slots, i, number + 1);
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
