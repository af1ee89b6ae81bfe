package communique.outbound;

import communique.language.Markup;
import io.quarkus.qute.RawString;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mail of ours as its reader sees it.
///
/// @param to whom it goes to
/// @param html its HTML document; empty where it has none
/// @param plain its text
/// @param source the whole of it, as it would have been sent
record Opened(String subject, String to, String html, String plain, String source) {
  private static final int WIDTH = 60;
  private static final Pattern HEAD = Pattern.compile("(?i)<head[^>]*>");

  /// An address within text, without the mark that ends the sentence around it.
  private static final Pattern LINK =
      Pattern.compile("https?://[^\\s<>\"\u2066-\u2069]*[^\\s<>\"\u2066-\u2069.,;:!?)]");

  static Opened of(byte[] mail) {
    try {
      var message = new MimeMessage(null, new ByteArrayInputStream(mail));
      String subject = message.getSubject();
      String to = message.getHeader("To", ", ");
      return new Opened(
          subject == null ? "" : subject,
          to == null ? "" : to,
          find(message, "text/html"),
          find(message, "text/plain"),
          new String(mail, StandardCharsets.UTF_8));
    } catch (MessagingException e) {
      throw new IllegalArgumentException("not a mail", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its HTML document with links that open beside it: a frame must not follow them, as the pages
  /// that they lead to let nobody frame them.
  String framed() {
    return HEAD.matcher(html).replaceFirst("$0<base target=\"_blank\">");
  }

  /// Its text, with links that can be followed.
  public RawString linked() {
    var out = new StringBuilder();
    int end = 0;
    for (Matcher link = LINK.matcher(plain); link.find(); end = link.end())
      out.append(Markup.text(plain.substring(end, link.start())))
          .append(Markup.link(link.group(), link.group()));
    return new RawString(out.append(Markup.text(plain.substring(end))).toString());
  }

  /// How many lines it takes, about: those of its text that are no addresses.
  public int lines() {
    return plain
        .lines()
        .filter(line -> !LINK.matcher(line).lookingAt())
        .mapToInt(line -> 1 + line.length() / WIDTH)
        .sum();
  }

  private static String find(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) return String.valueOf(part.getContent());
    if (!(part.getContent() instanceof Multipart parts)) return "";
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart one = parts.getBodyPart(i);
      String found = find(one, type);
      if (!found.isEmpty()) return found;
    }
    return "";
  }
}
