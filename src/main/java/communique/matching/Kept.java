package communique.matching;

import communique.search.Expression;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// The searches themselves, each in the lists of its anchor. One thread at a time changes them; any
/// may look while it does, and sees at least what stood before it began.
final class Kept {
  /// The list of searches without an anchor; the list of an atom has the atom's number and one.
  private static final int ANYWHERE = 0;

  private static final VarHandle BITS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int BLOCK = 1 << 16;

  /// So many that are gone are no reason to tidy up.
  private static final int GONE_FEW = 10_000;

  /// A search that stands in several lists has no more literals in each.
  private static final int LITERALS_FEW = 8;

  private final Atoms atoms;

  /// Rows of [Clauses].
  private final Lists anchored = new Lists();

  private final Needs needs = new Needs(this::cost);

  /// About how many of all texts have an atom, 0 where nobody looked yet.
  private float[] shares = new float[16];

  /// Programs of those searches that a row does not hold.
  private volatile int[][] blocks = new int[1][];

  private int used = BLOCK;
  private int last = -1;

  /// A bit for each id that was ever taken.
  private volatile long[] taken = new long[1];

  /// A bit for each that stands no more.
  private volatile long[] gone = new long[1];

  private int live;
  private int goneCount;

  Kept(Atoms atoms) {
    this.atoms = atoms;
  }

  int live() {
    return live;
  }

  /// Lets a search stand that none was before.
  void put(int id, int[] program) {
    if (isSet(taken, id)) throw new IllegalArgumentException("there was a search " + id);
    taken = with(taken, id);
    live++;
    needs.read(program, 0);
    int[] anchor = needs.anchor();
    int[] row =
        needs.isFlat() && anchor.length <= 1
            ? Clauses.row(id, needs.rest())
            : Clauses.row(
                id,
                needs.rest(),
                keep(program),
                needs.isComplete(),
                anchor.length == 1 ? Integer.MAX_VALUE : LITERALS_FEW);
    if (anchor.length == 0) anchored.add(ANYWHERE, row);
    for (int atom : anchor) anchored.add(atom + 1, row);
  }

  private int keep(int[] program) {
    if (used + program.length > BLOCK) {
      last++;
      if (last == blocks.length) blocks = Arrays.copyOf(blocks, last * 2);
      blocks[last] = new int[Math.max(BLOCK, program.length)];
      used = 0;
    }
    System.arraycopy(program, 0, blocks[last], used, program.length);
    int start = last * BLOCK + used;
    used += program.length;
    return start;
  }

  /// About how many searches are looked at for an atom in all texts together.
  private double cost(int atom) {
    if (atom >= shares.length)
      shares = Arrays.copyOf(shares, Math.max(atom + 1, shares.length * 2));
    if (shares[atom] == 0) shares[atom] = share(atoms.get(atom));
    return (1 + anchored.count(atom + 1)) * shares[atom];
  }

  /// Languages and kinds are few; who asks for words or tags asks for what is rare.
  private static float share(Expression atom) {
    return switch (atom) {
      case Expression.In in ->
          switch (in.field()) {
            case KIND, LOCALE -> 1;
            case ORGANISATION, PERSON, ROLE, PLACE, TOPIC, ANNOUNCEMENT, FROM, TO -> .05f;
          };
      case Expression.Prefix prefix -> prefix.text().length() < 4 ? .3f : .05f;
      default -> .02f;
    };
  }

  /// Lets one stand no more; nothing happens where none does.
  ///
  /// @return whether so many are gone that it is time to tidy up
  boolean remove(int id) {
    if (!isSet(taken, id) || isSet(gone, id)) return false;
    gone = with(gone, id);
    live--;
    goneCount++;
    return goneCount > GONE_FEW && goneCount > live / 4;
  }

  /// The same without those that are gone.
  Kept tidied() {
    var tidy = new Kept(atoms);
    for (int list = 0; list < anchored.size(); list++) {
      int[] rows = anchored.of(list);
      for (int at = 1; at <= rows[0]; at = Clauses.end(rows, at)) {
        int id = Clauses.id(rows, at);
        if (!isSet(gone, id) && !isSet(tidy.taken, id)) tidy.put(id, program(rows, at, list - 1));
      }
    }
    return tidy;
  }

  private int[] program(int[] rows, int at, int anchor) {
    int start = Clauses.start(rows, at);
    if (start < 0) return Clauses.program(rows, at, anchor);
    int[] block = blocks[start / BLOCK];
    return Arrays.copyOfRange(block, start % BLOCK, Program.end(block, start % BLOCK));
  }

  /// The ids of the searches that a text answers to and none of `told` did, in order.
  int[] matches(Tongue.Heard now, Tongue.Heard[] told) {
    var found = new Found(taken.length);
    look(-1, now, told, found);
    for (int i = 0; i < now.count(); i++) look(now.fired(i), now, told, found);
    return found.without(gone);
  }

  private void look(int anchor, Tongue.Heard now, Tongue.Heard[] told, Found found) {
    int[] rows = anchored.of(anchor + 1);
    for (int at = 1, end = Lists.countOf(rows); at <= end; at = Clauses.end(rows, at))
      if (holds(rows, at, anchor, now) && !wasTold(rows, at, anchor, told))
        found.add(Clauses.id(rows, at));
  }

  private boolean wasTold(int[] rows, int at, int anchor, Tongue.Heard[] told) {
    for (Tongue.Heard before : told) if (holds(rows, at, anchor, before)) return true;
    return false;
  }

  private boolean holds(int[] rows, int at, int anchor, Tongue.Heard heard) {
    int answer = Clauses.answer(rows, at, anchor, heard);
    if (answer != Clauses.PERHAPS) return answer == Clauses.YES;
    int start = Clauses.start(rows, at);
    if (start >= 0) return new Program.Run(heard).holds(blocks[start / BLOCK], start % BLOCK);
    // A text of before need not have the anchor of the text of now.
    return (anchor < 0 || heard.isFired(anchor))
        && new Program.Run(heard).holds(Clauses.program(rows, at, anchor), 0);
  }

  private static boolean isSet(long[] bits, int id) {
    return id >> 6 < bits.length && (bits[id >> 6] & 1L << id) != 0;
  }

  private static long[] with(long[] bits, int id) {
    int word = id >> 6;
    long[] all =
        word < bits.length ? bits : Arrays.copyOf(bits, Math.max(word + 1, bits.length * 2));
    BITS.setRelease(all, word, all[word] | 1L << id);
    return all;
  }

  /// Ids, each once.
  private static final class Found {
    private long[] bits;

    Found(int words) {
      this.bits = new long[words];
    }

    void add(int id) {
      int word = id >> 6;
      if (word >= bits.length) bits = Arrays.copyOf(bits, Math.max(word + 1, bits.length * 2));
      bits[word] |= 1L << id;
    }

    int[] without(long[] others) {
      int count = 0;
      for (int i = 0; i < bits.length; i++) {
        if (bits[i] != 0 && i < others.length) bits[i] &= ~(long) BITS.getAcquire(others, i);
        count += Long.bitCount(bits[i]);
      }
      int[] ids = new int[count];
      int next = 0;
      for (int i = 0; i < bits.length; i++)
        for (long left = bits[i]; left != 0; left &= left - 1)
          ids[next++] = i << 6 | Long.numberOfTrailingZeros(left);
      return ids;
    }
  }
}
