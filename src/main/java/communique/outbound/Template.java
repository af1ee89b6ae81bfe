package communique.outbound;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One message for many: put together once for each change and locale, then filled in for each
/// subscriber as octets (RFC 5322, 2045–2047; `multipart/alternative` of text and HTML).
///
/// What fills a hole is one line without controls. In HTML it is escaped; in a header it stands as
/// it is and must be a word without spaces.
public final class Template {
  /// `Date`, in English whatever the newsroom's language is (§3.3).
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  /// Neither quoted-printable nor base64 can hold it: an equals sign before an underscore.
  private static final String BOUNDARY = "=_alternative_of_this_message";

  private final List<Pieces> pieces;

  /// Hole → its number.
  private final Map<String, Integer> holes;

  private final boolean[] inHeader;
  private final int size;

  private Template(List<Pieces> pieces, Map<String, Integer> holes, int size) {
    this.pieces = List.copyOf(pieces);
    this.holes = holes;
    this.size = size;
    inHeader = new boolean[holes.size()];
    for (Pieces piece : pieces)
      if (piece instanceof Pieces.InHeader header) inHeader[header.hole()] = true;
  }

  /// Begins a message.
  public static Builder of() {
    return new Builder();
  }

  /// The names of its holes.
  public List<String> holes() {
    return List.copyOf(holes.keySet());
  }

  /// Octets of a message, without what fills its holes.
  public int size() {
    return size;
  }

  /// The message of one subscriber.
  ///
  /// @param values what stands in each hole; exactly the names of [#holes()]
  /// @throws IllegalArgumentException when one is absent, unknown, or could end its line
  public byte[] filled(Map<String, String> values) {
    var ordered = new String[holes.size()];
    if (values.size() != ordered.length) throw wrongHoles(values);
    for (var value : values.entrySet()) {
      Integer number = holes.get(value.getKey());
      if (number == null) throw wrongHoles(values);
      String text = value.getValue();
      checked(text, inHeader[number]);
      ordered[number] = text;
    }
    var out = new ByteArrayOutputStream(size);
    byte[] carried = Pieces.NOTHING;
    for (Pieces piece : pieces) carried = piece.write(ordered, carried, out);
    return out.toByteArray();
  }

  private IllegalArgumentException wrongHoles(Map<String, String> values) {
    return new IllegalArgumentException(
        "the holes are " + holes.keySet() + ", not " + values.keySet());
  }

  private static void checked(String value, boolean header) {
    Headers.checked(value);
    if (header && value.indexOf(' ') >= 0)
      throw new IllegalArgumentException("what fills a header must hold no spaces");
    if (value.getBytes(StandardCharsets.UTF_8).length > 900)
      throw new IllegalArgumentException("what fills a hole must be shorter than a line");
  }

  /// Puts a message together; its headers stand in the order of the calls.
  public static final class Builder {
    private final Headers headers = new Headers();
    private final Map<String, Integer> holes = new LinkedHashMap<>();
    private final List<Pieces> pieces = new ArrayList<>();
    private String plain = "";
    private String html = "";

    private Builder() {}

    /// A header of words for people, such as `Subject`.
    public Builder text(String name, String value) {
      if (value.indexOf(Hole.START) >= 0)
        throw new IllegalArgumentException("a hole stands in no encoded header");
      headers.text(name, value);
      return this;
    }

    /// A header with an address, such as `From`.
    ///
    /// @param display whose it is; may be empty
    /// @param address as it is handed over, or the mark of a hole
    public Builder mailbox(String name, String display, String address) {
      headers.mailbox(name, display, address);
      return this;
    }

    /// A header in ASCII whose value has a grammar of its own, such as `List-Unsubscribe`; it may
    /// hold marks, and is folded at its spaces.
    public Builder raw(String name, String value) {
      headers.raw(name, value);
      return this;
    }

    public Builder date(Instant instant) {
      headers.raw("Date", DATE.format(instant.atOffset(ZoneOffset.UTC)));
      return this;
    }

    public Builder language(Locale locale) {
      headers.raw("Content-Language", locale.toLanguageTag());
      return this;
    }

    /// The body as plain text; its lines may end in any way.
    public Builder plain(String text) {
      plain = text;
      return this;
    }

    /// The body as a whole HTML document. Without it the message is plain text only.
    public Builder html(String document) {
      html = document;
      return this;
    }

    public Template build() {
      headers.raw("MIME-Version", "1.0");
      if (html.isEmpty()) {
        part(plain, "plain");
      } else {
        headers.raw("Content-Type", "multipart/alternative; boundary=\"" + BOUNDARY + "\"");
        words(headers + "\r\n--" + BOUNDARY + "\r\n");
        partBody(plain, "plain");
        words("\r\n--" + BOUNDARY + "\r\n");
        partBody(html, "html");
        words("\r\n--" + BOUNDARY + "--\r\n");
      }
      int size = pieces.stream().mapToInt(Pieces::size).sum();
      return new Template(pieces, holes, size);
    }

    private void part(String text, String kind) {
      words(headers.toString());
      partBody(text, kind);
    }

    private void partBody(String text, String kind) {
      boolean isHtml = kind.equals("html");
      String lines = lines(text);
      Encoding encoding = Encoding.of(lines);
      words(
          "Content-Type: text/%s; charset=utf-8\r\nContent-Transfer-Encoding: %s\r\n\r\n"
              .formatted(kind, encoding.word()));
      List<String> segments = List.of(lines.split("[" + Hole.START + Hole.END + "]", -1));
      // Between the marks, words and names of holes take turns.
      for (int i = 0; i < segments.size(); i++) {
        boolean last = i == segments.size() - 1;
        String segment = segments.get(i);
        pieces.add(
            switch (encoding) {
              case QUOTED_PRINTABLE ->
                  i % 2 == 1
                      ? new Pieces.InQuoted(number(segment), isHtml)
                      : new Pieces.Fixed(Encoding.quoted(segment, !last));
              case BASE64 ->
                  i % 2 == 1
                      ? new Pieces.InBase64(number(segment), isHtml)
                      : new Pieces.Base64Words(segment.getBytes(StandardCharsets.UTF_8));
            });
      }
      // Ends what base64 carries.
      if (encoding == Encoding.BASE64) pieces.add(new Pieces.Fixed(Pieces.NOTHING));
    }

    /// Header lines and what parts the parts.
    private void words(String text) {
      List<String> segments = List.of(text.split("[" + Hole.START + Hole.END + "]", -1));
      for (int i = 0; i < segments.size(); i++)
        pieces.add(
            i % 2 == 1
                ? new Pieces.InHeader(number(segments.get(i)))
                : new Pieces.Fixed(segments.get(i).getBytes(StandardCharsets.UTF_8)));
    }

    private int number(String hole) {
      String name = new Hole(hole).name();
      return holes.computeIfAbsent(name, key -> holes.size());
    }

    /// Lines ended by CRLF, without what is no text.
    private static String lines(String text) {
      String lines =
          text.replace("\r\n", "\n")
              .replace('\r', '\n')
              .replaceAll("[\\x00-\\x08\\x0b-\\x1f\\x7f]", "")
              .replace("\n", "\r\n");
      return lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }
  }
}
