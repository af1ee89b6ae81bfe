package communique.record;

import communique.platform.Ids;
import communique.platform.Refusals;
import communique.record.Engagement.Who;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What one transaction of [Writing] says of engagements: whether it makes sense where the record
/// stands as it does, and the rows that it makes.
final class EngagementWriting {
  private final Handle tx;
  private final Newsroom newsroom;
  private final Instant at;
  private final boolean retells;
  private final BiFunction<TagKind, String, Optional<Tag>> tags;

  /// @param at when what is said was public
  /// @param retells whether it is a past that was lived elsewhere, and comes one announcement after
  ///   the other: no step is measured by another that may stand in an announcement yet to come
  EngagementWriting(
      Handle tx,
      Newsroom newsroom,
      Instant at,
      boolean retells,
      BiFunction<TagKind, String, Optional<Tag>> tags) {
    this.retells = retells;
    this.tx = tx;
    this.newsroom = newsroom;
    this.at = at;
    this.tags = tags;
  }

  /// What was known of it when this was said; what was said later is neither asked nor undone.
  private Optional<Engagement> then(EngagementStated stated) {
    return Engagements.find(tx, stated.slug(), at);
  }

  /// The same, or, where nothing was said of it by then, what is known of it now.
  private Optional<Engagement> before(EngagementStated stated) {
    return then(stated).or(() -> Engagements.find(tx, stated.slug()));
  }

  /// Adds what is wrong with `stated` beside what [EngagementStated#check] finds.
  ///
  /// @param place of it, with a dot behind; empty where it is the whole
  /// @param create whether tags that are missing will be made
  void check(Refusals refusals, String place, EngagementStated stated, boolean create) {
    Optional<Engagement> found = before(stated);
    if (found.isEmpty()) {
      refusals
          .when(stated.kind() == null, place + "kind", "engagement.kind-missing")
          .when(stated.titles().isEmpty(), place + "titles", "engagement.title-missing")
          .when(stated.when() == null, place + "when", "engagement.when-missing");
    }
    if (stated.where() != null) named(refusals, place + "place", stated.where(), create);
    if (stated.participants() != null) participants(refusals, place, stated.participants(), create);
    status(refusals, place, stated, found);
  }

  private void participants(
      Refusals refusals, String place, List<EngagementStated.Who> participants, boolean create) {
    var seen = new HashSet<String>();
    for (int i = 0; i < participants.size(); i++) {
      EngagementStated.Who who = participants.get(i);
      String at = place + "participants." + i;
      named(refusals, at, who, create);
      if (who.slug().isEmpty()) continue;
      Optional<Tag> tag = tag(who);
      // Said in the same words it was found before; by another slug or kind only here.
      boolean twice =
          tag.isPresent() && !seen.add(tag.get().id()) && participants.indexOf(who) == i;
      refusals.when(twice, at, "tag.twice", Slug.shown(who.slug()));
    }
  }

  private void named(Refusals refusals, String place, EngagementStated.Who who, boolean create) {
    boolean missing = !create && !who.slug().isEmpty() && tag(who).isEmpty();
    TagKind kind = who.kind() == null ? TagKind.PERSON : who.kind();
    refusals.when(missing, place, "tag.missing", kind.slug(), Slug.shown(who.slug()));
  }

  private void status(
      Refusals refusals, String place, EngagementStated stated, Optional<Engagement> found) {
    if (stated.status() != null) {
      EngagementStatus next = stated.status();
      EngagementStatus before = found.map(Engagement::status).orElse(next);
      refusals.when(
          !retells && !before.mayBecome(next),
          place + "status",
          "engagement.move",
          stated.slug(),
          before.slug(),
          next.slug());
      if (next == EngagementStatus.TOOK_PLACE) begun(refusals, place + "status", stated, found);
    } else if (!retells && stated.when() != null) {
      // What took place stays so under another date. A past that is told again may not know yet.
      boolean took = found.filter(it -> it.status() == EngagementStatus.TOOK_PLACE).isPresent();
      if (took) begun(refusals, place + "when", stated, found);
    }
  }

  /// Nothing took place before it began.
  private void begun(
      Refusals refusals, String place, EngagementStated stated, Optional<Engagement> found) {
    When when = stated.when() != null ? stated.when() : found.map(Engagement::when).orElse(null);
    if (when == null || !when.check(new Refusals(), "", newsroom.zone())) return;
    refusals.when(
        when.begins(newsroom.zone()).isAfter(at),
        place,
        "engagement.early",
        stated.slug(),
        when.firstDay().toString());
  }

  /// The tags that it names.
  static List<EngagementStated.Who> named(EngagementStated stated) {
    var named = new ArrayList<EngagementStated.Who>();
    if (stated.where() != null && !stated.where().slug().isEmpty()) named.add(stated.where());
    if (stated.participants() != null)
      for (var who : stated.participants()) if (!who.slug().isEmpty()) named.add(who);
    return named;
  }

  /// The tag that is meant: of the kind that is named, else a person, else a role.
  Optional<Tag> tag(EngagementStated.Who who) {
    if (who.kind() != null) return tags.apply(who.kind(), who.slug());
    return tags.apply(TagKind.PERSON, who.slug()).or(() -> tags.apply(TagKind.ROLE, who.slug()));
  }

  /// Whether all this is known already, and the announcement told of it. A past that is told again
  /// knows only what was said at its instant: what stood between may be yet to come.
  ///
  /// @param documentId the announcement; empty where none speaks
  boolean known(EngagementStated stated, String documentId) {
    Optional<Engagement> found = then(stated);
    if (found.isEmpty() || named(stated).stream().anyMatch(who -> tag(who).isEmpty())) return false;
    String id = found.get().id();
    if (retells)
      return Engagements.steps(tx, List.of(id)).getOrDefault(id, List.of()).stream()
          .filter(step -> step.at().equals(at) && step.documentId().equals(documentId))
          .anyMatch(step -> merged(step.said(), stated).same(step.said()));
    boolean told = documentId.isEmpty() || Engagements.told(tx, id, documentId);
    return told && merged(found.get(), stated).same(found.get());
  }

  /// Writes what change `n` says; whoever calls has checked it, and made the tags.
  ///
  /// @param documentId the announcement; empty where none speaks
  /// @return the engagement's id
  String write(long n, int position, String documentId, EngagementStated stated) {
    Optional<Engagement> found = before(stated);
    if (found.isPresent() && known(stated, documentId)) return found.get().id();
    Engagement said = found.map(before -> merged(before, stated)).orElseGet(() -> made(stated));
    // The titles of later are none of a past that is told with its own.
    if (then(stated).isEmpty() && !stated.titles().isEmpty()) said = said.titled(stated.titles());
    if (found.isEmpty()) Engagements.add(tx, n, said);
    boolean same = found.isPresent() && said.same(found.get());
    int sequence = found.map(before -> before.sequence() + (same ? 0 : 1)).orElse(0);
    Engagements.describe(tx, n, position, sequence, said);
    return said.id();
  }

  private Engagement made(EngagementStated stated) {
    return new Engagement(
        Ids.next(),
        stated.slug(),
        0,
        0,
        Objects.requireNonNull(stated.kind()),
        stated.status() == null ? EngagementStatus.PROPOSED : stated.status(),
        stated.titles(),
        Objects.requireNonNull(stated.when()).in(newsroom.zone()),
        where(stated),
        stated.participants() == null ? List.of() : participants(stated.participants()));
  }

  private Engagement merged(Engagement before, EngagementStated stated) {
    Map<String, String> titles = new HashMap<>(before.titles());
    titles.putAll(stated.titles());
    return new Engagement(
        before.id(),
        before.slug(),
        before.n(),
        before.sequence(),
        stated.kind() == null ? before.kind() : stated.kind(),
        stated.status() == null ? before.status() : stated.status(),
        Map.copyOf(titles),
        stated.when() == null ? before.when() : stated.when().in(newsroom.zone()),
        stated.where() == null ? before.where() : where(stated),
        stated.participants() == null
            ? before.participants()
            : participants(stated.participants()));
  }

  private @Nullable Who where(EngagementStated stated) {
    EngagementStated.Who where = stated.where();
    return where == null || where.equals(EngagementStated.Who.NOBODY) ? null : who(where);
  }

  private List<Who> participants(List<EngagementStated.Who> stated) {
    return stated.stream().map(this::who).toList();
  }

  private Who who(EngagementStated.Who stated) {
    return stated.slug().isEmpty()
        ? new Who(null, stated.words())
        : new Who(tag(stated).orElseThrow(), Map.of());
  }
}
