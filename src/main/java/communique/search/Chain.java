package communique.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.Attribute;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;
import org.jspecify.annotations.Nullable;

/// One way of reading text, set up: a tokenizer and filters of Lucene's. For one thread at a time.
final class Chain {
  private final Tokenizer source;
  private final TokenStream end;
  private final CharTermAttribute term;
  private final Form form;
  private final OffsetAttribute offset;
  private final PositionIncrementAttribute increment;
  private @Nullable Chain other;

  /// @param source where it begins
  /// @param end where it ends; a [Shaped] stands between them
  Chain(Tokenizer source, TokenStream end) {
    this.source = source;
    this.end = end;
    this.term = end.getAttribute(CharTermAttribute.class);
    this.form = (Form) end.getAttribute(FormAttribute.class);
    this.offset = end.getAttribute(OffsetAttribute.class);
    this.increment = end.getAttribute(PositionIncrementAttribute.class);
  }

  /// Takes what was read, word by word.
  interface Taker {
    /// @param form the word as it stands there, in one case
    /// @param term what all forms of it have in common
    /// @param start where it begins in the text
    /// @param end where it ends
    /// @param position of the word among the others
    void take(String form, String term, int start, int end, int position);
  }

  /// Words that are written in letters, and not in characters of Chinese.
  private static final Pattern LETTERS =
      Pattern.compile("[\\p{L}&&[^\\p{IsHan}]][\\p{L}\\p{M}\\p{N}\\p{Cf}'’._ -&&[^\\p{IsHan}]]*+");

  /// The same with words in letters read by another.
  Chain beside(Chain reader) {
    other = reader;
    return this;
  }

  void read(String text, Taker taker) {
    if (other == null) {
      read(text, 0, -1, taker);
      return;
    }
    Matcher letters = LETTERS.matcher(text);
    int at = 0;
    int last = -1;
    while (letters.find()) {
      last = read(text.substring(at, letters.start()), at, last, taker);
      last = other.read(letters.group(), letters.start(), last, taker);
      at = letters.end();
    }
    read(text.substring(at), at, last, taker);
  }

  /// @param at where `text` begins in the whole
  /// @param last the position of the word before it
  /// @return that of its own last word
  private int read(String text, int at, int last, Taker taker) {
    if (text.isBlank()) return last;
    try {
      source.setReader(new StringReader(text));
      end.reset();
      int position = last;
      while (end.incrementToken()) {
        position += increment.getPositionIncrement();
        taker.take(
            form.text,
            term.toString(),
            at + offset.startOffset(),
            at + offset.endOffset(),
            position);
      }
      end.end();
      end.close();
      return position;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The word as it stands in the text, kept while filters reduce it to its stem.
  interface FormAttribute extends Attribute {}

  /// What [FormAttribute] says.
  static final class Form extends AttributeImpl implements FormAttribute {
    private String text = "";

    @Override
    public void clear() {
      text = "";
    }

    @Override
    public void reflectWith(AttributeReflector reflector) {
      reflector.reflect(FormAttribute.class, "text", text);
    }

    @Override
    public void copyTo(AttributeImpl target) {
      ((Form) target).text = text;
    }
  }

  /// Keeps the word as it stands here, and lets no stemmer touch a number.
  static final class Shaped extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final KeywordAttribute keyword = addAttribute(KeywordAttribute.class);
    private final Form form = new Form();

    Shaped(TokenStream input) {
      super(input);
      addAttributeImpl(form);
    }

    @Override
    public boolean incrementToken() throws IOException {
      if (!input.incrementToken()) return false;
      form.text = term.toString();
      if (!form.text.isEmpty() && Character.isDigit(form.text.charAt(0))) keyword.setKeyword(true);
      return true;
    }
  }
}
