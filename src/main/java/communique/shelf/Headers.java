package communique.shelf;

import java.util.Map;
import java.util.TreeMap;

/// The headers that every answer carries.
public final class Headers {
  /// Nothing but our own sheet and pictures, no script, no frame, no form to elsewhere (CSP 3).
  public static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private Headers() {}

  /// The security headers of an answer of ours.
  ///
  /// @param secure whether the public address is https
  public static Map<String, String> security(boolean secure) {
    var headers = new TreeMap<String, String>();
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "strict-origin-when-cross-origin");
    headers.put(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    if (secure) headers.put("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    return headers;
  }
}
