package communique.search;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// Cuts long Chinese words into the words that they are made of: the dictionary knows `外交部长` as
/// one, and who types `部长` looks for it too. A part is a word of two characters or three that the
/// dictionary knows.
final class Halves extends TokenFilter {
  private static final int WHOLE_MAX = 3;
  private static final int LONG_MAX = 16;
  private static final int KNOWN_MAX = 20_000;
  private static final Map<String, List<String>> KNOWN = new ConcurrentHashMap<>();

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
  private final Tokenizer dictionary = new HMMChineseTokenizer();
  private final CharTermAttribute word = dictionary.addAttribute(CharTermAttribute.class);
  private List<String> parts = List.of();
  private int next;
  private int start;

  Halves(TokenStream in) {
    super(in);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (next == parts.size()) {
      if (!input.incrementToken()) return false;
      if (term.length() <= WHOLE_MAX || !Character.isIdeographic(term.charAt(0))) return true;
      parts = parts(term.toString());
      next = 0;
      start = offset.startOffset();
    }
    String part = parts.get(next++);
    term.setEmpty().append(part);
    offset.setOffset(start, start + part.length());
    start += part.length();
    return true;
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    parts = List.of();
    next = 0;
  }

  private List<String> parts(String whole) throws IOException {
    List<String> known = KNOWN.get(whole);
    if (known != null) return known;
    var made = new ArrayList<String>();
    List<String> all =
        whole.length() <= LONG_MAX && cut(whole, 0, made) ? List.copyOf(made) : List.of(whole);
    if (KNOWN.size() > KNOWN_MAX) KNOWN.clear();
    KNOWN.put(whole, all);
    return all;
  }

  /// Cuts the rest from `at` into words; false where it is made of none.
  private boolean cut(String whole, int at, List<String> made) throws IOException {
    if (at == whole.length()) return true;
    for (int length = 2; length <= WHOLE_MAX && at + length <= whole.length(); length++) {
      String part = whole.substring(at, at + length);
      if (!isWord(part)) continue;
      made.add(part);
      if (cut(whole, at + length, made)) return true;
      made.removeLast();
    }
    return false;
  }

  private boolean isWord(String part) throws IOException {
    dictionary.setReader(new StringReader(part));
    dictionary.reset();
    boolean whole = dictionary.incrementToken() && word.length() == part.length();
    while (dictionary.incrementToken()) whole = false;
    dictionary.end();
    dictionary.close();
    return whole;
  }
}
