package communique.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The mail server that takes our mails over: an operator's `smtp://` or `smtps://` address.
///
/// @param ca the file of the authorities that are believed; empty for those that Java knows
/// @param user empty where the server asks for no login
/// @param sessions how many connections are open at most
/// @param domainSessions how many of them are busy with one receiving domain at most
/// @param domainRate how many mails a second one receiving domain gets at most; 0 for any number
public record Relay(
    String host,
    int port,
    Encryption encryption,
    String ca,
    String user,
    String password,
    int sessions,
    int domainSessions,
    int domainRate) {
  private static final int SESSIONS = 10;
  private static final int SESSIONS_MAX = 200;
  private static final int RATE_MAX = 1_000_000;
  private static final Set<String> OPTIONS =
      Set.of("starttls", "ca", "sessions", "domain-sessions", "domain-rate");

  /// When the connection turns to TLS.
  public enum Encryption {
    /// When the server offers it (RFC 3207); between two programs of one machine not at all.
    OFFERED,
    /// Before anything is handed over, or nothing is.
    REQUIRED,
    /// From the first octet (RFC 8314).
    FROM_THE_START
  }

  /// Reads `smtp://user:password@host:port?starttls=required&sessions=10` and the like. The port is
  /// 25 unless it says another, 465 for `smtps`, and 587 where a login is given.
  ///
  /// @throws IllegalArgumentException with what is wrong and its mend, without the password
  public static Relay of(String address) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      // Its message would repeat the password.
      throw wrong("is not an address. Give one such as smtp://mail.example.org");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("smtp", "smtps").contains(scheme))
      throw wrong("must begin with smtp:// or smtps://");
    if (uri.getHost() == null) throw wrong("names no server. Give smtp://mail.example.org");
    if (uri.getRawPath() != null && !uri.getRawPath().matches("/?"))
      throw wrong("has a path after the server's name, where none belongs");
    Map<String, String> options = options(uri.getRawQuery() == null ? "" : uri.getRawQuery());
    boolean required = false;
    if (options.containsKey("starttls")) {
      required = options.get("starttls").equals("required");
      if (!required) throw wrong("has an unknown 'starttls'; it may only be 'required'");
    }
    String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = login.indexOf(':');
    if (!login.isEmpty() && colon < 1)
      throw wrong("has a login without user or password. Give smtp://user:password@host");
    String user = login.isEmpty() ? "" : decoded(login.substring(0, colon));
    String password = login.isEmpty() ? "" : decoded(login.substring(colon + 1));
    if ((user + password).indexOf('\0') >= 0) throw wrong("has a login that cannot be sent");
    boolean secure = scheme.equals("smtps");
    int otherwise = secure ? 465 : user.isEmpty() ? 25 : 587;
    String ca = options.getOrDefault("ca", "");
    try {
      if (options.containsKey("ca")) Authorities.in(ca);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
    int sessions = number(options, "sessions", SESSIONS, 1, SESSIONS_MAX);
    return new Relay(
        uri.getHost().replaceAll("^\\[|]$", ""),
        uri.getPort() < 0 ? otherwise : uri.getPort(),
        secure ? Encryption.FROM_THE_START : required ? Encryption.REQUIRED : Encryption.OFFERED,
        ca,
        user,
        password,
        sessions,
        number(options, "domain-sessions", sessions, 1, SESSIONS_MAX),
        number(options, "domain-rate", 0, 0, RATE_MAX));
  }

  private static Map<String, String> options(String query) {
    var options = new HashMap<String, String>();
    for (String option : query.split("&", -1)) {
      if (option.isEmpty()) continue;
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      if (!OPTIONS.contains(name))
        throw wrong(
            "has an unknown option '" + name + "'; there are " + String.join(", ", OPTIONS));
      options.put(name, equals < 0 ? "" : decoded(option.substring(equals + 1)));
    }
    return options;
  }

  private static int number(
      Map<String, String> options, String name, int otherwise, int least, int most) {
    String text = options.get(name);
    if (text == null) return otherwise;
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) return number;
    } catch (NumberFormatException e) {
      // Said below, together with what is out of range.
    }
    throw wrong("needs a '" + name + "' between " + least + " and " + most);
  }

  private static String decoded(String text) {
    // In the login and in options a plus is a plus (RFC 3986), which the decoder of forms denies.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("COMMUNIQUE_MAIL " + what + ".");
  }

  /// Without the password.
  @Override
  public String toString() {
    return (encryption == Encryption.FROM_THE_START ? "smtps://" : "smtp://") + host + ":" + port;
  }
}
