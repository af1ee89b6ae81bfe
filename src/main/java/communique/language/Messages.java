package communique.language;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import io.quarkus.qute.RawString;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The interface's words in one language, from `messages/{locale}.properties`.
///
/// A message is a whole sentence or label in ICU's message format, with arguments by number and
/// plurals by CLDR category. It holds no markup, so that escaping it is never in question.
public final class Messages {
  private static final Locale LAST_RESORT = Locale.ENGLISH;

  // A newsroom has a handful of locales; the bound only keeps a mistake from filling the heap.
  private static final Cache<Locale, Messages> KNOWN =
      Caffeine.newBuilder().maximumSize(100).build();

  private final Locale locale;
  private final ULocale cldr;
  private final Map<String, String> patterns;

  private Messages(Locale locale, Map<String, String> patterns) {
    this.locale = locale;
    this.cldr = Locales.cldr(locale);
    this.patterns = patterns;
  }

  /// The words for a locale, found by lookup (RFC 4647, section 3.4): `fr-CH` gets those of `fr`.
  /// Words in another script are never taken, so `zh-Hant` does not get those of `zh-Hans`. A
  /// locale for which there are no words gets the English ones.
  public static Messages in(Locale locale) {
    return KNOWN.get(locale, Messages::found);
  }

  private static Messages found(Locale wanted) {
    ULocale likely = ULocale.addLikelySubtags(ULocale.forLocale(wanted));
    return Stream.concat(lookup(wanted.toLanguageTag()), lookup(likely.toLanguageTag()))
        .filter(tag -> script(Locale.forLanguageTag(tag)).equals(likely.getScript()))
        .flatMap(tag ->
            read(tag).stream().map(patterns -> new Messages(Locale.forLanguageTag(tag), patterns)))
        .findFirst()
        .orElseGet(
            () -> new Messages(LAST_RESORT, read(LAST_RESORT.toLanguageTag()).orElseThrow()));
  }

  /// `zh-Hans-CN`, `zh-Hans`, `zh`.
  private static Stream<String> lookup(String tag) {
    return Stream.iterate(
        tag, t -> !t.isEmpty(), t -> t.substring(0, Math.max(0, t.lastIndexOf('-'))));
  }

  private static String script(Locale locale) {
    return ULocale.addLikelySubtags(ULocale.forLocale(locale)).getScript();
  }

  private static Optional<Map<String, String>> read(String tag) {
    try (InputStream file =
        Messages.class.getResourceAsStream("/messages/" + tag + ".properties")) {
      if (file == null) return Optional.empty();
      var properties = new Properties();
      properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      return Optional.of(
          properties.stringPropertyNames().stream()
              .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The language in which these words are: of a locale that has none of its own, English.
  public Locale locale() {
    return locale;
  }

  /// The message in plain text. A number is put in words by the language's rules; a [Locale]
  /// becomes a word that a message can choose by (`zh_Hans`), so a message that shows its name gets
  /// the name as well.
  ///
  /// @throws IllegalArgumentException when there is no such message
  public String say(String key, Object... args) {
    return said(key, Stream.of(args).map(Messages::plain).toArray());
  }

  /// The message as HTML: all is escaped, but for what [Markup] or a template made.
  ///
  /// @throws IllegalArgumentException when there is no such message
  public RawString html(String key, Object... args) {
    return new RawString(said(key, Stream.of(args).map(Messages::escaped).toArray()));
  }

  /// Several pieces of HTML as the language lists them: `A, B and C`.
  public RawString list(List<RawString> pieces) {
    return new RawString(ListFormatter.getInstance(cldr).format(pieces));
  }

  /// The same of which one is meant: `A, B or C`.
  public RawString either(List<RawString> pieces) {
    return new RawString(
        ListFormatter.getInstance(cldr, ListFormatter.Type.OR, ListFormatter.Width.WIDE)
            .format(pieces));
  }

  private String said(String key, Object[] args) {
    String pattern = patterns.get(key);
    if (pattern == null)
      throw new IllegalArgumentException(
          "There is no message “" + key + "” in " + locale.toLanguageTag());
    // Most messages are only words. Those that are not are parsed anew, as ICU's formats serve one
    // thread.
    return args.length == 0 && pattern.indexOf('{') < 0
        ? pattern
        : new MessageFormat(pattern, cldr).format(args);
  }

  private static Object escaped(Object arg) {
    return switch (arg) {
      case RawString raw -> raw.getValue();
      case Number number -> number;
      case Locale locale -> plain(locale);
      default -> Markup.escaped(arg.toString());
    };
  }

  private static Object plain(Object arg) {
    // The hyphen of a tag is not allowed in the words that a message chooses by.
    return arg instanceof Locale locale ? locale.toLanguageTag().replace('-', '_') : arg;
  }
}
