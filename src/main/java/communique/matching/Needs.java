package communique.matching;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// What a program cannot do without, as [Clauses]; the cheapest of them is its anchor. Of one
/// thread, for one program after the other.
final class Needs {
  private static final float DEAR = Float.POSITIVE_INFINITY;

  private final IntToDoubleFunction cost;
  private int[] program = {};
  private int at;
  private int[] literals = new int[32];
  private int size;
  private boolean complete;
  private boolean flat;
  private int[] anchor = {};
  private int[] rest = {};

  /// @param cost of an atom as an anchor: how often a search would be looked at for it
  Needs(IntToDoubleFunction cost) {
    this.cost = cost;
  }

  /// Reads the program that begins at `start`.
  void read(int[] numbers, int start) {
    program = numbers;
    at = start;
    size = 0;
    complete = true;
    flat = true;
    int many = Program.MANY - program[at];
    if (many >= 0 && (many & 3) == Program.FILTERS) {
      at++;
      filters(many >> 2);
    } else next(false);
    order();
  }

  /// Atoms of which one holds, or is passed over, in every text that answers; each once. Empty
  /// where there are none such.
  int[] anchor() {
    return anchor;
  }

  /// The other clauses, those first that fewer texts answer to.
  int[] rest() {
    return rest;
  }

  /// Whether a text in which the anchor and all clauses hold answers to the program.
  boolean isComplete() {
    return complete;
  }

  /// Whether the program asks for the clauses at once and for nothing else, so that one made of
  /// them would do as well, whatever is passed over.
  boolean isFlat() {
    return flat;
  }

  /// Where the program has its end.
  int end() {
    return at;
  }

  /// Words among themselves decide which of them are passed over; so a value that one of several
  /// must be, which counts as one that tells, may not come among them.
  private void filters(int count) {
    next(false);
    for (int i = 1; i < count; i++) {
      if (program[at] < 0) flat = false;
      next(true);
    }
  }

  private void next(boolean within) {
    int sign = program[at++];
    if (sign >= 0) {
      add(sign << 2);
      return;
    }
    switch (sign) {
      case Program.NOTHING -> {}
      case Program.NOT -> {
        if (program[at] >= 0) add(program[at++] << 2 | Clauses.NOT);
        else {
          int before = size;
          next(true);
          size = before;
          beyond();
        }
      }
      case Program.FROM, Program.TO -> {
        at++;
        beyond();
      }
      default -> {
        int many = Program.MANY - sign;
        if ((many & 3) == Program.ANY) any(many >> 2);
        else {
          if (within) flat = false;
          for (int i = many >> 2; i > 0; i--) next(true);
        }
      }
    }
  }

  /// There is something that no clause says.
  private void beyond() {
    complete = false;
    flat = false;
  }

  /// One clause. A member that is more than a literal is there with what is cheapest of it.
  private void any(int count) {
    int first = size;
    boolean bounded = true;
    for (int i = 0; i < count; i++) {
      int before = size;
      boolean plain =
          program[at] >= 0
              || program[at] == Program.NOTHING
              || (program[at] == Program.NOT && program[at + 1] >= 0);
      next(true);
      if (!plain) {
        beyond();
        if (size == before) bounded = false;
        else keepCheapest(before);
      }
      if (size > before) literals[size - 1] |= Clauses.MORE;
    }
    if (!bounded) size = first;
    if (size > first) literals[size - 1] &= ~Clauses.MORE;
  }

  private void keepCheapest(int from) {
    int best = from;
    float lowest = DEAR;
    for (int start = from; start < size; start = clauseEnd(start)) {
      float costs = cost(start);
      if (costs < lowest) {
        lowest = costs;
        best = start;
      }
    }
    int length = clauseEnd(best) - best;
    System.arraycopy(literals, best, literals, from, length);
    size = from + length;
  }

  private void add(int literal) {
    if (size == literals.length) literals = Arrays.copyOf(literals, size * 2);
    literals[size++] = literal;
  }

  private int clauseEnd(int start) {
    int i = start;
    while ((literals[i] & Clauses.MORE) != 0) i++;
    return i + 1;
  }

  /// What must not hold is no anchor.
  private float cost(int start) {
    double costs = 0;
    for (int i = start, end = clauseEnd(start); i < end; i++) {
      if ((literals[i] & Clauses.NOT) != 0) return DEAR;
      costs += cost.applyAsDouble(literals[i] >>> 2);
    }
    return (float) costs;
  }

  private void order() {
    int count = 0;
    for (int start = 0; start < size; start = clauseEnd(start)) count++;
    // A float that is not negative is ordered as its bits are.
    var clauses = new long[count];
    int next = 0;
    for (int start = 0; start < size; start = clauseEnd(start))
      clauses[next++] = (long) Float.floatToIntBits(cost(start)) << 32 | start;
    if (count > 1) Arrays.sort(clauses);
    boolean anchored = count > 0 && (int) (clauses[0] >>> 32) < Float.floatToIntBits(DEAR);
    anchor = new int[0];
    if (anchored) {
      int start = (int) clauses[0];
      anchor = Arrays.copyOfRange(literals, start, clauseEnd(start));
      for (int i = 0; i < anchor.length; i++) anchor[i] >>>= 2;
      if (anchor.length > 1) anchor = Arrays.stream(anchor).distinct().toArray();
    }
    rest = new int[size - (anchored ? clauseEnd((int) clauses[0]) - (int) clauses[0] : 0)];
    int to = 0;
    for (int i = anchored ? 1 : 0; i < count; i++) {
      int start = (int) clauses[i];
      int length = clauseEnd(start) - start;
      System.arraycopy(literals, start, rest, to, length);
      to += length;
    }
  }
}
