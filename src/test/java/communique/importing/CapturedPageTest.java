package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import communique.platform.Outcome;
import communique.record.Rounds;
import communique.record.Tag.Account;
import communique.text.Body;
import communique.text.Speaker;
import communique.text.Surroundings;
import communique.text.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CapturedPageTest {
  static final String PAGE =
      """
      Minister to visit Port Kestrel
      The Minister of Foreign Affairs will visit Port Kestrel in May.
      The visit follows an invitation from Vesmark.
      The ministers last met in 2016.
      The Minister of Foreign Affairs Ingrid Hallvard said:
      We have things to talk about.
      I look forward to it.
      Further information
      - Follow the Ministry of Foreign Affairs on twitter @norrland
      - Follow the Ministry of Foreign Affairs on Facebook and Google+
      - subscribe to the announcements feed or email alerts to get our latest news
      Updates to this page
      Published 13 October 2017Last updated 16 October 2017 + show all updates
      -
      Added translation
      -
      First published.
      """;

  private static final Surroundings AS_WRITTEN =
      new Surroundings() {
        @Override
        public java.util.Locale locale() {
          return java.util.Locale.ENGLISH;
        }

        @Override
        public Optional<Speaker> bySlug(String slug) {
          return Optional.of(new Speaker("the person " + slug, "", Optional.empty()));
        }

        @Override
        public Speaker named(String name, String role) {
          return new Speaker(name, role, Optional.empty());
        }
      };

  @Test
  void everything_on_the_page_comes_to_its_place() {
    CapturedPage page = read(PAGE);

    assertThat(page.title()).isEqualTo("Minister to visit Port Kestrel");
    assertThat(page.summary())
        .isEqualTo("The Minister of Foreign Affairs will visit Port Kestrel in May.");
    assertThat(page.body(name -> Optional.empty()))
        .isEqualTo(
            govspeak(
                """
                The visit follows an invitation from Vesmark.

                The ministers last met in 2016.

                The Minister of Foreign Affairs Ingrid Hallvard said:

                > said: Ingrid Hallvard, Minister of Foreign Affairs
                > We have things to talk about.
                >
                > I look forward to it.\
                """));
    assertThat(page.follows())
        .containsExactly(
            new Services.Followed(
                "Ministry of Foreign Affairs",
                List.of(
                    new Account("Twitter", "@norrland", "https://twitter.com/norrland", null, null),
                    new Account("Facebook", "", "https://www.facebook.com/", null, null),
                    new Account(
                        "Google+",
                        "",
                        "https://plus.google.com/",
                        null,
                        LocalDate.parse("2019-04-02")))));
    assertThat(page.updates().published()).isEqualTo("2017-10-13T00:00");
    assertThat(page.updates().updated()).isEqualTo("2017-10-16T00:00");
    assertThat(page.updates().notes()).hasSize(2);
  }

  @Test
  void who_has_a_page_here_is_quoted_by_it() {
    assertThat(read(PAGE).body(name -> Optional.of("ingrid-hallvard")).source())
        .contains("> said: ingrid-hallvard\n");
  }

  @Test
  void a_page_saved_on_another_system_is_the_same() {
    assertThat(read("\n\n" + PAGE.replace("\n", "\r\n \r\n"))).isEqualTo(read(PAGE));
  }

  @Test
  void a_quotation_ends_where_something_else_begins() {
    String body =
        body(
            """
            Ingrid Hallvard said:
            One.
            She added:
            Two.
            Background
            The ministers met before.
            A spokesperson said:
            “Three.
            “Four.”
            The talks go on.
            Siv Brandt said:
            - a list
            """);

    assertThat(body)
        .isEqualTo(
            """
            Ingrid Hallvard said:

            > said: Ingrid Hallvard
            > One.

            She added:

            > said: Ingrid Hallvard
            > Two.

            ## Background

            The ministers met before.

            A spokesperson said:

            > said: A spokesperson
            > “Three.
            >
            > “Four.”

            The talks go on.

            Siv Brandt said:

            - a list\
            """);
  }

  @Test
  void what_readers_cannot_follow_stays_in_the_body() {
    String body =
        body(
            """
            Further information
            - Follow the Foreign Secretary on Twitter @minister
            - Follow the Ministry on a service that nobody knows
            - Read the treaty
            - sign up for email alerts
            Media enquiries
            """);

    assertThat(body)
        .isEqualTo(
            """
            ## Further information

            - Follow the Foreign Secretary on Twitter @minister
            - Follow the Ministry on a service that nobody knows
            - Read the treaty\
            """);
  }

  @Test
  void accounts_keep_the_handles_that_are_known() {
    assertThat(Services.follow("Follow the Coastguard on Mastodon @watch@social.example, YouTube"))
        .contains(
            new Services.Followed(
                "Coastguard",
                List.of(
                    new Account(
                        "Mastodon",
                        "@watch@social.example",
                        "https://social.example/@watch",
                        null,
                        null),
                    new Account("YouTube", "", "https://www.youtube.com/", null, null))));
    assertThat(Services.follow("Follow us on Twitter @x")).isEmpty();
    assertThat(
            Services.joined(
                List.of(new Account("Twitter", "@a", "https://a.example", null, null)),
                List.of(
                    new Account("twitter", "", "https://twitter.com/", null, null),
                    new Account("Twitter", "@b", "https://twitter.com/b", null, null))))
        .extracting(Account::handle)
        .containsExactly("@a", "@b");
  }

  @Test
  void signs_that_mean_something_in_markdown_read_as_they_stood() {
    for (String line :
        List.of(
            "# 1 of 2",
            "1. first",
            "2017) was a year",
            "- a dash",
            "--- and more",
            "to -- and -- fro --- wait...",
            "\"quoted\" and 'quoted' and the 90's",
            "s1. no step",
            "@ home, ^ up, % off, $CTA",
            "a *b* _c_ `d` [e](f) <g> &amp; \\h | i ~~j~~",
            "> greater",
            "[^1]: a note",
            "= equal",
            "+ plus",
            "*** stars",
            "~~~ waves",
            "Snake_case and 5*4*3",
            "<script>alert(1)</script>"))
      assertThat(shown(Plain.escaped(line))).as(line).isEqualTo(line);
  }

  @Test
  void a_text_that_is_no_such_page_is_refused() {
    assertThat(reasons("")).containsExactly(": captured.malformed");
    assertThat(reasons("Title\nSummary\nBody")).containsExactly(": captured.malformed");
    assertThat(reasons("Title\nPublished 13 October 2017")).containsExactly(": captured.malformed");
    assertThat(reasons("Title\nSummary\nPublished 13 October 2017"))
        .containsExactly(": captured.malformed");
    assertThat(reasons(PAGE.replace("13 October", "31 February")))
        .containsExactly("published: date.malformed");
    assertThat(reasons("T\nS\n- subscribe to the feed\nPublished 13 October 2017")).isEmpty();
    assertThat(reasons("T\nS\nFurther information\n- subscribe to the feed\nPublished 1 May 2017"))
        .containsExactly("body: body.empty");
  }

  @Test
  void no_garbled_page_is_more_than_refused_and_none_gains_a_mark() {
    int rounds = Rounds.count(3_000, 300_000);
    for (int seed = 0; seed < rounds; seed++) {
      String text = new Garbled(seed).of(PAGE);
      assertThatCode(
              () -> {
                if (CapturedPage.read(text) instanceof Outcome.Done<CapturedPage> done) {
                  CapturedPage page = done.value();
                  String said =
                      page.parts().stream()
                          .map(CapturedPageTest::words)
                          .collect(Collectors.joining());
                  String plain = shown(page.body(name -> Optional.empty()).source());
                  assertThat(letters(plain)).isEqualTo(letters(said));
                }
              })
          .as("seed %d", seed)
          .doesNotThrowAnyException();
    }
  }

  /// Everything that a part shows, in order, as [#AS_WRITTEN] shows it.
  private static String words(CapturedPage.Part part) {
    return switch (part) {
      case CapturedPage.Part.Paragraph paragraph -> paragraph.text();
      case CapturedPage.Part.Heading heading -> heading.text();
      case CapturedPage.Part.Items items -> String.join("", items.texts());
      case CapturedPage.Part.Quoted quoted ->
          quoted.sentence()
              + quoted.by().name()
              + quoted.by().role()
              + String.join("", quoted.texts());
    };
  }

  /// A text without what marks quotations and lists in plain text, and without what no body keeps.
  private static String letters(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String shown(String govspeak) {
    return Text.parse(govspeak(govspeak)).toPlain(AS_WRITTEN);
  }

  private static Body govspeak(String source) {
    return new Body(Body.Dialect.GOVSPEAK, source);
  }

  /// The body of a page with these lines in it.
  private static String body(String lines) {
    return read("Title\nSummary\n" + lines + "Updates to this page\nPublished 13 October 2017\n")
        .body(name -> Optional.empty())
        .source();
  }

  private static CapturedPage read(String text) {
    return switch (CapturedPage.read(text)) {
      case Outcome.Done<CapturedPage> done -> done.value();
      case Outcome.Refused<CapturedPage> refused -> throw new AssertionError(refused.refusals());
    };
  }

  private static List<String> reasons(String text) {
    return CapturedPage.read(text) instanceof Outcome.Refused<CapturedPage> refused
        ? refused.refusals().stream().map(one -> one.place() + ": " + one.key()).toList()
        : List.of();
  }
}
