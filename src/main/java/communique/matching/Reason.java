package communique.matching;

import communique.search.Analysis.Token;
import communique.search.Expression;
import communique.search.Field;
import communique.search.Search;
import communique.search.Sought;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Why a text answers to a search: one of the things that were asked, and what the text says to it.
///
/// @param asked a word, a phrase, a beginning of words, or a value of a field
/// @param said the words of the text, in one case and without marks: each form once, those of a
///   phrase in one; or the value of the field
public record Reason(Expression asked, List<String> said) {
  /// No reader needs more.
  private static final int FORMS_MAX = 5;

  public Reason {
    said = List.copyOf(said);
  }

  /// What of a search a text says, in the order of the search: all that is asked of it and is so.
  /// What must not be, and is not, is no reason.
  public static List<Reason> of(Search search, Subject subject) {
    var reasons = new ArrayList<Reason>();
    words(search.words(), subject, reasons);
    search
        .values()
        .forEach((field, values) ->
            values.forEach(value -> words(new Expression.In(field, value), subject, reasons)));
    return reasons;
  }

  private static void words(Expression asked, Subject subject, List<Reason> into) {
    switch (asked) {
      case Expression.Everything e -> {}
      case Expression.Not n -> {}
      case Expression.All all -> all.of().forEach(one -> words(one, subject, into));
      case Expression.Any any -> any.of().forEach(one -> words(one, subject, into));
      case Expression.In in -> {
        Field field = in.field();
        if (subject.values().getOrDefault(field, Set.of()).contains(in.value()))
          into.add(new Reason(in, List.of(in.value())));
      }
      case Expression.Word word -> said(word, subject, into);
      case Expression.Phrase phrase -> said(phrase, subject, into);
      case Expression.Prefix prefix -> said(prefix, subject, into);
    }
  }

  private static void said(Expression asked, Subject subject, List<Reason> into) {
    var said = new LinkedHashSet<String>();
    switch (Sought.of(asked, subject.analysis())) {
      case Sought.Terms terms -> terms(terms.anyOf(), subject, said);
      case Sought.Begins begins -> {
        for (Token token : subject.tokens())
          if (subject.analysis().beginnings(token.form()).stream()
              .anyMatch(one -> one.startsWith(begins.form()))) said.add(token.form());
      }
      case Sought.Run run -> run(run, subject.tokens(), said);
      case Sought.All all -> {
        for (Sought one : all.of())
          if (one instanceof Sought.Terms terms) {
            int before = said.size();
            terms(terms.anyOf(), subject, said);
            if (said.size() == before) return;
          }
      }
      case Sought.Everything e -> {}
      case Sought.Has h -> {}
      case Sought.Not n -> {}
      case Sought.Any a -> {}
    }
    if (!said.isEmpty()) into.add(new Reason(asked, said.stream().limit(FORMS_MAX).toList()));
  }

  private static void terms(Set<String> anyOf, Subject subject, Set<String> said) {
    for (Token token : subject.tokens())
      if (token.terms().stream().anyMatch(anyOf::contains)) said.add(token.form());
  }

  private static void run(Sought.Run run, List<Token> tokens, Set<String> said) {
    for (int first = 0; first < tokens.size(); first++) {
      var words = new ArrayList<String>();
      for (int word = 0; word < run.terms().size(); word++) {
        int position = tokens.get(first).position() + run.positions().get(word);
        for (int i = first; i < tokens.size() && tokens.get(i).position() <= position; i++) {
          Token token = tokens.get(i);
          if (token.position() == position
              && token.terms().stream().anyMatch(run.terms().get(word)::contains)) {
            words.add(token.form());
            break;
          }
        }
        if (words.size() <= word) break;
      }
      if (words.size() == run.terms().size()) said.add(String.join(" ", words));
    }
  }
}
