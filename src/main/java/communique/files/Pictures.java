package communique.files;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/// Reads pictures and writes them anew: upright, in sRGB, and with nothing in them but the picture.
/// Where it was taken, by whom and with what stays with whoever took it.
final class Pictures {
  /// Formats that are read row by row may have that many pixels, others fewer.
  private static final long PIXELS_MAX = 100_000_000;

  private static final long PIXELS_AT_ONCE_MAX = 30_000_000;

  /// What is decoded is never more than that; a larger picture is read with every second pixel or
  /// fewer.
  private static final long DECODED_MAX = 30_000_000;

  /// The longer edge of what is kept.
  static final int EDGE_MAX = 2_560;

  private static final float QUALITY = 0.82f;

  private Pictures() {}

  /// Reads a picture, not larger than it is kept.
  static BufferedImage read(Path file, Sort sort) throws IOException, Unfit {
    PictureHeader header = PictureHeader.read(file, sort);
    long pixels = (long) header.width() * header.height();
    if (header.width() < 1 || header.height() < 1) throw new Unfit("file.broken", "it has no size");
    long most = header.byRows() ? PIXELS_MAX : PIXELS_AT_ONCE_MAX;
    fits(header.width(), header.height(), most);
    BufferedImage decoded = decode(file, sort, pixels, most);
    return upright(fitted(plain(decoded, header)), header.orientation());
  }

  private static void fits(int width, int height, long most) throws Unfit {
    if ((long) width * height > most)
      throw new Unfit("picture.too-large", width, height, most / 1_000_000);
  }

  private static BufferedImage decode(Path file, Sort sort, long pixels, long most)
      throws IOException, Unfit {
    ImageReader reader = reader(sort);
    boolean[] cut = new boolean[1];
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      // A GIF says once how large its screen is and once more of each picture on it, and the
      // decoder makes room for the picture.
      fits(reader.getWidth(0), reader.getHeight(0), most);
      reader.addIIOReadWarningListener((source, warning) -> {
        String words = warning.toLowerCase(Locale.ROOT);
        if (words.contains("prematur") || words.contains("truncat") || words.contains("corrupt"))
          cut[0] = true;
      });
      ImageReadParam how = reader.getDefaultReadParam();
      int step = 1;
      while (pixels / ((long) step * step) > DECODED_MAX) step++;
      if (step > 1) how.setSourceSubsampling(step, step, 0, 0);
      BufferedImage decoded = reader.read(0, how);
      if (cut[0]) throw new Unfit("file.broken", "its end is missing");
      return decoded;
    } catch (IOException | RuntimeException e) {
      // Whatever a decoder stumbles over; also colours for print (CMYK), which it does not know.
      throw new Unfit("picture.unreadable");
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(Sort sort) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(sort.mediaType());
    if (!readers.hasNext()) throw new IllegalStateException("nothing here reads " + sort);
    return readers.next();
  }

  /// In sRGB, with or without transparency.
  private static BufferedImage plain(BufferedImage decoded, PictureHeader header) {
    boolean alpha = decoded.getColorModel().hasAlpha();
    var plain =
        new BufferedImage(
            decoded.getWidth(),
            decoded.getHeight(),
            alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    ICC_Profile own = header.profile();
    Graphics2D pen = plain.createGraphics();
    try {
      // Drawing converts from the colours that the decoder knows of: a JPEG's profile.
      pen.drawImage(decoded, 0, 0, null);
    } finally {
      pen.dispose();
    }
    if (own != null && own.getNumComponents() == 3 && !alpha) {
      var raster = plain.getRaster();
      var converted =
          new BufferedImage(plain.getWidth(), plain.getHeight(), BufferedImage.TYPE_INT_RGB);
      new ColorConvertOp(new ICC_Profile[] {own, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null)
          .filter(raster, converted.getRaster());
      return converted;
    }
    return plain;
  }

  private static BufferedImage fitted(BufferedImage picture) {
    int edge = Math.max(picture.getWidth(), picture.getHeight());
    if (edge <= EDGE_MAX) return picture;
    double part = (double) EDGE_MAX / edge;
    return resized(
        picture,
        Math.max(1, (int) Math.round(picture.getWidth() * part)),
        Math.max(1, (int) Math.round(picture.getHeight() * part)));
  }

  /// The same picture in another width.
  static BufferedImage resized(BufferedImage picture, int width) {
    double part = (double) width / picture.getWidth();
    return resized(picture, width, Math.max(1, (int) Math.round(picture.getHeight() * part)));
  }

  /// Halved until less than half is left to go, as bilinear sampling looks at four pixels only.
  private static BufferedImage resized(BufferedImage picture, int width, int height) {
    BufferedImage from = picture;
    while (from.getWidth() > width || from.getHeight() > height) {
      int w = Math.max(width, (from.getWidth() + 1) / 2);
      int h = Math.max(height, (from.getHeight() + 1) / 2);
      var to = new BufferedImage(w, h, picture.getType());
      Graphics2D pen = to.createGraphics();
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      pen.drawImage(from, 0, 0, w, h, null);
      pen.dispose();
      from = to;
    }
    return from;
  }

  /// As it was held (EXIF 2.32, orientation): 1 is upright, 2 to 8 are mirrored or turned.
  static BufferedImage upright(BufferedImage picture, int orientation) {
    if (orientation == 1) return picture;
    int w = picture.getWidth();
    int h = picture.getHeight();
    boolean turned = orientation >= 5;
    var to = new BufferedImage(turned ? h : w, turned ? w : h, picture.getType());
    AffineTransform move =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
          default -> new AffineTransform();
        };
    Graphics2D pen = to.createGraphics();
    pen.drawImage(picture, move, null);
    pen.dispose();
    return to;
  }

  /// Writes a picture as JPEG, PNG or WebP, with no metadata, down to the disk.
  static void write(BufferedImage picture, String mediaType, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByMIMEType(mediaType).next();
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel);
        ImageOutputStream image = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(image);
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (mediaType.equals("image/webp")) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionType("Lossy");
        how.setCompressionQuality(QUALITY);
      }
      if (mediaType.equals("image/jpeg")) {
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(picture, null, null), how);
      image.flush();
      channel.force(true);
    } finally {
      writer.dispose();
    }
  }
}
