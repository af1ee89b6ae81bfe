package communique.alerts;

import communique.search.Analysis;
import communique.search.Field;
import communique.search.Sought;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// What atoms ask of texts in one language. One thread adds; any may listen while it does.
///
/// A term leads to the atoms that it makes hold. Where several words must stand together, one of
/// them leads there, and the others are looked for then.
final class Tongue {
  /// The list of those that are passed over.
  private static final int PASSED = 0;

  /// That many are read at once, by all processors.
  private static final int BATCH = 4_096;

  private final Analysis analysis;
  private final Atoms atoms;

  /// Shared by all tongues: most words have the same terms in several.
  private final Dictionary terms;

  /// Beginnings of words, shared as well.
  private final Dictionary starts;

  /// Twice an atom; or that and one where other words must stand in the text as well, and then
  /// another term that it needs, or −1, and where they must stand. That is twice how far behind the
  /// leading term the other one must stand, 0 for anywhere; or one more than twice the place in
  /// `runs` of what cannot be said so.
  private final Lists byTerm = new Lists();

  private final Lists byStart = new Lists();
  private final Lists passed = new Lists();

  /// What [Program] calls them.
  private volatile byte[] kinds = new byte[16];

  private volatile int[] runs = new int[16];
  private int runsUsed = 1;
  private volatile int longestStart;
  private volatile int known;

  /// @param starts the dictionary of beginnings of words
  Tongue(Analysis analysis, Atoms atoms, Dictionary terms, Dictionary starts) {
    this.analysis = analysis;
    this.atoms = atoms;
    this.terms = terms;
    this.starts = starts;
  }

  /// Of how many atoms it knows what they ask.
  int known() {
    return known;
  }

  /// Learns the atoms that came since.
  void extend() {
    int all = atoms.size();
    for (int next = known; next < all; next = known) {
      int count = Math.min(BATCH, all - next);
      IntStream these = IntStream.range(next, next + count);
      // The reading takes the time.
      Sought[] asked =
          (count < BATCH ? these : these.parallel()).mapToObj(this::asked).toArray(Sought[]::new);
      if (next + count > kinds.length)
        kinds = Arrays.copyOf(kinds, Math.max(next + count, kinds.length * 2));
      for (int i = 0; i < count; i++) learn(next + i, asked[i]);
      known = next + count;
    }
  }

  private Sought asked(int atom) {
    return Sought.of(atoms.get(atom), analysis);
  }

  private void learn(int atom, Sought asked) {
    kinds[atom] =
        (byte)
            switch (asked) {
              case Sought.Everything e -> Program.VOID;
              case Sought.Has has -> Program.WEAK;
              case Sought.Terms any -> {
                for (String term : any.anyOf()) byTerm.add(terms.add(term), atom << 1);
                yield any.common() ? Program.COMMON : Program.STRONG;
              }
              case Sought.Run behind -> {
                together(atom, behind.terms(), behind.positions());
                yield Program.STRONG;
              }
              case Sought.All all -> {
                together(
                    atom,
                    all.of().stream().map(one -> ((Sought.Terms) one).anyOf()).toList(),
                    List.of());
                yield Program.STRONG;
              }
              case Sought.Begins begins -> {
                byStart.add(starts.add(begins.form()), atom);
                longestStart = Math.max(longestStart, begins.form().length());
                yield Program.STRONG;
              }
              case Sought.Not not -> throw new IllegalStateException(not + " is no word");
              case Sought.Any any -> throw new IllegalStateException(any + " is no word");
            };
    if (kinds[atom] == Program.VOID || kinds[atom] == Program.COMMON) passed.add(PASSED, atom);
  }

  /// Words that must stand in one text; without positions anywhere in it. That leads to them which
  /// leads to the fewest so far.
  private void together(int atom, List<Set<String>> words, List<Integer> positions) {
    int[][] numbers = new int[words.size()][];
    int lead = 0;
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = words.get(i).stream().mapToInt(terms::add).toArray();
      int led = 0;
      for (int term : numbers[i]) led += byTerm.count(term);
      if (led >= fewest) continue;
      fewest = led;
      lead = i;
    }
    int other = lead == numbers.length - 1 ? 0 : numbers.length - 1;
    int also = numbers[other].length == 1 ? numbers[other][0] : -1;
    int where = 0;
    if (numbers.length > 2 || also < 0) where = keep(numbers, positions) << 1 | 1;
    else if (!positions.isEmpty()) where = (positions.get(other) - positions.get(lead)) << 1;
    for (int term : numbers[lead]) byTerm.add(term, atom << 1 | 1, also, where);
  }

  /// Keeps how many words there are (less than nothing where they may stand anywhere), then for
  /// each its position, how many terms it has and which.
  ///
  /// @return where they are kept
  private int keep(int[][] words, List<Integer> positions) {
    int start = runsUsed;
    put(positions.isEmpty() ? -words.length : words.length);
    for (int i = 0; i < words.length; i++) {
      put(positions.isEmpty() ? 0 : positions.get(i));
      put(words[i].length);
      for (int term : words[i]) put(term);
    }
    return start;
  }

  private void put(int number) {
    if (runsUsed == runs.length) runs = Arrays.copyOf(runs, runsUsed * 2);
    runs[runsUsed++] = number;
  }

  /// What a text says of the atoms with numbers below `limit`, which are known.
  Heard hear(Subject subject, int limit) {
    return new Heard(subject, limit);
  }

  /// What one text says; of one thread.
  final class Heard implements Program.Said {
    private final int heardOf;
    private final byte[] kinds;
    private final long[] holds;
    private final long[] firing;
    private final long day;
    private int[] fired = new int[256];
    private int firedCount;
    private final Places places;

    private Heard(Subject subject, int limit) {
      this.heardOf = limit;
      this.kinds = Tongue.this.kinds;
      this.holds = new long[(limit + 63) >> 6];
      this.firing = new long[holds.length];
      this.day = subject.day().toEpochDay();
      this.places = new Places(subject.tokens(), terms);
      words();
      beginnings(subject.tokens());
      values(subject.values());
      int[] over = passed.of(PASSED);
      for (int i = 1, count = Lists.countOf(over); i <= count; i++)
        if (isKnown(over[i]) && !isHeld(over[i])) fire(over[i]);
    }

    @Override
    public int atom(int atom) {
      return kinds[atom] | (isHeld(atom) ? Program.HOLDS : 0);
    }

    @Override
    public int known() {
      return heardOf;
    }

    @Override
    public long day() {
      return day;
    }

    /// How many atoms hold or are passed over.
    int count() {
      return firedCount;
    }

    /// Each of them, from 0.
    int fired(int i) {
      return fired[i];
    }

    /// Whether an atom was listened for.
    boolean isKnown(int atom) {
      return atom < heardOf;
    }

    /// Whether an atom that is known holds or is passed over.
    boolean isFired(int atom) {
      return (firing[atom >> 6] & 1L << atom) != 0;
    }

    /// Whether an atom that is known holds.
    boolean isHeld(int atom) {
      return (holds[atom >> 6] & 1L << atom) != 0;
    }

    private void hold(int atom) {
      if (!isKnown(atom) || isHeld(atom)) return;
      holds[atom >> 6] |= 1L << atom;
      fire(atom);
    }

    private void fire(int atom) {
      if (firedCount == fired.length) fired = Arrays.copyOf(fired, firedCount * 2);
      fired[firedCount++] = atom;
      firing[atom >> 6] |= 1L << atom;
    }

    private void words() {
      for (int i = 0; i < places.terms(); i++) {
        int[] led = byTerm.of(places.term(i));
        for (int at = 1, count = Lists.countOf(led); at <= count; at++) {
          int atom = led[at] >>> 1;
          boolean alone = (led[at] & 1) == 0;
          if (!alone) at += 2;
          if (alone || stands(i, led[at - 1], led[at])) hold(atom);
        }
      }
    }

    private boolean stands(int lead, int also, int where) {
      if (also >= 0 && !places.has(also)) return false;
      if (where == 0) return true;
      return (where & 1) == 0 ? places.has(lead, also, where >> 1) : places.has(runs, where >>> 1);
    }

    private void beginnings(List<Analysis.Token> tokens) {
      int longest = longestStart;
      if (longest == 0) return;
      var seen = new HashSet<String>();
      for (Analysis.Token token : tokens) {
        if (!seen.add(token.form())) continue;
        for (String form : analysis.beginnings(token.form())) begins(form, longest);
      }
    }

    private void begins(String form, int longest) {
      int hash = 0;
      for (int length = 1; length <= Math.min(longest, form.length()); length++) {
        hash = hash * 31 + form.charAt(length - 1);
        int start = starts.findStart(form, length, hash);
        if (start < 0) continue;
        int[] led = byStart.of(start);
        for (int i = 1, count = Lists.countOf(led); i <= count; i++) hold(led[i]);
      }
    }

    private void values(Map<Field, Set<String>> values) {
      values.forEach((field, all) -> {
        for (String value : all) {
          int atom = atoms.find(field, value);
          if (atom >= 0) hold(atom);
        }
      });
    }
  }
}
