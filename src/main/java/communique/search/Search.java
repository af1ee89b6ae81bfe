package communique.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is looked for, whoever asks and whenever: the same for a page of results, a feed and a
/// standing search. Two that ask the same in the same way are equal, whatever order it was typed
/// in.
///
/// @param words what the announcement says
/// @param values it has one of each field's values; none for [Field#FROM] and [Field#TO]
/// @param from the first day on which it was updated; null for any
/// @param to the last such day; null for any
public record Search(
    Expression words,
    Map<Field, SortedSet<String>> values,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {
  /// Everything there is.
  public static final Search EVERYTHING =
      new Search(new Expression.Everything(), Map.of(), null, null);

  public Search {
    var copy = new TreeMap<Field, SortedSet<String>>();
    values.forEach((field, all) -> {
      if (!all.isEmpty()) copy.put(field, Collections.unmodifiableSortedSet(new TreeSet<>(all)));
    });
    values = Collections.unmodifiableMap(copy);
  }

  /// Whether nothing is asked at all.
  public boolean isEverything() {
    return equals(EVERYTHING);
  }

  /// The values of a field; empty where it is not narrowed by it.
  public SortedSet<String> values(Field field) {
    return values.getOrDefault(field, Collections.emptySortedSet());
  }

  /// The same for other words.
  public Search words(Expression other) {
    return new Search(other, values, from, to);
  }

  /// The same with other values of a field.
  public Search with(Field field, SortedSet<String> other) {
    var all = new TreeMap<>(values);
    all.put(field, other);
    return new Search(words, all, from, to);
  }

  /// The same between other days.
  public Search between(@Nullable LocalDate first, @Nullable LocalDate last) {
    return new Search(words, values, first, last);
  }

  /// The whole of it in the language of queries, in its one form; empty for everything.
  /// [Asked#of(Map)] reads it as `q`.
  @Override
  public String toString() {
    var parts = new ArrayList<Expression>();
    parts.add(words);
    values.forEach((field, all) -> {
      List<Expression> any =
          all.stream().<Expression>map(value -> new Expression.In(field, value)).toList();
      parts.add(Expression.any(any));
    });
    if (from != null) parts.add(new Expression.In(Field.FROM, from.toString()));
    if (to != null) parts.add(new Expression.In(Field.TO, to.toString()));
    return Expression.all(parts).toString();
  }
}
