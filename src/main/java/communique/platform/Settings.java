package communique.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/// The settings of one newsroom: from the environment, else from `communique.properties` in its
/// data folder, else the default. All commands on one store therefore agree.
public final class Settings {
  /// Name → what it is, for `serve --help` and docs/operate.md; a test keeps both complete.
  public static final Map<String, String> KNOWN = known();

  /// The name of the file of settings in the data folder.
  public static final String FILE = "communique.properties";

  private static final String DATA = "COMMUNIQUE_DATA";
  private static final int PORT_MAX = 65_535;
  private static final String OUTBOX = "outbox";

  private final Map<String, String> values;
  private final Path data;

  private Settings(Path data, Map<String, String> values) {
    this.data = data;
    this.values = values;
  }

  /// Reads the settings that hold for this process.
  ///
  /// @param environment usually `System.getenv()`
  /// @throws IllegalArgumentException when a value makes no sense; the message names the setting
  ///   and the mend
  public static Settings from(Map<String, String> environment) {
    Path data = Path.of(environment.getOrDefault(DATA, "data")).toAbsolutePath().normalize();
    var values = new LinkedHashMap<String, String>();
    Path file = data.resolve(FILE);
    if (Files.isRegularFile(file)) {
      var properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      for (String name : properties.stringPropertyNames()) {
        if (!KNOWN.containsKey(name) || name.equals(DATA))
          throw new IllegalArgumentException(
              file
                  + ": there is no setting "
                  + name
                  + " for this file. 'serve --help' lists them.");
        values.put(name, properties.getProperty(name).strip());
      }
    }
    environment.forEach((name, value) -> {
      if (KNOWN.containsKey(name) && !value.isBlank()) values.put(name, value.strip());
    });
    var settings = new Settings(data, values);
    settings.check();
    return settings;
  }

  /// These settings with some of them replaced, for a process that was told so on its command line.
  public Settings with(Map<String, String> others) {
    var all = new LinkedHashMap<>(values);
    all.putAll(others);
    var settings = new Settings(data, all);
    settings.check();
    return settings;
  }

  /// The folder of everything kept, absolute.
  public Path data() {
    return data;
  }

  /// `postgresql://user:password@host/database`, or empty for SQLite in the data folder.
  public String database() {
    return get("COMMUNIQUE_DATABASE", "");
  }

  public String bind() {
    return get("COMMUNIQUE_BIND", "127.0.0.1");
  }

  public int port() {
    return number("COMMUNIQUE_PORT", 8080, PORT_MAX, "a port");
  }

  public int managementPort() {
    return number("COMMUNIQUE_MANAGEMENT_PORT", 9000, PORT_MAX, "a port");
  }

  /// The public address, without a slash at its end.
  public String url() {
    return get("COMMUNIQUE_URL", "http://localhost:" + port()).replaceAll("/+$", "");
  }

  public String name() {
    return get("COMMUNIQUE_NAME", "Communiqué");
  }

  /// The newsroom's locales as written, the default one first.
  public String locales() {
    return get("COMMUNIQUE_LOCALES", "en");
  }

  /// The zone in which a date without a time is a day, and in which dates are shown.
  public ZoneId zone() {
    return ZoneId.of(get("COMMUNIQUE_ZONE", "UTC"));
  }

  /// `outbox`, or where mails are handed over: `smtp://…` or `smtps://…`.
  public String mail() {
    return get("COMMUNIQUE_MAIL", OUTBOX);
  }

  /// Whether mails are kept and shown instead of sent.
  public boolean keepsMail() {
    return mail().equals(OUTBOX);
  }

  /// The newsroom's own mail address.
  public String mailFrom() {
    return get("COMMUNIQUE_MAIL_FROM", "newsroom@" + URI.create(url()).getHost());
  }

  /// By which receivers find the keys that mails are signed with; empty where they are not signed.
  public String dkimSelector() {
    return get("COMMUNIQUE_DKIM_SELECTOR", "");
  }

  /// Where mails that come back arrive: a Maildir, or `imaps://…`; empty where they are not read.
  public String bounces() {
    return get("COMMUNIQUE_BOUNCES", "");
  }

  /// How long it is kept what became of each mail; counts stay.
  public Duration deliveriesKept() {
    return Duration.ofDays(number("COMMUNIQUE_DELIVERIES_KEPT", 90, 36_500, "a number of days"));
  }

  /// Where researchers report a hole, as a URI for security.txt (RFC 9116), or empty.
  public String securityContact() {
    String contact = get("COMMUNIQUE_SECURITY_CONTACT", "");
    return contact.contains("@") && !contact.startsWith("mailto:") ? "mailto:" + contact : contact;
  }

  /// Whose word is taken for where a request came from.
  public Proxies trustedProxies() {
    return Proxies.parse(get("COMMUNIQUE_TRUSTED_PROXIES", ""));
  }

  private String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  private int number(String name, int otherwise, int most, String what) {
    String value = get(name, Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(value);
      if (number >= 0 && number <= most) return number;
    } catch (NumberFormatException e) {
      // Said below, together with what is out of range.
    }
    throw new IllegalArgumentException(
        name + " is '" + value + "'. Give " + what + " between 0 and " + most + ".");
  }

  private void check() {
    port();
    managementPort();
    deliveriesKept();
    try {
      zone();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "COMMUNIQUE_ZONE is '"
              + get("COMMUNIQUE_ZONE", "")
              + "'. Give a name such as Europe/London.",
          e);
    }
    try {
      trustedProxies();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "COMMUNIQUE_TRUSTED_PROXIES has '"
              + e.getMessage()
              + "'. Give addresses and networks with commas between them, such as 127.0.0.1,10.0.0.0/8.",
          e);
    }
    try {
      URI uri = URI.create(url());
      if (!Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          || uri.getHost() == null) throw new IllegalArgumentException("no http address");
      if (!uri.getRawPath().isEmpty()) throw new IllegalArgumentException("a path after the host");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "COMMUNIQUE_URL is '" + url() + "'. Give an address such as https://news.example.org.",
          e);
    }
    if (!securityContact().isEmpty() && !securityContact().matches("(mailto:|https://|tel:)\\S+"))
      throw new IllegalArgumentException(
          "COMMUNIQUE_SECURITY_CONTACT is '"
              + securityContact()
              + "'. Give a mail address, or an address that begins with https://.");
    if (!database().isEmpty() && !database().startsWith("postgresql://"))
      throw new IllegalArgumentException(
          "COMMUNIQUE_DATABASE must be postgresql://user:password@host/database, or be left out for SQLite.");
  }

  private static Map<String, String> known() {
    var known = new LinkedHashMap<String, String>();
    known.put(DATA, "the folder of everything kept; default 'data' beside the launcher");
    known.put(
        "COMMUNIQUE_DATABASE",
        "SQLite in that folder, or postgresql://user:password@host/database");
    known.put("COMMUNIQUE_BIND", "the address that the public site listens on; default 127.0.0.1");
    known.put("COMMUNIQUE_PORT", "its port; default 8080");
    known.put(
        "COMMUNIQUE_MANAGEMENT_PORT",
        "the port of health and metrics, always on loopback; default 9000");
    known.put(
        "COMMUNIQUE_URL", "the public address in links and feeds; default http://localhost:{port}");
    known.put(
        "COMMUNIQUE_TRUSTED_PROXIES",
        "whose X-Forwarded-For, or else Forwarded, is believed: addresses and networks; default none");
    known.put("COMMUNIQUE_NAME", "the newsroom's name; default Communiqué");
    known.put("COMMUNIQUE_LOCALES", "its locales, the default one first; default en");
    known.put("COMMUNIQUE_ZONE", "the time zone of its days; default UTC");
    known.put(
        "COMMUNIQUE_MAIL",
        "where mails are handed over, smtp://user:password@host or smtps://…; default 'outbox': they are kept and shown on the management port");
    known.put(
        "COMMUNIQUE_MAIL_FROM",
        "the address that mails come from; default newsroom@ the host of COMMUNIQUE_URL");
    known.put(
        "COMMUNIQUE_DKIM_SELECTOR",
        "the name under which mails are signed (DKIM), such as news2026; default none, unsigned");
    known.put(
        "COMMUNIQUE_BOUNCES",
        "where mails that come back arrive, a Maildir or imaps://user:password@host; default none");
    known.put(
        "COMMUNIQUE_DELIVERIES_KEPT",
        "for how many days it is kept to whom each mail went; then counts stay; default 90");
    known.put("COMMUNIQUE_SECURITY_CONTACT", "the address in security.txt; default none");
    return known;
  }
}
