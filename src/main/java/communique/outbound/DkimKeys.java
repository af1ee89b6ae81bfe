package communique.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The two keys of a newsroom's mails, in `dkim/{selector}.pem` (RSA) and
/// `dkim/{selector}-ed25519.pem` of its data folder, readable by their owner alone. They are made
/// when they are first asked for.
public final class DkimKeys {
  private static final Pattern SELECTOR = Pattern.compile("[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?");
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

  /// How long one text in a TXT record may be (RFC 1035 §3.3).
  private static final int TXT_MAX = 255;

  private final String domain;
  private final List<DkimKey> keys;

  private DkimKeys(String domain, List<DkimKey> keys) {
    this.domain = domain;
    this.keys = keys;
  }

  /// Reads the keys, after making those that are not there.
  ///
  /// @param data the newsroom's data folder
  /// @param domain that of the sender's address, as A-labels
  /// @throws IllegalArgumentException when the selector cannot be one, or a key is none; the
  ///   message says which file, and the mend
  public static DkimKeys in(Path data, String selector, String domain) {
    if (!SELECTOR.matcher(selector).matches())
      throw new IllegalArgumentException(
          "COMMUNIQUE_DKIM_SELECTOR is '"
              + selector
              + "'. Give lower-case letters, digits and hyphens, such as news2026.");
    Path folder = data.resolve("dkim");
    try {
      Files.createDirectories(folder);
      return new DkimKeys(
          domain,
          List.of(
              key(folder, selector, DkimKey.Rsa::of, DkimKey.Rsa::made),
              key(folder, selector + "-ed25519", DkimKey.Ed25519::of, DkimKey.Ed25519::made)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DkimKey key(
      Path folder,
      String selector,
      BiFunction<String, byte[], ? extends DkimKey> reader,
      Function<String, ? extends DkimKey> maker)
      throws IOException {
    Path file = folder.resolve(selector + ".pem");
    if (!Files.exists(file)) keep(file, maker.apply(selector).encoded());
    var pem = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!pem.matches())
      throw new IllegalArgumentException(
          file
              + " holds no private key in PEM. Put back the one that was there, or take it away"
              + " for a new one, and publish that.");
    return reader.apply(selector, Base64.getMimeDecoder().decode(pem.group(1)));
  }

  /// Keeps a new key, whole or not at all; one that another process has kept meanwhile stays.
  private static void keep(Path file, byte[] key) throws IOException {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n";
    Path whole =
        Files.createTempFile(
            file.getParent(),
            "new",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (var out = FileChannel.open(whole, StandardOpenOption.WRITE)) {
        var text = ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII));
        while (text.hasRemaining()) out.write(text);
        out.force(true);
      }
      Files.createLink(file, whole);
      try (var names = FileChannel.open(file.toAbsolutePath().getParent())) {
        names.force(true);
      }
    } catch (FileAlreadyExistsException e) {
      // The other one is as good, and may be published already.
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  List<DkimKey> keys() {
    return keys;
  }

  String domain() {
    return domain;
  }

  /// What an operator publishes in DNS: lines of a zone file, in texts of at most 255 octets.
  public List<String> records() {
    var records = new ArrayList<String>();
    for (DkimKey key : keys) {
      var line = new StringBuilder();
      line.append(key.selector()).append("._domainkey.").append(domain).append(". IN TXT (");
      String value = key.published();
      for (int i = 0; i < value.length(); i += TXT_MAX)
        line.append(" \"").append(value, i, Math.min(value.length(), i + TXT_MAX)).append('"');
      records.add(line.append(" )").toString());
    }
    return records;
  }
}
