package communique.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// A folder's `communique.properties`, changed line by line: what its operator wrote beside our
/// lines stays as it is.
final class PropertiesFile {
  private final Path file;
  private final List<String> lines;

  PropertiesFile(Path file) throws IOException {
    this.file = file;
    this.lines = Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
  }

  /// The names and values of such a text.
  static Map<String, String> parse(String text) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var values = new TreeMap<String, String>();
    for (String name : properties.stringPropertyNames())
      values.put(name, properties.getProperty(name));
    return values;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /// The value; empty when there is none.
  String get(String name) {
    return parse(String.join("\n", lines)).getOrDefault(name, "");
  }

  void put(String name, String value) {
    remove(name);
    lines.add(name + "=" + value);
  }

  void putIfAbsent(String name, String value) {
    if (get(name).isEmpty()) put(name, value);
  }

  void remove(String name) {
    lines.removeIf(line -> line.matches("\\s*" + name + "\\s*[=:].*"));
  }

  /// Replaces the file as a whole, so that whoever reads it finds the old one or the new one.
  void write() throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.write(next, lines);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
