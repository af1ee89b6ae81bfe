package communique.text;

import static org.assertj.core.api.Assertions.assertThat;

import communique.text.Body.Dialect;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Bodies that once kept a parser busy for minutes, or overflowed its stack.
class HostileTextTest {
  private static final int SIZE =
      System.getProperty("communique.rounds", "few").equals("all") ? 1_000_000 : 250_000;

  /// Processor time, as other work on the machine is no fault of ours; several times of what is
  /// needed, far below what a missing bound would take.
  private static final long NANOS_MAX = 6_000_000_000L;

  /// What is made of a body is some times as long as that, and no more.
  private static final int LONG = 40 * SIZE;

  @Test
  void a_body_of_nothing_but_markdown_signs_is_read_or_refused_in_bounded_time() throws Exception {
    List<String> sources = new ArrayList<>();
    for (String piece :
        List.of(
            ">",
            "[",
            "*",
            "_",
            "`",
            "<",
            "<a",
            "<sup>",
            "<sup>a</sup>",
            "<sup><sub>a",
            "<sub>*a",
            "</sup>",
            "<a href=\"",
            "<!-- >",
            "![",
            "[a](",
            "](",
            "[a](<b",
            "&",
            "- ",
            "> - ",
            "#\n",
            "|\n",
            "1\n",
            "-\n",
            "a|b\n-|-\n",
            "*a **b ",
            "a*_",
            "[^a]",
            "[^a]: b\n",
            "> said: x\n> y\n\n",
            "$C\n",
            "$CTA ",
            "$C a $C\n",
            "$E\n$C\n",
            "$P\n$I\n$A\n",
            "$A\na\n",
            "^a\n",
            "% % %\n",
            "\n\n$LegislativeList\n* 1. a\n",
            ":scotland:",
            ":wales:\n:england:\n",
            "{stat-headline}\n",
            "{::highlight-answer}",
            "{button}[",
            "{button}[a](",
            "{button}[a](b){/button}\n",
            "s1. a\n",
            "[Image:a",
            "[Image:a]\n",
            "!!1\n",
            "*[a]: b\n",
            "*[a",
            "{: .a",
            "{: .a}\n",
            "*a*{:.b}",
            "{::comment}",
            "term\n: a\n",
            ": a\n",
            "> \"a\"\n",
            "x[a](b)x",
            "[AttachmentLink:a]",
            "\"'",
            "--.",
            "<< >>",
            "|# a|`\n",
            "|a|b|\n|-|-|\n|c|1|\n{barchart}\n\n",
            "$PriorityList:1\n- a\n- b\n\n",
            "~~~\n",
            "#a\n",
            "##a\n",
            "a\n---\n")) {
      sources.add(piece.repeat(SIZE / piece.length()));
    }
    sources.add("*a ".repeat(SIZE / 7) + "a*".repeat(SIZE / 4));
    sources.add("*".repeat(SIZE / 2) + "a" + "*".repeat(SIZE / 2));
    sources.add("![".repeat(SIZE / 7) + "a" + "](x)".repeat(SIZE / 7));
    sources.add("- ".repeat(5_000) + "a" + "\n".repeat(SIZE - 20_000));
    sources.add("|a".repeat(90) + "\n" + "|-".repeat(90) + "\n" + "a\n".repeat(SIZE / 3));
    sources.add(numbered("x[^%d]: y[^%<d]\n\n"));
    sources.add(numbered("`%d` ``%<d` "));
    sources.add(numbered("*[a%d]: b\n") + "a1 ".repeat(SIZE / 10));
    sources.add("*[" + "a".repeat(90) + "b]: c\n\n" + "a".repeat(SIZE / 2));
    sources.add("*[" + "a ".repeat(45) + "b]: c\n\n" + "a ".repeat(SIZE / 4));
    sources.add("[^a]: b\n\n" + "[^a] ".repeat(SIZE / 6));
    sources.add("*a*" + "{:.b}".repeat(SIZE / 6));
    sources.add("- " + "{:.b}".repeat(SIZE / 6) + " a");
    sources.add("[a]: /x\n" + "{:.c}\n".repeat(SIZE / 12) + "\n\n" + "[a] ".repeat(SIZE / 10));
    sources.add(
        "$C\n"
            + "{::comment}\n".repeat(SIZE / 24)
            + "$C\n"
            + "b ".repeat(SIZE / 4)
            + "\n{:/comment}\n");
    sources.add("|`".repeat(40) + "\n" + "|``".repeat(40) + "\n");
    check(Dialect.GOVSPEAK, sources);
  }

  @Test
  void what_is_written_once_and_stands_often_is_not_written_out_without_end() throws Exception {
    String words = "w".repeat(900);
    String names = " .aa".repeat(240);
    for (String source :
        List.of(
            "*[a]: " + "w ".repeat(SIZE / 2) + "\n\n" + "a ".repeat(SIZE / 5),
            "{:n: title=\"" + words + "\"}\n\n" + "*a*{:n}\n\n".repeat(SIZE / 22),
            "{:n:" + names + "}\n\n" + ("x\n{:" + " n".repeat(490) + "}\n\n").repeat(SIZE / 1_000),
            "[a]: /x \"" + words.repeat(SIZE / 2_000) + "\"\n\n" + "![b][a] ".repeat(900))) {
      check(Dialect.GOVSPEAK, List.of(source), LONG);
    }
  }

  @Test
  void a_body_of_nothing_but_tags_is_read_or_refused_in_bounded_time() throws Exception {
    List<String> sources = new ArrayList<>();
    for (String piece :
        List.of(
            "<div>",
            "<b>",
            "<p><b>",
            "<a>",
            "<a href=x>",
            "<h2>",
            "<h2>a</h2>",
            "<table>",
            "<table><th>",
            "<img alt=a>",
            "<i><table>",
            "<ul><li>",
            "<svg>",
            "<template>",
            "<!--",
            "</",
            "<x a=b ")) {
      sources.add(piece.repeat(SIZE / piece.length()));
    }
    sources.add("<table><tr>" + "<th>a</th>".repeat(45_000));
    sources.add("<p>" + numbered("<b x%d=1>") + "<p>a".repeat(10_000));
    check(Dialect.HTML, sources);
  }

  private static String numbered(String piece) {
    return IntStream.range(0, SIZE / 25)
        .mapToObj(i -> String.format(Locale.ROOT, piece, i))
        .collect(Collectors.joining());
  }

  /// On a thread with half the usual stack.
  private static void check(Dialect dialect, List<String> sources) throws InterruptedException {
    check(dialect, sources, Integer.MAX_VALUE);
  }

  private static void check(Dialect dialect, List<String> sources, int longest)
      throws InterruptedException {
    for (String source : sources) {
      String start = source.substring(0, 20).replace("\n", "\\n");
      AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
      Runnable reading =
          () -> {
            long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try {
              Text text = Text.parse(new Body(dialect, source));
              assertThat(text.toPage(TextTest.SPEAKERS).length()).isLessThan(longest);
              assertThat(text.toContent(TextTest.SPEAKERS).length()).isLessThan(longest);
              text.toPlain(TextTest.SPEAKERS);
            } catch (TextRefused refused) {
              assertThat(refused.key()).startsWith("text.too-");
            }
            long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from;
            assertThat(took).as(start).isLessThan(NANOS_MAX);
          };
      Thread thread = new Thread(null, reading, "hostile", 512 * 1024);
      thread.setUncaughtExceptionHandler((of, what) -> broken.set(what));
      thread.start();
      thread.join();
      assertThat(broken.get()).as(start).isNull();
    }
  }
}
