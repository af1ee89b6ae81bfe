package communique.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the message files together: whoever adds a message to one language learns here what the
/// others lack.
class MessageFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/messages");

  /// Punctuation that a language writes otherwise, or not at all, in running text.
  private static final Map<String, Pattern> FOREIGN =
      Map.of(
          "fr", Pattern.compile("[^\\u202f][:;!?]|[“”]|[«] |[^\\u202f]»"),
          "ru", Pattern.compile("[“”]| – "),
          "ar", Pattern.compile("[,;?“”]"),
          "ur", Pattern.compile("[.,;?]"),
          "zh-Hans", Pattern.compile("[.,:;?!()]"));

  private static final Map<String, Map<String, String>> FILES = new TreeMap<>();
  private static Map<String, String> english = Map.of();

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList())
        FILES.put(file.getFileName().toString().replace(".properties", ""), messages(file));
    }
    english = messagesOf("en");
  }

  /// Read by hand, as Properties would take the last of two messages with one key without a word.
  private static Map<String, String> messages(Path file) throws IOException {
    var messages = new TreeMap<String, String>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) continue;
      String[] parts = line.split(" = ", 2);
      assertThat(parts).as("%s: “key = message” in: %s", file, line).hasSize(2);
      assertThat(messages.put(parts[0], parts[1]))
          .as("%s: %s stands twice", file, parts[0])
          .isNull();
    }
    return messages;
  }

  @Test
  void the_eight_languages_are_there() {
    assertThat(FILES.keySet()).contains("en", "cy", "fr", "es", "ru", "ar", "zh-Hans", "ur");
    for (String tag : FILES.keySet())
      assertThat(Locales.read(tag).orElseThrow().toLanguageTag()).isEqualTo(tag);
  }

  @Test
  void every_language_has_the_messages_of_the_english_file_and_no_others() {
    for (String tag : FILES.keySet())
      assertThat(messagesOf(tag).keySet()).as(tag).isEqualTo(english.keySet());
  }

  @Test
  void every_message_takes_the_arguments_of_the_english_one() {
    everyMessage((tag, key, message) ->
        assertThat(arguments(message))
            .as("%s: %s", tag, key)
            .isEqualTo(arguments(english.getOrDefault(key, ""))));
  }

  private static Set<String> arguments(String message) {
    var pattern = new MessagePattern(message);
    var arguments = new TreeSet<String>();
    for (int i = 0; i < pattern.countParts(); i++) {
      Part.Type type = pattern.getPart(i).getType();
      if (type == Part.Type.ARG_NUMBER || type == Part.Type.ARG_NAME)
        arguments.add(pattern.getSubstring(pattern.getPart(i)));
    }
    return arguments;
  }

  @Test
  void a_plural_has_every_category_that_its_language_has() {
    everyMessage((tag, key, message) -> {
      Set<String> needed = PluralRules.forLocale(ULocale.forLanguageTag(tag)).getKeywords();
      for (Set<String> plural : choices(message, ArgType.PLURAL)) {
        assertThat(plural).as("%s: %s", tag, key).containsAll(needed);
        plural.removeIf(category -> category.startsWith("="));
        assertThat(plural).as("%s: %s has a category too many", tag, key).isEqualTo(needed);
      }
    });
  }

  @Test
  void a_choice_by_language_knows_every_language_that_has_words_or_can_do_with_one_form() {
    everyMessage((tag, key, message) -> {
      var needed = new HashSet<String>(Set.of("other"));
      for (String other : FILES.keySet()) needed.add(other.replace('-', '_'));
      for (Set<String> select : choices(message, ArgType.SELECT))
        assertThat(select).as("%s: %s", tag, key).isIn(needed, Set.of("other"));
    });
  }

  /// The words that each plural or selection of a message offers.
  private static List<Set<String>> choices(String message, ArgType type) {
    var pattern = new MessagePattern(message);
    var choices = new ArrayList<Set<String>>();
    for (int i = 0; i < pattern.countParts(); i++) {
      if (pattern.getPart(i).getType() != Part.Type.ARG_START
          || pattern.getPart(i).getArgType() != type) continue;
      var offered = new TreeSet<String>();
      // A selector is followed by its message, which is stepped over as a whole; after =1 comes the
      // number alone.
      for (int j = i + 1; j < pattern.getLimitPartIndex(i); j++) {
        Part part = pattern.getPart(j);
        if (part.getType() == Part.Type.ARG_SELECTOR) offered.add(pattern.getSubstring(part));
        if (part.getType() == Part.Type.MSG_START) j = pattern.getLimitPartIndex(j);
      }
      choices.add(offered);
    }
    return choices;
  }

  @Test
  void the_text_is_clean_and_has_the_punctuation_and_the_letters_of_its_language() {
    everyMessage((tag, key, message) -> {
      String text = text(message);
      String where = tag + ": " + key;
      assertThat(text).as(where).isNotBlank().isEqualTo(text.strip()).doesNotContain("  ", "...");
      assertThat(text)
          .as(where)
          .doesNotContainPattern("[<>&\"'`\\\\\\t\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");
      assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).as(where).isTrue();
      Pattern foreign = FOREIGN.get(tag);
      if (foreign != null) assertThat(text).as(where).doesNotContainPattern(foreign);
      String script = ULocale.addLikelySubtags(ULocale.forLanguageTag(tag)).getScript();
      assertThat(text.codePoints().filter(Character::isLetter).mapToObj(MessageFilesTest::script))
          .as(where)
          .allMatch(
              letter -> letter.equals(script) || (letter.equals("Hani") && script.equals("Hans")));
    });
  }

  private static String script(int letter) {
    int script = UScript.getScript(letter);
    // The kasra is shared, and the tatweel, which Arabic puts between a preposition and a figure.
    return script == UScript.COMMON || script == UScript.INHERITED
        ? "Arab"
        : UScript.getShortName(script);
  }

  /// What of a message is shown: an argument counts as one strange sign.
  private static String text(String message) {
    var pattern = new MessagePattern(message);
    var text = new StringBuilder();
    int from = 0;
    for (int i = 0; i < pattern.countParts(); i++) {
      Part part = pattern.getPart(i);
      switch (part.getType()) {
        case MSG_START -> from = part.getLimit();
        case MSG_LIMIT, SKIP_SYNTAX -> text.append(message, from, part.getIndex());
        case REPLACE_NUMBER -> text.append(message, from, part.getIndex()).append('\ufffc');
        case ARG_START -> {
          text.append(message, from, part.getIndex());
          if (part.getArgType() == ArgType.NONE) text.append('\ufffc');
        }
        default -> {}
      }
      from = part.getLimit();
    }
    return text.toString();
  }

  @Test
  void every_message_can_be_said() {
    for (String tag : FILES.keySet()) {
      Messages messages = Messages.in(Locales.read(tag).orElseThrow());
      assertThat(messages.locale().toLanguageTag()).isEqualTo(tag);
      for (String key : english.keySet())
        for (int n : new int[] {0, 1, 2, 3, 6, 11, 100, 1_000_000})
          assertThat(messages.say(key, n, n, n)).as("%s: %s", tag, key).doesNotContain("{", "}");
    }
  }

  private static Map<String, String> messagesOf(String tag) {
    return FILES.getOrDefault(tag, Map.of());
  }

  private static void everyMessage(Check check) {
    FILES.forEach(
        (tag, messages) -> messages.forEach((key, message) -> check.check(tag, key, message)));
  }

  private interface Check {
    void check(String tag, String key, String message);
  }
}
