package communique.alerts;

import communique.search.Analysis;
import communique.search.Expression;
import communique.search.Field;
import communique.search.Sought;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What atoms ask of texts in one language. One thread adds; any may listen while it does.
///
/// A term leads to the atoms that it makes hold. Where several words must stand together, one of
/// them leads there, and the others are looked for then.
final class Tongue {
  /// Room for [Program]'s answer in the number that is kept for an atom; the rest says where its
  /// words stand.
  private static final int ANSWER = 3;

  private static final int MASK = (1 << ANSWER) - 1;
  private static final int PASSED = 0;

  private final Analysis analysis;
  private final Atoms atoms;

  /// Shared by all tongues: most words have the same terms in several.
  private final Dictionary terms;

  /// In pairs: an atom, and another term that it needs and one, 0 where it needs none.
  private final Lists byTerm = new Lists();

  private final Lists byStart = new Lists();

  /// Atoms that are passed over in this language.
  private final Lists passed = new Lists();

  private volatile int[] kinds = new int[16];
  private volatile int[] runs = new int[16];
  private int runsUsed = 1;
  private volatile int longestStart;
  private volatile int known;

  Tongue(Analysis analysis, Atoms atoms, Dictionary terms) {
    this.analysis = analysis;
    this.atoms = atoms;
    this.terms = terms;
  }

  /// Learns the atoms that came since. The dictionary of terms is the caller's to guard.
  void extend() {
    int next = known;
    for (; next < atoms.size(); next++) learn(next, atoms.get(next));
    known = next;
  }

  private void learn(int atom, Expression asked) {
    int kind = Program.WEAK;
    int run = 0;
    if (!(asked instanceof Expression.In)) {
      switch (Sought.of(asked, analysis)) {
        case Sought.Everything e -> kind = Program.VOID;
        case Sought.Terms any -> {
          kind = any.common() ? Program.COMMON : Program.STRONG;
          for (String term : any.anyOf()) byTerm.add(terms.add(term), atom, 0);
        }
        case Sought.Run behind -> {
          kind = Program.STRONG;
          run = together(atom, behind.terms(), behind.positions());
        }
        case Sought.All all -> {
          kind = Program.STRONG;
          List<Set<String>> each =
              all.of().stream().map(one -> ((Sought.Terms) one).anyOf()).toList();
          run = together(atom, each, List.of());
        }
        case Sought.Begins begins -> {
          kind = Program.STRONG;
          byStart.add(terms.add(begins.form()), atom);
          longestStart = Math.max(longestStart, begins.form().length());
        }
        case Sought.Has has -> throw new IllegalStateException(has + " is no word");
        case Sought.Not not -> throw new IllegalStateException(not + " is no word");
        case Sought.Any any -> throw new IllegalStateException(any + " is no word");
      }
    }
    if (atom >= kinds.length) kinds = Arrays.copyOf(kinds, kinds.length * 2);
    kinds[atom] = (run << ANSWER) | kind;
    if (kind == Program.VOID || kind == Program.COMMON) passed.add(PASSED, atom);
  }

  /// Keeps words that must stand in one text: how many, then for each its position, how many terms
  /// it has and which. Without positions they may stand anywhere.
  ///
  /// @return where they are kept
  private int together(int atom, List<Set<String>> words, List<Integer> positions) {
    int start = runsUsed;
    put(positions.isEmpty() ? -words.size() : words.size());
    int lead = 0;
    int also = 0;
    for (int i = 0; i < words.size(); i++) {
      put(positions.isEmpty() ? 0 : positions.get(i));
      put(words.get(i).size());
      for (String term : words.get(i)) put(terms.add(term));
      if (led(words.get(i)) < led(words.get(lead))) lead = i;
    }
    for (int i = 0; i < words.size(); i++)
      if (i != lead && words.get(i).size() == 1)
        also = terms.add(words.get(i).iterator().next()) + 1;
    for (String term : words.get(lead)) byTerm.add(terms.add(term), atom, also);
    return start;
  }

  /// How many atoms words lead to: fewer for those that fewer ask for.
  private int led(Set<String> of) {
    return of.stream().mapToInt(term -> byTerm.count(terms.add(term))).sum();
  }

  private void put(int number) {
    if (runsUsed == runs.length) runs = Arrays.copyOf(runs, runsUsed * 2);
    runs[runsUsed++] = number;
  }

  /// What a text says of the atoms that are known by now.
  Heard hear(Subject subject) {
    return new Heard(subject);
  }

  /// What one text says; of one thread.
  final class Heard implements Program.Said {
    private final int heardOf;
    private final int[] kinds;
    private final long[] holds;
    private final long[] firing;
    private final long day;
    private int[] fired = new int[256];
    private int firedCount;

    /// Terms with where they stand, in order.
    private final long[] places;

    /// Which terms stand anywhere.
    private final long[] there;

    private Heard(Subject subject) {
      // First of all: what is known by now is listened for.
      this.heardOf = known;
      this.kinds = Tongue.this.kinds;
      this.holds = new long[(kinds.length + 63) >> 6];
      this.firing = new long[holds.length];
      this.day = subject.day().toEpochDay();
      this.places = places(subject.tokens());
      this.there = there(places);
      words();
      starts(subject.tokens());
      values(subject.values());
      int[] over = passed.of(PASSED);
      for (int i = 1, count = Lists.countOf(over); i <= count; i++)
        if (over[i] < kinds.length && !isHeld(over[i])) fire(over[i]);
    }

    @Override
    public int atom(int atom) {
      return (kinds[atom] & MASK) | (isHeld(atom) ? Program.HOLDS : 0);
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

    /// Whether an atom holds or is passed over.
    boolean isFired(int atom) {
      return atom < kinds.length && (firing[atom >> 6] & 1L << atom) != 0;
    }

    /// Whether an atom holds.
    boolean isHeld(int atom) {
      return atom < kinds.length && (holds[atom >> 6] & 1L << atom) != 0;
    }

    private void hold(int atom) {
      if (atom >= kinds.length || isHeld(atom)) return;
      holds[atom >> 6] |= 1L << atom;
      fire(atom);
    }

    private void fire(int atom) {
      if (firedCount == fired.length) fired = Arrays.copyOf(fired, firedCount * 2);
      fired[firedCount++] = atom;
      firing[atom >> 6] |= 1L << atom;
    }

    private long[] places(List<Analysis.Token> tokens) {
      var found = new long[tokens.size() * 2];
      int count = 0;
      for (Analysis.Token token : tokens) {
        for (String term : token.terms()) {
          int number = terms.find(term);
          if (number < 0) continue;
          if (count == found.length) found = Arrays.copyOf(found, count * 2);
          found[count++] = ((long) number << 32) | token.position();
        }
      }
      long[] exact = Arrays.copyOf(found, count);
      Arrays.sort(exact);
      return exact;
    }

    private static long[] there(long[] places) {
      int last = places.length == 0 ? -1 : (int) (places[places.length - 1] >>> 32);
      var there = new long[(last >> 6) + 1];
      for (long place : places) there[(int) (place >>> 38)] |= 1L << (place >>> 32);
      return there;
    }

    private void words() {
      int before = -1;
      for (long place : places) {
        int term = (int) (place >>> 32);
        if (term == before) continue;
        before = term;
        int[] led = byTerm.of(term);
        for (int i = 1, count = Lists.countOf(led); i <= count; i += 2) {
          int atom = led[i];
          if (atom >= kinds.length || !isThere(led[i + 1] - 1)) continue;
          int run = kinds[atom] >>> ANSWER;
          if (run == 0 || stands(run)) hold(atom);
        }
      }
    }

    private boolean isThere(int term) {
      return term < 0 || (term >> 6 < there.length && (there[term >> 6] & 1L << term) != 0);
    }

    private void starts(List<Analysis.Token> tokens) {
      int longest = longestStart;
      if (longest == 0) return;
      var seen = new HashSet<String>();
      for (Analysis.Token token : tokens) {
        if (!seen.add(token.form())) continue;
        for (String begins : analysis.beginnings(token.form())) starts(begins, longest);
      }
    }

    private void starts(String begins, int longest) {
      int hash = 0;
      for (int length = 1; length <= Math.min(longest, begins.length()); length++) {
        hash = hash * 31 + begins.charAt(length - 1);
        int start = terms.findStart(begins, length, hash);
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

    /// Whether the words that are kept at `run` stand in the text as they must.
    private boolean stands(int run) {
      int[] all = runs;
      int count = all[run];
      int at = run + 1;
      if (count < 0) {
        for (int i = 0; i > count; i--) {
          if (!stands(all, at, -1)) return false;
          at += 2 + all[at + 1];
        }
        return true;
      }
      // The first word stands somewhere, and each other that far from it.
      for (int term = 0; term < all[at + 1]; term++) {
        long number = (long) all[at + 2 + term] << 32;
        for (int i = lower(number); i < places.length && places[i] >>> 32 == number >>> 32; i++) {
          int first = (int) places[i] - all[at];
          int next = at + 2 + all[at + 1];
          boolean together = true;
          for (int word = 1; word < count && together; word++) {
            together = stands(all, next, first + all[next]);
            next += 2 + all[next + 1];
          }
          if (together) return true;
        }
      }
      return false;
    }

    /// Whether one of a word's terms stands at a position, or anywhere for −1.
    private boolean stands(int[] all, int at, int position) {
      for (int term = 0; term < all[at + 1]; term++) {
        long number = (long) all[at + 2 + term] << 32;
        int i = lower(position < 0 ? number : number | position);
        if (i == places.length) continue;
        if (position < 0 ? places[i] >>> 32 == number >>> 32 : places[i] == (number | position))
          return true;
      }
      return false;
    }

    private int lower(long place) {
      int i = Arrays.binarySearch(places, place);
      return i >= 0 ? i : -i - 1;
    }
  }
}
