package communique.outbound;

/// One mail to one address.
///
/// @param id whose it is, in the words of whoever keeps it; two mails never share one
/// @param attempts how often it was tried and deferred before: 0 at first, then what the last
///   [Fate.Deferred] or [Fate.Unknown] said
/// @param returnPath where a bounce goes (the reverse-path of RFC 5321 §4.4), as an address in
///   ASCII; empty for a mail that must not be answered
/// @param recipient the address in the form in which it is handed over
public record Mail(long id, int attempts, String returnPath, String recipient, Content content) {}
