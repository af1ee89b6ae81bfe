package communique.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RefusalTest {
  @Test
  void a_refusal_says_what_is_wrong_and_how_it_is_put_right() {
    var refusal = new Refusal("slug", "slug.taken", List.of("it's {0} & <b>", "ru"));

    assertThat(refusal.detail())
        .isEqualTo("The slug 'it's {0} & <b>' belongs to an announcement that began in ru.");
    assertThat(refusal.mend())
        .isEqualTo(
            "Choose another slug, or leave 'original' out to add a translation to that announcement.");
  }

  @Test
  void a_place_is_a_json_pointer() {
    assertThat(refusal("").pointer()).isEmpty();
    assertThat(refusal("title").pointer()).isEqualTo("/title");
    assertThat(refusal("appointments.0.role").pointer()).isEqualTo("/appointments/0/role");
  }

  @Test
  void only_an_overtaken_edit_is_overtaken() {
    assertThat(new Refusal("version", "version.missing", List.of()).overtaken()).isTrue();
    assertThat(refusal("title").overtaken()).isFalse();
  }

  @Test
  void a_reason_without_words_is_a_mistake_of_ours() {
    assertThatThrownBy(() -> new Refusal("title", "no.such-key", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Outcome.Refused<String>(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void every_reason_has_a_mend_and_both_are_sentences() throws IOException {
    Map<String, String> words = words();
    assertThat(words).hasSizeGreaterThan(100);
    words.forEach((key, text) -> {
      if (!key.endsWith(".mend")) assertThat(words).as(key).containsKey(key + ".mend");
      else assertThat(words).as(key).containsKey(key.substring(0, key.length() - ".mend".length()));
      // A sentence begins with a capital or with what it is about, and ends.
      assertThat(text).as(key).matches("(?s)(''\\{0}''|[A-Z]).*[.].*");
    });
  }

  @Test
  void an_apostrophe_never_swallows_what_is_filled_in() throws IOException {
    Pattern lone = Pattern.compile("(?<!')'(?:'')*(?!')");
    words()
        .forEach((key, text) ->
            assertThat(lone.matcher(text).find())
                .as("%s: an apostrophe is written twice", key)
                .isFalse());
  }

  @Test
  void refusals_are_gathered_and_go_on_as_they_are() {
    var refusals =
        new Refusals()
            .when(false, "title", "title.empty")
            .with(Outcome.done("fine"))
            .when(true, "summary", "summary.empty")
            .with(Outcome.refused("slug", "slug.malformed", "x"));

    assertThat(refusals.none()).isFalse();
    assertThat(refusals.or("value"))
        .isEqualTo(
            new Outcome.Refused<>(
                List.of(
                    new Refusal("summary", "summary.empty", List.of()),
                    new Refusal("slug", "slug.malformed", List.of("x")))));
    assertThat(new Refusals().or("value")).isEqualTo(Outcome.done("value"));
    assertThat(refusals.or("value").then(value -> Outcome.done(value.length())))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(Outcome.done("four").then(value -> Outcome.done(value.length())))
        .isEqualTo(Outcome.done(4));
  }

  private static Refusal refusal(String place) {
    return new Refusal(place, "title.empty", List.of());
  }

  private static Map<String, String> words() throws IOException {
    var words = new TreeMap<String, String>();
    for (String line : Files.readAllLines(Path.of("src/main/resources/refusals.properties")))
      if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        String before = words.put(line.substring(0, equals), line.substring(equals + 1));
        assertThat(before).as("%s stands there twice", line).isNull();
      }
    return words;
  }
}
