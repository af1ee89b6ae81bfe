package communique.files;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Whether a picture is one that [Pictures] wrote: nothing in it but the picture, and nothing
/// behind it. Whoever hands it back as exported may have put another in its place, which says where
/// it was taken.
final class Written {
  private static final Set<String> CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  private Written() {}

  static boolean here(Path file, Sort sort) throws IOException, Unfit {
    PictureHeader header = PictureHeader.read(file, sort);
    if (Math.max(header.width(), header.height()) > Pictures.EDGE_MAX) return false;
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return sort == Sort.JPEG ? jpeg(in) : sort == Sort.PNG && png(in);
    } catch (EOFException e) {
      return false;
    }
  }

  /// Segments without a word of their own (ISO 10918-1 annex B), scans, and the end.
  private static boolean jpeg(DataInputStream in) throws IOException {
    in.readUnsignedShort();
    int marker = in.readUnsignedShort();
    while (marker != 0xffd9) {
      boolean speaks = (marker >= 0xffe1 && marker <= 0xffef) || marker == 0xfffe;
      if (marker < 0xffc0 || speaks) return false;
      in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
      marker = marker == 0xffda ? behindScan(in) : in.readUnsignedShort();
    }
    return in.read() < 0;
  }

  /// The first marker that is no part of a scan.
  private static int behindScan(DataInputStream in) throws IOException {
    while (true) {
      if (in.readUnsignedByte() != 0xff) continue;
      int next = in.readUnsignedByte();
      if (next != 0 && (next < 0xd0 || next > 0xd7)) return 0xff00 | next;
    }
  }

  private static boolean png(DataInputStream in) throws IOException {
    in.readLong();
    while (true) {
      int length = in.readInt();
      String type = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
      if (length < 0 || !CHUNKS.contains(type)) return false;
      in.skipNBytes(length + 4L);
      if (type.equals("IEND")) return length == 0 && in.read() < 0;
    }
  }
}
