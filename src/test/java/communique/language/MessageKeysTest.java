package communique.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the message files and those who use them together.
class MessageKeysTest {
  /// `say('site.skip'` in a template, `.html("kind." + kind` in Java.
  private static final Pattern ASKED =
      Pattern.compile("\\.?(?:say|html)\\(\\s*([\"'])([a-z][a-z0-9.-]*)\\1\\s*(\\+)?");

  private static final Pattern QUOTED =
      Pattern.compile("([\"'])([a-z][a-z0-9-]*\\.[a-z0-9.-]*)\\1\\s*(\\+)?");

  @Test
  void every_message_that_a_page_asks_for_exists() throws IOException {
    Set<String> keys = keys();
    var missing = new ArrayList<String>();
    for (Path file : sources())
      for (Use use : uses(ASKED, file))
        if (keys.stream().noneMatch(use::means)) missing.add(file + " asks for " + use.key());
    assertThat(missing).isEmpty();
  }

  @Test
  void every_message_is_asked_for() throws IOException {
    Set<String> unused = keys();
    for (Path file : sources()) for (Use use : uses(QUOTED, file)) unused.removeIf(use::means);
    assertThat(unused).isEmpty();
  }

  private record Use(String key, boolean goesOn) {
    boolean means(String message) {
      return goesOn ? message.startsWith(key) : message.equals(key);
    }
  }

  private static List<Use> uses(Pattern pattern, Path file) throws IOException {
    var uses = new ArrayList<Use>();
    Matcher matcher = pattern.matcher(Files.readString(file));
    while (matcher.find()) uses.add(new Use(matcher.group(2), matcher.group(3) != null));
    return uses;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      return files
          .filter(
              file -> file.toString().endsWith(".java") || file.toString().contains("/templates/"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static Set<String> keys() throws IOException {
    var messages = new Properties();
    try (var file = Files.newBufferedReader(Path.of("src/main/resources/messages/en.properties"))) {
      messages.load(file);
    }
    return new TreeSet<>(messages.stringPropertyNames());
  }
}
