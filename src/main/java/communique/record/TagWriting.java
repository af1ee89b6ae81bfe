package communique.record;

import communique.platform.Ids;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Change.TagDefined;
import communique.record.Change.TagMerged;
import communique.record.Change.TagRenamed;
import communique.record.Change.What;
import communique.record.DefineTag.Appointed;
import communique.record.TagRows.Held;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;

/// The part of [Writing] that adds tags: makes them, says anew what they say, renames and merges
/// them.
final class TagWriting {
  private final Handle tx;
  private final Locale first;
  private final ToLongFunction<What> append;

  /// The tags that were looked for, by kind and slug.
  private final Map<String, Optional<Tag>> known;

  /// The roles whose holders may have come to overlap, by id, with the place to name for it.
  private final Map<String, String> touched = new LinkedHashMap<>();

  /// @param known what this transaction knows already
  /// @param append adds a change to the log and says its number
  TagWriting(
      Handle tx, Locale first, Map<String, Optional<Tag>> known, ToLongFunction<What> append) {
    this.known = known;
    this.tx = tx;
    this.first = first;
    this.append = append;
  }

  /// The tag that tells of what has, or had, a slug, as this transaction knows it: many
  /// announcements of one transaction name the same few.
  Optional<Tag> find(TagKind kind, String slug) {
    return known.computeIfAbsent(key(kind, slug), key -> Tags.find(tx, kind, slug));
  }

  /// Takes in a tag as this transaction has read it.
  void learn(Tag tag) {
    if (tag.into() == null) known.putIfAbsent(key(tag.kind(), tag.slug()), Optional.of(tag));
  }

  /// The slugs as the tags have them now, none twice; one that leads to no tag stays as it is.
  List<String> present(TagKind kind, List<String> slugs) {
    var present = new LinkedHashSet<String>();
    for (String slug : slugs) present.add(find(kind, slug).map(Tag::slug).orElse(slug));
    return List.copyOf(present);
  }

  /// The tag of that slug, made here where there is none.
  Tag resolve(TagKind kind, String slug) {
    Optional<Tag> tag = find(kind, slug);
    if (tag.isPresent()) return tag.get();
    var titles = new TreeMap<>(Map.of(first.toLanguageTag(), titled(kind, slug)));
    if (define(new DefineTag(kind, slug, About.titled(titles)), "")
        instanceof Outcome.Refused<?> refused)
      throw new IllegalStateException("a checked slug made no tag: " + refused);
    return find(kind, slug).orElseThrow();
  }

  Outcome<Receipt> define(DefineTag asked, String place) {
    Refusals refusals = asked.checked(first);
    Optional<Tag> found = Tags.named(tx, asked.kind(), asked.slug());
    found.ifPresent(tag -> present(refusals, "slug", tag, asked.slug()));
    boolean isTaken =
        found.isEmpty() && !asked.id().isEmpty() && Tags.byId(tx, asked.id()).isPresent();
    refusals.when(isTaken, "id", "tag.id-taken", asked.id());
    asked
        .about()
        .slugs()
        .forEach((locale, slug) ->
            Tags.named(tx, asked.kind(), slug)
                .filter(other -> found.filter(tag -> tag.id().equals(other.id())).isEmpty())
                .ifPresent(other ->
                    refusals.when(
                        true, "slugs." + Slug.shown(locale), "slug.leads", slug, other.path())));
    boolean leads = leads(refusals, asked, found);
    ties(refusals, asked, found);
    appointments(refusals, asked);
    if (!refusals.none()) return refusals.or(new Receipt(0, 0, "", false));
    DefineTag define = canonical(asked, found);
    String path = Tags.path(define.kind(), define.slug());
    if (leads && found.isPresent() && define.says(DefineTag.from(tx, found.get())))
      return Outcome.done(new Receipt(found.get().n(), 0, path, true));
    String id = found.map(Tag::id).orElseGet(() -> asked.id().isEmpty() ? Ids.next() : asked.id());
    if (found.isEmpty()) TagRows.add(tx, Log.head(tx) + 1, id, define.kind(), define.slug());
    long n = append.applyAsLong(new TagDefined(id));
    var slugs = new ArrayList<>(define.about().slugs().values());
    slugs.add(define.slug());
    slugs.addAll(define.former());
    TagRows.claim(tx, n, id, define.kind(), slugs);
    if (found.isPresent()) known.clear();
    else for (String slug : slugs) known.remove(key(define.kind(), slug));
    var ties = new EnumMap<Tie, List<String>>(Tie.class);
    define
        .ties()
        .forEach((tie, others) ->
            ties.put(
                tie,
                others.stream().map(slug -> find(tie.to(), slug).orElseThrow().id()).toList()));
    var held = new ArrayList<Held>();
    for (Appointed one : define.appointments())
      held.add(new Held(find(TagKind.ROLE, one.role()).orElseThrow().id(), one));
    TagRows.describe(tx, n, id, define.about(), ties, held);
    for (Held one : held) touched.putIfAbsent(one.roleId(), place + "appointments");
    if (define.kind() == TagKind.ROLE) touched.putIfAbsent(id, place + "shared");
    return Outcome.done(new Receipt(n, 0, path, false));
  }

  /// Refuses former slugs that lead to another tag; says whether all of them lead to this one.
  private boolean leads(Refusals refusals, DefineTag asked, Optional<Tag> found) {
    boolean all = true;
    for (int i = 0; i < asked.former().size(); i++) {
      String slug = asked.former().get(i);
      Optional<Tag> there = Tags.find(tx, asked.kind(), slug);
      all = all && there.isPresent();
      boolean isOther =
          there.isPresent() && found.filter(tag -> tag.id().equals(there.get().id())).isEmpty();
      refusals.when(
          isOther, "formerSlugs." + i, "slug.leads", slug, there.map(Tag::path).orElse(""));
    }
    return all;
  }

  Outcome<Receipt> rename(RenameTag rename) {
    Refusals refusals = new Refusals().with(Slug.checked("to", rename.to()));
    Optional<Tag> found = named(refusals, "slug", rename.kind(), rename.from());
    if (found.isPresent() && rename.to().equals(rename.from()) && refusals.none())
      return Outcome.done(new Receipt(found.get().n(), 0, found.get().path(), true));
    Tags.named(tx, rename.kind(), rename.to())
        .filter(other -> found.filter(tag -> tag.id().equals(other.id())).isEmpty())
        .ifPresent(other -> refusals.when(true, "to", "slug.leads", rename.to(), other.path()));
    if (!refusals.none()) return refusals.or(new Receipt(0, 0, "", false));
    Tag tag = found.orElseThrow();
    long n = append.applyAsLong(new TagRenamed(tag.id(), rename.from(), rename.to()));
    TagRows.claim(tx, n, tag.id(), tag.kind(), List.of(rename.to()));
    TagRows.describe(tx, n, tag.id(), tag.about(), ties(tag), List.copyOf(held(tag)));
    known.clear();
    return Outcome.done(new Receipt(n, 0, Tags.path(tag.kind(), rename.to()), false));
  }

  Outcome<Receipt> merge(MergeTag merge, String place) {
    var refusals = new Refusals();
    Optional<Tag> from = named(refusals, "slug", merge.kind(), merge.from());
    Optional<Tag> into = named(refusals, "into", merge.kind(), merge.into());
    boolean itself = from.isPresent() && merge.from().equals(merge.into());
    refusals.when(itself, "into", "merge.itself", Slug.shown(merge.into()));
    if (!refusals.none()) return refusals.or(new Receipt(0, 0, "", false));
    Tag gone = from.orElseThrow();
    Tag stands = into.orElseThrow();
    // What stands says again what it said, at this change: a person's appointments are joined.
    var held = new LinkedHashSet<>(held(stands));
    held.addAll(held(gone));
    twice(refusals, List.copyOf(held));
    long n = append.applyAsLong(new TagMerged(gone.id(), stands.id()));
    TagRows.describe(tx, n, stands.id(), stands.about(), ties(stands), List.copyOf(held));
    known.clear();
    for (Tie tie : Tie.of(merge.kind()))
      if (tie.to() == merge.kind()) {
        List<Tag> others = Tags.ties(tx, stands).getOrDefault(tie, List.of());
        refusals.when(
            others.stream().anyMatch(other -> leads(tie, other, stands.id())),
            "into",
            "tie.ring",
            tie.field(),
            stands.slug());
      }
    if (!refusals.none()) return refusals.or(new Receipt(0, 0, "", false));
    for (Held one : held) touched.putIfAbsent(one.roleId(), place + "into");
    if (merge.kind() == TagKind.ROLE) touched.putIfAbsent(stands.id(), place + "into");
    return Outcome.done(new Receipt(n, 0, stands.path(), false));
  }

  /// Why the commands since it was last asked cannot stand together: two people hold a role at once
  /// that only one can. It is asked behind all commands that are given together, so that one may
  /// hand over to the other in whatever order they stand.
  void settle(Refusals refusals) {
    touched.forEach((id, place) -> {
      Tag role = Tags.byId(tx, id).orElseThrow().standing();
      boolean shared = role.about().own() instanceof About.Role own && own.shared();
      if (shared) return;
      List<Appointment> held = Tags.ofRole(tx, role);
      for (int i = 0; i < held.size(); i++)
        for (Appointment other : held.subList(0, i)) {
          Appointment one = held.get(i);
          if (one.person().id().equals(other.person().id()) || !one.overlaps(other)) continue;
          refusals.when(
              true, place, "appointment.held", role.slug(), one.inWords(), other.inWords());
          return;
        }
    });
    touched.clear();
  }

  /// The tag that has a slug now.
  private Optional<Tag> named(Refusals refusals, String place, TagKind kind, String slug) {
    Optional<Tag> found = Tags.named(tx, kind, slug);
    refusals.when(found.isEmpty(), place, "tag.missing", kind.slug(), Slug.shown(slug));
    found.ifPresent(tag -> present(refusals, place, tag, slug));
    return found;
  }

  private static void present(Refusals refusals, String place, Tag tag, String slug) {
    boolean leadsOn = tag.into() != null || !tag.slug().equals(slug);
    refusals.when(leadsOn, place, "slug.leads", Slug.shown(slug), tag.path());
  }

  private void ties(Refusals refusals, DefineTag asked, Optional<Tag> found) {
    asked
        .ties()
        .forEach((tie, slugs) -> {
          for (int i = 0; i < slugs.size(); i++) {
            String slug = slugs.get(i);
            String place = tie.field() + "." + i;
            boolean itself = tie.to() == asked.kind() && slug.equals(asked.slug());
            refusals.when(itself, place, "tie.itself", Slug.shown(slug));
            if (itself) continue;
            Optional<Tag> other = find(tie.to(), slug);
            refusals.when(other.isEmpty(), place, "tag.missing", tie.to().slug(), Slug.shown(slug));
            if (other.isPresent() && found.isPresent() && tie.to() == asked.kind())
              refusals.when(
                  leads(tie, other.get(), found.get().id()),
                  place,
                  "tie.ring",
                  tie.field(),
                  Slug.shown(slug));
          }
        });
  }

  /// Whether ties lead from a tag to the one of that id.
  private boolean leads(Tie tie, Tag from, String to) {
    var seen = new LinkedHashMap<String, Tag>(Map.of(from.id(), from));
    var next = new ArrayList<>(List.of(from));
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).id().equals(to)) return true;
      for (Tag other : Tags.ties(tx, next.get(i)).getOrDefault(tie, List.of()))
        if (seen.putIfAbsent(other.id(), other) == null) next.add(other);
    }
    return false;
  }

  private void appointments(Refusals refusals, DefineTag asked) {
    var held = new ArrayList<Held>();
    for (int i = 0; i < asked.appointments().size(); i++) {
      Appointed one = asked.appointments().get(i);
      Optional<Tag> role = find(TagKind.ROLE, one.role());
      String place = "appointments." + i;
      refusals.when(role.isEmpty(), place, "appointment.role-missing", Slug.shown(one.role()));
      // What is to no role keeps its place in the list; no tag has a slug for its id.
      held.add(new Held(role.map(Tag::id).orElse(one.role()), one));
    }
    twice(refusals, held);
  }

  /// Refuses one role held twice at once by one person.
  private static void twice(Refusals refusals, List<Held> held) {
    for (int i = 0; i < held.size(); i++)
      for (Held other : held.subList(0, i)) {
        Appointed one = held.get(i).appointed();
        if (!held.get(i).roleId().equals(other.roleId()) || !one.overlaps(other.appointed()))
          continue;
        refusals.when(
            true,
            "appointments." + i,
            "appointment.overlap",
            Slug.shown(one.role()),
            one.days(),
            other.appointed().days());
      }
  }

  /// What was asked for, with others under the slugs that they have now, and with what an import
  /// kept.
  private DefineTag canonical(DefineTag asked, Optional<Tag> found) {
    DefineTag canonical = asked;
    for (var entry : asked.ties().entrySet())
      canonical = canonical.tied(entry.getKey(), present(entry.getKey().to(), entry.getValue()));
    canonical =
        canonical.appointed(
            asked.appointments().stream()
                .map(one ->
                    new Appointed(
                        present(TagKind.ROLE, List.of(one.role())).getFirst(),
                        one.from(),
                        one.until()))
                .toList());
    boolean keeps = asked.about().kept().isEmpty() && found.isPresent();
    return keeps ? canonical.about(asked.about().kept(found.get().about().kept())) : canonical;
  }

  private Map<Tie, List<String>> ties(Tag tag) {
    var ties = new EnumMap<Tie, List<String>>(Tie.class);
    Tags.ties(tx, tag)
        .forEach((tie, others) -> ties.put(tie, others.stream().map(Tag::id).toList()));
    return ties;
  }

  private Set<Held> held(Tag tag) {
    var held = new LinkedHashSet<Held>();
    if (tag.kind() == TagKind.PERSON)
      for (Appointment one : Tags.ofPerson(tx, tag))
        held.add(
            new Held(one.role().id(), new Appointed(one.role().slug(), one.from(), one.until())));
    return held;
  }

  private static String key(TagKind kind, String slug) {
    return kind.plural() + "/" + slug;
  }

  /// A first title for a tag of which only the slug is known: names and places in capitals, others
  /// as a sentence begins.
  private static String titled(TagKind kind, String slug) {
    boolean name = kind == TagKind.PERSON || kind == TagKind.PLACE;
    String words = slug.replace('-', ' ');
    var title = new StringBuilder();
    boolean begins = true;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      title.append(begins ? Character.toUpperCase(c) : c);
      begins = name && c == ' ';
    }
    return title.toString();
  }
}
