package communique.matching;

import communique.search.Expression;
import communique.search.Field;

/// Numbers for the least that searches ask: words, phrases, beginnings of words, values of fields,
/// as they were typed. A word is one atom for all languages.
final class Atoms {
  private static final char WORD = 'w';
  private static final char PHRASE = 'p';
  private static final char PREFIX = 'b';
  private static final char VALUE = '=';

  private static final int[] NONE = {};

  private final Dictionary names = new Dictionary();

  /// Words that stand in them.
  private final Dictionary words = new Dictionary();

  /// An atom, for those who learn what it asks.
  static final class Atom {
    final Expression asked;

    /// The numbers of its words, where it is of nothing but letters and single spaces; empty where
    /// it is not.
    final int[] words;

    Atom(Expression asked, int[] words) {
      this.asked = asked;
      this.words = words;
    }
  }

  int size() {
    return names.size();
  }

  /// The number of an atom, which gets one where it has none.
  int add(Expression atom) {
    return names.add(name(atom));
  }

  /// The number of a value of a field, −1 where nobody asks for it.
  int find(Field field, String value) {
    return names.find(name(field, value));
  }

  /// What has a number.
  Expression get(int atom) {
    String name = names.get(atom);
    String text = name.substring(1);
    return switch (name.charAt(0)) {
      case WORD -> new Expression.Word(text);
      case PHRASE -> new Expression.Phrase(text);
      case PREFIX -> new Expression.Prefix(text);
      default -> {
        int colon = text.indexOf(':');
        yield new Expression.In(
            Field.read(text.substring(0, colon)).orElseThrow(), text.substring(colon + 1));
      }
    };
  }

  /// The same with its words.
  Atom read(int atom) {
    Expression asked = get(atom);
    return switch (asked) {
      case Expression.Word word -> new Atom(asked, words(word.text()));
      case Expression.Phrase phrase -> new Atom(asked, words(phrase.text()));
      default -> new Atom(asked, NONE);
    };
  }

  /// A word of [Atom#words].
  String word(int number) {
    return words.get(number);
  }

  private int[] words(String text) {
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') count++;
      else if (!isLetter(c)) return NONE;
    }
    int[] numbers = new int[count];
    int from = 0;
    for (int i = 0; i < count; i++) {
      int space = text.indexOf(' ', from);
      int end = space < 0 ? text.length() : space;
      if (end == from) return NONE;
      numbers[i] = words.add(text.substring(from, end));
      from = end + 1;
    }
    return numbers;
  }

  /// Whether it is a letter that is written with spaces between words.
  private static boolean isLetter(char c) {
    if (c >= 'a' && c <= 'z') return true;
    return Character.isLetter(c)
        && switch (Character.UnicodeScript.of(c)) {
          case LATIN, GREEK, CYRILLIC, HEBREW, ARABIC -> true;
          default -> false;
        };
  }

  private static String name(Expression atom) {
    return switch (atom) {
      case Expression.Word word -> WORD + word.text();
      case Expression.Phrase phrase -> PHRASE + phrase.text();
      case Expression.Prefix prefix -> PREFIX + prefix.text();
      case Expression.In in -> name(in.field(), in.value());
      case Expression.Everything e -> throw new IllegalArgumentException("nothing is no atom");
      case Expression.Not not -> throw new IllegalArgumentException(not + " is no atom");
      case Expression.All all -> throw new IllegalArgumentException(all + " is no atom");
      case Expression.Any any -> throw new IllegalArgumentException(any + " is no atom");
    };
  }

  private static String name(Field field, String value) {
    return VALUE + field.slug() + ":" + value;
  }
}
