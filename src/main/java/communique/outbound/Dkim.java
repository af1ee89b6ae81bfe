package communique.outbound;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Signs mails with DKIM (RFC 6376, 8301, 8463): each with RSA and with Ed25519, header and body
/// relaxed, the whole body. A `From` that is added later breaks the signature, as it is named once
/// more than it is there.
public final class Dkim implements Signing {
  private static final Set<String> SIGNED =
      Set.of(
          "from",
          "to",
          "reply-to",
          "sender",
          "subject",
          "date",
          "message-id",
          "in-reply-to",
          "references",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "content-language",
          "auto-submitted",
          "list-id",
          "list-help",
          "list-subscribe",
          "list-unsubscribe",
          "list-unsubscribe-post",
          "list-owner",
          "list-archive");

  private static final int FOLD = 72;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final DkimKeys keys;
  private final InstantSource clock;

  /// The last body and its hash: mails whose text has no holes have the same one. Any thread
  /// replaces it as a whole.
  private volatile @Nullable Hashed last;

  private static final class Hashed {
    final byte[] body;
    final String hash;

    Hashed(byte[] body, String hash) {
      this.body = body;
      this.hash = hash;
    }
  }

  private static final class Header {
    final String name;

    /// As it is hashed.
    final byte[] relaxed;

    Header(String name, byte[] relaxed) {
      this.name = name;
      this.relaxed = relaxed;
    }
  }

  public Dkim(DkimKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public byte[] sign(byte[] message) {
    int body = bodyAt(message);
    List<Header> headers = headers(message, body);
    // Of several with one name the last is signed first (§5.4.2); ours have none twice, but whoever
    // composes may.
    List<Header> signed =
        headers.reversed().stream().filter(header -> SIGNED.contains(header.name)).toList();
    var names = new StringBuilder();
    var hashed = new ByteArrayOutputStream(2_048);
    for (Header header : signed) {
      names.append(header.name).append(':');
      hashed.writeBytes(header.relaxed);
      hashed.write('\r');
      hashed.write('\n');
    }
    names.append("from");
    String list = folded(names.toString(), ":");
    String hash = bodyHash(message, body);
    byte[] fields = hashed.toByteArray();
    var out = new ByteArrayOutputStream(message.length + 1_200);
    for (DkimKey key : keys.keys()) out.writeBytes(signature(key, list, hash, fields));
    out.writeBytes(message);
    return out.toByteArray();
  }

  /// The header that signs all others, and itself without its value (§3.5, §3.7).
  ///
  /// @param names of the headers, folded
  private byte[] signature(DkimKey key, String names, String hash, byte[] headers) {
    String tags =
        "v=1; a="
            + key.algorithm()
            + "; c=relaxed/relaxed; d="
            + keys.domain()
            + ";\r\n s="
            + key.selector()
            + "; t="
            + clock.instant().getEpochSecond()
            + ";\r\n h="
            + names
            + ";\r\n bh="
            + hash
            + ";\r\n b=";
    byte[] itself =
        ("dkim-signature:" + SPACE.matcher(tags).replaceAll(" "))
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(headers, headers.length + itself.length);
    System.arraycopy(itself, 0, all, headers.length, itself.length);
    String signature = Base64.getEncoder().encodeToString(key.sign(all));
    return ("DKIM-Signature: " + tags + folded(signature, "") + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// Cut into lines that begin with a space: after a colon, or anywhere where there is none.
  private static String folded(String text, String after) {
    var folded = new StringBuilder();
    int start = 0;
    while (text.length() - start > FOLD) {
      int end = after.isEmpty() ? start + FOLD : text.lastIndexOf(after, start + FOLD) + 1;
      folded.append(text, start, end).append("\r\n ");
      start = end;
    }
    return folded.append(text, start, text.length()).toString();
  }

  private String bodyHash(byte[] message, int body) {
    Hashed before = last;
    if (before != null
        && Arrays.equals(before.body, 0, before.body.length, message, body, message.length))
      return before.hash;
    MessageDigest digest = sha256();
    byte[] relaxed = new byte[message.length - body + 2];
    digest.update(relaxed, 0, relaxed(message, body, relaxed));
    String hash = Base64.getEncoder().encodeToString(digest.digest());
    last = new Hashed(Arrays.copyOfRange(message, body, message.length), hash);
    return hash;
  }

  /// The body as it is hashed (§3.4.4): white space as one space, none before the end of a line, no
  /// empty lines at the end.
  ///
  /// @return how long it is
  private static int relaxed(byte[] message, int from, byte[] to) {
    int length = 0;
    int kept = 0;
    boolean space = false;
    for (int i = from; i < message.length; i++) {
      byte octet = message[i];
      if (octet == ' ' || octet == '\t') {
        space = true;
      } else if (octet == '\r' && i + 1 < message.length && message[i + 1] == '\n') {
        boolean empty = length == 0 || to[length - 1] == '\n';
        to[length++] = '\r';
        to[length++] = '\n';
        if (!empty) kept = length;
        space = false;
        i++;
      } else {
        if (space) to[length++] = ' ';
        space = false;
        to[length++] = octet;
        kept = length;
      }
    }
    // A last line without its end gets one.
    if (kept > 0 && to[kept - 1] != '\n') {
      to[kept++] = '\r';
      to[kept++] = '\n';
    }
    return kept;
  }

  /// Where the body begins: after the first empty line.
  private static int bodyAt(byte[] message) {
    for (int i = 0; i + 3 < message.length; i++)
      if (message[i] == '\r'
          && message[i + 1] == '\n'
          && message[i + 2] == '\r'
          && message[i + 3] == '\n') return i + 4;
    throw new IllegalArgumentException("a message without an empty line after its header");
  }

  private static List<Header> headers(byte[] message, int body) {
    var headers = new ArrayList<Header>();
    int start = 0;
    int end = body - 2;
    for (int i = 0; i < end; i++) {
      boolean over =
          message[i] == '\n' && (i + 1 >= end || (message[i + 1] != ' ' && message[i + 1] != '\t'));
      if (!over) continue;
      headers.add(header(message, start, i - 1));
      start = i + 1;
    }
    return headers;
  }

  /// A field as it is hashed (§3.4.2): the name in lower case, unfolded, white space as one space
  /// and none around the value.
  private static Header header(byte[] message, int from, int to) {
    int colon = from;
    while (colon < to && message[colon] != ':') colon++;
    String name =
        new String(message, from, colon - from, StandardCharsets.US_ASCII)
            .strip()
            .toLowerCase(Locale.ROOT);
    byte[] relaxed =
        Arrays.copyOf(
            (name + ":").getBytes(StandardCharsets.US_ASCII), name.length() + 1 + to - colon);
    int length = name.length() + 1;
    boolean space = false;
    boolean begun = false;
    for (int i = colon + 1; i < to; i++) {
      byte octet = message[i];
      if (octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n') {
        space = begun;
      } else {
        if (space) relaxed[length++] = ' ';
        space = false;
        begun = true;
        relaxed[length++] = octet;
      }
    }
    return new Header(name, Arrays.copyOf(relaxed, length));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
