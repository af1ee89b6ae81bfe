package communique.record;

import communique.platform.Refusals;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes a tag, or says anew everything that it says of itself.
///
/// @param about what it says; what an import kept of it stays where this says nothing of that
/// @param ties how it stands to others, by their slugs; all of that
/// @param appointments of a person, all of them
/// @param id the id that it gets when it is made, such as the content id that it was imported with;
///   empty for one of our own. A tag that is there has its id already
/// @param former other slugs that lead to it from now on, such as it had elsewhere; those that do
///   so already need not be said
public record DefineTag(
    TagKind kind,
    String slug,
    About about,
    Map<Tie, List<String>> ties,
    List<Appointed> appointments,
    String id,
    List<String> former)
    implements Command {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /// @throws IllegalArgumentException where something is said that only tags of another kind say
  public DefineTag {
    about = about.of(kind);
    var copy = new EnumMap<Tie, List<String>>(Tie.class);
    ties.forEach((tie, slugs) -> {
      if (tie.from() != kind) throw new IllegalArgumentException("a " + kind + " has no " + tie);
      if (!slugs.isEmpty()) copy.put(tie, List.copyOf(slugs));
    });
    ties = Collections.unmodifiableMap(copy);
    appointments = List.copyOf(appointments);
    former = List.copyOf(former);
    if (kind != TagKind.PERSON && !appointments.isEmpty())
      throw new IllegalArgumentException("a " + kind + " is appointed to nothing");
  }

  /// A tag that no other slug leads to.
  public DefineTag(
      TagKind kind,
      String slug,
      About about,
      Map<Tie, List<String>> ties,
      List<Appointed> appointments,
      String id) {
    this(kind, slug, about, ties, appointments, id, List.of());
  }

  /// A tag that stands alone.
  public DefineTag(TagKind kind, String slug, About about) {
    this(kind, slug, about, Map.of(), List.of(), "");
  }

  public DefineTag about(About other) {
    return new DefineTag(kind, slug, other, ties, appointments, id, former);
  }

  /// The same with these others in place of those that it is tied to in that way.
  public DefineTag tied(Tie tie, List<String> slugs) {
    var other = new EnumMap<Tie, List<String>>(Tie.class);
    other.putAll(ties);
    other.put(tie, slugs);
    return new DefineTag(kind, slug, about, other, appointments, id, former);
  }

  public DefineTag appointed(List<Appointed> other) {
    return new DefineTag(kind, slug, about, ties, other, id, former);
  }

  public DefineTag id(String other) {
    return new DefineTag(kind, slug, about, ties, appointments, other, former);
  }

  public DefineTag former(List<String> other) {
    return new DefineTag(kind, slug, about, ties, appointments, id, other);
  }

  /// The slugs of those that it is tied to in that way; empty when there are none.
  public List<String> tied(Tie tie) {
    return ties.getOrDefault(tie, List.of());
  }

  /// A role by its slug, and the days on which it was held, both included; `until` is null while it
  /// is held.
  public record Appointed(String role, LocalDate from, @Nullable LocalDate until) {
    boolean overlaps(Appointed other) {
      return Appointment.overlap(from, until, other.from, other.until);
    }

    String days() {
      return Appointment.days(from, until);
    }
  }

  Refusals checked(Locale first) {
    var refusals = new Refusals().with(Slug.checked("slug", slug));
    refusals.when(
        !id.isEmpty() && !ID.matcher(id).matches(), "id", "tag.id-malformed", Slug.shown(id));
    new AboutRules(refusals).check(about, first);
    for (int i = 0; i < former.size(); i++)
      refusals.with(Slug.checked("formerSlugs." + i, former.get(i)));
    ties.forEach((tie, slugs) -> {
      for (int i = 0; i < slugs.size(); i++) {
        String place = tie.field() + "." + i;
        refusals.when(
            slugs.indexOf(slugs.get(i)) < i, place, "tag.twice", Slug.shown(slugs.get(i)));
      }
    });
    refusals.when(
        about.own() instanceof About.Organisation organisation
            && organisation.closed() == null
            && !tied(Tie.SUCCESSOR).isEmpty(),
        "successors",
        "successor.day");
    for (int i = 0; i < appointments.size(); i++) {
      Appointed one = appointments.get(i);
      AboutRules.day(refusals, "appointments." + i + ".from", one.from());
      AboutRules.day(refusals, "appointments." + i + ".until", one.until());
      refusals.when(
          one.until() != null && one.until().isBefore(one.from()),
          "appointments." + i,
          "appointment.order",
          Slug.shown(one.role()),
          String.valueOf(one.until()),
          one.from().toString());
    }
    return refusals;
  }

  /// What a tag says of itself now, to be said anew with something changed.
  public static DefineTag from(Handle tx, Tag tag) {
    var ties = new EnumMap<Tie, List<String>>(Tie.class);
    Tags.ties(tx, tag)
        .forEach(
            (tie, others) -> ties.put(tie, others.stream().map(Tag::slug).distinct().toList()));
    var appointed = new ArrayList<Appointed>();
    if (tag.kind() == TagKind.PERSON)
      for (Appointment one : Tags.ofPerson(tx, tag))
        appointed.add(new Appointed(one.role().standing().slug(), one.from(), one.until()));
    return new DefineTag(tag.kind(), tag.slug(), tag.about(), ties, appointed, tag.id());
  }

  /// Whether it says what `other` says.
  boolean says(DefineTag other) {
    return about.equals(other.about)
        && ties.equals(other.ties)
        && appointments.size() == other.appointments.size()
        && appointments.containsAll(other.appointments);
  }

  static boolean isWeb(String address) {
    try {
      URI uri = URI.create(address);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
