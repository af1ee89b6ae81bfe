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
import org.jsoup.nodes.Attribute;
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
          .addAttributes(":all", "lang", "dir", "id", "class", "role", "aria-label", "title")
          .addAttributes("a", "rel", "hreflang")
          .addAttributes("div", "tabindex")
          .addAttributes("th", "abbr")
          .addAttributes("ol", "start", "type")
          .addAttributes("ol", "reversed")
          .addAttributes("li", "value")
          .addAttributes("abbr", "title")
          .addAttributes("dfn", "title")
          .addAttributes("time", "datetime")
          .removeProtocols("a", "href", "ftp")
          .addProtocols("a", "href", "tel", "#")
          .preserveRelativeLinks(true);

  /// What a body may hold besides: pictures, drawn arrows, what other publishers' scripts read.
  private static final Safelist CONTENT =
      new Safelist(PAGE) {
        @Override
        public boolean isSafeAttribute(String tag, Element element, Attribute attribute) {
          String name = attribute.getKey();
          boolean style = name.equals("style") && attribute.getValue().startsWith("text-align:");
          return style
              || name.matches("(data|aria)-[a-z0-9-]+")
              || super.isSafeAttribute(tag, element, attribute);
        }
      }.addTags(
              "h1", "img", "picture", "source", "svg", "path", "article", "aside", "header",
              "footer")
          .addAttributes(":all", "translate")
          .addAttributes("a", "draggable", "name", "target", "download")
          .addAttributes("details", "open")
          .addAttributes("img", "src", "alt", "srcset", "sizes", "width", "height", "loading")
          .addAttributes("path", "fill", "d")
          .addAttributes("svg", "xmlns", "width", "height", "viewBox", "focusable")
          .addAttributes("td", "headers")
          .addAttributes("th", "headers");

  private static final Safelist DRAWN =
      new Safelist(PAGE)
          .addTags("svg", "rect", "text", "img")
          .addAttributes("img", "src", "alt", "width", "height")
          .addAttributes("svg", "viewBox", "aria-hidden", "focusable")
          .addAttributes("figcaption", "aria-hidden")
          .addAttributes("rect", "x", "y", "width", "height")
          .addAttributes("text", "x", "y");

  private static final Safelist MAIL =
      new Safelist(PAGE).addAttributes(":all", "style").addAttributes("table", "cellspacing");

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
    Optional<TextRefused> problem;
    try {
      problem = Text.problem(body);
    } catch (RuntimeException | Error broken) {
      throw new AssertionError("seed " + seed + ": " + body.source(), broken);
    }
    if (problem.isPresent()) return;
    Text text = Text.parse(body);
    String page = text.toPage(TextTest.SPEAKERS);
    String feed = text.toFeed(TextTest.SPEAKERS, "https://news.example/news/x");
    String content = text.toContent(TextTest.SPEAKERS);
    String mail = text.toMail(TextTest.SPEAKERS, "https://news.example/news/x");
    checkPrinted(seed, page, DRAWN);
    checkPrinted(seed, feed, DRAWN);
    checkPrinted(seed, mail, MAIL);
    checkPrinted(seed, content, CONTENT);
    String all = page + feed + mail + content + text.toPlain(TextTest.SPEAKERS);
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
  }

  private static void checkPrinted(long seed, String printed, Safelist allowed) {
    assertThat(new Cleaner(allowed).isValidBodyHtml(printed))
        .as("seed %d: %s", seed, printed)
        .isTrue();
    // What a browser reads is what was printed: no piece closes another one by surprise.
    Document read = Jsoup.parse("<!DOCTYPE html><html><head></head><body>" + printed);
    read.outputSettings().prettyPrint(false);
    assertThat(read.body().html()).as("seed %d", seed).isEqualTo(printed);
    for (Element element : read.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        String value =
            attribute.getValue().toLowerCase(Locale.ROOT).replaceAll("[\\s\\x00-\\x20]", "");
        assertThat(value)
            .as("seed %d", seed)
            .doesNotStartWith("javascript:")
            .doesNotStartWith("data:");
        assertThat(attribute.getKey()).as("seed %d", seed).doesNotStartWith("on");
      }
    }
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
