package communique.search;

import communique.search.Notice.Sort;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What somebody asks of the finder: a [Search], and how they want to see what it finds.
///
/// @param typed the words as they were typed, made fit to be shown again
/// @param order in which the answers stand
/// @param history whether every version counts, and not the newest alone
/// @param after the place behind which the answers begin; empty for the first
/// @param notices what the one who asked should know of how it was read
public record Asked(
    Search search,
    String typed,
    Order order,
    boolean history,
    Optional<Place> after,
    List<Notice> notices) {
  private static final int VALUES_MAX = 20;

  public Asked {
    notices = List.copyOf(notices);
  }

  /// In which order answers stand.
  public enum Order {
    /// The best first; the newest where nothing makes one better than another.
    RELEVANCE,
    /// The newest first.
    DATE;

    /// As it stands in addresses: `date`.
    public String slug() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Reads the parameters of an address, each with its values in their order. What cannot be read
  /// is passed over, and a notice says so; parameters of other names mean nothing.
  public static Asked of(Map<String, List<String>> parameters) {
    String raw = first(parameters, "q");
    Parser.Parsed parsed = Parser.parse(raw);
    Set<Notice> notices = new LinkedHashSet<>(parsed.notices());
    var values = new TreeMap<Field, SortedSet<String>>();
    for (Field field : Field.values()) {
      if (field == Field.FROM || field == Field.TO) continue;
      for (String typed : parameters.getOrDefault(field.slug(), List.of())) {
        if (typed.isBlank()) continue;
        Optional<String> value = Parser.value(field, typed);
        SortedSet<String> all = values.computeIfAbsent(field, key -> new TreeSet<>());
        if (all.size() >= VALUES_MAX) notices.add(Notice.of(Sort.TOO_MANY));
        else if (value.isPresent()) all.add(value.get());
        else notices.add(new Notice(Sort.VALUE_UNKNOWN, shown(field, typed)));
      }
    }
    LocalDate from = day(parameters, Field.FROM, notices);
    LocalDate to = day(parameters, Field.TO, notices);
    if (from != null && to != null && to.isBefore(from)) {
      notices.add(Notice.of(Sort.DAYS_EXCHANGED));
      LocalDate last = from;
      from = to;
      to = last;
    }
    Optional<Place> after = Optional.empty();
    String place = first(parameters, "after");
    if (!place.isEmpty()) {
      after = Place.read(place);
      if (after.isEmpty()) notices.add(Notice.of(Sort.PLACE_UNREADABLE));
    }
    return new Asked(
        new Search(parsed.expression(), values, from, to),
        Parser.cleaned(raw.substring(0, Math.min(raw.length(), Parser.LENGTH_MAX))),
        first(parameters, "order").equals(Order.DATE.slug()) ? Order.DATE : Order.RELEVANCE,
        first(parameters, "history").equals("all"),
        after,
        new ArrayList<>(notices));
  }

  /// What these words alone ask.
  public static Asked words(String typed) {
    return of(Map.of("q", List.of(typed)));
  }

  /// The parameters of its address, from which [#of(Map)] reads the same, without the place.
  public Map<String, List<String>> parameters() {
    var parameters = new java.util.LinkedHashMap<String, List<String>>();
    if (!typed.isEmpty()) parameters.put("q", List.of(typed));
    search.values().forEach((field, all) -> parameters.put(field.slug(), List.copyOf(all)));
    if (search.from() != null) parameters.put(Field.FROM.slug(), List.of(search.from().toString()));
    if (search.to() != null) parameters.put(Field.TO.slug(), List.of(search.to().toString()));
    if (order == Order.DATE) parameters.put("order", List.of(order.slug()));
    if (history) parameters.put("history", List.of("all"));
    return parameters;
  }

  /// The same for another search; its words stand as they were typed, where they are the same.
  public Asked search(Search other) {
    String words = other.words().equals(search.words()) ? typed : other.words().toString();
    return new Asked(other, words, order, history, Optional.empty(), notices);
  }

  /// The same in another order, from the first answer on.
  public Asked order(Order other) {
    return new Asked(search, typed, other, history, Optional.empty(), notices);
  }

  /// The same behind another place.
  public Asked after(Place place) {
    return new Asked(search, typed, order, history, Optional.of(place), notices);
  }

  private static @Nullable LocalDate day(
      Map<String, List<String>> parameters, Field field, Set<Notice> notices) {
    String typed = first(parameters, field.slug());
    if (typed.isBlank()) return null;
    Optional<String> day = Parser.value(field, typed);
    if (day.isEmpty()) notices.add(new Notice(Sort.DAY_UNREADABLE, shown(field, typed)));
    return day.map(LocalDate::parse).orElse(null);
  }

  private static String shown(Field field, String typed) {
    return field.slug() + "=" + Parser.cleaned(typed.substring(0, Math.min(typed.length(), 100)));
  }

  private static String first(Map<String, List<String>> parameters, String name) {
    List<String> all = parameters.getOrDefault(name, List.of());
    return all.isEmpty() ? "" : all.getFirst();
  }
}
