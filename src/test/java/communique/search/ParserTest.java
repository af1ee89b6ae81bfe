package communique.search;

import static org.assertj.core.api.Assertions.assertThat;

import communique.search.Notice.Sort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          sea rescue | rescue sea
          rescue sea sea | rescue sea
          "sea rescue" gulf | "sea rescue" gulf
          “sea rescue” | "sea rescue"
          «sea  rescue» | "sea rescue"
          „sea rescue“ | "sea rescue"
          「海上救援」 | "海上救援"
          sea -ice | -ice sea
          sea −ice | -ice sea
          sea --ice | ice sea
          -(sea ice) gulf | -(ice sea) gulf
          sea rescue OR aid | (aid OR rescue) sea
          sea | sea
          (sea rescue) OR aid | aid OR (rescue sea)
          a OR b OR (c OR a) | a OR b OR c
          fish* | fish*
          person:Ingrid-Hallvard | person:ingrid-hallvard
          person:"Ingrid Hallvard" | person:ingrid-hallvard
          KIND:Press-Release | kind:press-release
          locale:zh-hans | locale:zh-Hans
          from:2026 | from:2026-01-01
          to:2026-02 | to:2026-02-28
          note: the hour | hour note: the
          https://example.org/a | https://example.org/a
          50% off- | 50% off-
          []{}^$.\\+? | []{}^$.\\+?
          or | or
          ((((sea)))) | sea
          -person:marek-dolan sea | -person:marek-dolan sea
          """)
  void what_is_typed_is_read_in_one_form(String typed, String read) {
    Parser.Parsed parsed = Parser.parse(typed);

    assertThat(parsed.expression().toString()).isEqualTo(read);
    assertThat(parsed.notices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "sea rescue | UNPAIRED | rescue sea
          (sea rescue | UNPAIRED | rescue sea
          sea) rescue -x | UNPAIRED | "-x" rescue sea
          OR sea | OR_ALONE | sea
          sea OR | OR_ALONE | sea
          sea OR OR ice | OR_ALONE | ice OR sea
          a* | PREFIX_SHORT | a
          kind:poem | VALUE_UNKNOWN | "kind poem"
          place:%% | VALUE_UNKNOWN | "place %%"
          from:2026-02-30 | DAY_UNREADABLE | "from 2026-02-30"
          to:soon | DAY_UNREADABLE | "to soon"
          """)
  void what_has_no_meaning_is_read_as_plain_words_and_says_so(
      String typed, Sort sort, String read) {
    Parser.Parsed parsed = Parser.parse(typed);

    assertThat(parsed.notices()).extracting(Notice::sort).containsExactly(sort);
    assertThat(parsed.expression().toString()).isEqualTo(read);
  }

  @Test
  void nothing_is_asked_where_nothing_can_be_read() {
    for (String typed :
        List.of("", "   ", "\u0000\u0007", "\ud800 \udc00", "()", "\"\"", "*", "“”"))
      assertThat(Parser.parse(typed).expression()).as(typed).isEqualTo(new Expression.Everything());
  }

  @Test
  void a_query_of_any_size_costs_a_bounded_time() {
    var deep = "(".repeat(5_000) + "sea" + ")".repeat(5_000);
    var many = "word ".repeat(10_000);
    var long100k = "x".repeat(100_000);
    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          assertThat(sorts(Parser.parse(deep))).contains(Sort.TOO_LONG);
          assertThat(sorts(Parser.parse("(".repeat(500) + "sea" + ")".repeat(500))))
              .containsExactly(Sort.TOO_DEEP);
          assertThat(sorts(Parser.parse(many))).containsExactly(Sort.TOO_LONG, Sort.TOO_MANY);
          assertThat(sorts(Parser.parse(long100k))).containsExactly(Sort.TOO_LONG);
          assertThat(sorts(Parser.parse("a OR ".repeat(10_000)))).contains(Sort.TOO_LONG);
          assertThat(sorts(Parser.parse("-".repeat(100_000)))).contains(Sort.TOO_LONG);
        });
  }

  /// Whatever is typed can be read, and what was read, written and read again is the same.
  @Test
  void what_was_read_is_written_so_that_it_is_read_again() {
    long seed = 20_261_125;
    var chance = new SplittableRandom(seed);
    List<String> pieces =
        List.of(
            "sea",
            "rescue",
            "OR",
            "or",
            "|",
            "(",
            ")",
            "\"",
            "“",
            "”",
            "-",
            "−",
            "*",
            ":",
            "person:",
            "kind:speech",
            "from:2026",
            "to:",
            " ",
            " ",
            " ",
            "море",
            "بحر",
            "海",
            "\ud83d\ude00",
            "\ud800",
            "\u202e",
            "a",
            "x*",
            "«",
            "»",
            "\\",
            "[a-z]+");
    for (int i = 0; i < 20_000; i++) {
      var typed = new StringBuilder();
      int length = chance.nextInt(14);
      for (int j = 0; j < length; j++) typed.append(pieces.get(chance.nextInt(pieces.size())));
      Expression once = Parser.parse(typed.toString()).expression();
      Parser.Parsed again = Parser.parse(once.toString());
      assertThat(again.expression()).as("seed %d: %s → %s", seed, typed, once).isEqualTo(once);
      assertThat(again.notices()).as("seed %d: %s → %s", seed, typed, once).isEmpty();
    }
  }

  @Test
  void parameters_are_read_with_all_of_their_values() {
    Asked asked =
        Asked.of(
            Map.of(
                "q", List.of("sea  -ice"),
                "place", List.of("vesmark", "kverna", "vesmark"),
                "kind", List.of("poem", "speech"),
                "from", List.of("2026-03-01"),
                "to", List.of("2026-02-01"),
                "order", List.of("date"),
                "after", List.of("nonsense")));

    assertThat(asked.search())
        .hasToString(
            "-ice from:2026-02-01 kind:speech (place:kverna OR place:vesmark) sea to:2026-03-01");
    assertThat(asked.notices())
        .extracting(Notice::sort)
        .containsExactly(Sort.VALUE_UNKNOWN, Sort.DAYS_EXCHANGED, Sort.PLACE_UNREADABLE);
    assertThat(Asked.of(asked.parameters()).search()).isEqualTo(asked.search());
    assertThat(Asked.words("sea -ice kind:speech").search().toString())
        .isEqualTo("-ice kind:speech sea");
  }

  private static List<Sort> sorts(Parser.Parsed parsed) {
    return parsed.notices().stream().map(Notice::sort).toList();
  }
}
