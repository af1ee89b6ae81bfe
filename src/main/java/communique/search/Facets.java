package communique.search;

import communique.record.Newsroom;
import communique.search.Found.Facet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What answers can be narrowed by, in the words of who reads them.
final class Facets {
  private static final int VALUES_MAX = 12;

  private final Names names;
  private final Newsroom newsroom;
  private final Search search;
  private final Locale page;

  Facets(Names names, Newsroom newsroom, Search search, Locale page) {
    this.names = names;
    this.newsroom = newsroom;
    this.search = search;
    this.page = page;
  }

  /// @param found how many answers have a facet, by [Documents#facet]
  /// @param beside the same for a field that is narrowed by, as if it were not
  List<Facet> of(Map<String, Integer> found, Map<Field, Map<String, Integer>> beside) {
    var facets = new ArrayList<Facet>();
    for (Field field : Field.values()) {
      // By one announcement only those are narrowed who asked for it.
      boolean listed = field != Field.ANNOUNCEMENT || !search.values(field).isEmpty();
      if (field == Field.FROM || field == Field.TO || !listed) continue;
      List<Facet.Value> values = values(field, beside.getOrDefault(field, found));
      if (!values.isEmpty()) facets.add(new Facet(field, values));
    }
    return facets;
  }

  private List<Facet.Value> values(Field field, Map<String, Integer> counts) {
    String begins = Documents.facet(field, "");
    var values = new LinkedHashMap<String, Facet.Value>();
    for (String chosen : search.values(field))
      value(field, chosen, 0, true).ifPresent(value -> values.put(value.value(), value));
    counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(begins))
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> {
          String name = slug(field, entry.getKey().substring(begins.length()));
          Facet.Value there = values.get(name);
          if (there == null && values.size() >= VALUES_MAX) return;
          value(field, name, entry.getValue(), there != null)
              .ifPresent(value -> values.put(name, value));
        });
    return values.values().stream()
        .sorted(
            Comparator.comparing(Facet.Value::chosen)
                .thenComparingInt(Facet.Value::count)
                .reversed())
        .toList();
  }

  private String slug(Field field, String id) {
    return field.tagKind().isEmpty() ? id : names.byId(id).map(Names.Named::slug).orElse(id);
  }

  private Optional<Facet.Value> value(Field field, String value, int count, boolean chosen) {
    if (field.tagKind().isEmpty())
      return Optional.of(new Facet.Value(value, value, page, count, chosen));
    return names
        .bySlug(field.tagKind().get(), value)
        .map(tag -> {
          Locale in = tag.in(page, newsroom.locales().all());
          return new Facet.Value(
              tag.slug(), tag.title(page, newsroom.locales().all()), in, count, chosen);
        });
  }
}
