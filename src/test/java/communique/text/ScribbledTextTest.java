package communique.text;

import static org.assertj.core.api.Assertions.assertThat;

import communique.text.Body.Dialect;
import communique.text.Comparison.Run;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.junit.jupiter.api.Test;

/// What holds for every body, tried with scribbled ones.
class ScribbledTextTest {
  private static final int ROUNDS =
      System.getProperty("communique.rounds", "few").equals("all") ? 20_000 : 600;

  /// Written from what a page may hold, not from what the room lets through.
  private static final Safelist PAGE =
      Safelist.relaxed()
          .removeTags("img", "h1")
          .addTags(
              "abbr",
              "address",
              "bdi",
              "bdo",
              "del",
              "details",
              "dfn",
              "figcaption",
              "figure",
              "hr",
              "ins",
              "kbd",
              "mark",
              "s",
              "samp",
              "section",
              "summary",
              "time",
              "var",
              "wbr")
          .addAttributes(":all", "lang", "dir", "id")
          .addAttributes("a", "rel", "role", "hreflang")
          .addAttributes("figure", "class")
          .addAttributes("div", "class", "tabindex", "role", "aria-label")
          .addAttributes("td", "class")
          .addAttributes("th", "class")
          .addAttributes("ol", "reversed")
          .addAttributes("li", "value")
          .addAttributes("abbr", "title")
          .addAttributes("dfn", "title")
          .addAttributes("time", "datetime")
          .removeProtocols("a", "href", "ftp")
          .addProtocols("a", "href", "tel", "#")
          .preserveRelativeLinks(true);

  @Test
  void whatever_is_written_in_markdown_makes_a_page_without_danger() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      checkPage(seed, new Body(Dialect.GOVSPEAK, new Scribble(seed).markdown()));
    }
  }

  @Test
  void whatever_is_imported_as_html_makes_a_page_without_danger() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      checkPage(seed, new Body(Dialect.HTML, new Scribble(seed).html()));
    }
  }

  @Test
  void a_comparison_loses_no_word_of_either_text() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Scribble scribble = new Scribble(seed);
      String source = scribble.markdown();
      Body was = new Body(Dialect.GOVSPEAK, source);
      Body is = new Body(Dialect.GOVSPEAK, scribble.changed(source));
      if (Text.problem(was).isPresent() || Text.problem(is).isPresent()) continue;
      Text before = Text.parse(was);
      Text after = Text.parse(is);
      Comparison comparison = Comparison.of(before, after, Locale.ENGLISH);
      checkSide(
          seed, before, comparison.passages().stream().map(Comparison.Passage::before).toList());
      checkSide(
          seed, after, comparison.passages().stream().map(Comparison.Passage::after).toList());
      for (Comparison.Passage passage : comparison.passages()) {
        String same = kept(passage.before());
        assertThat(kept(passage.after())).as("seed %d", seed).isEqualTo(same);
        assertThat(passage.before()).noneMatch(run -> run.kind() == Run.Kind.ADDED);
        assertThat(passage.after()).noneMatch(run -> run.kind() == Run.Kind.REMOVED);
      }
      if (before.blocks(TextTest.SPEAKERS).equals(after.blocks(TextTest.SPEAKERS))) {
        assertThat(comparison.passages()).as("seed %d", seed).allMatch(Comparison.Passage::same);
      }
    }
  }

  @Test
  void it_all_holds_where_the_small_i_has_no_dot() {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.of("tr", "TR"));
    try {
      for (long seed = 0; seed < ROUNDS / 10; seed++) {
        checkPage(seed, new Body(Dialect.GOVSPEAK, new Scribble(seed).markdown()));
        checkPage(seed, new Body(Dialect.HTML, new Scribble(seed).html()));
      }
      assertThat(TextTest.markdown("## VISIT").headings().getFirst().id()).isEqualTo("visit");
      assertThat(
              TextTest.markdown("[a](JAVASCRIPT:x) [b](MAILTO:a@b.example)")
                  .toPage(TextTest.SPEAKERS))
          .contains("<p>a <a href=\"MAILTO:a@b.example\">b</a></p>");
      assertThat(Dialect.HTML.key()).isEqualTo("html");
    } finally {
      Locale.setDefault(usual);
    }
  }

  private static void checkPage(long seed, Body body) {
    Optional<String> problem;
    try {
      problem = Text.problem(body);
    } catch (RuntimeException | Error broken) {
      throw new AssertionError("seed " + seed + ": " + body.source(), broken);
    }
    if (problem.isPresent()) return;
    Text text = Text.parse(body);
    String page = text.toPage(TextTest.SPEAKERS);
    String feed = text.toFeed(TextTest.SPEAKERS, "https://news.example/news/x");
    for (String printed : List.of(page, feed)) {
      assertThat(new Cleaner(PAGE).isValidBodyHtml(printed))
          .as("seed %d: %s", seed, printed)
          .isTrue();
      // What a browser reads is what was printed: no piece closes another one by surprise.
      Document read = Jsoup.parse("<!DOCTYPE html><html><head></head><body>" + printed);
      read.outputSettings().prettyPrint(false);
      assertThat(read.body().html()).as("seed %d", seed).isEqualTo(printed);
    }
    String all = page + feed + text.toPlain(TextTest.SPEAKERS);
    assertThat(all.codePoints().filter(c -> !isXml(c)).count()).as("seed %d", seed).isZero();

    Set<String> ids = new HashSet<>();
    int level = 1;
    for (Element element : Jsoup.parseBodyFragment(page).body().getAllElements()) {
      if (element.hasAttr("id")) assertThat(ids.add(element.id())).as("seed %d", seed).isTrue();
      if (!element.normalName().matches("h[1-6]")) continue;
      int next = element.normalName().charAt(1) - '0';
      assertThat(next).as("seed %d", seed).isBetween(2, level + 1);
      assertThat(element.id()).as("seed %d", seed).isNotEmpty();
      level = next;
    }
    assertThat(text.headings().stream().map(Heading::id)).as("seed %d", seed).isSubsetOf(ids);
  }

  private static void checkSide(long seed, Text text, List<List<Run>> runs) {
    List<List<Run>> there = runs.stream().filter(side -> !side.isEmpty()).toList();
    List<Block> blocks = text.blocks(Surroundings.none(Locale.ENGLISH));
    assertThat(there).as("seed %d", seed).hasSameSizeAs(blocks);
    for (int i = 0; i < blocks.size(); i++) {
      String said = there.get(i).stream().map(Run::text).collect(Collectors.joining());
      assertThat(said).as("seed %d", seed).isIn(blocks.get(i).words(), blocks.get(i).exact());
    }
  }

  private static String kept(List<Run> runs) {
    return runs.stream()
        .filter(run -> run.kind() == Run.Kind.SAME)
        .map(Run::text)
        .collect(Collectors.joining());
  }

  /// XML 1.0 §2.2.
  private static boolean isXml(int c) {
    return c == 0x9
        || c == 0xA
        || c == 0xD
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
