package communique.files;

import static org.assertj.core.api.Assertions.assertThat;

import communique.platform.Outcome;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files are what their bytes say, or they are refused, and nothing of them is left.
class KeptFilesTest {
  @TempDir private Path data;

  @Test
  void a_picture_is_kept_upright_in_several_sizes_and_says_nothing_of_where_it_was_taken()
      throws IOException {
    byte[] taken = exif(jpeg(1_000, 500), 6, "GPS 51.5007N");
    Kept kept = taken("harbour.jpg", taken);
    assertThat(kept.mediaType()).isEqualTo("image/jpeg");
    assertThat(List.of(kept.width(), kept.height())).containsExactly(500, 1_000);
    assertThat(kept.widths()).containsExactly(320);
    KeptFiles files = new KeptFiles(data);
    Path whole = files.find(kept.digest()).orElseThrow();
    Path webp = files.find(kept.digest(), 320, "image/webp").orElseThrow();
    assertThat(
            ImageIO.read(files.find(kept.digest(), 320, "image/jpeg").orElseThrow().toFile())
                .getHeight())
        .isEqualTo(640);
    assertThat(ImageIO.read(webp.toFile()).getWidth()).isEqualTo(320);
    try (var all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList())
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain("GPS", "Exif");
    }
    assertThat(ImageIO.read(whole.toFile()).getRGB(5, 5)).isNotZero();
  }

  @Test
  void the_same_picture_is_kept_once() throws IOException {
    assertThat(taken("a.jpg", jpeg(400, 300))).isEqualTo(taken("b.jpg", jpeg(400, 300)));
  }

  @Test
  void what_shines_through_stays_so() throws IOException {
    var clear = new BufferedImage(400, 20, BufferedImage.TYPE_INT_ARGB);
    Kept kept = taken("seal.png", written(clear, "png"));
    assertThat(kept.mediaType()).isEqualTo("image/png");
    Path smaller = new KeptFiles(data).find(kept.digest(), 320, "image/webp").orElseThrow();
    assertThat(ImageIO.read(smaller.toFile()).getColorModel().hasAlpha()).isTrue();
  }

  @Test
  void a_picture_that_would_fill_the_memory_is_refused_by_its_header() throws IOException {
    byte[] png = written(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    var crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    refused("huge.png", png, "picture.too-large");
  }

  @Test
  void a_jpeg_that_cannot_be_read_row_by_row_may_have_fewer_pixels() throws IOException {
    for (boolean progressive : new boolean[] {true, false}) {
      byte[] jpeg = jpeg(300, 300, progressive);
      int frame = 2;
      while ((jpeg[frame + 1] & 0xf0) != 0xc0 || jpeg[frame + 1] == (byte) 0xc4)
        frame += 2 + ((jpeg[frame + 2] & 0xff) << 8 | (jpeg[frame + 3] & 0xff));
      ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 7_000).putShort(frame + 7, (short) 7_000);
      assertThat(refusal("a.jpg", jpeg).equals("picture.too-large")).isEqualTo(progressive);
    }
    assertThat(taken("a.jpg", jpeg(300, 300, true)).width()).isEqualTo(300);
  }

  @Test
  void a_picture_that_comes_back_from_an_export_is_the_one_that_went() throws IOException {
    Kept kept = taken("harbour.jpg", exif(jpeg(1_000, 500), 6, "GPS 51.5007N"));
    Kept seal = taken("seal.png", written(new BufferedImage(9, 9, 2), "png"));
    for (Kept one : List.of(kept, seal))
      for (String folder : List.of("", "elsewhere"))
        assertThat(new KeptFiles(data.resolve(folder)).again("file", one.digest(), copied(one)))
            .isEqualTo(Outcome.done(one));

    assertThat(again("jpg", exif(jpeg(400, 300), 1, "GPS 51.5007N"))).isEqualTo("file.other");
    assertThat(again("jpg", jpeg(3_000, 30))).isEqualTo("file.other");
    for (Kept one : List.of(kept, seal)) {
      var more = new ByteArrayOutputStream();
      more.write(Files.readAllBytes(path(one)));
      more.write(zip("a.txt", "words"));
      assertThat(again(one.ending(), more.toByteArray())).isEqualTo("file.other");
    }
  }

  private Path copied(Kept kept) throws IOException {
    return Files.write(data.resolve("back." + kept.ending()), Files.readAllBytes(path(kept)));
  }

  private Path path(Kept kept) {
    return new KeptFiles(data).find(kept.digest()).orElseThrow();
  }

  /// What becomes of bytes that a folder says were kept elsewhere.
  private String again(String ending, byte[] bytes) throws IOException {
    Path file = Files.write(data.resolve("back." + ending), bytes);
    String digest;
    try {
      digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    return key(new KeptFiles(data).again("file", digest, file));
  }

  @Test
  void what_is_not_what_its_name_says_is_refused() throws IOException {
    refused("a.jpg", written(picture(10, 10), "png"), "file.not-what-it-claims");
    refused("a.jpg", zip("a.txt", "words"), "file.sort");
    refused("a.zip", zip("a.txt", "words"), "file.ending");
    refused("a.png", bytes("<svg xmlns='http://www.w3.org/2000/svg'/>"), "file.sort");
    refused("a.pdf", bytes("only words"), "file.not-what-it-claims");
    refused("a.txt", pdf(new PDDocument()), "file.not-what-it-claims");
    refused("a.txt", new byte[] {'M', 'Z', 0, 1}, "file.sort");
    refused("a.csv", new byte[] {'a', (byte) 0xff, 'b'}, "file.unknown");
    refused("a.doc", bytes("words"), "file.ending");
    refused("../a.txt", bytes("words"), "file.name-malformed");
    refused("a.txt", new byte[0], "file.empty");
  }

  @Test
  void what_lacks_its_end_is_refused() throws IOException {
    for (byte[] whole :
        List.of(written(picture(300, 300), "png"), written(picture(300, 300), "gif")))
      refused(whole[0] == 'G' ? "a.gif" : "a.png", half(whole), "file.broken");
    assertThat(refusal("a.jpg", half(jpeg(300, 300)))).isIn("file.broken", "picture.unreadable");
    refused("a.pdf", half(pdf(new PDDocument())), "file.broken");
    refused("a.docx", half(docx("word/document.xml", "<w/>")), "file.broken");
    assertThat(
            key(
                new KeptFiles(data)
                    .take(
                        "file",
                        "a.txt",
                        new InputStream() {
                          @Override
                          public int read() throws IOException {
                            throw new IOException("connection reset");
                          }

                          @Override
                          public int read(byte[] to, int from, int length) throws IOException {
                            return read();
                          }
                        })))
        .isEqualTo("file.broke-off");
    nothingLeft();
  }

  @Test
  void a_pdf_that_does_something_by_itself_is_refused() throws IOException {
    var script = new PDDocument();
    script.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
    refused("a.pdf", pdf(script), "file.program");
    var launch = new PDDocument();
    launch.getDocumentCatalog().setOpenAction(new PDActionLaunch());
    refused("a.pdf", pdf(launch), "file.program");
    var within = new PDDocument();
    var names = new org.apache.pdfbox.cos.COSDictionary();
    names.setItem(COSName.EMBEDDED_FILES, COSName.getPDFName("x"));
    within.getDocumentCatalog().getCOSObject().setItem(COSName.NAMES, names);
    refused("a.pdf", pdf(within), "file.program");
  }

  @Test
  void a_pdf_says_its_title_and_its_pages() throws IOException {
    var document = new PDDocument();
    document.addPage(new PDPage());
    document.getDocumentInformation().setTitle("The plan");
    Kept kept = taken("plan.pdf", pdf(document));
    assertThat(kept.title()).isEqualTo("The plan");
    assertThat(kept.pages()).isEqualTo(2);
  }

  @Test
  void a_pdf_that_says_it_has_fewer_pages_than_none_is_refused() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      document.addPage(new PDPage());
      document.save(out, CompressParameters.NO_COMPRESSION);
    }
    String text = out.toString(StandardCharsets.ISO_8859_1);
    assertThat(text).contains("/Count 1");
    refused("a.pdf", bytes(text.replace("/Count 1", "/Count -7")), "file.broken");
  }

  @Test
  void an_office_file_says_its_title_and_its_pages_and_runs_nothing() throws IOException {
    Kept kept =
        taken(
            "plan.docx",
            docx(
                "docProps/core.xml",
                "<p xmlns:dc='x'><dc:title>The plan</dc:title></p>",
                "docProps/app.xml",
                "<p><Pages>7</Pages></p>"));
    assertThat(kept.title()).isEqualTo("The plan");
    assertThat(kept.pages()).isEqualTo(7);
    assertThat(refusal("a.docx", docx("word/vbaProject.bin", "x"))).isEqualTo("file.program");
    assertThat(refusal("a.docx", docx("word/embeddings/Sheet1.xlsm", "x")))
        .isEqualTo("file.program");
    assertThat(
            refusal(
                "a.docx",
                zip(
                    "[Content_Types].xml",
                    "<Types><Override PartName='/word/a.bin' ContentType='application/vnd.ms-office.vbaProject'/>"
                        + "<Override ContentType='"
                        + Sort.DOCX.mediaType()
                        + ".main+xml'/></Types>")))
        .isEqualTo("file.program");
    assertThat(
            refusal(
                "a.docx",
                docx(
                    "docProps/core.xml",
                    "<p xmlns:dc='x'>" + longTexts() + "<dc:title>The plan</dc:title></p>")))
        .isEqualTo("file.bomb");
    assertThat(refusal("a.docx", docx("word/document.xml", "a".repeat(30 << 20))))
        .isEqualTo("file.bomb");
    assertThat(
            refusal(
                "a.docx",
                docx(
                    "docProps/core.xml",
                    "<!DOCTYPE p [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><title>&e;</title>")))
        .isEqualTo("file.broken");
  }

  @Test
  void what_is_too_long_is_refused_before_it_is_there_whole() {
    var endless =
        new InputStream() {
          private long given;

          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] to, int from, int length) {
            Arrays.fill(to, from, from + length, (byte) 'a');
            given += length;
            assertThat(given).isLessThan(KeptFiles.DOCUMENT_MAX + (1 << 20));
            return length;
          }
        };
    assertThat(key(new KeptFiles(data).take("file", "a.txt", endless))).isEqualTo("file.too-long");
    nothingLeft();
  }

  @Test
  void only_what_nobody_names_is_swept_away_and_not_on_the_day_it_came() throws IOException {
    Kept named = taken("a.txt", bytes("named"));
    Kept free = taken("b.txt", bytes("free"));
    KeptFiles files = new KeptFiles(data);
    assertThat(files.sweep(Instant.now(), asked -> Set.of())).isZero();
    Instant later = Instant.now().plus(KeptFiles.GRACE).plus(Duration.ofHours(1));
    assertThat(files.sweep(later, asked -> Set.of(named.digest()))).isEqualTo(1);
    assertThat(files.find(named.digest())).isPresent();
    assertThat(files.find(free.digest())).isEmpty();
    assertThat(files.forget(List.of(named.digest()), asked -> Set.of())).isEqualTo(1);
    assertThat(files.find(named.digest())).isEmpty();
  }

  private Kept taken(String name, byte[] bytes) {
    return switch (new KeptFiles(data).take("file", name, new ByteArrayInputStream(bytes))) {
      case Outcome.Done<Kept> done -> done.value();
      case Outcome.Refused<Kept> refused -> throw new AssertionError(refused.refusals());
    };
  }

  private void refused(String name, byte[] bytes, String key) {
    assertThat(refusal(name, bytes)).as(name).isEqualTo(key);
    nothingLeft();
  }

  private String refusal(String name, byte[] bytes) {
    return key(new KeptFiles(data).take("file", name, new ByteArrayInputStream(bytes)));
  }

  private static String key(Outcome<Kept> outcome) {
    return switch (outcome) {
      case Outcome.Done<Kept> done -> "taken";
      case Outcome.Refused<Kept> refused -> {
        assertThat(refused.refusals().getFirst().detail()).doesNotContain("{");
        assertThat(refused.refusals().getFirst().mend()).doesNotContain("{");
        yield refused.refusals().getFirst().key();
      }
    };
  }

  private void nothingLeft() {
    try (var all = Files.walk(data)) {
      assertThat(all.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .isSubsetOf("lock");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static BufferedImage picture(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = picture.createGraphics();
    for (int i = 0; i < width; i += 7) {
      pen.setColor(new Color(i % 256, i * 7 % 256, 90));
      pen.fillRect(i, i % height, 7, height);
    }
    pen.dispose();
    return picture;
  }

  private static byte[] jpeg(int width, int height) throws IOException {
    return written(picture(width, height), "jpg");
  }

  private static byte[] jpeg(int width, int height, boolean progressive) throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpg").next();
    var how = writer.getDefaultWriteParam();
    how.setProgressiveMode(
        progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    try (var image = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(image);
      writer.write(null, new IIOImage(picture(width, height), null, null), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static byte[] written(BufferedImage picture, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, out)).isTrue();
    return out.toByteArray();
  }

  /// A JPEG with an APP1 segment that holds an orientation and some words.
  private static byte[] exif(byte[] jpeg, int orientation, String words) throws IOException {
    var tiff = new ByteArrayOutputStream();
    tiff.write(bytes("Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"));
    tiff.write(orientation);
    tiff.write(new byte[6]);
    tiff.write(bytes(words));
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (tiff.size() + 2)});
    out.write(tiff.toByteArray());
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /// More than a part may have, and packed no better than text is.
  private static String longTexts() {
    var chance = new Random(1);
    var out = new StringBuilder(34 << 20);
    while (out.length() < 33 << 20)
      out.append((char) ('a' + chance.nextInt(26))).append("word ".repeat(40));
    return out.toString();
  }

  private static byte[] half(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static byte[] pdf(PDDocument document) throws IOException {
    var out = new ByteArrayOutputStream();
    try (document) {
      document.addPage(new PDPage());
      document.save(out);
    }
    return out.toByteArray();
  }

  private static byte[] docx(String... namesAndTexts) throws IOException {
    String[] all = Arrays.copyOf(namesAndTexts, namesAndTexts.length + 2);
    all[namesAndTexts.length] = "[Content_Types].xml";
    all[namesAndTexts.length + 1] =
        "<Types><Override ContentType=\"" + Sort.DOCX.mediaType() + ".main+xml\"/></Types>";
    return zip(all);
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(bytes(namesAndTexts[i + 1]));
      }
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
