package communique.outbound;

/// What one mail says, made when it is its turn, by the thread that sends it: so composing and
/// signing use all cores, and no more mails are in memory than are being handed over.
@FunctionalInterface
public interface Content {
  /// The whole message (RFC 5322), not signed yet: header, empty line, body; each line ended by
  /// CRLF; the body in seven bits. Asked again for a mail that is sent again, it gives the same
  /// `Message-ID`.
  ///
  /// @throws Withheld when it is not to be handed over just now
  byte[] make();

  /// Whether its header holds text in UTF-8 that is not encoded (RFC 6532), so that only a server
  /// with SMTPUTF8 can take it (RFC 6531).
  default boolean smtputf8() {
    return false;
  }
}
