package communique.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What was asked in words, before any language has a say in it. Two expressions that ask the same
/// for the same reasons are equal: members of [All] and [Any] stand in one order, none twice, and
/// neither holds another of its own sort or a single member.
///
/// Its text is what [Parser] reads as the same again.
public sealed interface Expression {
  /// Nothing is asked, so everything answers.
  record Everything() implements Expression {
    @Override
    public String toString() {
      return "";
    }
  }

  /// A word in any of its forms; one that stands for itself when it is typed.
  record Word(String text) implements Expression {
    @Override
    public String toString() {
      return text;
    }
  }

  /// A word that begins so.
  record Prefix(String text) implements Expression {
    @Override
    public String toString() {
      return text + "*";
    }
  }

  /// Words that stand behind each other.
  record Phrase(String text) implements Expression {
    @Override
    public String toString() {
      return quoted(text);
    }
  }

  /// A field that has a value: a slug, a kind, a BCP 47 tag, a day of ISO 8601.
  record In(Field field, String value) implements Expression {
    @Override
    public String toString() {
      return field.slug() + ":" + value;
    }
  }

  /// Everything that does not answer to `of`.
  record Not(Expression of) implements Expression {
    @Override
    public String toString() {
      return "-" + within(of);
    }
  }

  /// What answers to all of them.
  record All(List<Expression> of) implements Expression {
    /// At least two; see [Expression#all(List)].
    public All {
      of = List.copyOf(of);
    }

    @Override
    public String toString() {
      return of.stream().map(Expression::within).collect(Collectors.joining(" "));
    }
  }

  /// What answers to one of them.
  record Any(List<Expression> of) implements Expression {
    /// At least two; see [Expression#any(List)].
    public Any {
      of = List.copyOf(of);
    }

    @Override
    public String toString() {
      return of.stream().map(Expression::within).collect(Collectors.joining(" OR "));
    }
  }

  /// All of these at once: flat, ordered, none twice.
  static Expression all(List<Expression> of) {
    var members = new ArrayList<Expression>();
    for (Expression one : of)
      switch (one) {
        case Everything e -> {}
        case All all -> members.addAll(all.of());
        case Word w -> members.add(w);
        case Prefix p -> members.add(p);
        case Phrase p -> members.add(p);
        case In in -> members.add(in);
        case Not not -> members.add(not);
        case Any any -> members.add(any);
      }
    List<Expression> ordered = ordered(members);
    if (ordered.isEmpty()) return new Everything();
    return ordered.size() == 1 ? ordered.getFirst() : new All(ordered);
  }

  /// One of these: flat, ordered, none twice.
  static Expression any(List<Expression> of) {
    var members = new ArrayList<Expression>();
    for (Expression one : of)
      if (one instanceof Any any) members.addAll(any.of());
      else if (!(one instanceof Everything)) members.add(one);
    List<Expression> ordered = ordered(members);
    if (ordered.isEmpty()) return new Everything();
    return ordered.size() == 1 ? ordered.getFirst() : new Any(ordered);
  }

  private static List<Expression> ordered(List<Expression> members) {
    if (members.size() < 2) return members;
    var ordered =
        new TreeSet<Expression>(
            Comparator.comparing((Expression one) -> one.toString())
                .thenComparing(one -> one.getClass().getSimpleName()));
    ordered.addAll(members);
    return List.copyOf(ordered);
  }

  /// As a member of something else.
  private static String within(Expression one) {
    return one instanceof All || one instanceof Any ? "(" + one + ")" : one.toString();
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
