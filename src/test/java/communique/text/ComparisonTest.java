package communique.text;

import static communique.text.TextTest.markdown;
import static org.assertj.core.api.Assertions.assertThat;

import communique.text.Comparison.Passage;
import communique.text.Comparison.Run;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static List<String> compared(String before, String after) {
    return Comparison.of(markdown(before), markdown(after), Locale.ENGLISH).passages().stream()
        .map(p ->
            p.number() + (p.same() ? " same " : " ") + show(p.before()) + " → " + show(p.after()))
        .toList();
  }

  /// Removed words in square brackets, added ones in braces, as the key of the page has it.
  static String show(List<Run> runs) {
    return runs.stream()
        .map(run ->
            switch (run.kind()) {
              case SAME -> run.text();
              case REMOVED -> "[" + run.text() + "]";
              case ADDED -> "{" + run.text() + "}";
            })
        .collect(Collectors.joining());
  }

  @Test
  void a_changed_word_is_shown_in_its_paragraph() {
    assertThat(
            compared(
                "One.\n\nThe agreement joins nine vessels and two helicopters.\n\nThree.",
                "One.\n\nThe agreement joins eleven vessels and two helicopters.\n\nThree."))
        .containsExactly(
            "1 same One. → One.",
            "2 The agreement joins [nine] vessels and two helicopters. → The agreement joins {eleven}"
                + " vessels and two helicopters.",
            "3 same Three. → Three.");
  }

  @Test
  void words_replaced_after_each_other_are_one_replacement() {
    assertThat(
            compared(
                "It takes place on 14 January here.", "It takes place in early February here."))
        .containsExactly(
            "1 It takes place [on 14 January] here. → It takes place {in early February} here.");
  }

  @Test
  void a_paragraph_put_in_between_leaves_its_neighbours_the_same() {
    assertThat(
            compared(
                "One two three.\n\nFour five six.",
                "One two three.\n\nNew words.\n\nFour five six."))
        .containsExactly(
            "1 same One two three. → One two three.",
            "2  → {New words.}",
            "3 same Four five six. → Four five six.");
  }

  @Test
  void alike_paragraphs_find_each_other_among_strangers() {
    assertThat(
            compared(
                "The ministers met in Oslo on Monday.\n\nThis goes.",
                "Something wholly different.\n\nThe ministers met in Bergen on Monday."))
        .containsExactly(
            "1  → {Something wholly different.}",
            "2 The ministers met in [Oslo] on Monday. → The ministers met in {Bergen} on Monday.",
            "3 [This goes.] → ");
  }

  @Test
  void a_link_that_leads_elsewhere_is_a_change() {
    assertThat(compared("Read [the plan](/a).", "Read [the plan](/b)."))
        .containsExactly("1 Read the plan (/[a]). → Read the plan (/{b}).");
    assertThat(compared("Read [the plan](/a) now.", "Read [the plan](/a) soon."))
        .containsExactly("1 Read the plan [now]. → Read the plan {soon}.");
  }

  @Test
  void other_emphasis_is_no_change() {
    assertThat(compared("One *two*.", "One two.")).containsExactly("1 same One two. → One two.");
  }

  @Test
  void speakers_rows_and_items_are_compared_as_what_they_are() {
    List<Passage> passages =
        Comparison.of(
                markdown("> said: boris-johnson\n> Words.\n\n- item\n\n|a|b|\n|-|-|\n|c|d|"),
                TextTest.SPEAKERS,
                markdown("> said: A B, Mayor\n> Words.\n\n- item\n\n|a|b|\n|-|-|\n|c|e|"),
                TextTest.SPEAKERS,
                Locale.ENGLISH)
            .passages();
    assertThat(
            passages.stream().map(p -> p.kind() + " " + show(p.before()) + " → " + show(p.after())))
        .containsExactly(
            "SPEAKER [Boris Johnson] – [Foreign Secretary on 13 October 2017] → {A B} – {Mayor}",
            "QUOTATION Words. → Words.",
            "LIST_ITEM item → item",
            "TABLE_ROW a | b → a | b",
            "TABLE_ROW c | [d] → c | {e}");
  }

  @Test
  void lines_are_compared_by_the_words_of_their_language() {
    Comparison.Sides chinese =
        Comparison.ofLines("外交部长访问莫斯科", "外交部长访问伦敦", Locale.SIMPLIFIED_CHINESE);
    assertThat(show(chinese.before())).isEqualTo("外交部长访问[莫斯科]");
    assertThat(show(chinese.after())).isEqualTo("外交部长访问{伦敦}");
    Comparison.Sides arabic =
        Comparison.ofLines("زيارة إلى موسكو", "زيارة إلى لندن", Locale.of("ar"));
    assertThat(show(arabic.after())).isEqualTo("زيارة إلى {لندن}");
    assertThat(Comparison.ofLines("Same", "Same", Locale.ENGLISH).same()).isTrue();
    assertThat(Comparison.ofLines("", "", Locale.ENGLISH).same()).isTrue();
    assertThat(Comparison.ofLines("", "New", Locale.ENGLISH).after())
        .containsExactly(new Run(Run.Kind.ADDED, "New"));
  }

  @Test
  void huge_texts_that_share_nothing_are_compared_in_bounded_time() {
    String short1 =
        IntStream.range(0, 24_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n\n"));
    String short2 =
        IntStream.range(0, 24_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n\n"));
    String long1 =
        IntStream.range(0, 100_000).mapToObj(i -> "a" + i).collect(Collectors.joining(" "));
    String long2 =
        IntStream.range(0, 100_000).mapToObj(i -> "b" + i).collect(Collectors.joining(" "));
    String mixed1 =
        IntStream.range(0, 24_000).mapToObj(i -> "x y z" + i).collect(Collectors.joining("\n\n"));
    String mixed2 =
        IntStream.range(0, 24_000).mapToObj(i -> "x y w" + i).collect(Collectors.joining("\n\n"));
    for (String[] pair :
        new String[][] {{short1, short2}, {long1, long2}, {mixed1, mixed2}, {short1, long2}}) {
      Text before = markdown(pair[0]);
      Text after = markdown(pair[1]);
      // Processor time, as other work on the machine is no fault of ours.
      long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Comparison.of(before, after, Locale.ENGLISH);
      long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from;
      assertThat(took).isLessThan(5_000_000_000L);
    }
  }
}
