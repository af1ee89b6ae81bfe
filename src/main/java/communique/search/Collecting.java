package communique.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Takes everything that answers to a search: counts announcements and what they can be narrowed
/// by, and keeps those that come first.
///
/// All versions of an announcement stand behind each other in the index, so those of them that
/// answer come one after the other. The one that suits the reader best stands for all.
final class Collecting extends SimpleCollector {
  /// How an answer stands among the others.
  ///
  /// @param doc in the index
  /// @param tie a number of its own, for where nothing else decides
  record Rank(int doc, boolean withdrawn, float score, long updated, long tie) {
    /// Whether it comes before another: what is not withdrawn, then what answers better, then what
    /// is newer.
    boolean before(Rank other) {
      if (withdrawn != other.withdrawn) return other.withdrawn;
      if (score != other.score) return score > other.score;
      if (updated != other.updated) return updated > other.updated;
      return tie < other.tie;
    }
  }

  private final String locale;
  private final boolean together;
  private final boolean scored;
  private final int anchor;
  private final List<Rank> all;
  private final int count;

  /// In order.
  private final List<Rank> first = new ArrayList<>();

  private int total;
  private final Map<String, Integer> counts = new HashMap<>();
  private @Nullable Rank anchored;

  private int base;
  private Scorable scorer =
      new Scorable() {
        @Override
        public float score() {
          return 0;
        }
      };
  private NumericDocValues groups = DocValues.emptyNumeric();
  private NumericDocValues ties = DocValues.emptyNumeric();
  private NumericDocValues updated = DocValues.emptyNumeric();
  private NumericDocValues withdrawn = DocValues.emptyNumeric();
  private SortedDocValues locales = DocValues.emptySorted();
  private SortedSetDocValues facets = DocValues.emptySortedSet();
  private int[] facetCounts = new int[0];
  private int[] localeCounts = new int[0];
  private int own = -1;

  private boolean open;
  private long group;
  private int best;
  private float bestScore;
  private boolean bestOwn;
  private long localesHere;

  /// @param count how many are kept
  /// @param locale whose versions suit the reader best
  /// @param together whether one stands for all versions of an announcement
  /// @param scored whether it matters how well they answer
  /// @param anchor the document that the kept ones come behind; -1 for the first ones
  Collecting(int count, String locale, boolean together, boolean scored, int anchor) {
    this.count = count;
    this.locale = locale;
    this.together = together;
    this.scored = scored;
    this.anchor = anchor;
    this.all = new ArrayList<>();
  }

  @Override
  public ScoreMode scoreMode() {
    return scored ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
  }

  @Override
  public void setScorer(Scorable scorer) {
    this.scorer = scorer;
  }

  @Override
  protected void doSetNextReader(LeafReaderContext context) throws IOException {
    finishLeaf();
    base = context.docBase;
    groups = DocValues.getNumeric(context.reader(), Documents.GROUP);
    ties = DocValues.getNumeric(context.reader(), Documents.TIE);
    updated = DocValues.getNumeric(context.reader(), Documents.UPDATED);
    withdrawn = DocValues.getNumeric(context.reader(), Documents.WITHDRAWN);
    locales = DocValues.getSorted(context.reader(), Documents.LOCALE);
    facets = DocValues.getSortedSet(context.reader(), Documents.FACETS);
    facetCounts = new int[Math.toIntExact(facets.getValueCount())];
    localeCounts = new int[locales.getValueCount()];
    own = locales.lookupTerm(new BytesRef(locale));
  }

  @Override
  public void collect(int doc) throws IOException {
    groups.advanceExact(doc);
    long here = groups.longValue();
    locales.advanceExact(doc);
    int in = locales.ordValue();
    boolean suits = in == own;
    float score = scored ? scorer.score() : 0;
    if (!open || here != group || !together) {
      close();
      open = true;
      group = here;
      best = doc;
      bestScore = score;
      bestOwn = suits;
      localesHere = 0;
    } else if (suits != bestOwn ? suits : score > bestScore) {
      best = doc;
      bestScore = score;
      bestOwn = suits;
    }
    if (in >= Long.SIZE) localeCounts[in]++;
    else localesHere |= 1L << in;
  }

  /// Takes the announcement that was met last.
  private void close() throws IOException {
    if (!open) return;
    open = false;
    total++;
    for (long bits = localesHere; bits != 0; bits &= bits - 1)
      localeCounts[Long.numberOfTrailingZeros(bits)]++;
    if (facets.advanceExact(best))
      for (int i = facets.docValueCount(); i > 0; i--) facetCounts[(int) facets.nextOrd()]++;
    withdrawn.advanceExact(best);
    boolean out = withdrawn.longValue() == 1;
    updated.advanceExact(best);
    long at = updated.longValue();
    if (anchor < 0 && first.size() == count && !mayKeep(out, bestScore, at)) return;
    ties.advanceExact(best);
    var rank = new Rank(base + best, out, bestScore, at, ties.longValue());
    if (base + best == anchor) anchored = rank;
    if (anchor < 0) keep(rank);
    else all.add(rank);
  }

  private boolean mayKeep(boolean out, float score, long at) {
    if (first.isEmpty()) return false;
    Rank last = first.getLast();
    if (out != last.withdrawn()) return last.withdrawn();
    if (score != last.score()) return score > last.score();
    return at >= last.updated();
  }

  /// Few are kept, so a list in order is as quick as a heap.
  private void keep(Rank rank) {
    if (first.size() == count) {
      if (first.isEmpty() || !rank.before(first.getLast())) return;
      first.removeLast();
    }
    int at = first.size();
    while (at > 0 && rank.before(first.get(at - 1))) at--;
    first.add(at, rank);
  }

  private void finishLeaf() throws IOException {
    close();
    for (int ord = 0; ord < facetCounts.length; ord++)
      if (facetCounts[ord] > 0)
        counts.merge(facets.lookupOrd(ord).utf8ToString(), facetCounts[ord], Integer::sum);
    for (int ord = 0; ord < localeCounts.length; ord++)
      if (localeCounts[ord] > 0)
        counts.merge(
            Documents.facet(Field.LOCALE, locales.lookupOrd(ord).utf8ToString()),
            localeCounts[ord],
            Integer::sum);
    facetCounts = new int[0];
    localeCounts = new int[0];
  }

  /// Ends the counting.
  ///
  /// @param place where the kept ones begin, as it was when the anchor was shown; null for the
  ///   first ones. Of the anchor only its score counts as it is now: that is of the same time as
  ///   the others' scores, while an anchor that was withdrawn or updated since stands elsewhere
  ///   itself.
  Result finish(@Nullable Rank place) throws IOException {
    finishLeaf();
    Rank from =
        place == null || anchored == null
            ? place
            : new Rank(place.doc, place.withdrawn, anchored.score, place.updated, place.tie);
    for (Rank rank : all) if (from == null || from.before(rank)) keep(rank);
    return new Result(total, List.copyOf(first), counts);
  }

  /// What was found.
  ///
  /// @param counts how many announcements have a facet, by [Documents#facet]
  record Result(int total, List<Rank> first, Map<String, Integer> counts) {}
}
