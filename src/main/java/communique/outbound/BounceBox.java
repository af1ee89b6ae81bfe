package communique.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Properties;

/// Where bounces come in: a Maildir of this machine, or a mailbox elsewhere.
///
/// Mails that were read are marked as seen and stay; whoever likes takes them away.
public interface BounceBox {
  /// How many mails are read in one look.
  int MOST = 1_000;

  /// Who is told of bounces.
  @FunctionalInterface
  interface Reader {
    /// Does what follows from it; durable when it returns. After a crash it may hear of one again.
    ///
    /// @param key the same for the same mail, and for no other one of this box
    /// @throws RuntimeException when it could not be kept now: the mail stays unread, and the look
    ///   ends
    void read(String key, Bounce bounce);
  }

  /// Looks once, and tells of each bounce that was not read yet. A mail that cannot be read keeps
  /// no other one waiting.
  ///
  /// @return how many mails were looked at, bounces or not; [#MOST] when there may be more
  /// @throws java.io.UncheckedIOException when there is no such box, or it cannot be reached
  int look(Reader reader);

  /// The box that `COMMUNIQUE_BOUNCES` names: a folder with `new` and `cur` in it, or
  /// `imaps://user:password@host[:port][/folder][?ca=FILE]`.
  ///
  /// @throws IllegalArgumentException when it can be neither, without the password
  static BounceBox of(String address) {
    if (address.startsWith("imaps://")) {
      try {
        return ImapBox.of(new URI(address), new Properties());
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException(
            "COMMUNIQUE_BOUNCES is no address. Give imaps://user:password@host.");
      }
    }
    if (address.contains("://"))
      throw new IllegalArgumentException(
          "COMMUNIQUE_BOUNCES must be a folder in Maildir form, or begin with imaps://.");
    return new Maildir(Path.of(address));
  }
}
