package communique.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

  /// Reads what [#toString()] wrote: what all answers must have of a field's values stands in its
  /// place again. Written once more, it is the same.
  public static Search read(String text) {
    Expression all = Parser.parse(text).expression();
    var words = new ArrayList<Expression>();
    var values = new TreeMap<Field, SortedSet<String>>();
    LocalDate from = null;
    LocalDate to = null;
    for (Expression one : all instanceof Expression.All(List<Expression> of) ? of : List.of(all)) {
      List<Expression.In> in = values(one);
      if (in.isEmpty() || values.containsKey(in.getFirst().field())) {
        words.add(one);
        continue;
      }
      Field field = in.getFirst().field();
      String value = in.getFirst().value();
      if (field == Field.FROM && from == null && in.size() == 1) from = LocalDate.parse(value);
      else if (field == Field.TO && to == null && in.size() == 1) to = LocalDate.parse(value);
      else if (field == Field.FROM || field == Field.TO) words.add(one);
      else
        values.put(
            field,
            in.stream().map(Expression.In::value).collect(Collectors.toCollection(TreeSet::new)));
    }
    return new Search(Expression.all(words), values, from, to);
  }

  /// The values of one field that something asks for and nothing else; empty where it asks for
  /// anything else.
  private static List<Expression.In> values(Expression one) {
    if (one instanceof Expression.In in) return List.of(in);
    if (!(one instanceof Expression.Any(List<Expression> of))) return List.of();
    var values = new ArrayList<Expression.In>();
    for (Expression member : of)
      if (member instanceof Expression.In in
          && (values.isEmpty() || values.getFirst().field() == in.field())) values.add(in);
      else return List.of();
    return values;
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
