package communique.alerts;

import communique.frame.Words;
import communique.language.Days;
import communique.language.Locales;
import communique.language.Markup;
import communique.language.Messages;
import communique.record.Newsroom;
import communique.record.Tag;
import communique.record.Tags;
import communique.search.Expression;
import communique.search.Field;
import communique.search.Search;
import io.quarkus.qute.RawString;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What a search asks of an announcement, in the words of a page's language: one line for each
/// thing, all of which are to be true. Sentences that grow by parts would be wrong in half of the
/// languages; lines are right in all.
final class Gist {
  private final Handle tx;
  private final Newsroom newsroom;
  private final Locale page;
  private final Messages m;

  private Gist(Handle tx, Newsroom newsroom, Locale page) {
    this.tx = tx;
    this.newsroom = newsroom;
    this.page = page;
    this.m = Messages.in(page);
  }

  /// What a search asks for, as sentences tell it apart.
  enum Scope {
    /// Every announcement.
    ALL,
    /// Corrections and updates of one announcement.
    ONE,
    /// Announcements of which something is said, line by line.
    SOME;

    /// How the names of sentences about it end.
    String ending() {
      return this == SOME ? "" : "." + name().toLowerCase(Locale.ROOT);
    }
  }

  static Scope scope(Search search) {
    if (search.isEverything()) return Scope.ALL;
    SortedSet<String> slugs = search.values(Field.ANNOUNCEMENT);
    boolean one =
        slugs.size() == 1
            && search.with(Field.ANNOUNCEMENT, Collections.emptySortedSet()).isEverything();
    return one ? Scope.ONE : Scope.SOME;
  }

  /// The title of the one announcement that a search of [Scope#ONE] asks for.
  static RawString title(Handle tx, Search search, Locale page, Newsroom newsroom) {
    return new Gist(tx, newsroom, page)
        .value(Field.ANNOUNCEMENT, search.values(Field.ANNOUNCEMENT).first());
  }

  /// The lines of a search; none for everything.
  ///
  /// @param page the locale of those who read them
  static List<RawString> lines(Handle tx, Search search, Locale page, Newsroom newsroom) {
    return new Gist(tx, newsroom, page).of(search);
  }

  private List<RawString> of(Search search) {
    var lines = new ArrayList<RawString>();
    var together = new ArrayList<RawString>();
    List<Expression> members =
        search.words() instanceof Expression.All(List<Expression> all)
            ? all
            : List.of(search.words());
    for (Expression one : members) if (isText(one)) together.add(piece(one));
    if (!together.isEmpty())
      lines.add(m.html("alerts.gist.words", together.size(), m.list(together)));
    var fields = new LinkedHashMap<Field, List<String>>();
    for (Expression one : members) if (!isText(one)) line(one, lines, fields);
    search.values().forEach((field, values) -> field(field, values, lines));
    fields.forEach((field, values) -> {
      // Each of them is to be true, unlike the values of one field elsewhere.
      for (String value : values) field(field, List.of(value), lines);
    });
    days(search.from(), search.to(), lines);
    return List.copyOf(lines);
  }

  private static boolean isText(Expression one) {
    return one instanceof Expression.Word || one instanceof Expression.Phrase;
  }

  /// What is no plain word. Fields are gathered, so that they stand together.
  private void line(Expression expression, List<RawString> lines, Map<Field, List<String>> fields) {
    switch (expression) {
      case Expression.Everything e -> {}
      case Expression.Word w -> lines.add(piece(w));
      case Expression.Phrase p -> lines.add(piece(p));
      case Expression.Prefix(String text) ->
          lines.add(m.html("alerts.gist.prefix", Markup.strong(text)));
      case Expression.In(Field field, String value) ->
          fields.computeIfAbsent(field, key -> new ArrayList<>()).add(value);
      case Expression.Not(Expression of) ->
          lines.add(m.html(isText(of) ? "alerts.gist.without" : "alerts.gist.not-so", piece(of)));
      case Expression.Any(List<Expression> of) -> {
        Optional<Field> one = field(of);
        if (one.isPresent()) {
          field(one.get(), of.stream().map(in -> ((Expression.In) in).value()).toList(), lines);
          return;
        }
        List<RawString> pieces = of.stream().map(this::piece).toList();
        lines.add(
            m.html(
                of.stream().allMatch(Gist::isText) ? "alerts.gist.any" : "alerts.gist.one-of",
                m.either(pieces)));
      }
      case Expression.All(List<Expression> of) -> {
        for (Expression member : of) line(member, lines, fields);
      }
    }
  }

  /// The field that all of these are of; empty where they are not.
  private static Optional<Field> field(List<Expression> of) {
    Optional<Field> first =
        of.getFirst() instanceof Expression.In(Field field, String value)
            ? Optional.of(field)
            : Optional.empty();
    return first.filter(field ->
        of.stream().allMatch(one -> one instanceof Expression.In in && in.field() == field));
  }

  /// A part of a line.
  private RawString piece(Expression one) {
    return switch (one) {
      case Expression.Everything e -> new RawString("");
      case Expression.Word(String text) -> Markup.strong(text);
      case Expression.Phrase(String text) -> m.html("alerts.gist.phrase", Markup.strong(text));
      case Expression.Prefix(String text) -> Markup.strong(text + "…");
      case Expression.In(Field field, String value) ->
          m.html("alerts.gist.field", label(field), value(field, value));
      case Expression.Not(Expression of) -> m.html("alerts.gist.not", piece(of));
      case Expression.All(List<Expression> of) ->
          m.html("alerts.gist.group", m.list(of.stream().map(this::piece).toList()));
      case Expression.Any(List<Expression> of) ->
          m.html("alerts.gist.group", m.either(of.stream().map(this::piece).toList()));
    };
  }

  private void field(Field field, Collection<String> values, List<RawString> lines) {
    if (values.isEmpty()) return;
    List<RawString> all = values.stream().map(value -> value(field, value)).toList();
    lines.add(m.html("alerts.gist.field", label(field), m.either(all)));
  }

  private String label(Field field) {
    return switch (field) {
      case ORGANISATION, PERSON, ROLE, PLACE, TOPIC -> m.say("tag." + field.slug());
      case KIND -> m.say("engagements.kind");
      case ANNOUNCEMENT -> m.say("search.announcement");
      case LOCALE -> m.say("site.language");
      case FROM -> m.say("tag.from");
      case TO -> m.say("tag.until");
    };
  }

  private RawString value(Field field, String value) {
    return switch (field) {
      case KIND -> Markup.strong(m.say("kind." + value));
      case LOCALE -> {
        Locale locale = Locale.forLanguageTag(value);
        yield Markup.strong(Locales.ownName(locale), Words.tongue(locale, page));
      }
      case FROM, TO -> Markup.strong(day(LocalDate.parse(value)));
      case ANNOUNCEMENT ->
          Titles.find(tx, value, page, newsroom)
              .map(title -> Markup.strong(title.text(), Words.tongue(title.locale(), page)))
              .orElseGet(() -> m.html("alerts.gist.unknown", Markup.strong(value)));
      case ORGANISATION, PERSON, ROLE, PLACE, TOPIC -> {
        Optional<Tag> tag = field.tagKind().flatMap(kind -> Tags.find(tx, kind, value));
        if (tag.isEmpty()) yield m.html("alerts.gist.unknown", Markup.strong(value));
        Tag.Title title = tag.get().title(page, newsroom.locales().all());
        yield Markup.strong(title.text(), Words.tongue(title.locale(), page));
      }
    };
  }

  private void days(@Nullable LocalDate from, @Nullable LocalDate to, List<RawString> lines) {
    if (from != null && to != null)
      lines.add(m.html("alerts.gist.between", Markup.strong(day(from)), Markup.strong(day(to))));
    else if (from != null) lines.add(m.html("alerts.gist.from", Markup.strong(day(from))));
    else if (to != null) lines.add(m.html("alerts.gist.until", Markup.strong(day(to))));
  }

  private String day(LocalDate day) {
    return Days.in(page, newsroom.zone()).day(day);
  }
}
