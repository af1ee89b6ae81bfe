package communique.text;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where links may lead.
final class Links {
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");
  private static final int LENGTH_MAX = 2_000;

  private Links() {}

  /// The address as it may stand in a page; empty when a link must not be made of it: another
  /// scheme than http, https, mailto and tel, or longer than any browser's address line.
  static Optional<String> safe(String written) {
    StringBuilder href = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      // Browsers skip these wherever they stand, so "java\nscript:" is a scheme to them.
      if (c == '\n' || c == '\r' || c == '\t') continue;
      boolean escape = c == '%' && !isEscape(written, i);
      // A backslash is a slash to browsers: "/\host" would lead to another host.
      if (escape || c <= ' ' || "\"<>\\^`{|}[]".indexOf(c) >= 0) {
        // A host in brackets is an IPv6 address.
        if ((c == '[' || c == ']') && href.length() < 60 && inHost(href)) href.append(c);
        else if (c != ' ' || (!href.isEmpty() && !written.substring(i).isBlank())) {
          href.append(String.format(Locale.ROOT, "%%%02X", (int) c));
        }
      } else {
        href.append(c);
      }
    }
    String safe = href.toString();
    if (safe.isEmpty() || safe.length() > LENGTH_MAX) return Optional.empty();
    int colon = scheme(safe);
    if (colon >= 0 && !SCHEMES.contains(safe.substring(0, colon).toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return Optional.of(safe);
  }

  /// The address of a picture; empty when none can have it.
  static Optional<String> picture(String written) {
    return safe(written)
        .filter(src -> {
          int colon = scheme(src);
          return colon < 0 || src.substring(0, colon).toLowerCase(Locale.ROOT).startsWith("http");
        });
  }

  /// Whether the address has a host (RFC 3986 §3.2) that is none of these.
  static boolean leadsAway(String safe, Set<String> ownHosts) {
    int slashes = scheme(safe) + 1;
    if (!safe.startsWith("//", slashes)) return false;
    int start = slashes + 2;
    int end = start;
    while (end < safe.length() && "/?#".indexOf(safe.charAt(end)) < 0) end++;
    String host =
        safe.substring(
            safe.lastIndexOf('@', end - 1) >= start ? safe.lastIndexOf('@', end - 1) + 1 : start,
            end);
    int port = host.lastIndexOf(':');
    if (port >= 0 && host.indexOf(']', port) < 0) host = host.substring(0, port);
    return !ownHosts.contains(host.toLowerCase(Locale.ROOT));
  }

  /// Resolved against the address of the page (RFC 3986 §5); as it was where that cannot be done.
  static String absolute(String safe, String baseUrl) {
    try {
      URI given = URI.create(baseUrl);
      // java.net.URI would glue "visit" to "https://news.example" without a slash between.
      URI base = given.getRawPath().isEmpty() ? given.resolve("/") : given;
      // A query alone replaces a query; java.net.URI would take the last segment away with it.
      if (safe.startsWith("?")) return base.resolve(base.getRawPath()) + safe;
      return base.resolve(safe).toString();
    } catch (IllegalArgumentException malformed) {
      return safe;
    }
  }

  private static boolean isEscape(String written, int percent) {
    return percent + 2 < written.length()
        && Character.digit(written.charAt(percent + 1), 16) >= 0
        && Character.digit(written.charAt(percent + 2), 16) >= 0;
  }

  private static boolean inHost(CharSequence soFar) {
    String start = soFar.toString();
    int slashes = start.indexOf("//");
    return slashes >= 0 && start.indexOf('/', slashes + 2) < 0 && start.indexOf('?') < 0;
  }

  /// Where the colon after the scheme stands, or −1.
  private static int scheme(String href) {
    for (int i = 0; i < href.length(); i++) {
      char c = href.charAt(i);
      if (c == ':') return i;
      if (c == '/' || c == '?' || c == '#') return -1;
    }
    return -1;
  }
}
