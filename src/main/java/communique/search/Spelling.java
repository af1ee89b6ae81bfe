package communique.search;

import communique.search.Analysis.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/// Finds for a word that no text has the nearest one that some text has.
final class Spelling {
  private static final int LENGTH_MIN = 3;
  private static final int LENGTH_MAX = 40;
  private static final int WORDS_MAX = 6;
  private static final int TERMS_MAX = 2_000;

  private Spelling() {}

  /// The query as it was typed with unknown words replaced; empty where there is nothing better.
  static Optional<String> better(
      IndexReader reader, String typed, Expression expression, Collection<Analysis> analyses)
      throws IOException {
    String better = typed;
    var unknown = new ArrayList<String>();
    words(expression, unknown);
    int tried = 0;
    for (String word : unknown) {
      if (tried++ == WORDS_MAX) break;
      Optional<String> other = nearest(reader, word, analyses);
      if (other.isEmpty()) continue;
      better =
          Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
              .matcher(better)
              .replaceAll(Matcher.quoteReplacement(other.get()));
    }
    return better.equals(typed) ? Optional.empty() : Optional.of(better);
  }

  private static void words(Expression expression, List<String> words) {
    switch (expression) {
      case Expression.Word word -> words.add(word.text());
      case Expression.Phrase phrase -> words.addAll(List.of(phrase.text().split(" ")));
      case Expression.All all -> all.of().forEach(one -> words(one, words));
      case Expression.Any any -> any.of().forEach(one -> words(one, words));
      case Expression.Not not -> {}
      case Expression.Prefix prefix -> {}
      case Expression.In in -> {}
      case Expression.Everything everything -> {}
    }
  }

  private static Optional<String> nearest(
      IndexReader reader, String word, Collection<Analysis> analyses) throws IOException {
    int length = word.codePointCount(0, word.length());
    if (length < LENGTH_MIN || length > LENGTH_MAX) return Optional.empty();
    if (word.codePoints().anyMatch(Character::isIdeographic)) return Optional.empty();
    for (Analysis analysis : analyses)
      for (Token token : analysis.tokens(word))
        for (String term : token.terms())
          if (reader.docFreq(new Term(Documents.words(analysis.key(), true), term)) > 0)
            return Optional.empty();
    String best = "";
    Analysis of = null;
    int bestEdits = Integer.MAX_VALUE;
    int bestFrequency = 0;
    for (Analysis analysis : analyses) {
      Terms terms = MultiTerms.getTerms(reader, Documents.forms(analysis.key(), true));
      if (terms == null) continue;
      String form = analysis.folded(word);
      int edits = length <= 4 ? 1 : 2;
      var near = new FuzzyTermsEnum(terms, new Term("f", form), edits, 1, true);
      int seen = 0;
      while (near.next() != null && seen++ < TERMS_MAX) {
        String other = near.term().utf8ToString();
        int far = distance(form, other);
        int frequency = near.docFreq();
        if (far < bestEdits || (far == bestEdits && frequency > bestFrequency)) {
          best = other;
          of = analysis;
          bestEdits = far;
          bestFrequency = frequency;
        }
      }
    }
    return of == null ? Optional.empty() : Optional.of(written(reader, best, of));
  }

  /// The most frequent forms of words that begin so; common words are none.
  static List<String> beginning(IndexReader reader, String begins, Analysis analysis, int max)
      throws IOException {
    Terms terms = MultiTerms.getTerms(reader, Documents.forms(analysis.key(), true));
    if (terms == null) return List.of();
    record Form(String text, int count) {}
    var forms = new ArrayList<Form>();
    TermsEnum all = terms.iterator();
    var prefix = new BytesRef(begins);
    int seen = 0;
    if (all.seekCeil(prefix) != TermsEnum.SeekStatus.END)
      do {
        if (!StringHelper.startsWith(all.term(), prefix)) break;
        String form = all.term().utf8ToString();
        if (!analysis.isCommon(form)) forms.add(new Form(form, all.docFreq()));
      } while (all.next() != null && seen++ < TERMS_MAX);
    forms.sort(Comparator.comparingInt(Form::count).reversed().thenComparing(Form::text));
    var written = new LinkedHashSet<String>();
    for (Form form : forms) {
      if (written.size() == max) break;
      written.add(written(reader, form.text(), analysis));
    }
    return List.copyOf(written);
  }

  /// A form as a text has it, with the marks that are taken off for comparing: `élection`.
  private static String written(IndexReader reader, String form, Analysis analysis)
      throws IOException {
    String words = Documents.words(analysis.key(), true);
    for (LeafReaderContext leaf : reader.leaves()) {
      PostingsEnum having =
          leaf.reader().postings(new Term(Documents.forms(analysis.key(), true), form));
      Bits live = leaf.reader().getLiveDocs();
      int doc = having == null ? PostingsEnum.NO_MORE_DOCS : having.nextDoc();
      while (doc != PostingsEnum.NO_MORE_DOCS && live != null && !live.get(doc))
        doc = having.nextDoc();
      if (doc == PostingsEnum.NO_MORE_DOCS) continue;
      Document there = leaf.reader().storedFields().document(doc);
      String text =
          Words.shown(
              there.get(Documents.TITLE), there.get(Documents.SUMMARY), there.get(Documents.TEXT));
      for (Token token : analysis.tokens(form))
        for (String term : token.terms()) {
          PostingsEnum places = leaf.reader().postings(new Term(words, term), PostingsEnum.OFFSETS);
          if (places == null || places.advance(doc) != doc) continue;
          for (int i = places.freq(); i > 0; i--) {
            places.nextPosition();
            if (places.endOffset() > text.length()) break;
            String one = text.substring(places.startOffset(), places.endOffset());
            if (analysis.folded(one).equals(form))
              return one.toLowerCase(Locale.forLanguageTag(analysis.key()));
          }
        }
      break;
    }
    return form;
  }

  /// How many letters are put in, left out, replaced or exchanged with their neighbour.
  static int distance(String one, String other) {
    int[] a = one.codePoints().toArray();
    int[] b = other.codePoints().toArray();
    int[][] far = new int[a.length + 1][b.length + 1];
    for (int i = 0; i <= a.length; i++) far[i][0] = i;
    for (int j = 0; j <= b.length; j++) far[0][j] = j;
    for (int i = 1; i <= a.length; i++)
      for (int j = 1; j <= b.length; j++) {
        int same = a[i - 1] == b[j - 1] ? 0 : 1;
        int least = Math.min(Math.min(far[i - 1][j], far[i][j - 1]) + 1, far[i - 1][j - 1] + same);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          least = Math.min(least, far[i - 2][j - 2] + 1);
        far[i][j] = least;
      }
    return far[a.length][b.length];
  }
}
