package communique.record;

import communique.platform.Refusals;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is said of an engagement, by an announcement or by itself: of a new one all that is known,
/// of another what is different. What is null stays as it was.
///
/// @param titles by BCP 47 tag; those in other languages stay
/// @param where null stays; [Who#NOBODY] for a place that is not known any more
/// @param participants all of them
public record EngagementStated(
    String slug,
    @Nullable EngagementKind kind,
    Map<String, String> titles,
    @Nullable When when,
    @Nullable Who where,
    @Nullable List<Who> participants,
    @Nullable EngagementStatus status) {
  static final int PARTICIPANTS_MAX = 100;
  private static final int TITLE_MAX = 300;

  public EngagementStated {
    titles = Map.copyOf(titles);
    participants = participants == null ? null : List.copyOf(participants);
  }

  /// All that is known of an engagement, as if it were said anew.
  public static EngagementStated of(Engagement known) {
    return new EngagementStated(
        known.slug(),
        known.kind(),
        known.titles(),
        known.when(),
        known.where() == null ? Who.NOBODY : who(known.where()),
        // Two that were merged since are one.
        known.participants().stream().map(EngagementStated::who).distinct().toList(),
        known.status());
  }

  private static Who who(Engagement.Who known) {
    return known.tag() == null
        ? Who.named(known.words())
        : Who.tag(known.tag().kind(), known.tag().standing().slug());
  }

  /// A tag that takes part or names the place, or words where there is no tag.
  ///
  /// @param kind of the tag; null for a person's or else a role's slug, or where there are words
  /// @param slug empty where there are words
  /// @param words by BCP 47 tag
  public record Who(@Nullable TagKind kind, String slug, Map<String, String> words) {
    /// Nobody, and nowhere.
    public static final Who NOBODY = new Who(null, "", Map.of());

    public Who {
      words = Map.copyOf(words);
    }

    /// A tag of a kind.
    public static Who tag(TagKind kind, String slug) {
      return new Who(kind, slug, Map.of());
    }

    /// A person, or, where no person has that slug, a role.
    public static Who somebody(String slug) {
      return new Who(null, slug, Map.of());
    }

    /// Words.
    public static Who named(Map<String, String> words) {
      return new Who(null, "", words);
    }

    /// What names stand for: a `person`, a `role` or an `organisation` by its slug, else words by
    /// language.
    public static Who of(Map<String, String> names) {
      for (TagKind kind : List.of(TagKind.PERSON, TagKind.ROLE, TagKind.ORGANISATION))
        if (names.size() == 1 && names.containsKey(kind.slug()))
          return tag(kind, names.getOrDefault(kind.slug(), ""));
      return named(names);
    }

    /// The opposite of [#of]; only where there is no slug of a kind that is not said.
    public Map<String, String> names() {
      return kind == null ? words : Map.of(kind.slug(), slug);
    }

    private String shown() {
      return slug.isEmpty() ? String.join(", ", words.values()) : slug;
    }

    private void check(Refusals refusals, String place) {
      if (!slug.isEmpty()) refusals.with(Slug.checked(place, slug));
      refusals.when(slug.isEmpty() && words.isEmpty(), place, "engagement.nobody");
      words.forEach((tag, text) -> {
        String at = place + "." + Slug.shown(tag);
        AboutRules.locale(refusals, at, tag);
        refusals.when(text.isBlank(), at, "title.empty");
        Line.check(refusals, at, "title", text, TITLE_MAX);
      });
    }
  }

  /// Adds what is wrong with it whatever the record holds.
  ///
  /// @param place of it, with a dot behind; empty where it is the whole
  void check(Refusals refusals, String place, ZoneId home) {
    refusals.with(Slug.checked(place + "slug", slug));
    titles.forEach((tag, title) -> {
      String at = place + "titles." + Slug.shown(tag);
      AboutRules.locale(refusals, at, tag);
      refusals.when(title.isBlank(), at, "title.empty");
      Line.check(refusals, at, "title", title, TITLE_MAX);
    });
    if (when != null) when.check(refusals, place + "when", home);
    if (where != null && !where.equals(Who.NOBODY)) where.check(refusals, place + "place");
    if (participants == null) return;
    refusals.when(
        participants.size() > PARTICIPANTS_MAX,
        place + "participants",
        "engagement.many",
        participants.size(),
        PARTICIPANTS_MAX);
    for (int i = 0; i < participants.size(); i++) {
      participants.get(i).check(refusals, place + "participants." + i);
      refusals.when(
          participants.indexOf(participants.get(i)) < i,
          place + "participants." + i,
          "tag.twice",
          Slug.shown(participants.get(i).shown()));
    }
  }
}
