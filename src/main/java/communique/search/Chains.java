package communique.search;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import morfologik.stemming.Dictionary;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianStemFilter;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.bn.BengaliNormalizationFilter;
import org.apache.lucene.analysis.bn.BengaliStemFilter;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniNormalizationFilter;
import org.apache.lucene.analysis.ckb.SoraniStemFilter;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.cz.CzechStemFilter;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.el.GreekStemFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fa.PersianStemFilter;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.gl.GalicianStemFilter;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hu.HungarianLightStemFilter;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.icu.ICUNormalizer2Filter;
import org.apache.lucene.analysis.icu.ICUTransformFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianStemFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.ja.JapaneseBaseFormFilter;
import org.apache.lucene.analysis.ja.JapaneseKatakanaStemFilter;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.ko.KoreanPartOfSpeechStopFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.morfologik.MorfologikFilter;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.no.NorwegianLightStemFilter;
import org.apache.lucene.analysis.pl.PolishAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ro.RomanianNormalizationFilter;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianNormalizationFilter;
import org.apache.lucene.analysis.stempel.StempelFilter;
import org.apache.lucene.analysis.stempel.StempelStemmer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.te.TeluguNormalizationFilter;
import org.apache.lucene.analysis.te.TeluguStemFilter;
import org.apache.lucene.analysis.tr.ApostropheFilter;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.apache.lucene.analysis.uk.UkrainianMorfologikAnalyzer;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArmenianStemmer;
import org.tartarus.snowball.ext.BasqueStemmer;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.EstonianStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.IrishStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.LithuanianStemmer;
import org.tartarus.snowball.ext.NepaliStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SerbianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TamilStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;
import org.tartarus.snowball.ext.YiddishStemmer;

/// How Lucene reads the words of each language. A language that is not here is cut into words by
/// Unicode's rules and folded, and no more.
final class Chains {
  private Chains() {}

  /// How one language is read.
  ///
  /// @param chain makes what reads it
  /// @param folds whether marks on letters make no difference in it
  /// @param common words that nearly every text has, as they stand in it
  /// @param second another opinion on what the forms of a word have in common; null for none
  /// @param terms what the forms of a folded word have in common, instead of what `chain` says;
  ///   null for that
  /// @param beginnings what a folded word begins with for who types its beginning, itself first;
  ///   null for itself alone
  record Manner(
      Supplier<Chain> chain,
      boolean folds,
      Set<String> common,
      @Nullable Second second,
      @Nullable Function<String, List<String>> terms,
      @Nullable Function<String, List<String>> beginnings) {
    Manner(Supplier<Chain> chain, boolean folds, Set<String> common) {
      this(chain, folds, common, null, null, null);
    }

    Manner second(UnaryOperator<String> shape, Filters filters) {
      return new Manner(
          chain, folds, common, new Second(() -> icu(filters), shape), terms, beginnings);
    }

    Manner second(Filters filters) {
      return second(UnaryOperator.identity(), filters);
    }

    Manner terms(Function<String, List<String>> own) {
      return new Manner(chain, folds, common, second, own, beginnings);
    }

    Manner beginnings(Function<String, List<String>> own) {
      return new Manner(chain, folds, common, second, terms, own);
    }
  }

  /// Another opinion, as every stemmer is wrong about some words: it takes an ending that is a part
  /// of the word. Two forms are of one word where the opinions on them have something in common.
  ///
  /// @param chain makes what reads a word
  /// @param shape what is read instead of a word; empty where there is no other opinion on it
  record Second(Supplier<Chain> chain, UnaryOperator<String> shape) {}

  /// The manner of a language, by its code of ISO 639.
  ///
  /// @param traditional whether it is Chinese in traditional characters
  static Manner of(String language, boolean traditional) {
    return switch (language) {
      case "ar" ->
          by(
                  in -> new ArabicStemFilter(new ArabicNormalizationFilter(in)),
                  ArabicAnalyzer.getDefaultStopSet())
              .second(
                  Arabic::otherwise, in -> new ArabicStemFilter(new ArabicNormalizationFilter(in)))
              .beginnings(Arabic::beginnings);
      case "bg" -> by(BulgarianStemFilter::new, BulgarianAnalyzer.getDefaultStopSet());
      case "bn" ->
          by(
              in ->
                  new BengaliStemFilter(
                      new BengaliNormalizationFilter(new IndicNormalizationFilter(in))),
              BengaliAnalyzer.getDefaultStopSet());
      case "ca" ->
          by(elided(CATALAN, CatalanStemmer::new), CatalanAnalyzer.getDefaultStopSet())
              .beginnings(Chains::behindArticle);
      case "ckb" ->
          by(
              in -> new SoraniStemFilter(new SoraniNormalizationFilter(in)),
              SoraniAnalyzer.getDefaultStopSet());
      case "cs" -> by(CzechStemFilter::new, CzechAnalyzer.getDefaultStopSet());
      case "cy" ->
          new Manner(() -> icu(in -> in), true, Welsh.COMMON)
              .terms(Welsh::terms)
              .beginnings(Welsh::radicals);
      case "da" -> by(stem(DanishStemmer::new), DanishAnalyzer.getDefaultStopSet());
      case "de" ->
          by(
              in -> new SnowballFilter(new GermanNormalizationFilter(in), new GermanStemmer()),
              GermanAnalyzer.getDefaultStopSet());
      case "el" ->
          by(
              in -> new GreekStemFilter(new GreekLowerCaseFilter(in)),
              GreekAnalyzer.getDefaultStopSet());
      case "en" -> by(Chains::english, english()).second(Irregular::english, Chains::english);
      case "es" ->
          by(stem(SpanishStemmer::new), SpanishAnalyzer.getDefaultStopSet())
              .second(SpanishLightStemFilter::new);
      case "et" -> by(stem(EstonianStemmer::new), EstonianAnalyzer.getDefaultStopSet());
      case "eu" -> by(stem(BasqueStemmer::new), BasqueAnalyzer.getDefaultStopSet());
      case "fa" ->
          by(
              in ->
                  new PersianStemFilter(
                      new PersianNormalizationFilter(new ArabicNormalizationFilter(in))),
              PersianAnalyzer.getDefaultStopSet());
      case "fi" ->
          by(stem(FinnishStemmer::new), FinnishAnalyzer.getDefaultStopSet())
              .second(FinnishLightStemFilter::new);
      case "fr" ->
          by(
                  elided(FrenchAnalyzer.DEFAULT_ARTICLES, FrenchStemmer::new),
                  FrenchAnalyzer.getDefaultStopSet())
              .second(
                  Irregular::french,
                  in ->
                      new FrenchLightStemFilter(
                          new ElisionFilter(in, FrenchAnalyzer.DEFAULT_ARTICLES)))
              .beginnings(Chains::behindArticle);
      case "ga" ->
          by(elided(IRISH, IrishStemmer::new), IrishAnalyzer.getDefaultStopSet())
              .beginnings(Chains::behindArticle);
      case "gl" -> by(GalicianStemFilter::new, GalicianAnalyzer.getDefaultStopSet());
      case "hi" ->
          by(
              in ->
                  new HindiStemFilter(
                      new HindiNormalizationFilter(new IndicNormalizationFilter(in))),
              HindiAnalyzer.getDefaultStopSet());
      case "hu" ->
          by(stem(HungarianStemmer::new), HungarianAnalyzer.getDefaultStopSet())
              .second(HungarianLightStemFilter::new);
      case "hy" -> by(stem(ArmenianStemmer::new), ArmenianAnalyzer.getDefaultStopSet());
      case "id", "ms" -> by(IndonesianStemFilter::new, IndonesianAnalyzer.getDefaultStopSet());
      case "it" ->
          by(elided(ITALIAN, ItalianStemmer::new), ItalianAnalyzer.getDefaultStopSet())
              .second(in -> new ItalianLightStemFilter(new ElisionFilter(in, ITALIAN)))
              .beginnings(Chains::behindArticle);
      case "ja" -> new Manner(Chains::japanese, false, Set.of());
      case "ko" -> new Manner(Chains::korean, false, Set.of());
      case "lt" -> by(stem(LithuanianStemmer::new), LithuanianAnalyzer.getDefaultStopSet());
      case "lv" -> by(LatvianStemFilter::new, LatvianAnalyzer.getDefaultStopSet());
      case "ne" -> by(stem(NepaliStemmer::new), CharArraySet.EMPTY_SET);
      case "nl" -> by(stem(DutchStemmer::new), DutchAnalyzer.getDefaultStopSet());
      case "no", "nb", "nn" ->
          by(stem(NorwegianStemmer::new), NorwegianAnalyzer.getDefaultStopSet())
              .second(NorwegianLightStemFilter::new);
      case "pl" ->
          by(
              in -> new StempelFilter(in, new StempelStemmer(PolishAnalyzer.getDefaultTable())),
              PolishAnalyzer.getDefaultStopSet());
      case "pt" ->
          by(stem(PortugueseStemmer::new), PortugueseAnalyzer.getDefaultStopSet())
              .second(PortugueseLightStemFilter::new);
      case "ro" ->
          by(
              in -> new SnowballFilter(new RomanianNormalizationFilter(in), new RomanianStemmer()),
              RomanianAnalyzer.getDefaultStopSet());
      case "ru" ->
          by(stem(RussianStemmer::new), RussianAnalyzer.getDefaultStopSet())
              .second(Irregular::russian, RussianLightStemFilter::new);
      case "sr" ->
          by(
              in -> new SerbianNormalizationFilter(new SnowballFilter(in, new SerbianStemmer())),
              SerbianAnalyzer.getDefaultStopSet());
      case "sv" ->
          by(stem(SwedishStemmer::new), SwedishAnalyzer.getDefaultStopSet())
              .second(SwedishLightStemFilter::new);
      case "ta" ->
          by(
              in -> new SnowballFilter(new IndicNormalizationFilter(in), new TamilStemmer()),
              TamilAnalyzer.getDefaultStopSet());
      case "te" ->
          by(
              in ->
                  new TeluguStemFilter(
                      new TeluguNormalizationFilter(new IndicNormalizationFilter(in))),
              TeluguAnalyzer.getDefaultStopSet());
      case "tr", "az" ->
          new Manner(Chains::turkish, true, set(TurkishAnalyzer.getDefaultStopSet()))
              .second(in -> in);
      case "uk" ->
          by(
              in -> new MorfologikFilter(in, Ukrainian.WORDS),
              UkrainianMorfologikAnalyzer.getDefaultStopwords());
      case "ur" -> new Manner(() -> icu(in -> in), true, Urdu.COMMON).terms(Urdu::terms);
      case "yi" -> by(stem(YiddishStemmer::new), CharArraySet.EMPTY_SET);
      case "zh" ->
          new Manner(traditional ? Chains::traditional : Chains::simplified, true, CHINESE);
      default -> new Manner(() -> icu(in -> in), true, Set.of());
    };
  }

  /// Particles of Chinese.
  private static final Set<String> CHINESE =
      Set.of("的", "了", "和", "与", "在", "是", "及", "对", "将", "也");

  private static final CharArraySet CATALAN = articles("d", "l", "m", "n", "s", "t");
  private static final CharArraySet IRISH = articles("d", "m", "b");
  private static final CharArraySet ITALIAN =
      articles(
          "c", "l", "all", "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl", "dagl",
          "degl", "negl", "sugl", "un", "m", "t", "s", "v", "d");

  /// Loaded when Ukrainian is first read: it is large.
  private static final class Ukrainian {
    static final Dictionary WORDS = words();

    private static Dictionary words() {
      URL file =
          Objects.requireNonNull(
              UkrainianMorfologikAnalyzer.class
                  .getClassLoader()
                  .getResource("ua/net/nlp/ukrainian.dict"));
      try {
        return Dictionary.read(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Turns words into what their forms have in common.
  interface Filters {
    TokenStream on(TokenStream in);
  }

  private static Manner by(Filters filters, CharArraySet common) {
    return new Manner(() -> icu(filters), true, set(common));
  }

  private static Filters stem(Supplier<SnowballStemmer> stemmer) {
    return in -> new SnowballFilter(in, stemmer.get());
  }

  private static Filters elided(CharArraySet articles, Supplier<SnowballStemmer> stemmer) {
    return in -> new SnowballFilter(new ElisionFilter(in, articles), stemmer.get());
  }

  /// Cut by Unicode's rules, and by a dictionary where a script has no spaces.
  private static Chain icu(Filters filters) {
    Tokenizer source = new ICUTokenizer(new DefaultICUTokenizerConfig(true, true));
    TokenStream digits = new DecimalDigitFilter(cased(source));
    return new Chain(source, filters.on(new Chain.Shaped(digits)));
  }

  private static Chain turkish() {
    Tokenizer source = new ICUTokenizer(new DefaultICUTokenizerConfig(true, true));
    TokenStream cased = cased(new TurkishLowerCaseFilter(new ApostropheFilter(source)));
    return new Chain(source, new SnowballFilter(new Chain.Shaped(cased), new TurkishStemmer()));
  }

  /// What knows Chinese words cuts those of every other script into letters, so they are read by
  /// another.
  private static Chain simplified() {
    Tokenizer source = new HMMChineseTokenizer();
    return new Chain(source, new Chain.Shaped(cased(new Halves(source)))).beside(icu(in -> in));
  }

  /// The dictionary that knows both knows where words end; then characters are made simple, so that
  /// either script finds the other.
  private static Chain traditional() {
    Tokenizer source = new ICUTokenizer(new DefaultICUTokenizerConfig(true, true));
    TokenStream shaped = new Chain.Shaped(cased(source));
    return new Chain(
        source,
        new ICUTransformFilter(shaped, Transliterator.getInstance("Traditional-Simplified")));
  }

  private static Chain japanese() {
    Tokenizer source = new JapaneseTokenizer(null, true, true, JapaneseTokenizer.Mode.SEARCH);
    TokenStream shaped = new Chain.Shaped(source);
    return new Chain(
        source, cased(new JapaneseKatakanaStemFilter(new JapaneseBaseFormFilter(shaped))));
  }

  private static Chain korean() {
    Tokenizer source = new KoreanTokenizer();
    TokenStream shaped = new Chain.Shaped(new KoreanPartOfSpeechStopFilter(source));
    return new Chain(source, cased(shaped));
  }

  private static TokenStream english(TokenStream in) {
    return new SnowballFilter(
        new EnglishPossessiveFilter(new ASCIIFoldingFilter(in)), new EnglishStemmer());
  }

  private static List<String> behindArticle(String word) {
    String behind = Irregular.withoutArticle(word);
    return behind.equals(word) ? List.of(word) : List.of(word, behind);
  }

  private static TokenStream cased(TokenStream in) {
    return new ICUNormalizer2Filter(in, Normalizer2.getNFKCCasefoldInstance());
  }

  /// Lucene's set and the words of questions.
  private static CharArraySet english() {
    var words = new CharArraySet(EnglishAnalyzer.getDefaultStopSet(), true);
    words.addAll(
        List.of(
            "how", "much", "what", "who", "when", "where", "why", "which", "do", "does", "did",
            "can", "i", "my", "you", "your", "about", "from", "has", "have"));
    return words;
  }

  private static CharArraySet articles(String... articles) {
    return new CharArraySet(Arrays.asList(articles), true);
  }

  /// The words of one of Lucene's sets.
  private static Set<String> set(CharArraySet words) {
    return words.stream()
        .map(word -> new String((char[]) word))
        .collect(Collectors.toUnmodifiableSet());
  }
}
