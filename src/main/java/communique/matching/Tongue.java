package communique.matching;

import communique.search.Analysis;
import communique.search.Field;
import communique.search.Sought;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/// What atoms ask of texts in one language. One thread adds; any may listen while it does.
///
/// A term leads to the atoms that it makes hold. Where several words must stand together, one of
/// them leads there, and the others are looked for then.
final class Tongue {
  /// The list of those that are passed over.
  private static final int PASSED = 0;

  /// Words are read in texts of that many UTF-16 code units.
  private static final int TEXT_MAX = 1_000;

  /// What there is instead of the place of a word's terms: the word cannot be read for itself.
  private static final int NOT_ALONE = -1;

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

  /// By the number of a word, where its terms are in `read`; 0 where nobody looked yet.
  private int[] readings = new int[16];

  /// For words, twice how many terms they have, and one more where nearly every text has the word;
  /// then the terms.
  private int[] read = new int[16];

  private int readUsed = 1;
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

  /// Learns atoms, those that it knows no more.
  ///
  /// @param first the number of the first of them, at most that of the next to be known
  void learn(int first, List<Atoms.Atom> all) {
    int next = known;
    List<Atoms.Atom> lesson = all.subList(Math.min(next - first, all.size()), all.size());
    if (next + lesson.size() > kinds.length)
      kinds = Arrays.copyOf(kinds, Math.max(next + lesson.size(), kinds.length * 2));
    readWords(lesson);
    for (Atoms.Atom atom : lesson) {
      int kind = learn(next, atom);
      kinds[next] = (byte) kind;
      if (kind == Program.VOID || kind == Program.COMMON) passed.add(PASSED, next);
      next++;
    }
    known = next;
  }

  private int learn(int atom, Atoms.Atom learned) {
    int[] words = learned.words;
    boolean alone = words.length > 0 && analysis.readsEachWord();
    for (int i = 0; alone && i < words.length; i++) alone = readings[words[i]] != NOT_ALONE;
    if (!alone) return learn(atom, Sought.of(learned.asked, analysis));
    if (words.length == 1) {
      int at = readings[words[0]];
      for (int term : terms(at)) byTerm.add(term, atom << 1);
      return (read[at] & 1) != 0 ? Program.COMMON : Program.STRONG;
    }
    int[][] each = new int[words.length][];
    for (int i = 0; i < each.length; i++) each[i] = terms(readings[words[i]]);
    together(atom, each, true, i -> i);
    return Program.STRONG;
  }

  /// Reads the words that are new, many at once: to begin takes longer than to go on.
  private void readWords(List<Atoms.Atom> lesson) {
    if (!analysis.readsEachWord()) return;
    var text = new StringBuilder();
    var words = new ArrayList<Integer>();
    for (Atoms.Atom atom : lesson)
      for (int word : atom.words) {
        if (word >= readings.length)
          readings = Arrays.copyOf(readings, Math.max(word + 1, readings.length * 2));
        if (readings[word] != 0) continue;
        readings[word] = NOT_ALONE;
        String said = atoms.word(word);
        if (text.length() + said.length() > TEXT_MAX) readWords(text, words);
        text.append(said).append(' ');
        words.add(word);
      }
    readWords(text, words);
  }

  private void readWords(StringBuilder text, List<Integer> words) {
    if (words.isEmpty()) return;
    List<Analysis.Token> tokens = analysis.tokens(text.toString());
    int next = 0;
    int end = -1;
    for (int word : words) {
      end += atoms.word(word).length() + 1;
      int from = next;
      while (next < tokens.size() && tokens.get(next).start() < end) next++;
      List<Analysis.Token> said = tokens.subList(from, next);
      if (said.isEmpty() || said.getFirst().position() != said.getLast().position()) continue;
      readings[word] = readUsed;
      boolean common = analysis.isCommon(said.getFirst().form());
      if (said.size() == 1) keep(said.getFirst().terms(), common);
      else keep(said.stream().flatMap(token -> token.terms().stream()).distinct().toList(), common);
    }
    text.setLength(0);
    words.clear();
  }

  private void keep(List<String> said, boolean common) {
    if (readUsed + 1 + said.size() > read.length)
      read = Arrays.copyOf(read, read.length * 2 + said.size());
    read[readUsed++] = said.size() << 1 | (common ? 1 : 0);
    for (String term : said) read[readUsed++] = terms.add(term);
  }

  private int[] terms(int at) {
    return Arrays.copyOfRange(read, at + 1, at + 1 + (read[at] >>> 1));
  }

  private int learn(int atom, Sought asked) {
    switch (asked) {
      case Sought.Everything e -> {
        return Program.VOID;
      }
      case Sought.Has has -> {
        return Program.WEAK;
      }
      case Sought.Terms any -> {
        for (String term : any.anyOf()) byTerm.add(terms.add(term), atom << 1);
        return any.common() ? Program.COMMON : Program.STRONG;
      }
      case Sought.Run run -> together(atom, numbers(run.terms()), true, run.positions()::get);
      case Sought.All all ->
          together(
              atom,
              numbers(all.of().stream().map(one -> ((Sought.Terms) one).anyOf()).toList()),
              false,
              i -> 0);
      case Sought.Begins begins -> {
        byStart.add(starts.add(begins.form()), atom);
        longestStart = Math.max(longestStart, begins.form().length());
      }
      case Sought.Not not -> throw new IllegalStateException(not + " is no word");
      case Sought.Any any -> throw new IllegalStateException(any + " is no word");
    }
    return Program.STRONG;
  }

  private int[][] numbers(List<Set<String>> words) {
    return words.stream()
        .map(word -> word.stream().mapToInt(terms::add).toArray())
        .toArray(int[][]::new);
  }

  /// Words that must stand in one text, each at its position or all of them anywhere. That leads to
  /// them which leads to the fewest so far.
  private void together(int atom, int[][] words, boolean placed, IntUnaryOperator positions) {
    int lead = 0;
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < words.length; i++) {
      int led = 0;
      for (int term : words[i]) led += byTerm.count(term);
      if (led >= fewest) continue;
      fewest = led;
      lead = i;
    }
    int other = lead == words.length - 1 ? 0 : words.length - 1;
    int also = words[other].length == 1 ? words[other][0] : -1;
    int where = 0;
    if (words.length > 2 || also < 0) where = keep(words, placed, positions) << 1 | 1;
    else if (placed) where = (positions.applyAsInt(other) - positions.applyAsInt(lead)) << 1;
    for (int term : words[lead]) byTerm.add(term, atom << 1 | 1, also, where);
  }

  /// Keeps how many words there are (less than nothing where they may stand anywhere), then for
  /// each its position, how many terms it has and which.
  ///
  /// @return where they are kept
  private int keep(int[][] words, boolean placed, IntUnaryOperator positions) {
    int start = runsUsed;
    put(placed ? words.length : -words.length);
    for (int i = 0; i < words.length; i++) {
      put(positions.applyAsInt(i));
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
