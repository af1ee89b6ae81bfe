package communique.importing;

import communique.platform.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files from outside as text: strictly UTF-8, and bounded.
final class FileBytes {
  /// A file may have that many bytes.
  static final int MAX = 2 << 20;

  private FileBytes() {}

  /// The text of a file without its byte order mark.
  static Outcome<String> text(Path file) {
    try {
      if (Files.isDirectory(file)) return Outcome.refused("", "file.unreadable", "it is a folder");
      if (!Files.exists(file)) return Outcome.refused("", "file.unreadable", "it is not there");
      byte[] bytes;
      // Also a pipe or a device can be read, which says nothing of its size beforehand.
      try (var in = Files.newInputStream(file)) {
        long size = Files.size(file);
        if (size > MAX) return Outcome.refused("", "file.too-large", size, MAX);
        bytes = in.readNBytes(MAX + 1);
      }
      if (bytes.length > MAX) return Outcome.refused("", "file.too-large", bytes.length, MAX);
      return text(bytes);
    } catch (AccessDeniedException e) {
      return Outcome.refused("", "file.unreadable", "access is denied");
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return Outcome.refused("", "file.unreadable", why);
    }
  }

  static Outcome<String> text(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) return Outcome.refused("", "file.not-utf8", in.position() + 1);
    String text = out.flip().toString();
    return Outcome.done(text.startsWith("\ufeff") ? text.substring(1) : text);
  }
}
