package communique.search;

import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.jspecify.annotations.Nullable;

/// How text in one language is cut into words, and its words reduced to what their forms have in
/// common. An announcement and a search are read by the same one, so that they meet.
///
/// Locales whose texts are read alike share one: `en-GB` and `en`. Large dictionaries are loaded
/// when a text is first read. It is safe for any number of threads.
public final class Analysis {
  private static final Map<String, Analysis> KNOWN = new ConcurrentHashMap<>();

  /// A word longer than this is no word; it is cut.
  private static final int WORD_MAX = 100;

  private static final int IDLE_MAX = 8;

  /// Languages of which whole sentences are weighed to find their words.
  private static final Set<String> OF_SENTENCES = Set.of("ja", "ko");

  private static final int OPINIONS_MAX = 50_000;

  private final String key;
  private final Chains.Manner manner;
  private final Set<String> common;

  private final Idle idle;
  private final @Nullable Idle second;

  /// What the second opinion says of forms that were met.
  private final Map<String, List<String>> opinions = new ConcurrentHashMap<>();

  private Analysis(String key, String language, boolean traditional) {
    this.key = key;
    this.manner = Chains.of(language, traditional);
    this.idle = new Idle(manner.chain());
    this.second = manner.second() == null ? null : new Idle(manner.second().chain());
    this.common = manner.common().stream().map(this::folded).collect(Collectors.toSet());
  }

  /// A word of a text.
  ///
  /// @param form as it stands there, in one case and without marks: `ministers`
  /// @param terms what all of its forms have in common, one of which is enough: `minist`; never
  ///   empty
  /// @param start where it begins in the text, in UTF-16 code units
  /// @param end where it ends
  /// @param position among the words; what counts is whether two stand beside each other
  public record Token(String form, List<String> terms, int start, int end, int position) {}

  /// The analysis of texts in `locale`.
  public static Analysis of(Locale locale) {
    ULocale likely = ULocale.addLikelySubtags(ULocale.forLocale(locale));
    boolean traditional = likely.getLanguage().equals("zh") && likely.getScript().equals("Hant");
    String language = likely.getLanguage();
    return KNOWN.computeIfAbsent(
        traditional ? "zh-Hant" : language, key -> new Analysis(key, language, traditional));
  }

  /// What tells it from the others: `en`, `zh-Hant`.
  public String key() {
    return key;
  }

  /// The words of a text in their order. A text of any length and any characters can be read.
  public List<Token> tokens(String text) {
    var tokens = new ArrayList<Token>();
    Chain chain = idle.take();
    chain.read(
        text,
        (form, term, start, end, position) -> {
          String one = folded(form);
          if (one.codePoints().noneMatch(Character::isLetterOrDigit)) return;
          tokens.add(new Token(one, terms(one, form, folded(term)), start, end, position));
        });
    // A chain that broke is not used again.
    idle.give(chain);
    return tokens;
  }

  private List<String> terms(String folded, String form, String term) {
    if (manner.terms() != null) return manner.terms().apply(folded);
    if (second == null) return List.of(term);
    if (opinions.size() > OPINIONS_MAX) opinions.clear();
    return opinions.computeIfAbsent(form, key -> opinions(key, term));
  }

  private List<String> opinions(String form, String term) {
    String shape = Objects.requireNonNull(manner.second()).shape().apply(form);
    if (shape.isEmpty() || second == null) return List.of(term);
    var terms = new ArrayList<String>(List.of(term));
    Chain chain = second.take();
    chain.read(
        shape,
        (again, other, start, end, position) -> {
          String folded = folded(other);
          if (!terms.contains(folded) && !isUndoubled(term, folded)) terms.add(folded);
        });
    second.give(chain);
    return List.copyOf(terms);
  }

  /// Whether a stemmer only took one of two like letters, which tell words apart: `poisson`.
  private static boolean isUndoubled(String term, String other) {
    if (other.length() >= term.length()) return false;
    var once = new StringBuilder();
    for (int i = 0; i < term.length(); i++)
      if (i == 0 || term.charAt(i) != term.charAt(i - 1)) once.append(term.charAt(i));
    return once.length() < term.length() && once.toString().equals(other);
  }

  /// What a word begins with for those who type its beginning: itself, and in some languages what
  /// it is without something that is written together with it, or changed by what stands before.
  ///
  /// @param form of a [Token]
  public List<String> beginnings(String form) {
    return manner.beginnings() == null ? List.of(form) : manner.beginnings().apply(form);
  }

  /// Whether words of letters with a space between them are read each for itself, so that what is
  /// known of one holds wherever it stands. Where it does not, what stands beside a word decides
  /// where it is cut.
  public boolean readsEachWord() {
    return !OF_SENTENCES.contains(key);
  }

  /// Whether words have other beginnings than that of their form.
  boolean hasBeginnings() {
    return manner.beginnings() != null;
  }

  /// The form that a beginning of a word is compared in.
  public String folded(String word) {
    String cut = word.length() > WORD_MAX ? word.substring(0, WORD_MAX) : word;
    if (isPlain(cut)) return cut;
    String cased = com.ibm.icu.text.Normalizer2.getNFKCCasefoldInstance().normalize(cut);
    return manner.folds() ? withoutStrokes(ICUFoldingFilter.NORMALIZER.normalize(cased)) : cased;
  }

  /// Whether nearly every text has this form of a word, so that it tells nothing: `the`.
  public boolean isCommon(String form) {
    return common.contains(form);
  }

  /// Letters whose strokes are no marks to Unicode: `Sjøbris` is typed `Sjobris` elsewhere.
  private static String withoutStrokes(String word) {
    if (isPlain(word)) return word;
    char[] in = word.toCharArray();
    char[] out = new char[4 * in.length];
    int length = ASCIIFoldingFilter.foldToASCII(in, 0, out, 0, in.length);
    return new String(out, 0, length);
  }

  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) return false;
    }
    return true;
  }

  @Override
  public String toString() {
    return key;
  }

  /// Chains that nobody reads with at the moment.
  private static final class Idle {
    private final Supplier<Chain> maker;
    private final ConcurrentLinkedQueue<Chain> chains = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    Idle(Supplier<Chain> maker) {
      this.maker = maker;
    }

    Chain take() {
      Chain chain = chains.poll();
      if (chain == null) return maker.get();
      count.decrementAndGet();
      return chain;
    }

    void give(Chain chain) {
      if (count.incrementAndGet() <= IDLE_MAX) chains.add(chain);
      else count.decrementAndGet();
    }
  }
}
