package communique.alerts;

import communique.outbound.Address;
import communique.platform.Database;
import communique.platform.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What only this newsroom knows: the key that addresses are sealed with and links are signed with.
/// It lies in the data folder, `keys/alerts.key`, and nowhere in the database: whoever has a copy
/// of that alone has no address. All machines of one newsroom share the file.
@Singleton
final class AlertKeys {
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int SIGNATURE_BYTES = 16;
  private static final Base64.Encoder MARKS = Base64.getUrlEncoder().withoutPadding();

  private final Database database;
  private final Path folder;
  private final Path file;
  private volatile Optional<Parts> parts = Optional.empty();

  /// One for each purpose, so that none says anything of another.
  private record Parts(SecretKeySpec seal, SecretKeySpec mark, SecretKeySpec sign) {}

  @Inject
  AlertKeys(Database database, Settings settings) {
    this(database, settings.data());
  }

  /// @param data the data folder
  AlertKeys(Database database, Path data) {
    this.database = database;
    this.folder = data.resolve("keys");
    this.file = folder.resolve("alerts.key");
  }

  /// An address as it is kept: AES-256-GCM, the nonce before it.
  byte[] seal(Address address) {
    return many().seal(address);
  }

  /// What [#seal(Address)] was given, as it is handed over.
  ///
  /// @throws IllegalStateException when it was sealed with another key
  String open(byte[] sealed) {
    return many().open(sealed);
  }

  /// By which an address is found again: a keyed digest.
  String mark(Address address) {
    return many().mark(address);
  }

  /// The same for many addresses, one after the other, in one thread.
  Many many() {
    return new Many(parts());
  }

  /// Seals, opens and marks with what costs more to make than to use.
  static final class Many {
    private final Parts parts;
    private final Cipher cipher;

    /// Who opens addresses needs none.
    private @Nullable Mac mac;

    private Many(Parts parts) {
      this.parts = parts;
      try {
        this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /// As [AlertKeys#seal(Address)].
    byte[] seal(Address address) {
      byte[] nonce = new byte[NONCE_BYTES];
      CHANCE.nextBytes(nonce);
      byte[] text = bytes(address.toString());
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + text.length + TAG_BITS / 8);
      try {
        cipher.init(Cipher.ENCRYPT_MODE, parts.seal(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.doFinal(text, 0, text.length, sealed, NONCE_BYTES);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("an address could not be sealed", e);
      }
      return sealed;
    }

    /// As [AlertKeys#open(byte[])].
    String open(byte[] sealed) {
      try {
        cipher.init(
            Cipher.DECRYPT_MODE,
            parts.seal(),
            new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
        byte[] text = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        return new String(text, StandardCharsets.UTF_8);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("an address could not be opened", e);
      }
    }

    /// As [AlertKeys#mark(Address)].
    String mark(Address address) {
      return MARKS.encodeToString(marking().doFinal(bytes(identity(address))));
    }

    private Mac marking() {
      Mac made = mac;
      if (made == null) made = mac(parts.mark());
      mac = made;
      return made;
    }
  }

  /// Hardly any server tells small letters from large ones, so nobody is two for that.
  private static String identity(Address address) {
    return address.canonical().toLowerCase(Locale.ROOT);
  }

  /// A signature of what a link says.
  byte[] sign(byte[] what) {
    return Arrays.copyOf(mac(parts().sign(), what), SIGNATURE_BYTES);
  }

  private Parts parts() {
    Optional<Parts> known = parts;
    if (known.isPresent()) return known.get();
    synchronized (this) {
      if (parts.isEmpty()) parts = Optional.of(read());
      return parts.get();
    }
  }

  private Parts read() {
    byte[] key;
    try {
      if (!Files.exists(file)) make();
      key = Base64.getDecoder().decode(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + " is damaged. Bring it back from a backup.", e);
    }
    if (key.length != KEY_BYTES)
      throw new IllegalStateException(file + " is damaged. Bring it back from a backup.");
    var parts = new Parts(part(key, "seal"), part(key, "mark"), part(key, "sign"));
    hold(Base64.getEncoder().encodeToString(mac(part(key, "fingerprint"), new byte[0])));
    return parts;
  }

  /// The store remembers which key it was first used with, as with another one every address would
  /// be lost and every link refused.
  private void hold(String fingerprint) {
    List<String> known =
        database.glance(
            tx -> tx.createQuery("select fingerprint from alert_key").mapTo(String.class).list());
    if (known.isEmpty()) {
      // Else a power cut could leave a store that is bound to a key which is gone.
      force();
      known =
          database.inTransaction(tx -> {
            tx.createUpdate(
                    """
                    insert into alert_key (one, fingerprint) values (1, :fingerprint)
                    on conflict (one) do nothing
                    """)
                .bind("fingerprint", fingerprint)
                .execute();
            return tx.createQuery("select fingerprint from alert_key").mapTo(String.class).list();
          });
    }
    if (!known.getFirst().equals(fingerprint))
      throw new IllegalStateException(
          file
              + " is not the key that this store's addresses were sealed with."
              + " Copy the file from the machine or backup that the store came from.");
  }

  /// Whole or not at all: it is written beside, forced to the disk, and then named.
  private void make() throws IOException {
    Files.createDirectories(folder);
    byte[] key = new byte[KEY_BYTES];
    CHANCE.nextBytes(key);
    Path beside = file.resolveSibling("alerts.key." + UUID.randomUUID());
    var open = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createFile(beside, open);
      try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        var text = ByteBuffer.wrap(bytes(Base64.getEncoder().encodeToString(key) + "\n"));
        while (text.hasRemaining()) channel.write(text);
        channel.force(true);
      }
      Files.createLink(file, beside);
    } catch (FileAlreadyExistsException e) {
      // Another process was first.
    } catch (UnsupportedOperationException e) {
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /// Brings to the disk the name of the file, and that of its folder.
  private void force() {
    for (Path one : List.of(folder, folder.resolve("..")))
      try (var names = FileChannel.open(one)) {
        names.force(true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
  }

  private static SecretKeySpec part(byte[] key, String purpose) {
    byte[] part = mac(new SecretKeySpec(key, "HmacSHA256"), bytes("communique alerts " + purpose));
    return new SecretKeySpec(part, purpose.equals("seal") ? "AES" : "HmacSHA256");
  }

  private static byte[] mac(SecretKeySpec key, byte[] text) {
    return mac(key).doFinal(text);
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
