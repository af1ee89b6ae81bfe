package communique.shelf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a file that a request asks for (RFC 9110 §14). Of several parts none is given: the
/// whole is a right answer too.
///
/// @param from the first byte
/// @param length 0 where the part lies beyond the end, and there is nothing to send
record ByteRange(long from, long length) {
  private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /// The part that the header `Range` names of `size` bytes; null for the whole.
  ///
  /// @param ifRange the header `If-Range`: only where it names what is here, by its strong
  ///   validator, a part of it fits what the client has
  static @Nullable ByteRange of(
      @Nullable String header, @Nullable String ifRange, String etag, long size) {
    if (header == null || (ifRange != null && !ifRange.equals(etag))) return null;
    Matcher one = ONE.matcher(header.strip());
    if (!one.matches()) return null;
    String first = one.group(1);
    String last = one.group(2);
    if (first.isEmpty() && last.isEmpty()) return null;
    if (first.isEmpty()) {
      long length = Math.min(Long.parseLong(last), size);
      return new ByteRange(size - length, length);
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    if (!last.isEmpty() && Long.parseLong(last) < from) return null;
    return new ByteRange(from, from >= size ? 0 : to - from + 1);
  }

  /// The header `Content-Range`.
  String words(long size) {
    return length == 0
        ? "bytes */" + size
        : "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }
}
