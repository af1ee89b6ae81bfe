package communique.importing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import communique.platform.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class XmlTest {
  @Test
  void text_comes_with_what_stands_in_it_and_with_its_language() throws IOException {
    try (Xml xml = xml("<a xml:lang='cy'><b>one <i>two</i><![CDATA[ <3]]> &amp; &#9731;</b></a>")) {
      assertThat(xml.child()).isTrue();
      assertThat(xml.child()).isTrue();
      assertThat(xml.language()).isEqualTo("cy");
      assertThat(xml.text()).isEqualTo("one two <3 & ☃");
      assertThat(xml.child()).isFalse();
    }
  }

  @Test
  void a_text_that_is_too_long_is_cut_and_said_to_be() throws IOException {
    try (Xml xml = xml("<a><b>" + "word ".repeat(Xml.TEXT_MAX / 5 + 9) + "</b><c>x</c></a>")) {
      xml.child();
      xml.child();
      assertThat(xml.text()).hasSize(Xml.TEXT_MAX);
      assertThat(xml.overflowed()).isTrue();
      assertThat(xml.child()).isTrue();
      assertThat(xml.text()).isEqualTo("x");
      assertThat(xml.overflowed()).isFalse();
    }
  }

  @Test
  void more_escapes_than_entities_may_expand_are_no_entities() throws IOException {
    try (Xml xml = xml("<a>" + "&lt;b&gt;".repeat(200_000) + "</a>")) {
      xml.child();
      assertThat(xml.text()).hasSize(600_000);
    }
  }

  @Test
  void it_is_read_in_the_encoding_that_it_is_in() throws IOException {
    String text = "<a>Ynys Môn</a>";
    assertThat(read(text.getBytes(UTF_8))).isEqualTo("Ynys Môn");
    assertThat(read(("\ufeff" + text).getBytes(UTF_8))).isEqualTo("Ynys Môn");
    assertThat(read(("\ufeff" + text).getBytes(UTF_16LE))).isEqualTo("Ynys Môn");
    assertThat(read(("\ufeff" + text).getBytes(UTF_16BE))).isEqualTo("Ynys Môn");
    assertThat(read(text.getBytes(UTF_16LE))).isEqualTo("Ynys Môn");
    assertThat(read(("<?xml version='1.0' encoding='iso-8859-1'?>" + text).getBytes(ISO_8859_1)))
        .isEqualTo("Ynys Môn");
    assertThat(
            read(
                "<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>“–”</a>"
                    .getBytes(Charset.forName("windows-1252"))))
        .isEqualTo("“–”");
  }

  @Test
  void a_byte_order_mark_is_believed_before_a_declaration() throws IOException {
    assertThat(read("\ufeff<?xml version='1.0' encoding='iso-8859-1'?><a>ô</a>".getBytes(UTF_8)))
        .isEqualTo("ô");
  }

  @Test
  void a_wrong_encoding_is_refused_with_its_place() {
    assertThat(
            refused("<?xml version='1.0' encoding='UTF-8'?>\n<a>M\u00f4n</a>".getBytes(ISO_8859_1)))
        .isEqualTo("xml.encoding [2, 5, UTF-8]");
    assertThat(refused("<?xml version='1.0' encoding='utf-16'?><a/>".getBytes(UTF_8)))
        .isEqualTo("xml.encoding-not [1, 1, utf-16]");
    assertThat(refused("<?xml version='1.0' encoding='klingon'?><a/>".getBytes(UTF_8)))
        .isEqualTo("xml.encoding-unknown [1, 1, klingon]");
    assertThat(refused("\ufeff<a>half".getBytes(UTF_16LE), 11)).startsWith("xml.encoding [1, ");
  }

  @Test
  void what_expands_or_points_outside_is_refused_before_it_can() {
    String laughs =
        """
        <?xml version="1.0"?>
        <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>
        <rss>&lol2;</rss>
        """;
    assertThat(refused(laughs)).isEqualTo("xml.doctype [2, 3]");
    assertThat(refused("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"))
        .isEqualTo("xml.doctype [1, 3]");
    assertThat(refused("<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>"))
        .isEqualTo("xml.doctype [1, 3]");
    assertThat(refused("<a>&nbsp;</a>")).startsWith("xml.");
    // Only a parser that includes would see more than an element here.
    assertThat(
            refused(
                "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/passwd'/>"))
        .startsWith("xml.malformed");
  }

  @Test
  void what_breaks_off_or_is_broken_is_refused_with_its_place() {
    assertThat(refused("<a>\n<b>one")).startsWith("xml.malformed [2, ");
    assertThat(refused("<a>\n<b>one</c></a>")).startsWith("xml.malformed [2, ");
    assertThat(refused("<a>\n\u0001</a>")).startsWith("xml.malformed [2, ");
    assertThat(refused("")).startsWith("xml.malformed");
    assertThat(refused("no xml")).startsWith("xml.malformed");
    assertThat(refused("<a/><b/>")).startsWith("xml.malformed");
    assertThat(refused("<b>".repeat(Xml.DEPTH_MAX + 1))).startsWith("xml.too-deep [1, ");
  }

  @Test
  void nothing_that_never_ends_is_held_in_memory() {
    long before = Runtime.getRuntime().maxMemory();
    assertThat(before).as("the figures below are chosen for it").isLessThan(16L << 30);
    assertThat(endless("<a><![CDATA[", "word ")).isEqualTo("xml.too-long");
    assertThat(endless("<a><!-- ", "word ")).isEqualTo("xml.too-long");
    assertThat(endless("<a b=\"", "word ")).isEqualTo("xml.too-long");
    // These the JDK's own limits end.
    assertThat(endless("<a", "a")).isEqualTo("xml.malformed");
    assertThat(endless("<a ", "b='' ")).isEqualTo("xml.malformed");
    assertThat(endless("<?", "word ")).isEqualTo("xml.too-long");
    // A text may go on; what is kept of it is bounded, and here it breaks off.
    assertThat(endless("<a>", "word ")).isEqualTo("xml.malformed");
    assertThat(endless("<a>", "<b>")).isEqualTo("xml.too-deep");
  }

  /// Two hundred million characters of the same.
  private static String endless(String begin, String more) {
    var endless =
        new InputStream() {
          private final byte[] bytes = more.getBytes(UTF_8);
          private long at;

          @Override
          public int read() {
            return at >= 200_000_000 ? -1 : bytes[(int) (at++ % bytes.length)];
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            if (at >= 200_000_000) return -1;
            int count = (int) Math.min(length, 200_000_000 - at);
            for (int i = 0; i < count; i++) into[offset + i] = (byte) read();
            return count;
          }
        };
    return refusal(
            new SequenceInputStream(new ByteArrayInputStream(begin.getBytes(UTF_8)), endless))
        .key();
  }

  private static Xml xml(String text) throws IOException {
    return Xml.of(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static String read(byte[] bytes) throws IOException {
    try (Xml xml = Xml.of(new ByteArrayInputStream(bytes))) {
      xml.child();
      return xml.text();
    }
  }

  private static String refused(String text) {
    return refused(text.getBytes(UTF_8));
  }

  private static String refused(byte[] bytes) {
    return refused(bytes, bytes.length);
  }

  private static String refused(byte[] bytes, int length) {
    Refusal refusal = refusal(new ByteArrayInputStream(bytes, 0, length));
    return refusal.key() + " " + refusal.arguments();
  }

  private static Refusal refusal(InputStream in) {
    return catchThrowableOfType(
            XmlRefused.class,
            () -> {
              try (Xml xml = Xml.of(in)) {
                if (xml.child()) xml.text();
                xml.child();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .refusal();
  }
}
