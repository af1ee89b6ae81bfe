package communique.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Who is believed when a mail server shows its certificate: those whom Java knows, or those of a
/// file and nobody else.
final class Authorities {
  private Authorities() {}

  /// TLS as the option `ca` of a server's address says.
  ///
  /// @param ca as [#in] takes it; empty for the authorities that Java knows
  static SSLContext of(String ca) {
    try {
      return ca.isEmpty() ? SSLContext.getDefault() : in(ca);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// TLS that believes those of a file.
  ///
  /// @param ca the path of certificates in PEM
  /// @throws IllegalArgumentException with the rest of a sentence about an address, which says what
  ///   is wrong with the file, and the mend
  static SSLContext in(String ca) {
    try {
      return believing(certificates(ca));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Collection<? extends Certificate> certificates(String ca) {
    Collection<? extends Certificate> found;
    try (InputStream in = Files.newInputStream(Path.of(ca))) {
      found = CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (IOException | InvalidPathException e) {
      throw wrong(ca, "cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw wrong(ca, "holds something else than certificates", e);
    }
    if (found.isEmpty()) throw wrong(ca, "holds no certificate", null);
    return found;
  }

  private static SSLContext believing(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate one : certificates) store.setCertificateEntry("ca-" + number++, one);
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static IllegalArgumentException wrong(String ca, String what, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "has a 'ca' that " + what + ": '" + ca + "'. Give a file with certificates in PEM", cause);
  }
}
