package communique.text;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Two texts set side by side: piece by piece, and within pieces that are much the same, word by
/// word. What is compared is what a reader reads, and where links lead; emphasis and the level of a
/// heading are not.
///
/// The work is bounded: what is too long to be compared word by word is shown as replaced whole.
public final class Comparison {
  /// Comparing two lists may cost the product of their lengths; all that one comparison does may
  /// cost that much together, a fraction of a second.
  private static final long WORK_MAX = 30_000_000;

  /// From which share of common words on two pieces are one that was changed.
  private static final double ALIKE = 0.4;

  /// Chunks of changed pieces up to this size (pieces before × pieces after) are searched for the
  /// best pairs; larger ones are paired in order.
  private static final int SEARCHED_MAX = 10_000;

  private final List<Passage> passages = new ArrayList<>();
  private final Splitter splitter;
  private final Changes changes = new Changes(WORK_MAX);

  private Comparison(Locale locale) {
    this.splitter = new Splitter(locale);
  }

  /// Compares two texts of one language. Speakers are called as their author wrote them.
  ///
  /// @param locale whose rules say where a word ends
  public static Comparison of(Text before, Text after, Locale locale) {
    return of(before, Surroundings.none(locale), after, Surroundings.none(locale), locale);
  }

  /// Compares two texts of one language, each with what surrounds it: its speakers called by their
  /// names, and the words under its pictures.
  public static Comparison of(
      Text before, Surroundings aroundIt, Text after, Surroundings aroundThat, Locale locale) {
    Comparison comparison = new Comparison(locale);
    comparison.compare(before.blocks(aroundIt), after.blocks(aroundThat));
    return comparison;
  }

  /// Compares two single lines, such as titles or summaries.
  public static Sides ofLines(String before, String after, Locale locale) {
    return new Comparison(locale).sides(before, after);
  }

  /// What the two texts hold, in order. A piece that only one of them has has no runs on the other
  /// side.
  public List<Passage> passages() {
    return List.copyOf(passages);
  }

  /// A piece of a text.
  ///
  /// @param kind what it is; where it became something else, what it is afterwards
  /// @param number its place in the comparison, from 1
  /// @param same whether its words and links are the same in both
  /// @param before runs that are `SAME` or `REMOVED`
  /// @param after runs that are `SAME` or `ADDED`
  public record Passage(
      Passage.Kind kind, int number, boolean same, List<Run> before, List<Run> after) {
    /// What sort of piece it is.
    public enum Kind {
      PARAGRAPH,
      HEADING,
      SPEAKER,
      QUOTATION,
      LIST_ITEM,
      TABLE_ROW,
      FOOTNOTE,
      PREFORMATTED
    }
  }

  /// Words that share one fate.
  public record Run(Run.Kind kind, String text) {
    /// Their fate.
    public enum Kind {
      SAME,
      REMOVED,
      ADDED
    }
  }

  /// The two sides of a line.
  ///
  /// @param before runs that are `SAME` or `REMOVED`
  /// @param after runs that are `SAME` or `ADDED`
  public record Sides(List<Run> before, List<Run> after) {
    /// Whether nothing differs.
    public boolean same() {
      return before.stream().allMatch(run -> run.kind() == Run.Kind.SAME)
          && after.stream().allMatch(run -> run.kind() == Run.Kind.SAME);
    }
  }

  private void compare(List<Block> before, List<Block> after) {
    List<String> exactBefore = before.stream().map(Block::exact).toList();
    List<String> exactAfter = after.stream().map(Block::exact).toList();
    for (Changes.Step step : changes.between(exactBefore, exactAfter)) {
      List<Block> was = before.subList(step.before(), step.beforeEnd());
      List<Block> is = after.subList(step.after(), step.afterEnd());
      if (step.same()) {
        for (int i = 0; i < is.size(); i++) same(is.get(i));
      } else {
        changed(was, is);
      }
    }
  }

  /// Pieces that are not the same: those that are alike are shown as one that was changed, in
  /// order, the others as taken out and put in.
  private void changed(List<Block> was, List<Block> is) {
    int a = 0;
    int b = 0;
    for (int[] pair : pairs(was, is)) {
      while (a < pair[0]) removed(was.get(a++));
      while (b < pair[1]) added(is.get(b++));
      replaced(was.get(a++), is.get(b++));
    }
    while (a < was.size()) removed(was.get(a++));
    while (b < is.size()) added(is.get(b++));
  }

  private List<int[]> pairs(List<Block> was, List<Block> is) {
    if (was.isEmpty() || is.isEmpty()) return List.of();
    // One piece for one piece stands side by side, however much of it was written anew.
    if (was.size() == 1 && is.size() == 1) return List.of(new int[] {0, 0});
    List<Bag> bagsBefore = was.stream().map(block -> bag(block.words())).toList();
    List<Bag> bagsAfter = is.stream().map(block -> bag(block.words())).toList();
    List<int[]> pairs = new ArrayList<>();
    if ((long) was.size() * is.size() > SEARCHED_MAX) {
      for (int i = 0; i < Math.min(was.size(), is.size()); i++) {
        if (bagsBefore.get(i).likeness(bagsAfter.get(i)) >= ALIKE) pairs.add(new int[] {i, i});
      }
      return pairs;
    }
    double[][] likeness = new double[was.size()][is.size()];
    double[][] best = new double[was.size() + 1][is.size() + 1];
    for (int a = was.size() - 1; a >= 0; a--) {
      for (int b = is.size() - 1; b >= 0; b--) {
        likeness[a][b] = bagsBefore.get(a).likeness(bagsAfter.get(b));
        double paired = likeness[a][b] < ALIKE ? 0 : likeness[a][b] + best[a + 1][b + 1];
        best[a][b] = Math.max(paired, Math.max(best[a + 1][b], best[a][b + 1]));
      }
    }
    for (int a = 0, b = 0; a < was.size() && b < is.size() && best[a][b] > 0; ) {
      if (likeness[a][b] >= ALIKE && best[a][b] == likeness[a][b] + best[a + 1][b + 1]) {
        pairs.add(new int[] {a++, b++});
      } else if (best[a][b] == best[a + 1][b]) {
        a++;
      } else {
        b++;
      }
    }
    return pairs;
  }

  /// The words of a piece without their order.
  private record Bag(Map<String, Integer> counts, int size) {
    /// Common words in proportion to all (Dice's coefficient).
    double likeness(Bag other) {
      if (size + other.size == 0) return 1;
      Map<String, Integer> fewer = counts.size() < other.counts.size() ? counts : other.counts;
      Map<String, Integer> more = counts.size() < other.counts.size() ? other.counts : counts;
      int common = 0;
      for (Map.Entry<String, Integer> word : fewer.entrySet()) {
        common += Math.min(word.getValue(), more.getOrDefault(word.getKey(), 0));
      }
      return 2.0 * common / (size + other.size);
    }
  }

  private Bag bag(String words) {
    Map<String, Integer> counts = new HashMap<>();
    int size = 0;
    for (String word :
        splitter.words(words.substring(0, Math.min(words.length(), Splitter.START)))) {
      if (word.isBlank()) continue;
      counts.merge(word, 1, Integer::sum);
      size++;
    }
    return new Bag(counts, size);
  }

  private void same(Block block) {
    List<Run> runs = List.of(new Run(Run.Kind.SAME, block.words()));
    add(block, true, runs, runs);
  }

  private void removed(Block block) {
    add(block, false, List.of(new Run(Run.Kind.REMOVED, block.words())), List.of());
  }

  private void added(Block block) {
    add(block, false, List.of(), List.of(new Run(Run.Kind.ADDED, block.words())));
  }

  private void replaced(Block was, Block is) {
    // Where a link leads is shown where that is what changed.
    boolean onlyWords = was.links().equals(is.links());
    Sides sides = onlyWords ? sides(was.words(), is.words()) : sides(was.exact(), is.exact());
    add(is, false, sides.before(), sides.after());
  }

  private void add(Block block, boolean same, List<Run> before, List<Run> after) {
    Passage.Kind kind = Passage.Kind.valueOf(block.kind().name());
    passages.add(new Passage(kind, passages.size() + 1, same, before, after));
  }

  private Sides sides(String before, String after) {
    List<String> was = splitter.words(before);
    List<String> is = splitter.words(after);
    Runs runs = new Runs();
    for (Changes.Step step : changes.between(was, is)) {
      String removed = String.join("", was.subList(step.before(), step.beforeEnd()));
      String added = String.join("", is.subList(step.after(), step.afterEnd()));
      if (step.same()) runs.same(added);
      else runs.changed(removed, added);
    }
    return runs.finish();
  }

  /// Puts runs together as a reader would: when two words after each other were replaced, the space
  /// between them is not what stayed.
  private static final class Runs {
    private final List<Run> before = new ArrayList<>();
    private final List<Run> after = new ArrayList<>();
    private String same = "";
    private String removed = "";
    private String added = "";

    void same(String text) {
      same += text;
    }

    void changed(String gone, String come) {
      boolean onlySpace = !same.isEmpty() && same.isBlank();
      if (onlySpace
          && !removed.isEmpty()
          && !added.isEmpty()
          && !gone.isEmpty()
          && !come.isEmpty()) {
        removed += same + gone;
        added += same + come;
      } else {
        flush();
        removed = gone;
        added = come;
      }
      same = "";
    }

    Sides finish() {
      flush();
      return new Sides(List.copyOf(before), List.copyOf(after));
    }

    /// Writes what was last changed, and what stayed after it.
    private void flush() {
      if (!removed.isEmpty()) before.add(new Run(Run.Kind.REMOVED, removed));
      if (!added.isEmpty()) after.add(new Run(Run.Kind.ADDED, added));
      removed = "";
      added = "";
      if (same.isEmpty()) return;
      before.add(new Run(Run.Kind.SAME, same));
      after.add(new Run(Run.Kind.SAME, same));
      same = "";
    }
  }

  /// Divides by the word breaks of Unicode UAX 29 and of a language; spaces and signs are pieces
  /// too.
  private static final class Splitter {
    /// As much of a piece says whether it is like another.
    static final int START = 2_000;

    private final BreakIterator breaks;

    Splitter(Locale locale) {
      this.breaks = BreakIterator.getWordInstance(locale);
    }

    List<String> words(String text) {
      List<String> words = new ArrayList<>();
      breaks.setText(text);
      int start = breaks.first();
      for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
        words.add(text.substring(start, end));
      }
      return words;
    }
  }
}
