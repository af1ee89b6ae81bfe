package communique.matching;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// Lists of numbers, each with a number of its own. One thread adds; any may read while it does,
/// and sees at least what was added before it began.
final class Lists {
  static final int[] NONE = {0};

  private static final VarHandle LIST = MethodHandles.arrayElementVarHandle(int[][].class);
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);

  /// Each list begins with how many it holds.
  private volatile int[][] lists = new int[16][];

  /// How many a list holds.
  int count(int list) {
    return of(list)[0];
  }

  /// A list: its first number says how many come behind it. It may grow while it is read, but what
  /// was there when the count was read stays.
  int[] of(int list) {
    int[][] all = lists;
    if (list >= all.length) return NONE;
    int[] one = (int[]) LIST.getAcquire(all, list);
    return one == null ? NONE : one;
  }

  /// How many a list from [#of(int)] holds by now.
  static int countOf(int[] list) {
    return (int) COUNT.getAcquire(list, 0);
  }

  /// How many lists there may be; those behind are empty.
  int size() {
    return lists.length;
  }

  /// Adds numbers at once.
  void add(int list, int... numbers) {
    int count = prepare(list, numbers.length);
    int[] one = lists[list];
    System.arraycopy(numbers, 0, one, count + 1, numbers.length);
    COUNT.setRelease(one, 0, count + numbers.length);
  }

  /// Makes room behind those that a list holds, and says how many they are.
  private int prepare(int list, int more) {
    int[][] all = lists;
    if (list >= all.length) {
      all = Arrays.copyOf(all, Math.max(list + 1, all.length * 2));
      lists = all;
    }
    int[] one = all[list];
    int count = one == null ? 0 : one[0];
    if (one == null || count + more >= one.length) {
      // Most lists stay short.
      one = one == null ? new int[1 + more] : Arrays.copyOf(one, count + more + 1 + count / 8);
      LIST.setRelease(all, list, one);
    }
    return count;
  }
}
