package communique.importing;

import communique.record.Slug;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The characters of an XML file, strictly decoded and watched over: the parser behind it holds a
/// tag, a comment or a CDATA section whole, so none may be longer than memory should bear, and a
/// document type is refused before anything in it can expand or be fetched.
final class XmlText extends Reader {
  static final int TAG_MAX = 1 << 16;
  static final int COMMENT_MAX = 1 << 20;
  static final int CDATA_MAX = 1 << 23;

  private static final int BYTES = 1 << 16;
  private static final int HEAD = 256;
  private static final Pattern ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

  /// Where in the syntax the last character stood (XML 1.0 §2).
  private enum In {
    TEXT,
    OPENED,
    TAG,
    BANG,
    COMMENT,
    INSTRUCTION,
    CDATA
  }

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BYTES).limit(0);
  private final CharBuffer chars = CharBuffer.allocate(BYTES).limit(0);
  private boolean ended;

  private In state = In.TEXT;
  private int length;
  private char quote;
  private char last;
  private char beforeLast;
  private int line = 1;
  private int column;

  private XmlText(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /// Finds out how a file is encoded (XML 1.0 appendix F): a byte order mark says it, else its
  /// first line, else it is UTF-8.
  static XmlText of(InputStream file) throws IOException {
    var in = new PushbackInputStream(file, HEAD);
    byte[] head = in.readNBytes(HEAD);
    int a = head.length > 0 ? head[0] & 0xff : -1;
    int b = head.length > 1 ? head[1] & 0xff : -1;
    int c = head.length > 2 ? head[2] & 0xff : -1;
    int mark = 0;
    Charset charset;
    if (a == 0xef && b == 0xbb && c == 0xbf) {
      charset = StandardCharsets.UTF_8;
      mark = 3;
    } else if (a == 0xfe && b == 0xff) {
      charset = StandardCharsets.UTF_16BE;
      mark = 2;
    } else if (a == 0xff && b == 0xfe) {
      charset = StandardCharsets.UTF_16LE;
      mark = 2;
    } else if (a == 0 && b == '<') charset = StandardCharsets.UTF_16BE;
    else if (a == '<' && b == 0) charset = StandardCharsets.UTF_16LE;
    else charset = declared(head);
    in.unread(head, mark, head.length - mark);
    return new XmlText(in, charset);
  }

  private static Charset declared(byte[] head) {
    Matcher declaration = ENCODING.matcher(new String(head, StandardCharsets.ISO_8859_1));
    if (!declaration.find()) return StandardCharsets.UTF_8;
    String name = declaration.group(1);
    // That a letter of its declaration is one byte shows that it cannot be.
    String wide = name.toUpperCase(Locale.ROOT);
    if (wide.startsWith("UTF-16") || wide.startsWith("UTF-32") || wide.startsWith("UCS"))
      throw new XmlRefused("xml.encoding-not", 1, 1, Slug.shown(name));
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new XmlRefused("xml.encoding-unknown", 1, 1, Slug.shown(name));
    }
  }

  @Override
  public int read(char[] into, int offset, int wanted) throws IOException {
    while (!chars.hasRemaining()) if (ended || !fill()) return -1;
    int count = Math.min(wanted, chars.remaining());
    chars.get(into, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /// @return whether there may be more
  private boolean fill() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (read > 0) bytes.position(bytes.position() + read);
    bytes.flip();
    ended = read < 0;
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    chars.flip();
    for (int i = chars.position(); i < chars.limit(); i++) watch(chars.get(i));
    if (result.isError())
      throw new XmlRefused("xml.encoding", line, column + 1, decoder.charset().name());
    return !ended || chars.hasRemaining();
  }

  private void watch(char c) {
    if (c == '\n') {
      line++;
      column = 0;
    } else column++;
    length++;
    switch (state) {
      case TEXT -> {
        if (c == '<') go(In.OPENED);
      }
      case OPENED -> go(c == '!' ? In.BANG : c == '?' ? In.INSTRUCTION : In.TAG);
      case BANG -> {
        if (c == '-') go(In.COMMENT);
        else if (c == '[') go(In.CDATA);
        else throw new XmlRefused("xml.doctype", line, column);
      }
      case TAG -> {
        if (quote != 0) {
          if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') quote = c;
        else if (c == '>') go(In.TEXT);
        bounded(TAG_MAX);
      }
      case COMMENT -> ends(c == '>' && last == '-' && beforeLast == '-' && length > 3, COMMENT_MAX);
      case INSTRUCTION -> ends(c == '>' && last == '?', COMMENT_MAX);
      case CDATA -> ends(c == '>' && last == ']' && beforeLast == ']', CDATA_MAX);
    }
    beforeLast = last;
    last = c;
  }

  private void ends(boolean ends, int max) {
    if (ends) go(In.TEXT);
    else bounded(max);
  }

  private void bounded(int max) {
    if (length > max && state != In.TEXT) throw new XmlRefused("xml.too-long", line, column, max);
  }

  private void go(In next) {
    state = next;
    length = 0;
    quote = 0;
  }
}
