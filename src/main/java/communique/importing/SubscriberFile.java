package communique.importing;

import communique.platform.Outcome;
import communique.record.Slug;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A file of subscribers: CSV (RFC 4180) in UTF-8, with commas, semicolons or tabs between its
/// fields; or an address a line. Its format is known by its first line.
///
/// @param columns where each stands; none in a file that names none
/// @param separator between fields
/// @param lines about how many it has
record SubscriberFile(
    Path path, SubscriberFormat format, Map<String, Integer> columns, char separator, long lines) {
  /// A line has at most so many characters.
  private static final int LINE_MAX = 1 << 20;

  private static final int HEAD_BYTES = 1 << 16;
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /// What stands in no text.
  private static final char NOWHERE = '\u001f';

  private static final char NOWHERE_ELSE = '\u001e';
  private static final Pattern ADDRESS = Pattern.compile("[^\\s,;\"@]+@[^\\s,;\"@]+");

  /// Looks at its beginning.
  static Outcome<SubscriberFile> of(Path path) throws IOException {
    String head;
    try (InputStream in = Files.newInputStream(path)) {
      head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return Outcome.refused("", "file.unreadable", String.valueOf(e.getMessage()));
    }
    if (head.startsWith("\ufeff")) head = head.substring(1);
    String first = head.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    if (first.isEmpty()) return Outcome.refused("", "subscribers.empty");
    if (isForeign(first)) return Outcome.refused("", "subscribers.charset");
    for (char separator : SEPARATORS) {
      Optional<Map<String, Integer>> columns = columns(head, separator);
      Optional<SubscriberFormat> format =
          columns.flatMap(names -> SubscriberFormat.of(names.keySet()));
      if (format.isPresent())
        return Outcome.done(
            new SubscriberFile(path, format.get(), columns.get(), separator, count(path)));
    }
    if (ADDRESS.matcher(SubscriberFormat.mailman(first)).matches())
      return Outcome.done(
          new SubscriberFile(path, SubscriberFormat.MAILMAN, Map.of(), NOWHERE, count(path)));
    String known =
        List.of(SubscriberFormat.values()).stream()
            .map(SubscriberFormat::shown)
            .collect(Collectors.joining("; "));
    return Outcome.refused("", "subscribers.header", Slug.shown(first), known);
  }

  /// Whether a text cannot have been UTF-8, or is none.
  static boolean isForeign(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\ufffd' || c == 0) return true;
    }
    return false;
  }

  /// Where each column of the first line stands; empty where one stands twice.
  private static Optional<Map<String, Integer>> columns(String head, char separator) {
    var columns = new HashMap<String, Integer>();
    try {
      List<String> names =
          builder(separator).ofCsvRecord(head).stream().findFirst().orElseThrow().getFields();
      for (int i = 0; i < names.size(); i++)
        if (columns.put(name(names.get(i)), i) != null) return Optional.empty();
    } catch (CsvParseException e) {
      return Optional.empty();
    }
    return Optional.of(columns);
  }

  private static String name(String column) {
    return column.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  private static long count(Path path) throws IOException {
    long lines = 0;
    byte[] part = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(path)) {
      for (int n = in.read(part); n >= 0; n = in.read(part))
        for (int i = 0; i < n; i++) if (part[i] == '\n') lines++;
    }
    return lines + 1;
  }

  /// Its name without folders.
  String name() {
    return path.getFileName() == null ? path.toString() : path.getFileName().toString();
  }

  /// Its lines behind the one that names the columns. To be closed.
  CsvReader<CsvRecord> open() throws IOException {
    var in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    in.mark(3);
    byte[] mark = in.readNBytes(3);
    if (!(mark.length == 3
        && mark[0] == (byte) 0xef
        && mark[1] == (byte) 0xbb
        && mark[2] == (byte) 0xbf)) in.reset();
    Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
    return builder(separator).ofCsvRecord(reader);
  }

  /// Whether its lines say who confirmed and who left. A file of listmonk need not: it has
  /// everybody who is in the list, and what stands there of them is not of the list.
  boolean saysWhoConfirmed() {
    return format != SubscriberFormat.LISTMONK || columns.containsKey("subscription_status");
  }

  /// How many fields each of its lines has; 0 where that is not said.
  int width() {
    return columns.size();
  }

  private static CsvReader.CsvReaderBuilder builder(char separator) {
    var builder =
        CsvReader.builder()
            .fieldSeparator(separator)
            .commentStrategy(CommentStrategy.NONE)
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(LINE_MAX);
    return separator == NOWHERE ? builder.quoteCharacter(NOWHERE_ELSE) : builder;
  }
}
