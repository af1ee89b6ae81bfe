package communique.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Messages put together once and filled in for many, read again by Angus Mail.
class TemplateTest {
  private static final Hole LEAVE = new Hole("leave");
  private static final Hole TO = new Hole("to");
  private static final String LINK = "https://news.example.org/alerts/unsubscribe/abc?x=1&y=2";

  @Test
  void a_message_says_in_two_ways_what_is_to_be_said() throws Exception {
    MimeMessage message =
        read(
            alert("Foreign Secretary to visit Moscow", "Read it.\nLeave: " + LEAVE.mark())
                .html("<!doctype html><p>Read it.</p><a href=\"" + LEAVE.mark() + "\">Leave</a>\n")
                .build()
                .filled(Map.of("leave", LINK, "to", "reader@example.net")));

    assertThat(message.getSubject()).isEqualTo("Foreign Secretary to visit Moscow");
    assertThat(message.getHeader("To")).containsExactly("<reader@example.net>");
    assertThat(message.getHeader("Date")).containsExactly("Fri, 6 Nov 2026 09:05:07 +0000");
    assertThat(message.getHeader("Content-Language")).containsExactly("en-GB");
    assertThat(message.getHeader("MIME-Version")).containsExactly("1.0");
    assertThat(message.getHeader("List-Unsubscribe")[0].replaceAll("\\s+", " "))
        .isEqualTo("<" + LINK + ">");
    var parts = (MimeMultipart) message.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Read it.\r\nLeave: " + LINK + "\r\n");
    assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=utf-8");
    assertThat(parts.getBodyPart(1).getContent())
        .isEqualTo(
            "<!doctype html><p>Read it.</p><a href=\""
                + LINK.replace("&", "&amp;")
                + "\">Leave</a>\r\n");
  }

  @Test
  void whatever_is_said_comes_back_in_short_lines_of_seven_bits() throws Exception {
    for (int seed = 0; seed < 500; seed++) {
      var chance = new Random(seed);
      String plain = words(chance, chance.nextInt(400), true);
      String html = chance.nextInt(4) == 0 ? "" : "<p>" + words(chance, 300, true);
      String subject = words(chance, 1 + chance.nextInt(120), false);
      String value = words(chance, chance.nextInt(150), false).strip();
      byte[] octets = alert(subject, plain).html(html).build().filled(values(plain + html, value));
      String seeded = "seed " + seed;

      for (String line : new String(octets, StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
        assertThat(line).as(seeded).matches("[\\x20-\\x7e\\t]*");
        assertThat(line.length())
            .as(seeded + ": " + line)
            .isLessThanOrEqualTo(line.contains(LINK) ? 200 : 78);
      }
      MimeMessage message = read(octets);
      assertThat(message.getSubject()).as(seeded).isEqualTo(subject);
      String text = filled(plain, value);
      if (html.isEmpty()) {
        assertThat(message.getContent()).as(seeded).isEqualTo(text);
      } else {
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getBodyPart(0).getContent()).as(seeded).isEqualTo(text);
        assertThat(parts.getBodyPart(1).getContent())
            .as(seeded)
            .isEqualTo(
                filled(
                    html,
                    value
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;")));
      }
    }
  }

  @Test
  void encoded_words_hold_whole_characters_in_75_octets() throws Exception {
    for (int seed = 0; seed < 500; seed++) {
      String value = words(new Random(seed), 200, false);
      for (String word : Headers.encoded(value, 9)) {
        assertThat(word.length()).as("seed " + seed).isLessThanOrEqualTo(75);
        assertThat(jakarta.mail.internet.MimeUtility.decodeWord(word))
            .as("seed " + seed)
            .doesNotContain("\uFFFD");
      }
    }
  }

  @Test
  void names_before_addresses_are_quoted_or_encoded() throws Exception {
    for (String name :
        List.of(
            "Newsroom",
            "Ministry of Foreign Affairs, \"MFA\"",
            "Внешнее ведомство",
            "外交部",
            "a@b",
            "=?x?=",
            "Überall & nirgends, vielleicht auch ein sehr langer Name eines Amtes für alles")) {
      var template = Template.of().mailbox("From", name, "newsroom@example.org").plain("x").build();
      var from = (InternetAddress) read(template.filled(Map.of())).getFrom()[0];
      assertThat(from.getPersonal()).isEqualTo(name);
      assertThat(from.getAddress()).isEqualTo("newsroom@example.org");
    }
  }

  @Test
  void nothing_ends_a_line_that_is_not_its_end() {
    for (String bad :
        List.of("a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\0b", "a\u2028b", "a\u0085b")) {
      var builder = Template.of();
      assertThatThrownBy(() -> builder.text("Subject", bad))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> builder.raw("List-Id", bad))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> builder.mailbox("From", bad, "a@example.org"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> builder.mailbox("From", "", bad))
          .isInstanceOf(IllegalArgumentException.class);
      Template template = Template.of().plain(LEAVE.mark()).build();
      assertThatThrownBy(() -> template.filled(Map.of("leave", bad)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Template.of().raw("Subject: x\r\nBcc", "y"))
        .isInstanceOf(IllegalArgumentException.class);
    Template template = alert("x", "y").build();
    assertThatThrownBy(() -> template.filled(Map.of("leave", "a b", "to", "c@example.org")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> template.filled(Map.of("leave", LINK)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> template.filled(Map.of("leave", LINK, "too", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, String> values(String text, String value) {
    return text.contains(new Hole("value").mark())
        ? Map.of("leave", LINK, "to", "reader@example.net", "value", value)
        : Map.of("leave", LINK, "to", "reader@example.net");
  }

  private static String filled(String text, String value) {
    return text.replace(new Hole("value").mark(), value).replace("\n", "\r\n") + "\r\n";
  }

  private static Template.Builder alert(String subject, String plain) {
    return Template.of()
        .mailbox("From", "Newsroom", "newsroom@example.org")
        .mailbox("To", "", TO.mark())
        .text("Subject", subject)
        .date(Instant.parse("2026-11-06T09:05:07Z"))
        .raw("List-Unsubscribe", "<" + LEAVE.mark() + ">")
        .language(Locale.UK)
        .plain(plain);
  }

  /// Words of several scripts, with what hurts: dots, spaces, equals signs, "From ", holes.
  private static String words(Random chance, int length, boolean lines) {
    List<String> alphabet =
        List.of(
                List.of(
                    "a", "b", "E", " ", ".", "=", "From ", "_", "?", "é", "\"", "<", "-", "Word"),
                List.of("Москва", " ", "ё", ",", "Х", "\t", "=?"),
                List.of("外", "交", "部", "。", "a", " "),
                List.of("😀", "👩‍👩‍👧", "x", "é", "ع", "ربي", " "))
            .get(chance.nextInt(4));
    var text = new StringBuilder();
    while (text.length() < length) {
      if (lines && chance.nextInt(15) == 0) text.append('\n');
      if (lines && chance.nextInt(40) == 0) text.append(new Hole("value").mark());
      String next = alphabet.get(chance.nextInt(alphabet.size()));
      text.append(!lines && next.equals("\t") ? "y" : next);
    }
    String words = text.toString();
    return lines
        ? (words.endsWith("\n") ? words + "." : words)
        : words.strip().isEmpty() ? "w" : words.strip().replaceAll(" +", " ");
  }

  private static MimeMessage read(byte[] octets) throws Exception {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
  }
}
