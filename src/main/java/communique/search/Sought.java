package communique.search;

import communique.search.Analysis.Token;
import communique.search.Expression.In;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What an expression asks of a text in one language: the words are those that [Analysis] makes of
/// the text.
public sealed interface Sought {
  /// Any text does.
  record Everything() implements Sought {}

  /// One of these terms stands in it.
  ///
  /// @param common whether nearly every text has it
  record Terms(Set<String> anyOf, boolean common) implements Sought {
    public Terms {
      anyOf = Set.copyOf(anyOf);
    }
  }

  /// Words stand behind each other, each with one of its terms, that far from the first.
  record Run(List<Set<String>> terms, List<Integer> positions) implements Sought {
    public Run {
      terms = List.copyOf(terms);
      positions = List.copyOf(positions);
    }
  }

  /// A form of a word in it begins so.
  record Begins(String form) implements Sought {}

  /// The announcement has this in a field.
  record Has(Field field, String value) implements Sought {}

  /// It does not answer to `of`.
  record Not(Sought of) implements Sought {}

  /// It answers to all of them.
  record All(List<Sought> of) implements Sought {
    public All {
      of = List.copyOf(of);
    }
  }

  /// It answers to one of them.
  record Any(List<Sought> of) implements Sought {
    public Any {
      of = List.copyOf(of);
    }
  }

  /// What `expression` asks of texts that are read by `analysis`. A word that nearly every text has
  /// is not asked for beside one that tells more, and a word without letters or digits is not asked
  /// for at all.
  static Sought of(Expression expression, Analysis analysis) {
    return switch (expression) {
      case Expression.Everything e -> new Everything();
      case Expression.Word word -> word(analysis.tokens(word.text()), analysis);
      case Expression.Phrase phrase -> run(analysis.tokens(phrase.text()), analysis);
      case Expression.Prefix prefix -> new Begins(analysis.folded(prefix.text()));
      case In in -> new Has(in.field(), in.value());
      case Expression.Not not -> {
        Sought of = of(not.of(), analysis);
        yield of instanceof Everything ? of : new Not(of);
      }
      case Expression.All all -> all(members(all.of(), analysis));
      case Expression.Any any -> any(members(any.of(), analysis));
    };
  }

  private static List<Sought> members(List<Expression> of, Analysis analysis) {
    return of.stream()
        .map(one -> of(one, analysis))
        .filter(one -> !(one instanceof Everything))
        .toList();
  }

  private static Sought all(List<Sought> members) {
    boolean tells =
        members.stream()
            .anyMatch(one ->
                switch (one) {
                  case Terms terms -> !terms.common();
                  case Not not -> false;
                  case Has has -> false;
                  case Everything e -> false;
                  case Run run -> true;
                  case Begins begins -> true;
                  case All all -> true;
                  case Any any -> true;
                });
    List<Sought> asked =
        members.stream()
            .filter(one -> !tells || !(one instanceof Terms terms) || !terms.common())
            .toList();
    if (asked.isEmpty()) return new Everything();
    return asked.size() == 1 ? asked.getFirst() : new All(asked);
  }

  private static Sought any(List<Sought> members) {
    if (members.isEmpty()) return new Everything();
    return members.size() == 1 ? members.getFirst() : new Any(members);
  }

  /// One word as it was typed may be several to the language: where it is written without spaces
  /// they need not stand together; `sea-rescue` must.
  private static Sought word(List<Token> tokens, Analysis analysis) {
    if (tokens.size() <= 1 || !isUnspaced(tokens)) return run(tokens, analysis);
    var all = new ArrayList<Sought>();
    for (Set<String> terms : distinct(tokens)) all.add(new Terms(terms, false));
    return all.size() == 1 ? all.getFirst() : new All(all);
  }

  private static boolean isUnspaced(List<Token> tokens) {
    return tokens.stream()
        .flatMapToInt(token -> token.form().codePoints())
        .anyMatch(c ->
            switch (Character.UnicodeScript.of(c)) {
              case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, HANGUL -> true;
              default -> false;
            });
  }

  private static Set<Set<String>> distinct(List<Token> tokens) {
    var distinct = new java.util.LinkedHashSet<Set<String>>();
    byPosition(tokens, distinct, new ArrayList<>());
    return distinct;
  }

  private static Sought run(List<Token> tokens, Analysis analysis) {
    var terms = new ArrayList<Set<String>>();
    var positions = new ArrayList<Integer>();
    byPosition(tokens, terms, positions);
    if (terms.isEmpty()) return new Everything();
    if (terms.size() == 1)
      return new Terms(terms.getFirst(), analysis.isCommon(tokens.getFirst().form()));
    return new Run(terms, positions);
  }

  private static void byPosition(
      List<Token> tokens, java.util.Collection<Set<String>> terms, List<Integer> positions) {
    int first = tokens.isEmpty() ? 0 : tokens.getFirst().position();
    int i = 0;
    while (i < tokens.size()) {
      int position = tokens.get(i).position();
      var here = new TreeSet<String>();
      for (; i < tokens.size() && tokens.get(i).position() == position; i++)
        here.addAll(tokens.get(i).terms());
      terms.add(here);
      positions.add(position - first);
    }
  }
}
