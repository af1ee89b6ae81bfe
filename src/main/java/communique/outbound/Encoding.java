package communique.outbound;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// A body in seven bits and short lines, which no relay has a reason to rewrite (RFC 2045 §6.7,
/// §6.8).
enum Encoding {
  QUOTED_PRINTABLE("quoted-printable"),
  BASE64("base64");

  private static final int LINE = 76;
  private static final byte[] SOFT = {'=', '\r', '\n'};
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final Base64.Encoder MIME = Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'});

  private final String word;

  Encoding(String word) {
    this.word = word;
  }

  /// As it stands in `Content-Transfer-Encoding`.
  String word() {
    return word;
  }

  /// The shorter one for such text. Latin letters stay readable, others do not treble.
  static Encoding of(String text) {
    long wide = 0;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) if (octet < 0) wide++;
    // Two more octets for each wide one, against a third more for all.
    return 6 * wide > text.length() ? BASE64 : QUOTED_PRINTABLE;
  }

  /// Quoted-printable from the start of a line.
  ///
  /// @param text its lines ended by CRLF
  /// @param open whether more may follow on the last line, which is then left by a soft break
  static byte[] quoted(String text, boolean open) {
    var out = new ByteArrayOutputStream(text.length() + text.length() / 8);
    int column = 0;
    int length = text.length();
    for (int i = 0; i < length; ) {
      char c = text.charAt(i);
      if (c == '\r' && i + 1 < length && text.charAt(i + 1) == '\n') {
        out.write('\r');
        out.write('\n');
        column = 0;
        i += 2;
        continue;
      }
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      boolean last = i == length ? !open : text.charAt(i) == '\r';
      boolean plain =
          (point == ' ' || point == '\t') ? !last : point > ' ' && point < 0x7f && point != '=';
      // Mail boxes of old take such a line for the next mail, and some end at a lone dot.
      if (column == 0 && (point == '.' || (point == 'F' && text.startsWith("rom ", i))))
        plain = false;
      int size = plain ? 1 : 3 * utf8Length(point);
      // One place is kept for the equals sign of a soft break.
      if (column + size > LINE - 1) {
        out.writeBytes(SOFT);
        column = 0;
      }
      if (plain) out.write(point);
      else
        for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
          out.write('=');
          out.write(HEX[(octet >> 4) & 0xf]);
          out.write(HEX[octet & 0xf]);
        }
      column += size;
    }
    if (open && column > 0) out.writeBytes(SOFT);
    return out.toByteArray();
  }

  private static int utf8Length(int point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }

  /// Base64 in lines of their own, each ended by CRLF; nothing for nothing.
  static byte[] base64(byte[] octets, int from, int to) {
    if (from >= to) return new byte[0];
    byte[] lines = MIME.encode(Arrays.copyOfRange(octets, from, to));
    byte[] ended = Arrays.copyOf(lines, lines.length + 2);
    ended[lines.length] = '\r';
    ended[lines.length + 1] = '\n';
    return ended;
  }
}
