package communique.site;

import communique.search.Asked;
import communique.search.Field;
import communique.search.Place;
import communique.search.Search;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Addresses of searches.
final class SearchAddress {
  private SearchAddress() {}

  /// What stands behind a path for a search; empty where nothing is asked.
  static String query(Asked asked) {
    var pairs = new ArrayList<String>();
    asked
        .parameters()
        .forEach((name, values) -> values.forEach(value -> pairs.add(pair(name, value))));
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  /// The same for the answers behind a place.
  static String query(Asked asked, Place after) {
    String query = query(asked);
    return query + (query.isEmpty() ? "?" : "&") + pair("after", after.toString());
  }

  /// The same search without one of its values.
  static Asked without(Asked asked, Field field, String value) {
    Search search = asked.search();
    var left = new TreeSet<>(search.values(field));
    left.remove(value);
    return asked.search(search.with(field, left));
  }

  /// Some other words with what the search is narrowed by.
  static Asked typed(Asked asked, String words) {
    var parameters = new java.util.LinkedHashMap<String, List<String>>(asked.parameters());
    parameters.put("q", List.of(words));
    return Asked.of(Map.copyOf(parameters));
  }

  private static String pair(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
