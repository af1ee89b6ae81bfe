package communique.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import communique.platform.Refusal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// JSON objects in a file, one at a time: the file is one, or has one a line, or is a list of them.
///
/// Nothing is held but one object, which may have [#OBJECT_MAX] bytes. Of objects a line, one that
/// cannot be read is refused and stops no other; a list that breaks off is read no further.
final class JsonItems {
  /// An object may have that many bytes.
  static final int OBJECT_MAX = 4 << 20;

  private static final int DEPTH_MAX = 100;
  private static final int NUMBER_MAX = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxStringLength(OBJECT_MAX)
                          .maxNameLength(1_000)
                          .maxNumberLength(NUMBER_MAX)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /// Within a list, something follows each of them.
  private static final JsonMapper OF_LISTS =
      MAPPER.rebuild().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonItems() {}

  /// Takes what is read.
  interface Taker {
    /// @param place `line 3`, `item 17`; empty where it is the whole file
    /// @param bytes how long it is, roughly
    void take(String place, JsonNode json, int bytes);

    /// A line of a file that has one a line; whether it can be read is asked later.
    void line(String place, byte[] json);

    /// One cannot be read; others may follow.
    void refused(String place, Refusal why);

    /// Nothing more can be read.
    void broken(String place, Refusal why);
  }

  /// Whether a file that begins so may hold JSON objects.
  static boolean mayBe(byte[] start) {
    int at = first(start);
    return at < start.length && (start[at] == '{' || start[at] == '[');
  }

  static void read(Path file, Taker taker) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      in.mark(1 << 16);
      byte[] start = in.readNBytes(1 << 12);
      in.reset();
      if (start.length > 0 && start[first(start) % start.length] == '[') list(in, taker);
      else lines(in, taker);
    }
  }

  private static int first(byte[] start) {
    int at = 0;
    boolean marked =
        start.length > 2
            && start[0] == (byte) 0xef
            && start[1] == (byte) 0xbb
            && start[2] == (byte) 0xbf;
    if (marked) at = 3;
    while (at < start.length && start[at] <= ' ' && start[at] >= 0) at++;
    return at;
  }

  private static void list(InputStream in, Taker taker) throws IOException {
    var bounded = new Bounded(in);
    int n = 0;
    try (JsonParser parser = OF_LISTS.createParser(bounded)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        n++;
        long before = parser.currentTokenLocation().getByteOffset();
        JsonNode json = parser.readValueAsTree();
        long bytes = parser.currentLocation().getByteOffset() - before;
        bounded.next();
        taker.take("item " + n, json, (int) bytes);
      }
      if (parser.nextToken() != null)
        taker.broken(place(parser.currentLocation()), json("something follows the list"));
    } catch (TooLong e) {
      taker.broken("item " + n, tooLarge());
    } catch (JsonProcessingException e) {
      taker.broken(place(e.getLocation()), json(e));
    }
  }

  private static void lines(InputStream in, Taker taker) throws IOException {
    var line = new Line(in);
    boolean more = line.next();
    if (!more) {
      taker.broken("", json("the file is empty"));
      return;
    }
    byte[] first = line.bytes();
    boolean long1 = line.isTooLong();
    int at = line.number();
    if (!line.next()) {
      whole(first, long1, taker);
      return;
    }
    // The second line says what the first cannot when it is broken.
    boolean aLine = (!long1 && isWhole(first)) || (!line.isTooLong() && isWhole(line.bytes()));
    if (!aLine && !long1) {
      var all = new ByteArrayOutputStream();
      all.write(first);
      do {
        all.write('\n');
        all.write(line.bytes());
      } while (!line.isTooLong() && all.size() <= OBJECT_MAX && line.next());
      whole(all.toByteArray(), line.isTooLong() || all.size() > OBJECT_MAX, taker);
      return;
    }
    one(first, long1, at, taker);
    do {
      one(line.bytes(), line.isTooLong(), line.number(), taker);
    } while (line.next());
  }

  private static void whole(byte[] bytes, boolean tooLong, Taker taker) throws IOException {
    if (tooLong) {
      taker.broken("", tooLarge());
      return;
    }
    try {
      taker.take("", MAPPER.readTree(bytes), bytes.length);
    } catch (JsonProcessingException e) {
      taker.broken(place(e.getLocation()), json(e));
    }
  }

  private static void one(byte[] bytes, boolean tooLong, int number, Taker taker) {
    String place = "line " + number;
    if (tooLong) {
      taker.refused(place, tooLarge());
      return;
    }
    taker.line(place, bytes);
  }

  /// What a line is.
  sealed interface Read {
    record Whole(JsonNode json) implements Read {}

    /// @param place of the line and in it
    record Broken(String place, Refusal why) implements Read {}
  }

  /// Reads a line.
  static Read read(String place, byte[] line) {
    try {
      return new Read.Whole(MAPPER.readTree(line));
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      String column = location == null ? "" : ", column " + location.getColumnNr();
      return new Read.Broken(place + column, json(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whoever only looks for something in a line need not make a tree of it.
  static JsonParser parser(byte[] line) throws IOException {
    return MAPPER.createParser(line);
  }

  /// Whether no text of a line can hold U+0000 or half a surrogate pair, as far as that is seen
  /// from its bytes. It is seen of nearly every line, in a fraction of the time that looking at
  /// each character of each text takes.
  static boolean isPlain(byte[] line) {
    // As many characters as bytes, so that the virtual machine's own quick search can be used.
    String bytes = new String(line, StandardCharsets.ISO_8859_1);
    for (int at = bytes.indexOf("\\u"); at >= 0; at = bytes.indexOf("\\u", at + 2)) {
      if (bytes.startsWith("0000", at + 2)) return false;
      if (bytes.startsWith("d", at + 2) || bytes.startsWith("D", at + 2)) return false;
    }
    // RFC 3629 §3: a surrogate would be ED, and then A0 or more.
    for (int at = bytes.indexOf(0xed); at >= 0; at = bytes.indexOf(0xed, at + 1))
      if (at + 1 == bytes.length() || bytes.charAt(at + 1) >= 0xa0) return false;
    return true;
  }

  private static boolean isWhole(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes).isObject();
    } catch (IOException e) {
      return false;
    }
  }

  private static Refusal json(JsonProcessingException e) {
    // What the library adds says where in the source, of which it was not told what it is.
    String why =
        e.getOriginalMessage().lines().findFirst().orElse("").split(" \\(start marker ", 2)[0];
    return json(why.length() > 200 ? why.substring(0, 200) + "…" : why);
  }

  private static Refusal json(String why) {
    return new Refusal("", "import.json", List.of(why));
  }

  private static Refusal tooLarge() {
    return new Refusal("", "import.item-too-large", List.of(OBJECT_MAX));
  }

  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /// The lines of a stream that are not empty; of one that is too long, no byte is kept.
  private static final class Line {
    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private int from;
    private int to;
    private byte[] bytes = {};

    /// What was read of the line so far; kept for the next one.
    private byte[] gathered = new byte[1 << 14];

    private boolean tooLong;
    private int number;

    Line(InputStream in) {
      this.in = in;
    }

    /// Reads the next one, if there is one.
    boolean next() throws IOException {
      while (true) {
        if (from == to && !fill()) return false;
        number++;
        read();
        if (tooLong || first(bytes) < bytes.length) return true;
      }
    }

    private void read() throws IOException {
      int size = 0;
      tooLong = false;
      while (true) {
        int end = from;
        while (end < to && chunk[end] != '\n') end++;
        if (size + end - from > OBJECT_MAX) tooLong = true;
        if (!tooLong) size = gather(size, end);
        boolean ends = end < to;
        from = ends ? end + 1 : end;
        if (ends || !fill()) break;
      }
      bytes = tooLong ? new byte[0] : Arrays.copyOf(gathered, size);
    }

    private int gather(int size, int end) {
      int all = size + end - from;
      if (all > gathered.length)
        gathered = Arrays.copyOf(gathered, Math.max(all, gathered.length * 2));
      System.arraycopy(chunk, from, gathered, size, end - from);
      return all;
    }

    private boolean fill() throws IOException {
      from = 0;
      to = Math.max(0, in.read(chunk));
      return to > 0;
    }

    byte[] bytes() {
      return bytes;
    }

    boolean isTooLong() {
      return tooLong;
    }

    int number() {
      return number;
    }
  }

  /// An object of the list is longer than it may be.
  private static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// Counts what was read since the last object ended.
  private static final class Bounded extends FilterInputStream {
    private long count;

    Bounded(InputStream in) {
      super(in);
    }

    void next() {
      count = 0;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) counted(1);
      return one;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      int n = super.read(to, from, length);
      if (n > 0) counted(n);
      return n;
    }

    private void counted(int n) throws IOException {
      count += n;
      // What the parser has read ahead belongs to the next object.
      if (count > OBJECT_MAX + (1L << 16)) throw new TooLong();
    }
  }
}
