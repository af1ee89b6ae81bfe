package communique.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every reason for which the record refuses something is met in its tests.
class RefusalKeysTest {
  private static final Pattern KEY = Pattern.compile("\"(?:[^\"]*: )?([a-z-]+\\.[a-z-]+)\"");

  /// Those that are put together from a name and what is wrong with it.
  private static final Set<String> COMPOSED =
      Set.of(
          "title.too-long",
          "summary.too-long",
          "change-note.too-long",
          "explanation.too-long",
          "text.too-deep",
          "text.too-wide");

  @Test
  void every_reason_is_met() throws IOException {
    Set<String> words = words();
    var used = new TreeSet<>(keys(Path.of("src/main/java/communique/record")));
    used.retainAll(words);
    used.addAll(COMPOSED);
    assertThat(used).hasSizeGreaterThan(30);

    assertThat(keys(Path.of("src/test/java/communique/record"))).containsAll(used);
  }

  private static Set<String> words() throws IOException {
    return Files.readAllLines(Path.of("src/main/resources/refusals.properties")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.indexOf('=')))
        .filter(key -> !key.endsWith(".mend"))
        .collect(Collectors.toSet());
  }

  private static Set<String> keys(Path sources) throws IOException {
    var keys = new TreeSet<String>();
    try (var files = Files.list(sources)) {
      for (Path file : files.toList()) {
        if (file.endsWith("RefusalKeysTest.java")) continue;
        KEY.matcher(Files.readString(file)).results().forEach(found -> keys.add(found.group(1)));
      }
    }
    return keys;
  }
}
