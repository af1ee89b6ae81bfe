package communique.site;

import communique.record.EngagementKind;
import communique.record.EngagementStatus;
import communique.record.Engagements;
import communique.record.Engagements.Asked;
import communique.record.Slug;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What the query of an address asks of engagements. A parameter without a value asks nothing, as
/// forms send all of theirs.
///
/// @param month shown as a whole; null for a list
/// @param cursor the place in the list that it goes on from; null for its beginning
/// @param tags those that are asked for
/// @param parameters those that were understood, as they stand in addresses
/// @param unclear what was not understood
record EngagementsAsked(
    Asked asked,
    @Nullable YearMonth month,
    Engagements.@Nullable Cursor cursor,
    List<Tag> tags,
    Map<String, String> parameters,
    List<String> unclear) {
  /// The kinds of tags that can be asked for.
  static final List<TagKind> KINDS =
      List.of(TagKind.PERSON, TagKind.ROLE, TagKind.ORGANISATION, TagKind.PLACE);

  private static final int YEAR_MAX = 9998;

  static EngagementsAsked read(Handle tx, Map<String, String> query, String cursorName) {
    return new Read(tx, query).all(cursorName);
  }

  /// What is asked of engagements, within the month where one is given.
  Asked within() {
    if (month == null) return asked;
    LocalDate from = asked.from();
    LocalDate to = asked.to();
    LocalDate first = month.atDay(1);
    LocalDate last = month.atEndOfMonth();
    return asked.within(
        from != null && from.isAfter(first) ? from : first,
        to != null && to.isBefore(last) ? to : last);
  }

  /// The query of the same with another value for one parameter; an empty one takes it out.
  String query(String name, String value) {
    var all = new LinkedHashMap<>(parameters);
    all.remove("month");
    all.remove("before");
    if (value.isEmpty()) all.remove(name);
    else all.put(name, value);
    // Every value was read: it is of letters, digits, hyphens and underscores.
    var query = new StringBuilder();
    all.forEach((key, said) ->
        query.append(query.isEmpty() ? '?' : '&').append(key).append('=').append(said));
    return query.toString();
  }

  private static final class Read {
    private final Handle tx;
    private final Map<String, String> query;
    private final Map<String, String> understood = new LinkedHashMap<>();
    private final List<String> unclear = new ArrayList<>();

    Read(Handle tx, Map<String, String> query) {
      this.tx = tx;
      this.query = query;
    }

    EngagementsAsked all(String cursorName) {
      var tags = new ArrayList<Tag>();
      for (TagKind kind : KINDS) {
        Tag tag = one(kind.slug(), slug -> Tags.find(tx, kind, slug));
        if (tag == null) continue;
        tags.add(tag);
        // An old address asks by the slug that it had then.
        understood.put(kind.slug(), tag.slug());
      }
      var asked =
          new Asked(
              one("kind", EngagementKind::read),
              one("status", EngagementStatus::read),
              tags.stream().map(Tag::id).toList(),
              one("from", Read::day),
              one("to", Read::day));
      return new EngagementsAsked(
          asked,
          one("month", Read::month),
          one(cursorName, Engagements.Cursor::read),
          List.copyOf(tags),
          understood,
          List.copyOf(unclear));
    }

    private <T> @Nullable T one(String name, Function<String, Optional<T>> read) {
      String text = query.getOrDefault(name, "").strip();
      if (text.isEmpty()) return null;
      Optional<T> value = read.apply(text);
      if (value.isPresent()) understood.put(name, text);
      else unclear.add(Slug.shown(text));
      return value.orElse(null);
    }

    private static Optional<LocalDate> day(String text) {
      try {
        return Optional.of(LocalDate.parse(text)).filter(day -> inYears(day.getYear()));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private static Optional<YearMonth> month(String text) {
      try {
        return Optional.of(YearMonth.parse(text)).filter(month -> inYears(month.getYear()));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private static boolean inYears(int year) {
      return year >= 1 && year <= YEAR_MAX;
    }
  }
}
