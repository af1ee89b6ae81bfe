package communique.outbound;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A mail of ours as its reader sees it.
///
/// @param to whom it goes to
/// @param html its HTML document; empty where it has none
/// @param plain its text
/// @param source the whole of it, as it would have been sent
record Opened(String subject, String to, String html, String plain, String source) {
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
