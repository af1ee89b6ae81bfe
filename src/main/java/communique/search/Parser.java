package communique.search;

import communique.language.Locales;
import communique.record.Kind;
import communique.search.Expression.In;
import communique.search.Expression.Not;
import communique.search.Expression.Phrase;
import communique.search.Expression.Prefix;
import communique.search.Expression.Word;
import communique.search.Notice.Sort;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what was typed: words, `"phrases"`, `-not`, `OR`, `prefix*`, `field:value`, parentheses.
/// Words beside each other are all wanted, and `OR` binds more closely than that, so that `sea
/// rescue OR aid` is `sea (rescue OR aid)`.
///
/// Whatever is typed can be read: what has no meaning is read as plain words, and a [Notice] says
/// so. Time and memory are bounded by [#LENGTH_MAX], [#MEMBERS_MAX] and [#DEPTH_MAX].
public final class Parser {
  /// That many UTF-16 code units are read.
  public static final int LENGTH_MAX = 2_000;

  /// That many words, phrases and fields are read.
  public static final int MEMBERS_MAX = 32;

  /// Parentheses may be nested that deep.
  public static final int DEPTH_MAX = 12;

  private static final int PREFIX_MIN = 2;
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,198}[a-z0-9])?");

  private static final Pattern BETWEEN = Pattern.compile("[\\s_]+");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern ASTERISKS = Pattern.compile("\\*+$");

  /// Marks that open a phrase, and behind them those that end it.
  private static final String OPENING = "\"“„«‹「『";

  private static final String CLOSING = "\"”“»›」』";

  private final String text;
  private final Set<Notice> notices = new LinkedHashSet<>();
  private int at;
  private int members;

  /// What was understood.
  ///
  /// @param notices what the one who asked should know of it, each once
  public record Parsed(Expression expression, List<Notice> notices) {
    public Parsed {
      notices = List.copyOf(notices);
    }
  }

  private Parser(String text) {
    this.text = text;
  }

  /// Reads a query.
  public static Parsed parse(String typed) {
    String text = cleaned(typed.substring(0, Math.min(typed.length(), LENGTH_MAX)));
    var parser = new Parser(text);
    if (typed.length() > LENGTH_MAX) parser.notices.add(Notice.of(Sort.TOO_LONG));
    if (!isPaired(text)) {
      // Where it was cut, that is why.
      if (typed.length() <= LENGTH_MAX) parser.notices.add(Notice.of(Sort.UNPAIRED));
      return parser.plain();
    }
    if (depth(text) > DEPTH_MAX) {
      parser.notices.add(Notice.of(Sort.TOO_DEEP));
      return parser.plain();
    }
    Expression expression = parser.sequence();
    return new Parsed(expression, List.copyOf(parser.notices));
  }

  /// Whether a word stands for itself when it is typed.
  static boolean isPlain(String word) {
    if (word.isEmpty() || word.equals("OR") || word.equals("|")) return false;
    if (word.startsWith("-") || word.startsWith("−")) return false;
    int colon = word.indexOf(':');
    if (colon > 0 && Field.read(word.substring(0, colon)).isPresent()) return false;
    if (word.endsWith("*")) return false;
    for (int i = 0; i < word.length(); i++) if (isDelimiter(word.charAt(i))) return false;
    return true;
  }

  /// What can be typed and shown: NFC, with spaces for controls and for surrogates without their
  /// partner, and without marks of writing direction.
  static String cleaned(String typed) {
    if (isPrintable(typed)) return typed.strip();
    var clean = new StringBuilder(typed.length());
    typed
        .codePoints()
        .forEach(c -> {
          int type = Character.getType(c);
          if (type == Character.SURROGATE || type == Character.UNASSIGNED) clean.append(' ');
          else if (type == Character.CONTROL
              || type == Character.SPACE_SEPARATOR
              || Character.isWhitespace(c)) clean.append(' ');
          else if (type != Character.FORMAT || c == 0x200c || c == 0x200d) clean.appendCodePoint(c);
        });
    return Normalizer.normalize(clean, Normalizer.Form.NFC).strip();
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') return false;
    }
    return true;
  }

  private static boolean isPaired(String text) {
    int open = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int mark = opening(c);
      if (mark >= 0) {
        int end = closing(text, i);
        if (end < 0) return false;
        i = end + 1;
        continue;
      }
      if (c == '(') open++;
      if (c == ')' && --open < 0) return false;
      i++;
    }
    return open == 0;
  }

  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '(') deepest = Math.max(deepest, ++depth);
      if (text.charAt(i) == ')') depth--;
    }
    return deepest;
  }

  /// Where the phrase ends that begins at `from`; -1 where it does not. A German phrase „so“ ends
  /// with the mark that opens an English one.
  private static int closing(String text, int from) {
    int mark = opening(text.charAt(from));
    char end = CLOSING.charAt(mark);
    for (int i = from + 1; i < text.length(); i++)
      if (text.charAt(i) == end || (mark == 2 && text.charAt(i) == '”')) return i;
    return -1;
  }

  /// All as words, without any sign having a meaning.
  private Parsed plain() {
    var words = new ArrayList<Expression>();
    var word = new StringBuilder();
    (text + " ")
        .codePoints()
        .forEach(c -> {
          if (!isDelimiter(c) && c != '*') {
            word.appendCodePoint(c);
            return;
          }
          if (!word.isEmpty() && admits()) words.add(itself(word.toString()));
          word.setLength(0);
        });
    return new Parsed(Expression.all(words), List.copyOf(notices));
  }

  /// Members beside each other, up to a closing parenthesis or the end.
  private Expression sequence() {
    var all = new ArrayList<Expression>();
    while (true) {
      skip();
      if (at >= text.length()) break;
      if (text.charAt(at) == ')') break;
      alternatives().ifPresent(all::add);
    }
    return Expression.all(all);
  }

  /// One member, or several with OR between them.
  private Optional<Expression> alternatives() {
    var any = new ArrayList<Expression>();
    boolean asked = false;
    if (isOr()) {
      takeOr();
      notices.add(new Notice(Sort.OR_ALONE, "OR"));
      return Optional.empty();
    }
    member().ifPresent(any::add);
    skip();
    while (isOr()) {
      takeOr();
      skip();
      if (at >= text.length() || text.charAt(at) == ')' || isOr()) {
        notices.add(new Notice(Sort.OR_ALONE, "OR"));
        continue;
      }
      asked = true;
      member().ifPresent(any::add);
      skip();
    }
    if (any.isEmpty()) return Optional.empty();
    return Optional.of(asked ? Expression.any(any) : any.getFirst());
  }

  private Optional<Expression> member() {
    boolean not = false;
    while (isNot()) {
      at++;
      not = !not;
    }
    Optional<Expression> one = positive();
    boolean negated = not;
    return one.filter(found -> !(found instanceof Expression.Everything))
        .map(found -> negated ? negated(found) : found);
  }

  private static Expression negated(Expression one) {
    return one instanceof Not not ? not.of() : new Not(one);
  }

  private Optional<Expression> positive() {
    char c = text.charAt(at);
    if (c == '(') {
      at++;
      Expression inner = sequence();
      // It is there: whoever reads has looked whether all are paired.
      at++;
      return Optional.of(inner);
    }
    if (opening(c) >= 0) return phrase(quoted());
    String word = word();
    int colon = word.indexOf(':');
    if (colon > 0) {
      Optional<Field> field = Field.read(word.substring(0, colon));
      boolean quoted =
          colon == word.length() - 1 && at < text.length() && opening(text.charAt(at)) >= 0;
      if (field.isPresent() && (quoted || colon < word.length() - 1))
        return field(field.get(), quoted ? quoted() : word.substring(colon + 1));
    }
    if (word.endsWith("*")) return prefix(word);
    return admits() ? Optional.of(itself(word)) : Optional.empty();
  }

  private Optional<Expression> phrase(String words) {
    String phrase = unmarked(words);
    if (phrase.isEmpty() || !admits()) return Optional.empty();
    return Optional.of(new Phrase(phrase));
  }

  private Optional<Expression> prefix(String word) {
    String begins = ASTERISKS.matcher(word).replaceAll("");
    if (begins.isEmpty() || !admits()) return Optional.empty();
    if (begins.codePointCount(0, begins.length()) >= PREFIX_MIN
        || begins.codePoints().anyMatch(Character::isIdeographic))
      return Optional.of(new Prefix(begins));
    notices.add(new Notice(Sort.PREFIX_SHORT, word));
    return Optional.of(itself(begins));
  }

  /// What was typed as a word: what would mean something else when it is read again is a phrase.
  private static Expression itself(String word) {
    return isPlain(word) ? new Word(word) : new Phrase(word);
  }

  private Optional<Expression> field(Field field, String value) {
    if (!admits()) return Optional.empty();
    Optional<String> read = value(field, value);
    if (read.isPresent()) return Optional.of(new In(field, read.get()));
    notices.add(
        new Notice(
            field == Field.FROM || field == Field.TO ? Sort.DAY_UNREADABLE : Sort.VALUE_UNKNOWN,
            field.slug() + ":" + value));
    return Optional.of(new Phrase(unmarked(field.slug() + " " + value)));
  }

  /// The words of a phrase, fit to stand between quotation marks.
  private static String unmarked(String words) {
    return SPACES.matcher(words.replace('"', ' ')).replaceAll(" ").strip();
  }

  /// A field's value in the one form that it is compared in; empty where it cannot be one.
  static Optional<String> value(Field field, String typed) {
    String value = typed.strip();
    return switch (field) {
      case ORGANISATION, PERSON, ROLE, PLACE, TOPIC, ANNOUNCEMENT ->
          Optional.of(slug(value)).filter(slug -> SLUG.matcher(slug).matches());
      case KIND -> Kind.read(slug(value)).map(Kind::slug);
      case LOCALE -> Locales.read(value).map(Locale::toLanguageTag);
      case FROM -> day(value, false).map(LocalDate::toString);
      case TO -> day(value, true).map(LocalDate::toString);
    };
  }

  private static String slug(String value) {
    return BETWEEN.matcher(value.toLowerCase(Locale.ROOT)).replaceAll("-");
  }

  /// A day, or the first or last one of a month or year.
  private static Optional<LocalDate> day(String text, boolean last) {
    try {
      if (text.matches("[0-9]{4}")) {
        var year = Year.parse(text);
        return Optional.of(last ? year.atMonth(12).atEndOfMonth() : year.atDay(1));
      }
      if (text.matches("[0-9]{4}-[0-9]{2}")) {
        var month = YearMonth.parse(text);
        return Optional.of(last ? month.atEndOfMonth() : month.atDay(1));
      }
      if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      // Such as 2026-02-30: there is no such day.
    }
    return Optional.empty();
  }

  private boolean admits() {
    if (members++ < MEMBERS_MAX) return true;
    notices.add(Notice.of(Sort.TOO_MANY));
    return false;
  }

  private String word() {
    int from = at;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (isDelimiter(c)) break;
      at += Character.charCount(c);
    }
    // Such as a closing mark without its opening one, which stands for nothing.
    if (at == from) at++;
    return text.substring(from, at);
  }

  private String quoted() {
    int end = closing(text, at);
    String words = text.substring(at + 1, end);
    at = end + 1;
    return words;
  }

  private boolean isNot() {
    return at + 1 < text.length()
        && (text.charAt(at) == '-' || text.charAt(at) == '−')
        && text.charAt(at + 1) != ' '
        && text.charAt(at + 1) != ')';
  }

  private boolean isOr() {
    if (at < text.length() && text.charAt(at) == '|') return true;
    return text.startsWith("OR", at)
        && (at + 2 == text.length() || isDelimiter(text.codePointAt(at + 2)));
  }

  private void takeOr() {
    at += text.charAt(at) == '|' ? 1 : 2;
  }

  private void skip() {
    while (at < text.length() && text.charAt(at) == ' ') at++;
  }

  /// Which mark that opens a phrase it is; −1 where it is none.
  private static int opening(int c) {
    if (c < 0x80) return c == '"' ? 0 : -1;
    return OPENING.indexOf(c);
  }

  private static boolean isDelimiter(int c) {
    return c == ' ' || c == '(' || c == ')' || c == '|' || opening(c) >= 0;
  }
}
