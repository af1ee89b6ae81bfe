package communique.outbound;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/// A mailbox that is read over IMAP with TLS. Mails are marked as seen once they were read.
final class ImapBox implements BounceBox {
  private static final Logger LOG = System.getLogger(ImapBox.class.getName());
  private static final int OCTETS_MAX = 1 << 20;
  private static final String PATIENCE_MILLIS = "60000";

  private final String host;
  private final int port;
  private final String user;
  private final String password;
  private final String folder;
  private final Session session;

  private ImapBox(
      String host, int port, String user, String password, String folder, Session session) {
    this.host = host;
    this.port = port;
    this.user = user;
    this.password = password;
    this.folder = folder;
    this.session = session;
  }

  /// @param more properties of Angus Mail for tests, such as whose certificate is believed
  static ImapBox of(URI uri, Properties more) {
    String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = login.indexOf(':');
    if (uri.getHost() == null || colon < 1)
      throw new IllegalArgumentException(
          "COMMUNIQUE_BOUNCES needs a server and a login. Give imaps://user:password@host.");
    var properties = new Properties();
    properties.setProperty("mail.imaps.ssl.checkserveridentity", "true");
    properties.setProperty("mail.imaps.connectiontimeout", PATIENCE_MILLIS);
    properties.setProperty("mail.imaps.timeout", PATIENCE_MILLIS);
    properties.setProperty("mail.imaps.writetimeout", PATIENCE_MILLIS);
    // Reading alone marks nothing: that comes when it was kept what follows.
    properties.setProperty("mail.imaps.peek", "true");
    more.stringPropertyNames()
        .forEach(name -> properties.setProperty(name, more.getProperty(name)));
    ca(uri)
        .ifPresent(tls -> properties.put("mail.imaps.ssl.socketFactory", tls.getSocketFactory()));
    String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    return new ImapBox(
        uri.getHost(),
        uri.getPort() < 0 ? 993 : uri.getPort(),
        decoded(login.substring(0, colon)),
        decoded(login.substring(colon + 1)),
        path.isEmpty() ? "INBOX" : path,
        Session.getInstance(properties));
  }

  /// TLS as the address's option `ca` says, the only one that it may have.
  private static Optional<SSLContext> ca(URI uri) {
    String query = uri.getRawQuery();
    if (query == null || query.isEmpty()) return Optional.empty();
    if (!query.startsWith("ca=") || query.contains("&"))
      throw new IllegalArgumentException(
          "COMMUNIQUE_BOUNCES has an unknown option; there is only 'ca'.");
    try {
      return Optional.of(Authorities.in(decoded(query.substring("ca=".length()))));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("COMMUNIQUE_BOUNCES " + e.getMessage() + ".", e);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public int look(Reader reader) {
    try (Store store = session.getStore("imaps")) {
      store.connect(host, port, user, password);
      try (Folder box = store.getFolder(folder)) {
        box.open(Folder.READ_WRITE);
        long validity = box instanceof UIDFolder uids ? uids.getUIDValidity() : 0;
        int looked = 0;
        for (Message message : box.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))) {
          if (looked >= MOST) break;
          looked++;
          long uid = box instanceof UIDFolder uids ? uids.getUID(message) : 0;
          bounce(message).ifPresent(one -> reader.read(validity + "." + uid, one));
          message.setFlag(Flags.Flag.SEEN, true);
        }
        return looked;
      }
    } catch (MessagingException e) {
      throw new UncheckedIOException(
          new IOException(Reply.cleaned(String.valueOf(e.getMessage()))));
    }
  }

  private static Optional<Bounce> bounce(Message message) throws MessagingException {
    var head = new Head();
    try {
      message.writeTo(head);
    } catch (Head.Full e) {
      // Enough is read; the rest stays where it is.
      LOG.log(Level.DEBUG, "event=mail.bounce.long", e);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "event=mail.bounce.unreadable", e);
      return Optional.empty();
    }
    return Bounce.read(new ByteArrayInputStream(head.octets, 0, head.length));
  }

  /// Takes the beginning of a mail and then breaks off.
  private static final class Head extends OutputStream {
    static final class Full extends IOException {
      private static final long serialVersionUID = 1;
    }

    byte[] octets = new byte[1 << 14];
    int length;

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] more, int from, int count) throws IOException {
      int room = Math.min(count, OCTETS_MAX - length);
      if (length + room > octets.length)
        octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + room));
      System.arraycopy(more, from, octets, length, room);
      length += room;
      if (room < count) throw new Full();
    }
  }
}
