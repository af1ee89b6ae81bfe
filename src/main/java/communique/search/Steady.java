package communique.search;

import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/// How well a text answers, by how rare its words are and how long it is (BM25), counted in steps:
/// one announcement more or less leaves the answers to a search in their order, so that somebody
/// who goes from page to page meanwhile sees each once.
final class Steady extends BM25Similarity {
  static final Similarity SIMILARITY = new Steady();

  /// So many steps to twice as much.
  private static final int STEPS = 6;

  private Steady() {}

  @Override
  protected float idf(long docFreq, long docCount) {
    double having = step((double) docFreq);
    double all = Math.max(having, step((double) docCount));
    return (float) Math.log(1 + (all - having + 0.5) / (having + 0.5));
  }

  @Override
  protected float avgFieldLength(CollectionStatistics statistics) {
    return (float) step(super.avgFieldLength(statistics));
  }

  /// The nearest step.
  private static double step(double count) {
    if (count <= 0) return 0;
    double doubled = Math.log(count) / Math.log(2);
    return Math.pow(2, Math.rint(STEPS * doubled) / STEPS);
  }
}
