package communique.outbound;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Parts of a message that are ready octets but for holes.
///
/// After a hole everything goes on at the start of a line, so what stands in it changes no other
/// line: in quoted-printable by soft breaks; in base64, where three octets make four characters, by
/// keeping what follows ready for each of the three places at which it may begin.
sealed interface Pieces {
  /// Writes this piece.
  ///
  /// @param values what stands in each hole, by its number
  /// @param carried octets of the same base64 part that do not make three yet, at most two
  /// @return those that are carried on
  byte[] write(String[] values, byte[] carried, ByteArrayOutputStream out);

  /// About how many octets it becomes.
  int size();

  byte[] NOTHING = {};

  /// What a value is taken to need.
  int VALUE = 150;

  /// Octets as they are; a base64 part ends before them.
  final class Fixed implements Pieces {
    private final byte[] octets;

    Fixed(byte[] octets) {
      this.octets = octets;
    }

    @Override
    public byte[] write(String[] values, byte[] carried, ByteArrayOutputStream out) {
      out.writeBytes(Encoding.base64(carried, 0, carried.length));
      out.writeBytes(octets);
      return NOTHING;
    }

    @Override
    public int size() {
      return octets.length;
    }
  }

  /// A hole in a header: the value as it is.
  record InHeader(int hole) implements Pieces {
    @Override
    public int size() {
      return VALUE;
    }

    @Override
    public byte[] write(String[] values, byte[] carried, ByteArrayOutputStream out) {
      out.writeBytes(values[hole].getBytes(StandardCharsets.UTF_8));
      return carried;
    }
  }

  /// A hole in quoted-printable.
  record InQuoted(int hole, boolean html) implements Pieces {
    @Override
    public int size() {
      return VALUE;
    }

    @Override
    public byte[] write(String[] values, byte[] carried, ByteArrayOutputStream out) {
      out.writeBytes(Encoding.quoted(escaped(values[hole], html), true));
      return carried;
    }
  }

  /// A hole in base64.
  record InBase64(int hole, boolean html) implements Pieces {
    @Override
    public int size() {
      return VALUE;
    }

    @Override
    public byte[] write(String[] values, byte[] carried, ByteArrayOutputStream out) {
      byte[] octets = joined(carried, escaped(values[hole], html).getBytes(StandardCharsets.UTF_8));
      int whole = octets.length / 3 * 3;
      out.writeBytes(Encoding.base64(octets, 0, whole));
      return Arrays.copyOfRange(octets, whole, octets.length);
    }
  }

  /// Words in base64, ready for each number of octets that what was carried takes of them.
  final class Base64Words implements Pieces {
    private final byte[] octets;
    private final List<byte[]> ready;

    Base64Words(byte[] octets) {
      this.octets = octets;
      ready = ready(octets);
    }

    private static List<byte[]> ready(byte[] octets) {
      var ready = new ArrayList<byte[]>();
      for (int from = 0; from < 3; from++)
        ready.add(Encoding.base64(octets, from, end(octets, from)));
      return ready;
    }

    private static int end(byte[] octets, int from) {
      return octets.length < from ? from : from + (octets.length - from) / 3 * 3;
    }

    @Override
    public byte[] write(String[] values, byte[] carried, ByteArrayOutputStream out) {
      int from = (3 - carried.length) % 3;
      if (octets.length < from) return joined(carried, octets);
      if (from > 0) {
        byte[] first = joined(carried, Arrays.copyOf(octets, from));
        out.writeBytes(Encoding.base64(first, 0, first.length));
      }
      out.writeBytes(ready.get(from));
      return Arrays.copyOfRange(octets, end(octets, from), octets.length);
    }

    @Override
    public int size() {
      return ready.getFirst().length + 8;
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static String escaped(String value, boolean html) {
    if (!html) return value;
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
