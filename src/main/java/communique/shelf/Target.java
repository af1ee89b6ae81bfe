package communique.shelf;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a GET asks for.
///
/// @param path as it was sent, beginning with a slash, percent-encoding kept
/// @param query the part behind the question mark, or empty; an address with one never goes on the
///   shelf
/// @param accept the `Accept` header, or empty
public record Target(String path, String query, String accept) {
  /// What stands behind a path for these parameters, each with its values in their order; empty
  /// where there are none. [#all()] reads it.
  public static String query(Map<String, List<String>> parameters) {
    var pairs = new ArrayList<String>();
    parameters.forEach((name, values) ->
        values.forEach(
            value -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))));
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  /// The parameters of the query, each once (the first one counts); what cannot be decoded is left
  /// out.
  public Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    all().forEach((name, values) -> parameters.put(name, values.getFirst()));
    return parameters;
  }

  /// The parameters of the query, each with all of its values in their order.
  public Map<String, List<String>> all() {
    var parameters = new LinkedHashMap<String, List<String>>();
    if (query.isEmpty()) return parameters;
    for (String pair : query.split("&", 100)) {
      int equals = pair.indexOf('=');
      try {
        String name =
            URLDecoder.decode(
                equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
        String value =
            equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
        parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      } catch (IllegalArgumentException ignored) {
        // A percent sign without its digits names no parameter that anyone here could know.
      }
    }
    return parameters;
  }
}
