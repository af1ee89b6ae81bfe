package communique.alerts;

import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Newsroom;
import communique.record.Tag;
import communique.record.TagKind;
import communique.record.Tags;
import communique.search.Asked;
import communique.search.Expression;
import communique.search.Field;
import communique.search.Search;
import communique.shelf.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// What somebody wants alerts of, as an address or a form has it: the parameters of a search, or as
/// `path` a page of this newsroom.
sealed interface AskedFor {
  /// What answers to a search.
  ///
  /// @param asked without a locale
  /// @param languages BCP 47 tags of the newsroom's locales that were asked for with it; may be
  ///   empty
  record Answers(Asked asked, SortedSet<String> languages) implements AskedFor {
    /// The parameters of its address, from which the same is read.
    Map<String, List<String>> parameters() {
      var parameters = new LinkedHashMap<String, List<String>>();
      asked
          .parameters()
          .forEach((name, values) -> {
            if (!name.equals("order") && !name.equals("history")) parameters.put(name, values);
          });
      return parameters;
    }
  }

  /// What has to do with an announcement: which of its tags, is to be chosen.
  record Like(Announcement announcement, List<Tag> tags) implements AskedFor {}

  /// Of a page that is not there.
  record Nothing() implements AskedFor {}

  /// Reads parameters.
  static AskedFor read(Handle tx, Map<String, List<String>> parameters, Newsroom newsroom) {
    String path = parameters.getOrDefault("path", List.of("")).getFirst();
    if (path.isEmpty()) return answers(parameters, newsroom);
    if (path.startsWith(newsroom.url() + "/")) path = path.substring(newsroom.url().length());
    int mark = path.indexOf('?');
    String query = mark < 0 ? "" : path.substring(mark + 1);
    String[] segments = (mark < 0 ? path : path.substring(0, mark)).split("/", 10);
    if (segments.length < 2 || !segments[0].isEmpty()) return new Nothing();
    String last = segments[segments.length == 2 ? 1 : 2];
    String name = last.replaceFirst("\\..*", "");
    if (segments.length == 2)
      return switch (name) {
        case "search" -> answers(new Target("", query, "").all(), newsroom);
        case "", "feed" -> answers(Map.of(), newsroom);
        default ->
            newsroom.locales().all().stream().anyMatch(one -> one.toLanguageTag().equals(last))
                ? answers(Map.of(), newsroom)
                : new Nothing();
      };
    if (segments[1].equals("news"))
      return Announcements.bySlug(tx, name)
          .<AskedFor>map(found -> like(tx, found))
          .orElseGet(Nothing::new);
    return TagKind.read(segments[1])
        .flatMap(kind -> Tags.find(tx, kind, name))
        .<AskedFor>map(tag -> answers(of(tag), newsroom))
        .orElseGet(Nothing::new);
  }

  /// The parameters that ask for a tag.
  static Map<String, List<String>> of(Tag tag) {
    return Map.of(Field.of(tag.kind()).slug(), List.of(tag.slug()));
  }

  private static Like like(Handle tx, Announcement announcement) {
    return new Like(
        announcement,
        Tags.of(tx, announcement.id(), Long.MAX_VALUE).stream().map(Tag::standing).toList());
  }

  private static Answers answers(Map<String, List<String>> parameters, Newsroom newsroom) {
    Asked asked = Asked.of(parameters);
    Search search = asked.search();
    var languages = new TreeSet<String>(search.values(Field.LOCALE));
    Expression words = words(search.words(), languages);
    languages.removeIf(tag -> !newsroom.locales().has(Locale.forLanguageTag(tag)));
    return new Answers(
        asked.search(search.words(words).with(Field.LOCALE, Collections.emptySortedSet())),
        Collections.unmodifiableSortedSet(languages));
  }

  /// The words without the languages that are among them, which the form has a place of its own
  /// for.
  private static Expression words(Expression words, SortedSet<String> languages) {
    List<Expression> members =
        words instanceof Expression.All(List<Expression> of) ? of : List.of(words);
    var others = new ArrayList<Expression>();
    for (Expression one : members) {
      Optional<List<String>> named = languages(one);
      if (named.isPresent()) languages.addAll(named.get());
      else others.add(one);
    }
    return others.size() == members.size() ? words : Expression.all(others);
  }

  private static Optional<List<String>> languages(Expression one) {
    List<Expression> members =
        one instanceof Expression.Any(List<Expression> of) ? of : List.of(one);
    boolean all =
        members.stream()
            .allMatch(
                in -> in instanceof Expression.In(Field field, String v) && field == Field.LOCALE);
    return all
        ? Optional.of(members.stream().map(in -> ((Expression.In) in).value()).toList())
        : Optional.empty();
  }
}
