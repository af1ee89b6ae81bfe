package communique.files;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// What a picture says of itself before any of it is decoded.
///
/// @param width in pixels, as it is stored
/// @param height in pixels, as it is stored
/// @param orientation how it was held, 1 to 8 (EXIF 2.32, tag 0x0112)
/// @param profile the colours of a PNG; null where it has none of its own
/// @param byRows whether it can be decoded row by row, and need not be held as a whole
record PictureHeader(
    int width, int height, int orientation, @Nullable ICC_Profile profile, boolean byRows) {
  private static final int CHUNK_MAX = 4 << 20;
  private static final int ORIENTATION = 0x0112;

  /// Reads the header, and whether the picture is there to its end.
  static PictureHeader read(Path file, Sort sort) throws IOException, Unfit {
    try (var in =
        new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
      return switch (sort) {
        case JPEG -> jpeg(in);
        case PNG -> png(in);
        case GIF -> gif(in, file);
        case WEBP -> webp(in, Files.size(file));
        case PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, CSV, TEXT, MARKDOWN, HTML ->
            throw new IllegalArgumentException(sort + " is no picture");
      };
    } catch (EOFException e) {
      throw new Unfit("file.broken", "its end is missing");
    }
  }

  /// ISO 10918-1 annex B: segments up to the first scan; the decoder sees whether the rest is
  /// there.
  private static PictureHeader jpeg(DataInputStream in) throws IOException, Unfit {
    in.readUnsignedShort();
    int orientation = 1;
    int width = 0;
    int height = 0;
    int colours = 0;
    boolean byRows = true;
    while (true) {
      int marker = in.readUnsignedByte();
      if (marker != 0xff) throw new Unfit("file.broken", "a segment of it has no beginning");
      while (marker == 0xff) marker = in.readUnsignedByte();
      if (marker == 0xd9) break;
      if (marker >= 0xd0 && marker <= 0xd7) continue;
      int length = in.readUnsignedShort() - 2;
      if (length < 0) throw new Unfit("file.broken", "a segment of it has no length");
      byte[] segment = exactly(in, length);
      if (marker == 0xda) {
        // What comes in several scans is whole only with the last.
        byRows &= length > 0 && segment[0] == colours;
        break;
      }
      boolean frame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (frame && length >= 6) {
        height = (segment[1] & 0xff) << 8 | (segment[2] & 0xff);
        width = (segment[3] & 0xff) << 8 | (segment[4] & 0xff);
        colours = segment[5];
        byRows = marker == 0xc0 || marker == 0xc1;
      }
      boolean exif = marker == 0xe1 && length > 14 && ascii(segment, 0, 4).equals("Exif");
      if (exif) orientation = orientation(Arrays.copyOfRange(segment, 6, length));
    }
    return new PictureHeader(width, height, orientation, null, byRows);
  }

  /// PNG (W3C, 3rd edition) §5: chunks to the last one.
  private static PictureHeader png(DataInputStream in) throws IOException, Unfit {
    in.readLong();
    int width = 0;
    int height = 0;
    int orientation = 1;
    ICC_Profile profile = null;
    while (true) {
      int length = in.readInt();
      String type = ascii(exactly(in, 4), 0, 4);
      if (length < 0) throw new Unfit("file.broken", "a chunk of it has no length");
      if (type.equals("IEND")) break;
      boolean read = type.equals("IHDR") || type.equals("eXIf") || type.equals("iCCP");
      if (read && length <= CHUNK_MAX) {
        byte[] chunk = exactly(in, length);
        if (type.equals("IHDR") && length >= 8) {
          var fields = ByteBuffer.wrap(chunk);
          width = fields.getInt();
          height = fields.getInt();
        }
        if (type.equals("eXIf")) orientation = orientation(chunk);
        if (type.equals("iCCP")) profile = profile(chunk);
      } else in.skipNBytes(length);
      in.readInt();
    }
    return new PictureHeader(width, height, orientation, profile, true);
  }

  private static PictureHeader gif(DataInputStream in, Path file) throws IOException, Unfit {
    in.skipNBytes(6);
    int width = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
    int height = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
    byte[] tail = Sniffed.tail(file, 64);
    int last = tail.length - 1;
    while (last >= 0 && tail[last] == 0) last--;
    if (last < 0 || tail[last] != 0x3b) throw new Unfit("file.broken", "its end is missing");
    return new PictureHeader(width, height, 1, null, false);
  }

  /// RFC 9649.
  private static PictureHeader webp(DataInputStream in, long size) throws IOException, Unfit {
    in.readInt();
    long riff = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt())) + 8;
    if (riff > size) throw new EOFException();
    in.readInt();
    String type = ascii(exactly(in, 4), 0, 4);
    long left = riff - 12;
    int orientation = 1;
    int width = 0;
    int height = 0;
    while (left >= 8) {
      long length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
      long padded = length + (length & 1);
      if (padded > left) throw new EOFException();
      byte[] head = exactly(in, (int) Math.min(length, type.equals("EXIF") ? CHUNK_MAX : 10));
      var fields =
          ByteBuffer.wrap(Arrays.copyOf(head, Math.max(10, head.length)))
              .order(ByteOrder.LITTLE_ENDIAN);
      if (type.equals("VP8X")) {
        if ((fields.get(0) & 2) != 0) throw new Unfit("picture.moving");
        width = 1 + (fields.getInt(4) & 0xffffff);
        height = 1 + ((fields.getInt(6) >>> 8) & 0xffffff);
      }
      if (type.equals("VP8 ") && width == 0) {
        width = fields.getShort(6) & 0x3fff;
        height = fields.getShort(8) & 0x3fff;
      }
      if (type.equals("VP8L") && width == 0) {
        int bits = fields.getInt(1);
        width = 1 + (bits & 0x3fff);
        height = 1 + (bits >>> 14 & 0x3fff);
      }
      if (type.equals("EXIF"))
        orientation =
            orientation(
                ascii(head, 0, 4).equals("Exif") && head.length > 6
                    ? Arrays.copyOfRange(head, 6, head.length)
                    : head);
      in.skipNBytes(padded - head.length);
      left -= 8 + padded;
      if (left >= 8) type = ascii(exactly(in, 4), 0, 4);
    }
    return new PictureHeader(width, height, orientation, null, false);
  }

  /// The orientation in a TIFF structure; 1 where it says none that there is.
  static int orientation(byte[] tiff) {
    if (tiff.length < 14) return 1;
    var fields = ByteBuffer.wrap(tiff);
    fields.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int at = fields.getInt(4);
    if (at < 8 || at > tiff.length - 2) return 1;
    int count = Short.toUnsignedInt(fields.getShort(at));
    for (int i = 0; i < count; i++) {
      int entry = at + 2 + 12 * i;
      if (entry > tiff.length - 12) return 1;
      if (Short.toUnsignedInt(fields.getShort(entry)) != ORIENTATION) continue;
      int value = fields.getShort(entry + 8);
      return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
  }

  private static @Nullable ICC_Profile profile(byte[] chunk) {
    int name = 0;
    while (name < chunk.length && chunk[name] != 0) name++;
    if (name + 2 >= chunk.length) return null;
    try (InputStream in =
        new InflaterInputStream(
            new ByteArrayInputStream(chunk, name + 2, chunk.length - name - 2))) {
      byte[] profile = in.readNBytes(CHUNK_MAX);
      return profile.length < CHUNK_MAX ? ICC_Profile.getInstance(profile) : null;
    } catch (IOException | IllegalArgumentException e) {
      // A profile that cannot be read says nothing of the colours.
      return null;
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) throw new EOFException();
    return bytes;
  }

  private static String ascii(byte[] bytes, int from, int length) {
    return new String(
        bytes, from, Math.min(length, bytes.length - from), StandardCharsets.ISO_8859_1);
  }
}
