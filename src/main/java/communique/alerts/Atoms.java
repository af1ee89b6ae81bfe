package communique.alerts;

import communique.search.Expression;
import communique.search.Field;

/// Numbers for the least that searches ask: words, phrases, beginnings of words, values of fields,
/// as they were typed. A word is one atom for all languages.
final class Atoms {
  private static final char WORD = 'w';
  private static final char PHRASE = 'p';
  private static final char PREFIX = 'b';
  private static final char VALUE = '=';

  private final Dictionary names = new Dictionary();

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
