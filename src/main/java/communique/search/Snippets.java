package communique.search;

import communique.search.Analysis.Token;
import communique.search.Found.Piece;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/// Shows where the words of a search stand in a text: marked in the title, and in the stretch that
/// has most of them.
final class Snippets {
  private static final int LENGTH = 230;
  private static final int LENGTH_UNSPACED = 100;
  private static final int MARKS_MAX = 400;
  private static final int NAMED_MAX = 3;
  private static final String ENDS = ".!?。！？؟۔…\n";

  private Snippets() {}

  /// Where a word stands.
  ///
  /// @param word which of the searched ones it is
  record Mark(int start, int end, int word) {}

  /// @param title with its words marked
  /// @param snippet a stretch of the rest, or the summary where no word stands in either
  /// @param named names that have a word which the text has not
  record Shown(List<Piece> title, List<Piece> snippet, List<List<Piece>> named) {}

  /// The words that an answer may have been found by.
  static List<Sought> wanted(Sought sought) {
    var wanted = new ArrayList<Sought>();
    collect(sought, wanted);
    return wanted;
  }

  private static void collect(Sought sought, List<Sought> wanted) {
    switch (sought) {
      case Sought.Terms terms -> wanted.add(terms);
      case Sought.Run run -> {
        for (Set<String> one : run.terms()) wanted.add(new Sought.Terms(one, false));
      }
      case Sought.Begins begins -> wanted.add(begins);
      case Sought.All all -> all.of().forEach(one -> collect(one, wanted));
      case Sought.Any any -> any.of().forEach(one -> collect(one, wanted));
      case Sought.Not not -> {}
      case Sought.Has has -> {}
      case Sought.Everything everything -> {}
    }
  }

  /// The places of wanted words in one document, in order.
  ///
  /// @param doc in the leaf
  /// @param text that the places are in
  static List<Mark> marks(
      LeafReaderContext leaf,
      int doc,
      List<Sought> wanted,
      Analysis analysis,
      boolean newest,
      String text)
      throws IOException {
    var marks = new ArrayList<Mark>();
    Terms terms = leaf.reader().terms(Documents.words(analysis.key(), newest));
    if (terms == null) return marks;
    TermsEnum all = terms.iterator();
    for (int i = 0; i < wanted.size() && marks.size() < MARKS_MAX; i++)
      switch (wanted.get(i)) {
        case Sought.Terms some -> {
          for (String term : some.anyOf())
            if (all.seekExact(new BytesRef(term)))
              add(marks, all.postings(null, PostingsEnum.OFFSETS), doc, i, text.length());
        }
        case Sought.Begins begins -> {
          for (Token token : analysis.tokens(text))
            if (marks.size() < MARKS_MAX && begins(token, begins.form(), analysis))
              marks.add(new Mark(token.start(), token.end(), i));
        }
        default -> {}
      }
    marks.sort(
        Comparator.comparingInt(Mark::start)
            .thenComparing(Comparator.comparingInt(Mark::end).reversed()));
    return marks;
  }

  private static boolean begins(Token token, String with, Analysis analysis) {
    return analysis.beginnings(token.form()).stream().anyMatch(one -> one.startsWith(with));
  }

  private static void add(List<Mark> marks, PostingsEnum postings, int doc, int word, int length)
      throws IOException {
    if (postings.advance(doc) != doc) return;
    for (int i = postings.freq(); i > 0 && marks.size() < MARKS_MAX; i--) {
      postings.nextPosition();
      if (postings.endOffset() <= length && postings.startOffset() < postings.endOffset())
        marks.add(new Mark(postings.startOffset(), postings.endOffset(), word));
    }
  }

  /// @param names of tags, one a line
  static Shown shown(String title, String summary, String text, String names, List<Mark> marks) {
    String whole = Words.shown(title, summary, text);
    int body = title.length() + 1;
    List<Piece> marked = pieces(whole, 0, title.length(), marks);
    List<Mark> rest =
        marks.stream()
            .filter(mark -> mark.start() >= body && mark.end() <= whole.length())
            .toList();
    List<List<Piece>> named = named(names, whole.length() + 1, marks);
    int summaryEnd = body + summary.length();
    if (rest.isEmpty())
      return new Shown(marked, pieces(whole, body, cut(whole, body, summaryEnd), rest), named);
    int max = isUnspaced(whole, rest.getFirst()) ? LENGTH_UNSPACED : LENGTH;
    int first = best(rest, max);
    int from = begin(whole, rest.get(first).start(), body, max);
    int end = Math.min(whole.length(), from + max);
    end = end(whole, from, end, rest.get(first).end());
    var snippet = new ArrayList<Piece>();
    if (from > body && !startsSentence(whole, from)) snippet.add(new Piece("… ", false));
    snippet.addAll(pieces(whole, from, end, rest));
    if (end < whole.length() && ENDS.indexOf(whole.charAt(end - 1)) < 0)
      snippet.add(new Piece(" …", false));
    return new Shown(marked, snippet, named);
  }

  /// @param at where the names begin in the text
  private static List<List<Piece>> named(String names, int at, List<Mark> marks) {
    Set<Integer> there = new TreeSet<>();
    for (Mark mark : marks) if (mark.end() < at) there.add(mark.word());
    var named = new ArrayList<List<Piece>>();
    int from = 0;
    for (String name : names.split("\n", -1)) {
      int start = at + from;
      List<Mark> here =
          marks.stream()
              .filter(mark -> mark.start() >= start && mark.end() <= start + name.length())
              .map(mark -> new Mark(mark.start() - start, mark.end() - start, mark.word()))
              .toList();
      if (named.size() < NAMED_MAX && here.stream().anyMatch(mark -> there.add(mark.word())))
        named.add(pieces(name, 0, name.length(), here));
      from += name.length() + 1;
    }
    return named;
  }

  /// Which mark begins the stretch with most different words, then most words.
  private static int best(List<Mark> marks, int max) {
    int best = 0;
    int bestWords = 0;
    for (int i = 0; i < marks.size(); i++) {
      var words = new TreeSet<Integer>();
      int count = 0;
      for (int j = i;
          j < marks.size() && marks.get(j).end() - marks.get(i).start() <= max * 2 / 3;
          j++) {
        words.add(marks.get(j).word());
        count++;
      }
      int worth = words.size() * 1_000 + Math.min(count, 10);
      if (worth > bestWords) {
        bestWords = worth;
        best = i;
      }
    }
    return best;
  }

  /// Back to where the sentence begins, or a few words.
  private static int begin(String text, int at, int body, int max) {
    int least = Math.max(body, at - max / 2);
    for (int i = at - 1; i >= least; i--) if (startsSentence(text, i)) return i;
    if (least == body) return body;
    int near = Math.max(body, at - max / 4);
    for (int i = near; i < at; i++) if (text.charAt(i) == ' ') return i + 1;
    return Character.isLowSurrogate(text.charAt(near)) ? near - 1 : near;
  }

  private static boolean startsSentence(String text, int at) {
    if (at == 0) return true;
    char before = text.charAt(at - 1);
    if (before == '\n') return true;
    if ("。！？".indexOf(before) >= 0) return true;
    return before == ' ' && at > 1 && ENDS.indexOf(text.charAt(at - 2)) >= 0;
  }

  private static int end(String text, int from, int end, int least) {
    if (end >= text.length()) return text.length();
    for (int i = end; i > Math.max(least, from + (end - from) * 2 / 3); i--)
      if (ENDS.indexOf(text.charAt(i - 1)) >= 0) return i;
    for (int i = end; i > least; i--) if (text.charAt(i) == ' ' || text.charAt(i) == '\n') return i;
    int cut = Math.max(end, least);
    return cut < text.length() && Character.isLowSurrogate(text.charAt(cut)) ? cut + 1 : cut;
  }

  private static int cut(String text, int from, int end) {
    return end - from <= LENGTH * 2 ? end : end(text, from, from + LENGTH * 2, from);
  }

  private static List<Piece> pieces(String text, int from, int end, List<Mark> marks) {
    var pieces = new ArrayList<Piece>();
    int at = from;
    for (Mark mark : marks) {
      if (mark.start() < at || mark.end() > end) continue;
      if (mark.start() > at) pieces.add(new Piece(clean(text.substring(at, mark.start())), false));
      pieces.add(new Piece(text.substring(mark.start(), mark.end()), true));
      at = mark.end();
    }
    if (at < end) pieces.add(new Piece(clean(text.substring(at, end)), false));
    return pieces;
  }

  private static String clean(String text) {
    // Cells of a table stand apart by bars in plain text.
    return text.replaceAll("\\s*\\|\\s*|\\s+", " ");
  }

  private static boolean isUnspaced(String text, Mark mark) {
    return Character.isIdeographic(text.codePointAt(mark.start()))
        || switch (Character.UnicodeScript.of(text.codePointAt(mark.start()))) {
          case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
          default -> false;
        };
  }
}
