package communique.files;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Outcome;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// GIF and WebP are taken, and kept as what every program knows.
class OtherPicturesTest {
  @TempDir private Path data;

  @Test
  void of_a_gif_that_moves_the_first_picture_is_kept_as_png() throws IOException {
    Kept kept = taken("flag.gif", moving(plain(400, 200, Color.RED), plain(400, 200, Color.BLUE)));

    assertThat(kept.mediaType()).isEqualTo("image/png");
    assertThat(kept.widths()).containsExactly(320);
    BufferedImage whole = read(new KeptFiles(data).find(kept.digest()).orElseThrow());
    assertThat(whole.getWidth()).isEqualTo(400);
    assertThat(new Color(whole.getRGB(200, 100))).isEqualTo(Color.RED);
    for (String type : new String[] {"image/png", "image/webp"})
      assertThat(read(new KeptFiles(data).find(kept.digest(), 320, type).orElseThrow()).getHeight())
          .as(type)
          .isEqualTo(160);
    assertThat(new KeptFiles(data).find(kept.digest(), 400, "image/webp")).isPresent();
  }

  @Test
  void a_gif_that_shines_through_stays_so() throws IOException {
    var clear = new BufferedImage(400, 20, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(1, 1, 0xffff0000);
    Kept kept = taken("seal.gif", written(clear, "gif"));

    BufferedImage whole = read(new KeptFiles(data).find(kept.digest()).orElseThrow());
    assertThat(whole.getRGB(10, 10) >>> 24).isZero();
    assertThat(whole.getRGB(1, 1)).isEqualTo(0xffff0000);
  }

  @Test
  void a_webp_is_kept_as_jpeg_and_as_png_where_it_shines_through() throws IOException {
    Kept solid = taken("harbour.webp", written(plain(700, 350, Color.GREEN), "webp"));
    assertThat(solid.mediaType()).isEqualTo("image/jpeg");
    assertThat(solid.widths()).containsExactly(320, 640);
    BufferedImage whole = read(new KeptFiles(data).find(solid.digest()).orElseThrow());
    assertThat(whole.getWidth()).isEqualTo(700);
    var colour = new Color(whole.getRGB(300, 100));
    assertThat(colour.getGreen()).isGreaterThan(240);
    assertThat(colour.getRed()).isLessThan(15);

    Kept clear =
        taken(
            "seal.webp", written(new BufferedImage(400, 20, BufferedImage.TYPE_INT_ARGB), "webp"));
    assertThat(clear.mediaType()).isEqualTo("image/png");
    assertThat(read(new KeptFiles(data).find(clear.digest()).orElseThrow()).getRGB(5, 5) >>> 24)
        .isZero();
  }

  @Test
  void what_lacks_its_end_is_refused() throws IOException {
    for (String type : new String[] {"gif", "webp"}) {
      byte[] whole = written(noise(300, 300), type);
      assertThat(refusal("a." + type, Arrays.copyOf(whole, whole.length / 2)))
          .as(type)
          .isIn("file.broken", "picture.unreadable");
    }
    nothingLeft();
  }

  @Test
  void what_claims_to_be_another_is_refused() throws IOException {
    byte[] gif = written(plain(10, 10, Color.RED), "gif");
    byte[] webp = written(plain(10, 10, Color.RED), "webp");
    assertThat(refusal("a.png", gif)).isEqualTo("file.not-what-it-claims");
    assertThat(refusal("a.gif", webp)).isEqualTo("file.not-what-it-claims");
    assertThat(refusal("a.webp", gif)).isEqualTo("file.not-what-it-claims");
    nothingLeft();
  }

  @Test
  void one_that_would_fill_the_memory_is_refused_by_its_header() throws IOException {
    byte[] gif = written(plain(10, 10, Color.RED), "gif");
    ByteBuffer.wrap(gif)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(6, (short) 65_000)
        .putShort(8, (short) 65_000);
    assertThat(refusal("a.gif", gif)).isEqualTo("picture.too-large");

    byte[] webp = written(plain(10, 10, Color.RED), "webp");
    assertThat(new String(webp, 12, 4, StandardCharsets.US_ASCII)).isEqualTo("VP8 ");
    ByteBuffer.wrap(webp)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(26, (short) 16_000)
        .putShort(28, (short) 16_000);
    assertThat(refusal("a.webp", webp)).isEqualTo("picture.too-large");
    nothingLeft();
  }

  @Test
  void a_gif_whose_screen_is_small_and_whose_picture_is_not_is_refused() throws IOException {
    byte[] gif = written(plain(10, 10, Color.RED), "gif");
    int at = 13 + (gif[10] < 0 ? 3 << ((gif[10] & 7) + 1) : 0);
    while (gif[at] == 0x21) {
      at += 2;
      while (gif[at] != 0) at += 1 + (gif[at] & 0xff);
      at++;
    }
    assertThat(gif[at]).isEqualTo((byte) 0x2c);
    ByteBuffer.wrap(gif)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(at + 5, (short) 40_000)
        .putShort(at + 7, (short) 40_000);
    assertThat(refusal("a.gif", gif)).isEqualTo("picture.too-large");
    nothingLeft();
  }

  private Kept taken(String name, byte[] bytes) {
    return switch (new KeptFiles(data).take("file", name, new ByteArrayInputStream(bytes))) {
      case Outcome.Done<Kept> done -> done.value();
      case Outcome.Refused<Kept> refused -> throw new AssertionError(refused.refusals());
    };
  }

  private String refusal(String name, byte[] bytes) {
    return switch (new KeptFiles(data).take("file", name, new ByteArrayInputStream(bytes))) {
      case Outcome.Done<Kept> done -> "taken";
      case Outcome.Refused<Kept> refused -> refused.refusals().getFirst().key();
    };
  }

  private void nothingLeft() throws IOException {
    try (var all = Files.walk(data)) {
      assertThat(all.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .isSubsetOf("lock");
    }
  }

  private static BufferedImage read(Path file) throws IOException {
    return ImageIO.read(file.toFile());
  }

  private static BufferedImage plain(int width, int height, Color colour) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = picture.createGraphics();
    pen.setColor(colour);
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    return picture;
  }

  /// A picture that does not get short, so that half of it lacks much.
  private static BufferedImage noise(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++) picture.setRGB(x, y, (x * 7919 ^ y * 104_729) & 0xffffff);
    return picture;
  }

  private static byte[] written(BufferedImage picture, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, out)).as(format).isTrue();
    return out.toByteArray();
  }

  private static byte[] moving(BufferedImage... pictures) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(to);
      writer.prepareWriteSequence(null);
      for (BufferedImage picture : pictures)
        writer.writeToSequence(new IIOImage(picture, null, null), null);
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
