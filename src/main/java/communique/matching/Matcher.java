package communique.matching;

import communique.search.Analysis;
import communique.search.Search;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// All searches that stand, and which of them a changed announcement answers to: those that would
/// find it now. It means what the finder means.
///
/// Each search is anchored on what it cannot do without and what is rarest: only those whose anchor
/// a text has are looked at. Searches come and go while texts are matched, and neither waits for
/// the other: there is one thread at a time that changes anything, and what it changes is seen
/// whole.
///
/// In memory a search is a row of numbers ([Clauses]) in the list of its anchor ([Kept]), and the
/// words of all are kept once ([Atoms]), with what each language makes of them ([Tongue]).
public final class Matcher {
  /// That many are made at once, by all processors.
  private static final int BATCH = 20_000;

  /// Fewer than that are not worth the handing out.
  private static final int FEW = 100;

  private final Dictionary terms = new Dictionary();
  private final Dictionary starts = new Dictionary();
  private final Atoms atoms = new Atoms();
  private final Map<String, Tongue> tongues = new ConcurrentHashMap<>();

  /// How many atoms the tongues learned.
  private int known;

  private volatile Kept kept = new Kept(atoms);

  /// @param locales of the texts that will come; those of others are understood as well, once the
  ///   first of them has come
  public Matcher(Collection<Locale> locales) {
    for (Locale locale : locales) tongue(Analysis.of(locale));
  }

  /// How many searches stand.
  public synchronized int size() {
    return kept.live();
  }

  /// Lets a search stand.
  ///
  /// @param id from 1 on, of no other that stands or stood; low ones take less memory
  public synchronized void add(int id, Search search) {
    kept.put(id, Program.of(search, atoms::add));
    learn(tongues.values(), known);
    known = atoms.size();
  }

  /// Lets many stand at once. All processors take part.
  public void addAll(Iterable<Map.Entry<Integer, Search>> searches) {
    addAll(searches, Map.Entry::getKey, Map.Entry::getValue);
  }

  /// Lets many stand at once that are made of something else, such as their text. They are made in
  /// several threads, and let go of as soon as their numbers are known.
  ///
  /// @param id says of each its id, as for [#add(int, Search)]
  /// @param search says what it asks
  public synchronized <T> void addAll(
      Iterable<T> all, ToIntFunction<? super T> id, Function<? super T, Search> search) {
    var batch = new ArrayList<T>();
    for (T one : all) {
      batch.add(one);
      if (batch.size() == BATCH) put(batch, id, search);
    }
    put(batch, id, search);
  }

  private <T> void put(
      List<T> batch, ToIntFunction<? super T> id, Function<? super T, Search> search) {
    int[][] programs =
        batch.parallelStream()
            .map(one -> Program.of(search.apply(one), atoms::add))
            .toArray(int[][]::new);
    try {
      for (int i = 0; i < programs.length; i++) kept.put(id.applyAsInt(batch.get(i)), programs[i]);
    } finally {
      // Those before one that is refused stand.
      learn(tongues.values(), known);
      known = atoms.size();
    }
    batch.clear();
  }

  /// Lets one stand no more; nothing happens where none does.
  public synchronized void remove(int id) {
    if (kept.remove(id)) kept = kept.tidied();
  }

  private void learn(Collection<Tongue> those, int first) {
    for (int next = first, end; next < atoms.size(); next = end) {
      int from = next;
      end = Math.min(from + BATCH, atoms.size());
      IntStream numbers = IntStream.range(from, end);
      boolean few = end - from < FEW;
      List<Atoms.Atom> lesson = (few ? numbers : numbers.parallel()).mapToObj(atoms::read).toList();
      (few ? those.stream() : those.parallelStream()).forEach(tongue -> tongue.learn(from, lesson));
    }
  }

  private Tongue tongue(Analysis analysis) {
    Tongue known = tongues.get(analysis.key());
    if (known != null) return known;
    synchronized (this) {
      Tongue made = tongues.get(analysis.key());
      if (made != null) return made;
      made = new Tongue(analysis, atoms, terms, starts);
      learn(List.of(made), 0);
      tongues.put(analysis.key(), made);
      return made;
    }
  }

  /// The ids of the searches that `now` answers to and none of `told` did, in order.
  ///
  /// @param told what subscribers were told of the page until now, and what it said since; empty
  ///   where all are to be told anew
  public int[] matches(Subject now, List<Subject> told) {
    Kept searches = kept;
    Tongue own = tongue(now.analysis());
    List<Tongue> then = told.stream().map(one -> tongue(one.analysis())).toList();
    // A search that comes meanwhile is asked for of all texts or of none.
    int known = own.known();
    for (Tongue tongue : then) known = Math.min(known, tongue.known());
    var before = new Tongue.Heard[told.size()];
    for (int i = 0; i < before.length; i++) before[i] = then.get(i).hear(told.get(i), known);
    return searches.matches(own.hear(now, known), before);
  }
}
