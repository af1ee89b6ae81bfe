package communique.alerts;

import communique.search.Analysis;
import communique.search.Expression;
import communique.search.Search;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// All searches that stand, and which of them a changed announcement answers to: those that would
/// find it now. It means what the finder means.
///
/// Each search is anchored on what it cannot do without and what is rarest: only those whose anchor
/// a text has are looked at. Searches come and go while texts are matched, and neither waits for
/// the other: there is one thread at a time that changes anything, and what it changes is seen
/// whole.
///
/// In memory a search is a row of numbers ([Program]), and the words of all are kept once
/// ([Atoms]), with what each language makes of them ([Tongue]).
public final class Matcher {
  private static final VarHandle START = MethodHandles.arrayElementVarHandle(int[].class);

  /// The list of searches without an anchor; the list of an atom has the atom's number and one.
  private static final int ANYWHERE = 0;

  private static final int BLOCK = 1 << 16;

  /// So many that are gone are no reason to tidy up.
  private static final int GONE_FEW = 10_000;

  private final Dictionary terms = new Dictionary();
  private final Atoms atoms = new Atoms();
  private final Map<String, Tongue> tongues = new ConcurrentHashMap<>();
  private volatile Kept kept = new Kept();

  /// @param locales of the texts that will come; those of others are understood as well, once the
  ///   first of them has come
  public Matcher(Collection<Locale> locales) {
    for (Locale locale : locales) tongue(Analysis.of(locale));
  }

  /// The searches themselves. Made anew when too many are gone.
  private static final class Kept {
    /// In pairs: the id of a search, and twice the number of another atom that it needs and one (0
    /// where it needs none); one more where it needs nothing else.
    final Lists anchored = new Lists();

    /// Where the program of a search begins, by its id; 0 where there is none, −1 where it is gone.
    volatile int[] starts = new int[16];

    volatile int[][] blocks = new int[1][];
    int used = BLOCK;
    int last = -1;
    int live;
    int gone;

    int start(int id) {
      int[] all = starts;
      return id < all.length ? (int) START.getAcquire(all, id) : 0;
    }

    void put(int id, int[] program, Program.Anchor anchor) {
      if (used + program.length > BLOCK) {
        last++;
        if (last == blocks.length) blocks = Arrays.copyOf(blocks, last * 2);
        blocks[last] = new int[BLOCK];
        // No program begins at 0, which says that there is none.
        used = last == 0 ? 1 : 0;
      }
      System.arraycopy(program, 0, blocks[last], used, program.length);
      int start = last * BLOCK + used;
      used += program.length;
      if (id >= starts.length) starts = Arrays.copyOf(starts, Math.max(id + 1, starts.length * 2));
      START.setRelease(starts, id, start);
      int also = ((anchor.also() + 1) << 1) | (anchor.whole() ? 1 : 0);
      if (anchor.anyOf().isEmpty()) anchored.add(ANYWHERE, id, also);
      for (Integer atom : anchor.anyOf()) anchored.add(atom + 1, id, also);
      live++;
    }
  }

  /// How many searches stand.
  public synchronized int size() {
    return kept.live;
  }

  /// Lets a search stand.
  ///
  /// @param id from 1 on, of no other that stands or stood; low ones take less memory
  public synchronized void add(int id, Search search) {
    put(kept, id, search);
    extend();
  }

  /// Lets many stand at once, as when a process starts.
  public synchronized void addAll(Iterable<Map.Entry<Integer, Search>> searches) {
    searches.forEach(one -> put(kept, one.getKey(), one.getValue()));
    extend();
  }

  /// Lets one stand no more; nothing happens where none does.
  public synchronized void remove(int id) {
    Kept now = kept;
    if (now.start(id) <= 0) return;
    START.setRelease(now.starts, id, -1);
    now.live--;
    now.gone++;
    if (now.gone > GONE_FEW && now.gone > now.live / 4) kept = tidied(now);
  }

  private void put(Kept into, int id, Search search) {
    if (into.start(id) != 0) throw new IllegalArgumentException("there was a search " + id);
    int[] program = Program.of(search, atoms::add);
    into.put(id, program, Program.anchor(program, 0, atom -> cost(into, atom)));
  }

  /// About how many searches are looked at for an atom in all texts together.
  private double cost(Kept into, int atom) {
    return (1 + into.anchored.count(atom + 1)) * share(atoms.get(atom));
  }

  /// About how many of all texts have it. Languages and kinds are few; who asks for words or tags
  /// asks for what is rare.
  private static double share(Expression atom) {
    return switch (atom) {
      case Expression.In in ->
          switch (in.field()) {
            case KIND, LOCALE -> 1;
            case ORGANISATION, PERSON, ROLE, PLACE, TOPIC, FROM, TO -> .05;
          };
      case Expression.Prefix prefix -> prefix.text().length() < 4 ? .3 : .05;
      default -> .02;
    };
  }

  private void extend() {
    tongues.values().forEach(Tongue::extend);
  }

  private Tongue tongue(Analysis analysis) {
    Tongue known = tongues.get(analysis.key());
    if (known != null) return known;
    synchronized (this) {
      Tongue made = tongues.get(analysis.key());
      if (made != null) return made;
      made = new Tongue(analysis, atoms, terms);
      made.extend();
      tongues.put(analysis.key(), made);
      return made;
    }
  }

  private Kept tidied(Kept before) {
    var tidy = new Kept();
    int[] starts = before.starts;
    for (int id = 0; id < starts.length; id++) {
      int start = starts[id];
      if (start <= 0) continue;
      int[] block = before.blocks[start / BLOCK];
      int end = Program.end(block, start % BLOCK);
      int[] program = Arrays.copyOfRange(block, start % BLOCK, end);
      tidy.put(id, program, Program.anchor(program, 0, atom -> cost(tidy, atom)));
    }
    return tidy;
  }

  /// The ids of the searches that `now` answers to and none of `told` did, in order.
  ///
  /// @param told what subscribers were told of the page until now, and what it said since; empty
  ///   where all are to be told anew
  public int[] matches(Subject now, List<Subject> told) {
    Kept searches = kept;
    Tongue.Heard heard = tongue(now.analysis()).hear(now);
    var run = new Program.Run(heard);
    var found = new Found();
    look(searches, ANYWHERE, heard, run, found);
    for (int i = 0; i < heard.count(); i++) look(searches, heard.fired(i) + 1, heard, run, found);
    for (Subject before : told) {
      if (found.count == 0) break;
      var then = new Program.Run(tongue(before.analysis()).hear(before));
      found.keep(id -> !holds(searches, id, then));
    }
    return found.ordered();
  }

  private static void look(
      Kept searches, int anchor, Tongue.Heard heard, Program.Run run, Found found) {
    int[] pairs = searches.anchored.of(anchor);
    boolean sure = anchor != ANYWHERE && heard.isHeld(anchor - 1);
    for (int i = 1, count = Lists.countOf(pairs); i <= count; i += 2) {
      int id = pairs[i];
      int also = (pairs[i + 1] >> 1) - 1;
      if (also >= 0 && !heard.isFired(also)) continue;
      boolean whole = sure && (pairs[i + 1] & 1) != 0 && (also < 0 || heard.isHeld(also));
      // A search that is gone stays in its lists for a while.
      if (whole ? searches.start(id) > 0 : holds(searches, id, run)) found.add(id);
    }
  }

  private static boolean holds(Kept searches, int id, Program.Run run) {
    int start = searches.start(id);
    return start > 0 && run.holds(searches.blocks[start / BLOCK], start % BLOCK);
  }

  /// Ids, some of them more than once.
  private static final class Found {
    private int[] ids = new int[64];
    private int count;

    void add(int id) {
      if (count == ids.length) ids = Arrays.copyOf(ids, count * 2);
      ids[count++] = id;
    }

    void keep(java.util.function.IntPredicate which) {
      int kept = 0;
      for (int i = 0; i < count; i++) if (which.test(ids[i])) ids[kept++] = ids[i];
      count = kept;
    }

    int[] ordered() {
      Arrays.sort(ids, 0, count);
      int distinct = 0;
      for (int i = 0; i < count; i++) if (i == 0 || ids[i] != ids[i - 1]) ids[distinct++] = ids[i];
      return Arrays.copyOf(ids, distinct);
    }
  }
}
