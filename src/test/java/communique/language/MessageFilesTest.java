package communique.language;

import static org.assertj.core.api.Assertions.assertThat;

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

  /// Markup, typewriter quotation marks, and signs that nobody sees.
  private static final Pattern NOWHERE =
      Pattern.compile("[<>&\"'`\\\\\\t\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]|\\.\\.\\.");

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
    var faults = new ArrayList<String>();
    for (String tag : FILES.keySet()) {
      for (String key : without(english, messagesOf(tag))) faults.add(tag + " lacks " + key);
      for (String key : without(messagesOf(tag), english)) faults.add(tag + " alone has " + key);
    }
    assertThat(faults).isEmpty();
  }

  private static Set<String> without(Map<String, String> messages, Map<String, String> others) {
    var keys = new TreeSet<String>(messages.keySet());
    keys.removeAll(others.keySet());
    return keys;
  }

  @Test
  void every_message_takes_the_arguments_of_the_english_one() {
    everyMessage((tag, key, message) -> {
      Set<String> needed = arguments(english.getOrDefault(key, message));
      return needed.equals(arguments(message))
          ? List.of()
          : List.of("has other arguments than " + needed);
    });
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
      Set<String> needed =
          new TreeSet<>(PluralRules.forLocale(ULocale.forLanguageTag(tag)).getKeywords());
      return choices(message, ArgType.PLURAL).stream()
          .peek(plural -> plural.removeIf(category -> category.startsWith("=")))
          .filter(plural -> !plural.equals(needed))
          .map(plural -> "has the categories " + plural + " instead of " + needed)
          .toList();
    });
  }

  @Test
  void a_choice_by_language_knows_every_language_that_has_words_or_does_with_one_form() {
    var needed = new TreeSet<String>(Set.of("other"));
    for (String tag : FILES.keySet()) needed.add(tag.replace('-', '_'));
    everyMessage((tag, key, message) ->
        choices(message, ArgType.SELECT).stream()
            .filter(select -> !select.equals(needed) && !select.equals(Set.of("other")))
            .map(select -> "chooses among " + select + " instead of " + needed)
            .toList());
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
      var faults = new ArrayList<String>();
      if (!text.equals(text.strip()) || text.isEmpty() || text.contains("  "))
        faults.add("is badly spaced");
      if (!Normalizer.isNormalized(text, Normalizer.Form.NFC))
        faults.add("is not in normal form C");
      for (Pattern foreign :
          List.of(NOWHERE, FOREIGN.getOrDefault(tag, NOWHERE), otherLetters(tag)))
        foreign.matcher(text).results().forEach(found -> faults.add("has “" + found.group() + "”"));
      return faults;
    });
  }

  /// Letters that look right but are of another script, such as a Latin c in a Russian word.
  private static Pattern otherLetters(String tag) {
    String script =
        ULocale.addLikelySubtags(ULocale.forLanguageTag(tag)).getScript().replace("Hans", "Hani");
    return Pattern.compile("[\\p{L}&&[^\\p{script=" + script + "}\\p{script=Zyyy}]]");
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
      for (String key : messagesOf(tag).keySet())
        for (int n : new int[] {0, 1, 2, 3, 6, 11, 100, 1_000_000})
          assertThat(messages.say(key, n, n, n)).as("%s: %s", tag, key).doesNotContain("{", "}");
    }
  }

  private static Map<String, String> messagesOf(String tag) {
    return FILES.getOrDefault(tag, Map.of());
  }

  private static void everyMessage(Check check) {
    var faults = new ArrayList<String>();
    FILES.forEach((tag, messages) ->
        messages.forEach((key, message) -> {
          for (String fault : check.faults(tag, key, message))
            faults.add(tag + ": " + key + " " + fault);
        }));
    assertThat(faults).isEmpty();
  }

  private interface Check {
    List<String> faults(String tag, String key, String message);
  }
}
