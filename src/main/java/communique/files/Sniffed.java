package communique.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a file is by its bytes; its name must agree.
final class Sniffed {
  private static final int HEAD = 1_024;

  private Sniffed() {}

  /// The sort of `file`, which its name must claim.
  static Sort sort(Path file, String name) throws IOException, Unfit {
    byte[] head = head(file);
    if (head.length == 0) throw new Unfit("file.empty");
    String words = new String(head, StandardCharsets.ISO_8859_1);
    Sort claimed = Sort.named(name).orElseThrow(() -> new Unfit("file.ending", Sort.all()));
    Optional<Sort> binary = binary(file, head, words);
    if (binary.isPresent()) {
      if (binary.get() == claimed) return claimed;
      throw new Unfit("file.not-what-it-claims", binary.get().ending());
    }
    String other = refused(words);
    if (!other.isEmpty()) throw new Unfit("file.sort", other, Sort.all());
    if (!isText(file)) throw new Unfit("file.unknown", Sort.all());
    if (!claimed.isText()) throw new Unfit("file.not-what-it-claims", "txt");
    return claimed;
  }

  private static Optional<Sort> binary(Path file, byte[] head, String words)
      throws IOException, Unfit {
    if (words.startsWith("\u00ff\u00d8\u00ff")) return Optional.of(Sort.JPEG);
    if (words.startsWith("\u0089PNG\r\n\u001a\n")) return Optional.of(Sort.PNG);
    if (words.startsWith("GIF87a") || words.startsWith("GIF89a")) return Optional.of(Sort.GIF);
    if (words.startsWith("RIFF") && words.startsWith("WEBP", 8)) return Optional.of(Sort.WEBP);
    // Readers look for the mark anywhere in the first kilobyte, and so must whoever guards them.
    if (words.contains("%PDF-")) return Optional.of(Sort.PDF);
    if (head.length > 3 && words.startsWith("PK")) return Optional.of(OfficeFile.sort(file));
    return Optional.empty();
  }

  /// What the beginning gives away of sorts that are not taken; empty where it gives nothing away.
  private static String refused(String words) {
    if (words.startsWith("\u00d0\u00cf\u0011\u00e0"))
      return "an Office file from before 2007, or one with a password";
    if (words.startsWith("{\\rtf")) return "RTF";
    if (words.startsWith("MZ") || words.startsWith("\u007fELF") || words.startsWith("#!"))
      return "a program";
    if (words.startsWith("ftyp", 4) || words.startsWith("ID3") || words.startsWith("OggS"))
      return "a film or a recording";
    String start = words.stripLeading().toLowerCase(Locale.ROOT);
    boolean xml =
        start.startsWith("<?xml") || start.startsWith("<svg") || start.startsWith("<!doctype svg");
    return xml && start.contains("<svg") ? "SVG" : "";
  }

  /// Whether it is UTF-8 from end to end, without characters that no text has.
  private static boolean isText(Path file) throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var bytes = ByteBuffer.allocate(1 << 16);
    var chars = CharBuffer.allocate(1 << 16);
    try (InputStream in = Files.newInputStream(file)) {
      boolean end = false;
      while (!end) {
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
        CoderResult result = decoder.decode(bytes, chars, end);
        if (result.isError()) return false;
        chars.flip();
        while (chars.hasRemaining()) if (isControl(chars.get())) return false;
        chars.clear();
        bytes.compact();
      }
    }
    return true;
  }

  private static boolean isControl(char c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7f;
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD);
    }
  }

  /// The last bytes of a file, `length` at most.
  static byte[] tail(Path file, int length) throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      channel.position(Math.max(0, channel.size() - length));
      var bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Reads to the end.
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
  }
}
