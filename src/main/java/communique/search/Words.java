package communique.search;

import communique.search.Analysis.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The words of one version, as they are read by its analysis.
///
/// Places in the text are counted in title, summary and text with a line between them; names of
/// tags stand behind it, where no snippet reaches.
///
/// @param all of title, summary, text and names, in order; none of one part stands beside one of
///   another
/// @param title how many of them are the title's
/// @param forms every form of a word in it, once
public record Words(List<Token> all, int title, Set<String> forms) {
  private static final int GAP = 100;

  /// That many words of a text are read.
  private static final int WORDS_MAX = 200_000;

  /// The words of a version.
  public static Words of(Version version, Analysis analysis) {
    var all = new ArrayList<Token>();
    var state = new int[] {0, 0};
    add(all, analysis, version.title(), state);
    int title = all.size();
    add(all, analysis, version.summary(), state);
    add(all, analysis, version.text(), state);
    for (String name : version.names()) add(all, analysis, name, state);
    var forms = new LinkedHashSet<String>();
    for (Token token : all) forms.add(token.form());
    return new Words(List.copyOf(all), title, forms);
  }

  /// The text that words stand in.
  static String shown(String title, String summary, String text) {
    return title + "\n" + summary + "\n" + text;
  }

  /// @param state the position of the next word, and the place of the next part in the text
  private static void add(List<Token> all, Analysis analysis, String part, int[] state) {
    int last = state[0];
    for (Token token : analysis.tokens(part)) {
      if (all.size() >= WORDS_MAX) break;
      last = state[0] + token.position();
      all.add(
          new Token(
              token.form(), token.terms(), state[1] + token.start(), state[1] + token.end(), last));
    }
    state[0] = last + GAP;
    state[1] += part.length() + 1;
  }
}
