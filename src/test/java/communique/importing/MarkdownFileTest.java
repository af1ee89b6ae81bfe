package communique.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import communique.files.KeptFiles;
import communique.language.Locales;
import communique.platform.Outcome;
import communique.record.Kind;
import communique.record.Publish;
import communique.record.Rounds;
import communique.record.TagKind;
import communique.record.UpdateType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownFileTest {
  private static final Locales LOCALES = Locales.parse("en,ru,zh-Hans");

  private static final String GOOD =
      """
      ---
      kind: press-release
      title: "Two harbours: one watch"
      summary: From May both harbours answer every call.
      update-type: major
      change-note: Gave the hours.
      organisations: [foreign-affairs, coastguard]
      people: [ingrid-hallvard]
      topics:
        - sea-rescue
      ---

      The two harbours share a watch.

      > said: ingrid-hallvard
      > Whoever is nearer, goes.
      """;

  @Test
  void a_file_says_everything_that_is_published() {
    Publish publish = read("harbours.md", GOOD);

    assertThat(publish.slug()).isEqualTo("harbours");
    assertThat(publish.locale()).isEqualTo(Locale.ENGLISH);
    assertThat(publish.original()).isFalse();
    assertThat(publish.kind()).isEqualTo(Kind.PRESS_RELEASE);
    assertThat(publish.content().title()).isEqualTo("Two harbours: one watch");
    assertThat(publish.content().summary()).isEqualTo("From May both harbours answer every call.");
    assertThat(publish.update()).isEqualTo(UpdateType.MAJOR);
    assertThat(publish.note()).isEqualTo("Gave the hours.");
    assertThat(publish.tags())
        .isEqualTo(
            Map.of(
                TagKind.ORGANISATION, List.of("foreign-affairs", "coastguard"),
                TagKind.PERSON, List.of("ingrid-hallvard"),
                TagKind.TOPIC, List.of("sea-rescue")));
    assertThat(publish.content().body().source())
        .isEqualTo(
            """
            The two harbours share a watch.

            > said: ingrid-hallvard
            > Whoever is nearer, goes.\
            """);
  }

  @Test
  void a_name_gives_slug_and_locale_and_front_matter_counts_more() {
    assertThat(read("visit.ru.md", with("")).locale().toLanguageTag()).isEqualTo("ru");
    assertThat(read("visit.zh-hans.md", with("")).locale().toLanguageTag()).isEqualTo("zh-Hans");
    assertThat(read("visit.ru.md", with("slug: journey")).slug()).isEqualTo("journey");
    assertThat(read("visit.ru.md", with("locale: en")).locale()).isEqualTo(Locale.ENGLISH);
    assertThat(read("visit.ru.v2.md", with("slug: visit\nlocale: ru")).slug()).isEqualTo("visit");
  }

  @Test
  void a_name_that_says_too_much_or_too_little_needs_front_matter() {
    assertThat(refused("visit.ru.v2.md", with("slug: visit"))).containsExactly(": file.name");
    assertThat(refused(".md", with(""))).containsExactly(": file.name");
    assertThat(refused("visit.klingonish.md", with("")))
        .containsExactly("locale: locale.malformed");
    assertThat(refused("visit.md", with("locale: ru_RU")))
        .containsExactly("locale: locale.malformed");
  }

  @Test
  void words_are_read_as_they_were_written() {
    Publish publish =
        read("visit.md", "---\ntitle: 2026\nsummary: No\nslug: 007\nlocale: no\n---\nText.");

    assertThat(publish.content().title()).isEqualTo("2026");
    assertThat(publish.content().summary()).isEqualTo("No");
    assertThat(publish.slug()).isEqualTo("007");
    assertThat(publish.locale().toLanguageTag()).isEqualTo("no");
    assertThat(read("visit.md", with("original: true")).original()).isTrue();
  }

  @Test
  void the_same_text_saved_on_another_system_is_the_same() {
    Publish here = read("visit.md", GOOD);

    assertThat(read("visit.md", "\ufeff" + GOOD.replace("\n", "\r\n"))).isEqualTo(here);
    assertThat(read("visit.md", GOOD.replace("\n", "\r"))).isEqualTo(here);
    assertThat(read("visit.md", GOOD + "\n\n  \n")).isEqualTo(here);
  }

  @Test
  void code_at_the_beginning_of_a_body_keeps_its_spaces() {
    assertThat(read("visit.md", with("") + "\n\n    code\n").content().body().source())
        .startsWith("Text");
    assertThat(
            read("visit.md", "---\ntitle: T\nsummary: S\n---\n\n    code\n")
                .content()
                .body()
                .source())
        .isEqualTo("    code");
  }

  @Test
  void what_is_no_front_matter_is_refused_with_the_line() {
    assertThat(refused("visit.md", "Text.")).containsExactly(": front-matter.missing");
    assertThat(refused("visit.md", "")).containsExactly(": front-matter.missing");
    assertThat(refused("visit.md", "---\ntitle: T\n")).containsExactly(": front-matter.unclosed");
    assertThat(detail("visit.md", with("kind: \"notice"))).contains("line");
    assertThat(detail("visit.md", with("kind: a: b"))).contains("line 4:");
    assertThat(detail("visit.md", "---\njust words\n---\nText.")).contains("list of fields");
    assertThat(detail("visit.md", "---\n---\nText.")).contains("empty");
    assertThat(detail("visit.md", with("title: again"))).contains("line 4: 'title' stands twice");
  }

  @Test
  void what_could_grow_or_make_objects_is_refused() {
    assertThat(refused("visit.md", with("people: &a [x]\nroles: *a")))
        .containsExactly(": front-matter.malformed");
    assertThat(refused("visit.md", with("kind: !!java.net.URL [http://example.org]"))).isNotEmpty();
    assertThat(refused("visit.md", with("kind: !!binary aGk=")))
        .containsExactly("kind: front-matter.type");
    assertThat(refused("visit.md", with("people: " + "[".repeat(40) + "]".repeat(40))))
        .containsExactly(": front-matter.malformed");
    assertThat(refused("visit.md", with("change-note: " + "x".repeat(70_000))))
        .containsExactly(": front-matter.malformed");
  }

  @Test
  void every_field_that_is_wrong_is_named_at_once() {
    String yaml =
        """
        topic: [a]
        kind: press
        update-type: big
        original: perhaps
        people: ingrid
        roles: [[a]]
        change-note: {a: b}\
        """;

    assertThat(refused("visit.xx-.md", with(yaml)))
        .containsExactlyInAnyOrder(
            ": front-matter.misspelt",
            "locale: locale.malformed",
            "kind: kind.unknown",
            "updateType: update-type.unknown",
            "people: front-matter.type",
            "roles: front-matter.type",
            "original: front-matter.type",
            "changeNote: front-matter.type");
    assertThat(detail("visit.md", with("topic: [a]"))).contains("'topic'");
  }

  @Test
  void a_file_that_is_not_utf8_is_refused_with_the_byte(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("visit.md");
    byte[] bytes = with("").getBytes(StandardCharsets.UTF_8);
    bytes[9] = (byte) 0xe9;
    Files.write(file, bytes);

    MarkdownFile read =
        MarkdownFile.read(file, LOCALES, false, new KeptFiles(folder.resolve("data")));
    assertThat(reasons(read)).containsExactly(": file.not-utf8");
    assertThat(details(read).getFirst()).contains("byte 10");
  }

  @Test
  void a_file_that_is_too_large_or_cannot_be_read_is_refused(@TempDir Path folder)
      throws IOException {
    Path large = folder.resolve("large.md");
    Files.write(large, new byte[50_000_000]);

    assertThat(
            reasons(
                MarkdownFile.read(large, LOCALES, false, new KeptFiles(folder.resolve("data")))))
        .containsExactly(": file.too-large");
    assertThat(
            reasons(
                MarkdownFile.read(folder, LOCALES, false, new KeptFiles(folder.resolve("data")))))
        .containsExactly(": file.unreadable");
    assertThat(
            reasons(
                MarkdownFile.read(
                    folder.resolve("none.md"),
                    LOCALES,
                    false,
                    new KeptFiles(folder.resolve("data")))))
        .containsExactly(": file.unreadable");
  }

  @Test
  void no_garbled_file_is_more_than_refused() {
    int rounds = Rounds.count(5_000, 500_000);
    for (int seed = 0; seed < rounds; seed++) {
      String text = new Garbled(seed).of(GOOD);
      assertThatCode(() -> MarkdownFile.of("x.ru.md", "x.ru.md", text, LOCALES, true))
          .as("seed %d", seed)
          .doesNotThrowAnyException();
    }
  }

  private static String with(String fields) {
    return "---\ntitle: T\nsummary: S\n" + fields + "\n---\nText.";
  }

  private static Publish read(String name, String text) {
    MarkdownFile file = MarkdownFile.of(name, name, plain(text), LOCALES, false);
    return switch (file.publish()) {
      case Outcome.Done<Publish> done -> done.value();
      case Outcome.Refused<Publish> refused -> throw new AssertionError(details(file));
    };
  }

  private static List<String> refused(String name, String text) {
    return reasons(MarkdownFile.of(name, name, plain(text), LOCALES, false));
  }

  private static String detail(String name, String text) {
    return details(MarkdownFile.of(name, name, plain(text), LOCALES, false)).getFirst();
  }

  /// As a file of these bytes is read.
  private static String plain(String text) {
    return switch (FileBytes.text(text.getBytes(StandardCharsets.UTF_8))) {
      case Outcome.Done<String> done -> done.value();
      case Outcome.Refused<String> refused -> throw new AssertionError(refused.refusals());
    };
  }

  private static List<String> reasons(MarkdownFile file) {
    return file.publish() instanceof Outcome.Refused<Publish> refused
        ? refused.refusals().stream().map(one -> one.place() + ": " + one.key()).toList()
        : List.of();
  }

  private static List<String> details(MarkdownFile file) {
    return file.publish() instanceof Outcome.Refused<Publish> refused
        ? refused.refusals().stream().map(one -> one.detail() + " " + one.mend()).toList()
        : List.of();
  }
}
