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
    if (of == null) return Optional.empty();
    var form = new Form(Documents.forms(of.key(), true), best, bestFrequency);
    return Optional.of(written(reader, form, of).orElse(best));
  }

  /// The most frequent forms of words that begin so; common words are none.
  static List<String> beginning(IndexReader reader, String begins, Analysis analysis, int max)
      throws IOException {
    String key = analysis.key();
    var forms = new ArrayList<Form>();
    add(forms, reader, Documents.forms(key, true), begins, analysis);
    if (analysis.hasBeginnings())
      add(forms, reader, Documents.beginnings(key, true), begins, analysis);
    forms.sort(Comparator.comparingInt(Form::count).reversed().thenComparing(Form::text));
    var written = new LinkedHashSet<String>();
    int tried = 0;
    for (Form form : forms) {
      if (written.size() == max || tried++ > 4 * max) break;
      Optional<String> word = written(reader, form, analysis);
      if (word.isPresent()) written.add(word.get());
      else if (form.field().equals(Documents.forms(key, true))) written.add(form.text());
    }
    return List.copyOf(written);
  }

  /// What a word begins with, in the field that it was met in.
  private record Form(String field, String text, int count) {}

  private static void add(
      List<Form> forms, IndexReader reader, String field, String begins, Analysis analysis)
      throws IOException {
    Terms terms = MultiTerms.getTerms(reader, field);
    if (terms == null) return;
    TermsEnum all = terms.iterator();
    var prefix = new BytesRef(begins);
    int seen = 0;
    if (all.seekCeil(prefix) == TermsEnum.SeekStatus.END) return;
    do {
      if (!StringHelper.startsWith(all.term(), prefix)) break;
      String form = all.term().utf8ToString();
      if (!analysis.isCommon(form)) forms.add(new Form(field, form, all.docFreq()));
    } while (all.next() != null && seen++ < TERMS_MAX);
  }

  /// A form as a text has it, with the marks that are taken off for comparing: `élection`; empty
  /// where the first text that has it has it in no such way.
  private static Optional<String> written(IndexReader reader, Form form, Analysis analysis)
      throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      PostingsEnum having = leaf.reader().postings(new Term(form.field(), form.text()));
      Bits live = leaf.reader().getLiveDocs();
      int doc = having == null ? PostingsEnum.NO_MORE_DOCS : having.nextDoc();
      while (doc != PostingsEnum.NO_MORE_DOCS && live != null && !live.get(doc))
        doc = having.nextDoc();
      if (doc != PostingsEnum.NO_MORE_DOCS) return written(leaf, doc, form.text(), analysis);
    }
    return Optional.empty();
  }

  private static Optional<String> written(
      LeafReaderContext leaf, int doc, String form, Analysis analysis) throws IOException {
    Document there = leaf.reader().storedFields().document(doc);
    String text =
        Words.shown(
            there.get(Documents.TITLE), there.get(Documents.SUMMARY), there.get(Documents.TEXT));
    String words = Documents.words(analysis.key(), true);
    for (Token token : analysis.tokens(form))
      for (String term : token.terms()) {
        PostingsEnum places = leaf.reader().postings(new Term(words, term), PostingsEnum.OFFSETS);
        if (places == null || places.advance(doc) != doc) continue;
        for (int i = places.freq(); i > 0; i--) {
          places.nextPosition();
          if (places.endOffset() > text.length()) break;
          String one = text.substring(places.startOffset(), places.endOffset());
          Optional<String> word = ending(one, form, analysis);
          if (word.isPresent())
            return word.map(w -> w.toLowerCase(Locale.forLanguageTag(analysis.key())));
        }
      }
    return Optional.empty();
  }

  /// The word that a form is of, without what is written together with it; empty where it is of
  /// another.
  private static Optional<String> ending(String word, String form, Analysis analysis) {
    String folded = analysis.folded(word);
    if (folded.equals(form)) return Optional.of(word);
    if (folded.length() != word.length()
        || !folded.endsWith(form)
        || !analysis.beginnings(folded).contains(form)) return Optional.empty();
    return Optional.of(word.substring(folded.length() - form.length()));
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
