package communique.outbound;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mail that came back: what is said of a mail of ours by a server that could not deliver it, or
/// by a reader's provider to whom it was called unwanted.
///
/// Whose it is stands in the token of an address that it came to, which only the caller can check;
/// what a mail says of itself in words is believed by nobody.
///
/// @param addresses those to which it came, or from which the returned mail was sent, as written;
///   the likeliest first, at most twenty
/// @param action of RFC 3464 §2.3.3, in lower case: `failed`, `delayed`; empty where it was no
///   report
/// @param status of RFC 3463, such as `5.1.1`; empty where none was said
/// @param said what the server said, in one line, cut to 500 characters; may be empty
public record Bounce(List<String> addresses, Kind kind, String action, String status, String said) {

  public Bounce {
    addresses = List.copyOf(addresses);
  }

  /// What follows from it, once the token is found to be ours.
  public enum Kind {
    /// Failed for good (class 5): nothing more is sent.
    HARD,
    /// Failed for now (class 4), or in a way that no report tells: it counts.
    SOFT,
    /// Not delivered yet, and still tried: nothing follows.
    DELAYED,
    /// The reader called it unwanted (RFC 5965): nothing more is sent.
    COMPLAINT
  }

  /// Reads one mail (RFC 3464, RFC 5965, or a server's own words); not more than a megabyte of it.
  ///
  /// @return empty when it is none: an absence note, an advertisement, a success, something broken
  public static Optional<Bounce> read(InputStream mail) {
    return new BounceReading(mail).bounce();
  }

  /// What one group of a report says of one recipient.
  record Group(String action, String status, String said) {
    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final Pattern CODE = Pattern.compile("^\\s*([45])\\d\\d\\b");

    Kind kind() {
      if (action.equals("delayed")) return Kind.DELAYED;
      return status.startsWith("5") ? Kind.HARD : Kind.SOFT;
    }

    /// Whether anything failed; `delivered`, `relayed` and `expanded` are good news.
    boolean bad() {
      return action.equals("failed") || action.equals("delayed");
    }

    static Group of(String action, String status, String diagnostic) {
      String words = diagnostic.replaceFirst("(?i)^\\s*[a-z0-9-]+\\s*;", "").strip();
      String number = number(status);
      if (number.isEmpty()) number = number(words);
      return new Group(
          action.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z-].*", ""),
          number,
          Reply.cleaned(words));
    }

    /// The first status in a text; else the class of a reply code at its start.
    private static String number(String text) {
      var status = STATUS.matcher(text);
      if (status.find()) return status.group(1);
      var code = CODE.matcher(text);
      return code.find() ? code.group(1) + ".0.0" : "";
    }
  }
}
