package communique.record;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A visit, meeting, call, summit or speech, as it was known since change `n`.
///
/// @param n the change that said all this, or told of it last
/// @param sequence how often what is known of it changed since it was made
/// @param titles by BCP 47 tag; there is at least one
/// @param where null while the place is not known
/// @param participants in the author's order
public record Engagement(
    String id,
    String slug,
    long n,
    int sequence,
    EngagementKind kind,
    EngagementStatus status,
    Map<String, String> titles,
    When when,
    @Nullable Who where,
    List<Who> participants) {
  public Engagement {
    participants = List.copyOf(participants);
  }

  /// Who takes part, or where it is.
  ///
  /// @param tag null where there are only words
  /// @param words by BCP 47 tag; empty where there is a tag
  public record Who(@Nullable Tag tag, Map<String, String> words) {
    /// The name in `locale`, else in the first of `others` that has one, else any.
    public Tag.Title name(Locale locale, List<Locale> others) {
      return tag != null ? tag.title(locale, others) : Engagement.title(words, locale, others);
    }
  }

  /// A change that said something of an engagement.
  ///
  /// @param documentId the announcement that said it; empty where none did
  /// @param locale of that announcement; null where none did
  /// @param said the engagement as it was known since
  public record Step(
      long n,
      String documentId,
      @Nullable Locale locale,
      @Nullable Instant publicAt,
      Instant recordedAt,
      Engagement said) {
    /// When it was public, as far as that is known.
    public Instant at() {
      return publicAt == null ? recordedAt : publicAt;
    }
  }

  /// The title in `locale`, else in the first of `others` that has one, else any.
  public Tag.Title title(Locale locale, List<Locale> others) {
    return title(titles, locale, others);
  }

  /// The same with these titles only.
  Engagement titled(Map<String, String> only) {
    return new Engagement(id, slug, n, sequence, kind, status, only, when, where, participants);
  }

  /// Whether `other` says the same of it.
  boolean same(Engagement other) {
    return kind == other.kind
        && status == other.status
        && titles.equals(other.titles)
        && when.equals(other.when)
        && ids(where == null ? List.of() : List.of(where))
            .equals(ids(other.where == null ? List.of() : List.of(other.where)))
        && ids(participants).equals(ids(other.participants));
  }

  private static List<Object> ids(List<Who> all) {
    return all.stream()
        .<Object>map(who -> who.tag() == null ? who.words() : who.tag().id())
        .toList();
  }

  private static Tag.Title title(Map<String, String> words, Locale locale, List<Locale> others) {
    String own = words.get(locale.toLanguageTag());
    if (own != null) return new Tag.Title(own, locale);
    for (Locale other : others) {
      String title = words.get(other.toLanguageTag());
      if (title != null) return new Tag.Title(title, other);
    }
    var any = words.entrySet().iterator().next();
    return new Tag.Title(any.getValue(), Locale.forLanguageTag(any.getKey()));
  }
}
