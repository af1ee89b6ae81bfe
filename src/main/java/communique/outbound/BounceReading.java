package communique.outbound;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one mail that may be a bounce. Whatever is wrong with it, reading ends, soon, and without
/// an exception.
final class BounceReading {
  private static final Logger LOG = System.getLogger(BounceReading.class.getName());
  private static final int OCTETS_MAX = 1 << 20;
  private static final int DEPTH_MAX = 6;
  private static final int PARTS_MAX = 60;
  private static final int BOUNDARIES_MAX = 200;
  private static final int GROUPS_MAX = 50;
  private static final int ADDRESSES_MAX = 20;
  private static final int HEADER_MAX = 1_000;

  /// Where servers write the address of the envelope, the likeliest first.
  private static final List<String> CAME_TO =
      List.of(
          "Delivered-To",
          "X-Original-To",
          "Envelope-To",
          "X-Envelope-To",
          "X-Delivered-To",
          "To",
          "Cc");

  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._+=~-]{1,100}@[A-Za-z0-9.-]{1,253}");
  private static final Pattern DAEMON =
      Pattern.compile("(?i)\\b(mailer-daemon|postmaster|mail-daemon|mailerdaemon|bounces?)@");
  private static final Pattern STATUS = Pattern.compile("\\b([45]\\.\\d{1,3}\\.\\d{1,3})\\b");

  private static final Session SESSION = Session.getInstance(new Properties());

  private final InputStream mail;
  private final Set<String> addresses = new LinkedHashSet<>();

  /// From returned mails: less likely than those of the bounce itself.
  private final Set<String> returned = new LinkedHashSet<>();

  private final List<Bounce.Group> groups = new ArrayList<>();
  private boolean report;
  private boolean complaint;
  private String complained = "";
  private String words = "";
  private int parts;

  BounceReading(InputStream mail) {
    this.mail = mail;
  }

  Optional<Bounce> bounce() {
    try {
      byte[] octets = mail.readNBytes(OCTETS_MAX);
      var message = new MimeMessage(SESSION, new ByteArrayInputStream(octets, 0, readable(octets)));
      for (String name : CAME_TO) take(message.getHeader(name), addresses);
      for (String hop : values(message, "Received"))
        if (hop.contains(" for ")) find(hop.substring(hop.indexOf(" for ")), addresses);
      try {
        walk(message, 0);
      } catch (MessagingException | IOException | RuntimeException e) {
        // What is broken has a header all the same, and perhaps some of its parts.
        LOG.log(Level.DEBUG, "event=mail.bounce.broken", e);
      }
      return found(message);
    } catch (MessagingException | IOException | RuntimeException | StackOverflowError e) {
      LOG.log(Level.DEBUG, "event=mail.bounce.unread", e);
      return Optional.empty();
    }
  }

  /// How much of a mail is parsed: up to where it has had more boundaries than any report, since
  /// parsing takes the square of their number.
  private static int readable(byte[] octets) {
    int boundaries = 0;
    for (int i = 0; i + 2 < octets.length; i++)
      if (octets[i] == '\n' && octets[i + 1] == '-' && octets[i + 2] == '-')
        if (++boundaries > BOUNDARIES_MAX) return i;
    return octets.length;
  }

  private Optional<Bounce> found(MimeMessage message) throws MessagingException {
    if (complaint) return Optional.of(made(Bounce.Kind.COMPLAINT, "", "", complained));
    if (report) {
      // Of several groups the worst one counts: each mail of ours has one recipient, so the others
      // are where it was sent on to.
      return groups.stream()
          .filter(Bounce.Group::bad)
          .min(Comparator.comparing(Bounce.Group::kind))
          .map(group -> made(group.kind(), group.action(), group.status(), group.said()));
    }
    boolean daemon =
        message.getHeader("X-Failed-Recipients") != null
            || values(message, "From").stream().anyMatch(from -> DAEMON.matcher(from).find());
    if (!daemon) return Optional.empty();
    var status = STATUS.matcher(words);
    // No report: it only counts. A text that a person could have written stops nobody's mails.
    return Optional.of(
        made(Bounce.Kind.SOFT, "", status.find() ? status.group(1) : "", firstWords()));
  }

  private String firstWords() {
    return Reply.cleaned(words.length() > HEADER_MAX ? words.substring(0, HEADER_MAX) : words);
  }

  private Bounce made(Bounce.Kind kind, String action, String status, String said) {
    addresses.addAll(returned);
    return new Bounce(addresses.stream().limit(ADDRESSES_MAX).toList(), kind, action, status, said);
  }

  private void walk(Part part, int depth) throws MessagingException, IOException {
    if (depth > DEPTH_MAX || ++parts > PARTS_MAX) return;
    String type = type(part);
    if (type.startsWith("multipart/")) {
      if (part.getContent() instanceof MimeMultipart all)
        for (int i = 0; i < all.getCount() && i < PARTS_MAX; i++) {
          BodyPart one = all.getBodyPart(i);
          try {
            walk(one, depth + 1);
          } catch (MessagingException | IOException e) {
            LOG.log(Level.DEBUG, "event=mail.bounce.part", e);
          }
        }
    } else if (type.equals("message/delivery-status")
        || type.equals("message/global-delivery-status")) {
      report = true;
      status(part.getInputStream());
    } else if (type.equals("message/feedback-report")) {
      InternetHeaders fields = fields(part.getInputStream());
      String kind = first(fields, "Feedback-Type").toLowerCase(Locale.ROOT);
      // Other types praise a mail, or tell of forgeries (RFC 5965 §7.3).
      complaint |= kind.startsWith("abuse") || kind.startsWith("opt-out");
      report = true;
      complained = Reply.cleaned(kind);
      take(fields.getHeader("Original-Mail-From"), returned);
    } else if (type.equals("text/rfc822-headers")
        || type.startsWith("message/rfc822")
        || type.equals("message/global")) {
      // The mail that came back; it is not read any further, so none within none hurts.
      InternetHeaders fields = fields(part.getInputStream());
      take(fields.getHeader("Return-Path"), returned);
      take(fields.getHeader("X-Envelope-From"), returned);
    } else if (type.startsWith("text/plain") && words.isEmpty()) {
      words = new String(part.getInputStream().readNBytes(4 * HEADER_MAX), StandardCharsets.UTF_8);
    }
  }

  private static String type(Part part) throws MessagingException {
    String type = part.getContentType();
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /// The groups of a report: one of the whole mail, then one for each recipient, with empty lines
  /// between (RFC 3464 §2.1).
  private void status(InputStream in) throws MessagingException, IOException {
    byte[] octets = in.readNBytes(OCTETS_MAX);
    for (String group :
        new String(octets, StandardCharsets.ISO_8859_1).split("(\\r?\\n){2,}", -1)) {
      if (groups.size() >= GROUPS_MAX) return;
      InternetHeaders fields =
          fields(
              new ByteArrayInputStream(
                  group.strip().concat("\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1)));
      take(fields.getHeader("Original-Envelope-Id"), returned);
      String action = first(fields, "Action");
      if (!action.isEmpty())
        groups.add(
            Bounce.Group.of(action, first(fields, "Status"), first(fields, "Diagnostic-Code")));
    }
  }

  private static InternetHeaders fields(InputStream in) throws MessagingException, IOException {
    // Some begin with empty lines.
    byte[] octets = in.readNBytes(OCTETS_MAX / 8);
    int start = 0;
    while (start < octets.length && (octets[start] == '\r' || octets[start] == '\n')) start++;
    return new InternetHeaders(
        new ByteArrayInputStream(octets, start, octets.length - start), true);
  }

  private static String first(InternetHeaders fields, String name) {
    String value = fields.getHeader(name, null);
    if (value == null) return "";
    return value.length() > HEADER_MAX ? value.substring(0, HEADER_MAX) : value;
  }

  private static List<String> values(MimeMessage message, String name) throws MessagingException {
    String[] values = message.getHeader(name);
    return values == null ? List.of() : List.of(values);
  }

  private static void take(String @Nullable [] values, Set<String> to) {
    if (values != null) for (String value : values) find(value, to);
  }

  private static void find(String value, Set<String> to) {
    var address =
        ADDRESS.matcher(value.length() > HEADER_MAX ? value.substring(0, HEADER_MAX) : value);
    while (address.find() && to.size() < ADDRESSES_MAX) to.add(address.group());
  }
}
