package communique.record;

import communique.language.Locales;
import communique.platform.Ids;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Announcement.State;
import communique.record.Change.EngagementDefined;
import communique.record.Change.Published;
import communique.record.Change.Restored;
import communique.record.Change.Retagged;
import communique.record.Change.Unpublished;
import communique.record.Change.What;
import communique.record.Change.Withdrawn;
import communique.text.Examined;
import communique.text.Text;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A transaction that holds the log and adds to it. A command that is refused has written nothing
/// of itself worth keeping: the caller rolls the transaction back.
public final class Writing {
  private static final int RING_MAX = 100;

  private final Handle tx;
  private final Act act;
  private final Newsroom newsroom;
  private final Locales locales;
  private final String url;
  private final ZoneId zone;
  private final Instant now;

  /// Whether it tells again what was lived elsewhere.
  private final boolean retells;

  /// The tags that were looked for, by kind and slug.
  private final Map<String, Optional<Tag>> known;

  private final TagWriting tags;

  private Writing(
      Handle tx,
      Act act,
      Newsroom newsroom,
      Instant now,
      boolean retells,
      Map<String, Optional<Tag>> known) {
    this.retells = retells;
    this.tx = tx;
    this.act = act;
    this.newsroom = newsroom;
    this.locales = newsroom.locales();
    this.url = newsroom.url();
    this.zone = newsroom.zone();
    this.now = now;
    this.known = known;
    this.tags =
        new TagWriting(tx, locales.first(), known, what -> append("", null, publicAt(), what));
  }

  /// Begins to write: waits until nobody else does, and only then looks at the clock. Were it asked
  /// before, whoever waited longest would come with the earliest instant, and be refused for it
  /// where the others wrote of the same announcement.
  static Writing begin(Handle tx, Act act, Newsroom newsroom, InstantSource clock) {
    Log.hold(tx);
    return new Writing(tx, act, newsroom, clock.instant(), false, new HashMap<>());
  }

  /// The same transaction for what somebody else did, or for what was public at another time.
  public Writing as(Act other) {
    return new Writing(tx, other, newsroom, now, retells, known);
  }

  /// The same transaction for what was public at another time elsewhere, and is told again here.
  public Writing retelling(Instant at) {
    return new Writing(tx, past(at), newsroom, now, true, known);
  }

  /// Takes in tags that were read in this transaction, so that it need not look for them.
  public void learn(Collection<Tag> tags) {
    for (Tag tag : tags) this.tags.learn(tag);
  }

  /// Forgets what it knows of the record, after a part of the transaction was undone.
  public void forget() {
    known.clear();
  }

  /// The transaction, for what a caller stores beside the change.
  public Handle tx() {
    return tx;
  }

  /// The instant that this transaction counts as now.
  public Instant now() {
    return now;
  }

  /// Does one command, or says every reason against it.
  public Outcome<Receipt> execute(Command command) {
    return execute(command, "")
        .then(receipt -> {
          var refusals = new Refusals();
          tags.settle(refusals);
          return refusals.or(receipt);
        });
  }

  /// Does all of `commands`, or says every reason against them; a place begins with the command's
  /// number, counted from 0, where there are several.
  Outcome<List<Receipt>> execute(List<? extends Command> commands) {
    var receipts = new ArrayList<Receipt>();
    var refusals = new Refusals();
    for (int i = 0; i < commands.size(); i++) {
      String place = commands.size() == 1 ? "" : i + ".";
      switch (execute(commands.get(i), place)) {
        case Outcome.Done<Receipt> done -> receipts.add(done.value());
        case Outcome.Refused<Receipt> refused -> {
          for (var refusal : refused.refusals())
            refusals.when(
                true, place + refusal.place(), refusal.key(), refusal.arguments().toArray());
        }
      }
    }
    tags.settle(refusals);
    return refusals.or(List.copyOf(receipts));
  }

  private Outcome<Receipt> execute(Command command, String place) {
    if (act.publicAt() != null && act.publicAt().isAfter(now))
      return Outcome.refused(
          "date", "date.future", act.publicAt().atZone(zone).toLocalDate().toString());
    return switch (command) {
      case Publish publish -> publish(publish);
      case Bring bring -> bring(bring);
      case Replay replay -> new Replaying(this, replay).run();
      case Withdraw withdraw -> withdraw(withdraw);
      case Unpublish unpublish -> unpublish(unpublish, Target.THERE);
      case Restore restore -> restore(restore);
      case Retag retag -> retag(retag);
      case DefineTag define -> tags.define(define, place);
      case RenameTag rename -> tags.rename(rename);
      case MergeTag merge -> tags.merge(merge, place);
      case DefineEngagement define -> define(define);
    };
  }

  private Outcome<Receipt> publish(Publish publish) {
    Optional<Announcement> found = Announcements.bySlug(tx, publish.slug());
    Refusals refusals = checked(publish, found);
    if (!refusals.none()) return refusals.or(new Receipt(0, 0, "", false));
    if (found.isPresent()) {
      Optional<Receipt> same = unchanged(publish, found.get());
      if (same.isPresent()) return Outcome.done(same.get());
    }
    List<Tag> tags = tags(publish, found);
    return Outcome.done(append(publish, found, tags, publicAt(), null, null));
  }

  private Outcome<Receipt> bring(Bring bring) {
    Bringing bringing = bringing();
    Outcome<Receipt> outcome = bringing.bring(bring).then(one -> Outcome.done(one.receipt()));
    bringing.flush();
    return outcome;
  }

  /// Brings in many announcements in this transaction.
  public Bringing bringing() {
    return new Bringing(this);
  }

  /// Everything that can be wrong with a publication where the record stands as it does.
  Refusals checked(Publish publish, Optional<Announcement> found) {
    Refusals refusals = publish.checked();
    Locale locale = publish.locale();
    publish.locale(refusals, locales);
    body(refusals, publish);
    for (Map.Entry<TagKind, List<String>> entry : publish.tags().entrySet())
      missing(refusals, entry.getKey(), entry.getValue(), publish.createTags());
    publish.engagements(refusals, zone);
    for (int i = 0; i < publish.engagements().size(); i++)
      engaging()
          .check(
              refusals,
              "engagements." + i + ".",
              publish.engagements().get(i),
              publish.createTags());
    if (found.isEmpty()) {
      boolean begins = publish.original() || locale.equals(locales.first());
      refusals.when(
          !begins,
          "locale",
          "document.missing",
          Slug.shown(publish.slug()),
          locale.toLanguageTag());
      refusals.when(publish.update() == UpdateType.MINOR, "updateType", "update-type.first");
      return refusals;
    }
    Announcement document = found.get();
    refusals.when(
        publish.original() && !document.original().equals(locale),
        "slug",
        "slug.taken",
        publish.slug(),
        document.original().toLanguageTag());
    boolean isNew = document.newest(locale).isEmpty();
    refusals.when(isNew && publish.update() == UpdateType.MINOR, "updateType", "update-type.first");
    boolean same = unchanged(publish, document).isPresent();
    refusals.when(
        !isNew
            && !same
            && publish.update() == UpdateType.MAJOR
            && publish.note().isBlank()
            && !publish.content().isFromElsewhere(),
        "changeNote",
        "change-note.missing");
    State state = document.state(locale);
    refusals.when(
        !(state instanceof State.IsPublished),
        "slug",
        "page.not-published",
        publish.slug(),
        state.slug());
    inOrder(refusals, document, locale);
    return refusals;
  }

  /// What is done comes after all that was done. What is told again has to be in order only on each
  /// page, and in what concerned all of them: a page that was brought in later may be older.
  private void inOrder(Refusals refusals, Announcement document, @Nullable Locale locale) {
    Instant newest = null;
    for (Change change : document.changes())
      if (!retells || Objects.equals(change.locale(), locale))
        newest = later(newest, change.publicAt());
    Instant at = publicAt();
    refusals.when(
        newest != null && at.isBefore(newest),
        "date",
        "date.order",
        day(at),
        newest == null ? "" : day(newest));
  }

  private boolean isFromElsewhere(Announcement document, @Nullable Locale locale) {
    return locale != null
        && document
            .newest(locale)
            .flatMap(edition -> Editions.content(tx, edition))
            .filter(Content::isFromElsewhere)
            .isPresent();
  }

  /// The later of two; one that is not known says nothing.
  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) return one == null ? other : one;
    return other.isAfter(one) ? other : one;
  }

  private void body(Refusals refusals, Publish publish) {
    refusals.when(
        publish.content().body().source().isBlank() && !publish.content().isFromElsewhere(),
        "body",
        "body.empty");
    Examined body = Examined.of(publish.content().body());
    if (!publish.body(refusals, body)) return;
    AttachmentChecks.named(refusals, publish.content());
    quoted(refusals, body.quotedPeople(), publish);
  }

  void quoted(Refusals refusals, Set<String> people, Publish publish) {
    for (String person : people) refusals.with(Slug.checked("body", person));
    // What is named as a tag too is looked up there.
    List<String> named = publish.tags().getOrDefault(TagKind.PERSON, List.of());
    List<String> others = people.stream().filter(person -> !named.contains(person)).toList();
    missing(refusals, TagKind.PERSON, others, publish.createTags());
  }

  /// That there is no such announcement; where the slug ends in a locale as an address does, how it
  /// is named.
  private void missing(Refusals refusals, String slug) {
    int dot = slug.lastIndexOf('.');
    if (dot > 0) {
      String before = slug.substring(0, dot);
      Optional<Locale> locale = Locales.read(slug.substring(dot + 1)).filter(locales::has);
      if (locale.isPresent()
          && Announcements.bySlug(tx, before)
              .filter(one -> one.locales().contains(locale.get()))
              .isPresent()) {
        refusals.when(true, "slug", "page.of-locale", slug, before, locale.get().toLanguageTag());
        return;
      }
    }
    refusals.when(true, "slug", "page.missing", Slug.shown(slug));
  }

  void missing(Refusals refusals, TagKind kind, List<String> slugs, boolean create) {
    if (create) return;
    for (String slug : slugs)
      refusals.when(
          tags.find(kind, slug).isEmpty(),
          kind.plural(),
          "tag.missing",
          kind.slug(),
          Slug.shown(slug));
  }

  /// The receipt of what is public already, where `publish` says nothing else.
  Optional<Receipt> unchanged(Publish publish, Announcement document) {
    Optional<Edition> newest = document.newest(publish.locale());
    if (newest.isEmpty()) return Optional.empty();
    Edition edition = newest.get();
    boolean sameKind = publish.kind() == null || publish.kind() == edition.kind();
    boolean sameContent =
        Editions.content(tx, edition).filter(publish.content().stripped()::equals).isPresent();
    TagSet carried = TagSet.of(Tags.of(tx, document.id(), Long.MAX_VALUE));
    boolean sameTags = carried.with(present(publish.tags())).equals(carried);
    boolean sameEngagements =
        publish.engagements().stream().allMatch(stated -> engaging().known(stated, document.id()));
    return sameKind && sameContent && sameTags && sameEngagements
        ? Optional.of(
            new Receipt(
                edition.n(), edition.number(), path(publish.slug(), publish.locale()), true))
        : Optional.empty();
  }

  /// Who writes, at an earlier time.
  Act past(Instant at) {
    return new Act(act.by(), at, act.tells());
  }

  void locale(Refusals refusals, Locale locale) {
    refusals.when(
        !locales.has(locale),
        "locale",
        "locale.unknown",
        locale.toLanguageTag(),
        named(locales.all()));
  }

  /// Adds an edition of an announcement that is there, of which what is wrong was asked before.
  Receipt appended(
      Publish publish,
      Announcement there,
      @Nullable Instant publicAt,
      @Nullable Instant firstPublishedAt,
      @Nullable Instant publicUpdatedAt) {
    var found = Optional.of(there);
    return append(
        publish, found, tags(publish, found), publicAt, firstPublishedAt, publicUpdatedAt);
  }

  private Receipt append(
      Publish publish,
      Optional<Announcement> found,
      List<Tag> tags,
      @Nullable Instant publicAt,
      @Nullable Instant firstPublishedAt,
      @Nullable Instant publicUpdatedAt) {
    String id = found.map(Announcement::id).orElseGet(Ids::next);
    if (found.isEmpty())
      Announcements.add(tx, id, publish.slug(), publish.locale(), Log.head(tx) + 1);
    int number =
        found.flatMap(document -> document.newest(publish.locale())).map(Edition::number).orElse(0)
            + 1;
    boolean begins = found.filter(Announcement::hasEditions).isEmpty();
    boolean retagged =
        begins || !TagSet.of(tags).equals(TagSet.of(Tags.of(tx, id, Long.MAX_VALUE)));
    return edition(
        publish,
        id,
        number,
        kind(publish, found),
        tags,
        retagged,
        publish.note().strip(),
        publicAt,
        firstPublishedAt,
        publicUpdatedAt);
  }

  private Receipt edition(
      Publish publish,
      String documentId,
      int number,
      Kind kind,
      List<Tag> tags,
      boolean retagged,
      String note,
      @Nullable Instant publicAt,
      @Nullable Instant firstPublishedAt,
      @Nullable Instant publicUpdatedAt) {
    var edition =
        new Edition(Ids.next(), Log.head(tx) + 1, documentId, publish.locale(), number, kind);
    Editions.add(tx, edition, publish.content().stripped());
    var what =
        new Published(edition.id(), publish.update(), note, firstPublishedAt, publicUpdatedAt);
    long n = append(documentId, publish.locale(), publicAt, what);
    if (retagged) TagRows.carry(tx, n, documentId, tags);
    for (int i = 0; i < publish.engagements().size(); i++)
      engaging().write(n, i, documentId, publish.engagements().get(i));
    return new Receipt(n, number, path(publish.slug(), publish.locale()), false);
  }

  private static Kind kind(Publish publish, Optional<Announcement> found) {
    if (publish.kind() != null) return publish.kind();
    return found
        .filter(Announcement::hasEditions)
        .map(document ->
            document.newest(publish.locale()).map(Edition::kind).orElseGet(document::kind))
        .orElse(Kind.NEWS_STORY);
  }

  private Outcome<Receipt> withdraw(Withdraw withdraw) {
    var refusals = new Refusals();
    explanation(refusals, withdraw.explanation());
    refusals.when(withdraw.explanation().isBlank(), "explanation", "explanation.empty");
    return page(
        refusals,
        withdraw.slug(),
        withdraw.locale(),
        state -> state instanceof State.IsPublished,
        new Withdrawn(withdraw.explanation().strip()));
  }

  /// What must be at the end of a redirect: an announcement that can be read, one that is here or
  /// is yet to come, or nothing of which anything need be known.
  enum Target {
    THERE,
    TO_COME,
    ANY
  }

  Outcome<Receipt> unpublish(Unpublish asked, Target target) {
    // An address of this newsroom written in full is one of its paths, and may close a ring.
    var unpublish =
        asked.redirectTo().startsWith(url + "/")
            ? new Unpublish(
                asked.slug(),
                asked.locale(),
                asked.redirectTo().substring(url.length()),
                asked.explanation())
            : asked;
    var refusals = new Refusals();
    explanation(refusals, unpublish.explanation());
    if (!unpublish.redirectTo().isEmpty()) redirect(refusals, unpublish, target);
    return page(
        refusals,
        unpublish.slug(),
        unpublish.locale(),
        state -> !(state instanceof State.IsUnpublished),
        new Unpublished(unpublish.redirectTo(), unpublish.explanation().strip()));
  }

  private Outcome<Receipt> restore(Restore restore) {
    return page(
        new Refusals(),
        restore.slug(),
        restore.locale(),
        state -> !(state instanceof State.IsPublished),
        new Restored());
  }

  /// Appends a change of state for one locale or all, where at least one page is in a state that
  /// allows it.
  private Outcome<Receipt> page(
      Refusals refusals,
      String slug,
      @Nullable Locale locale,
      Function<State, Boolean> allows,
      What what) {
    Optional<Announcement> found = Announcements.bySlug(tx, slug);
    if (found.isEmpty()) missing(refusals, slug);
    if (found.isPresent()) {
      Announcement document = found.get();
      boolean has = locale == null || document.locales().contains(locale);
      refusals.when(
          !has,
          "locale",
          "page.locale-missing",
          slug,
          locale == null ? "" : locale.toLanguageTag(),
          named(document.locales()));
      if (has) {
        List<Locale> pages = locale == null ? document.locales() : List.of(locale);
        State state = document.state(pages.getFirst());
        boolean allowed = pages.stream().anyMatch(page -> allows.apply(document.state(page)));
        if (what instanceof Restored) refusals.when(!allowed, "slug", "page.is-published", slug);
        else refusals.when(!allowed, "slug", "page.already", slug, state.slug());
      }
      // Some publishers' pages state notes that are newer than their withdrawal.
      if (!retells || !(what instanceof Withdrawn) || !isFromElsewhere(document, locale))
        inOrder(refusals, document, locale);
    }
    if (!refusals.none()) return refusals.or(new Receipt(0, 0, "", false));
    long n = append(found.orElseThrow().id(), locale, publicAt(), what);
    return Outcome.done(
        new Receipt(n, 0, path(slug, locale == null ? main(found.orElseThrow()) : locale), false));
  }

  /// The locale whose page stands for the whole announcement.
  private Locale main(Announcement document) {
    return document.locales().contains(locales.first()) ? locales.first() : document.original();
  }

  static void explanation(Refusals refusals, String explanation) {
    // Line ends are allowed here: an explanation may have paragraphs.
    Line.check(
        refusals,
        "explanation",
        "explanation",
        explanation.replace("\r\n", " ").replace('\n', ' '),
        Withdraw.EXPLANATION_MAX);
  }

  private void redirect(Refusals refusals, Unpublish unpublish, Target must) {
    String to = unpublish.redirectTo();
    if (!to.startsWith("/")) {
      refusals.when(
          !DefineTag.isWeb(to)
              || to.length() > 2_000
              || to.chars().anyMatch(c -> c <= 0x20 || c > 0x7e),
          "to",
          "redirect.malformed",
          Slug.shown(to));
      return;
    }
    String next = to;
    Set<String> seen = new HashSet<>();
    // Follows the way of the redirect to its end; an announcement here that leads back would make
    // readers run in a ring.
    while (seen.size() < RING_MAX) {
      Optional<Page> page = Page.read(next, locales);
      if (page.isEmpty()) {
        refusals.when(true, "to", "redirect.malformed", Slug.shown(to));
        return;
      }
      if (must == Target.ANY) return;
      boolean self = page.get().slug().equals(unpublish.slug());
      boolean samePage =
          unpublish.locale() == null || page.get().locale().equals(unpublish.locale());
      if (self && samePage) {
        refusals.when(
            true, "to", next.equals(to) ? "redirect.self" : "redirect.ring", Slug.shown(to));
        return;
      }
      Optional<Announcement> target = Announcements.bySlug(tx, page.get().slug());
      boolean there = target.isPresent() && target.get().newest(page.get().locale()).isPresent();
      if (!there) {
        refusals.when(must == Target.THERE, "to", "redirect.missing", Slug.shown(next));
        return;
      }
      if (!(target.orElseThrow().state(page.get().locale()) instanceof State.IsUnpublished gone))
        return;
      if (gone.redirectTo().isEmpty()) {
        refusals.when(must == Target.THERE, "to", "redirect.missing", Slug.shown(next));
        return;
      }
      if (!gone.redirectTo().startsWith("/")) return;
      if (!seen.add(next)) {
        refusals.when(true, "to", "redirect.ring", Slug.shown(to));
        return;
      }
      next = gone.redirectTo();
    }
    refusals.when(true, "to", "redirect.ring", Slug.shown(to));
  }

  private Outcome<Receipt> retag(Retag retag) {
    var refusals = new Refusals();
    Optional<Announcement> found = Announcements.bySlug(tx, retag.slug());
    refusals.when(found.isEmpty(), "slug", "page.missing", Slug.shown(retag.slug()));
    retag
        .tags()
        .forEach((kind, slugs) -> {
          for (int i = 0; i < slugs.size(); i++) {
            refusals.with(Slug.checked(kind.plural() + "." + i, slugs.get(i)));
            refusals.when(
                slugs.indexOf(slugs.get(i)) < i,
                kind.plural() + "." + i,
                "tag.twice",
                Slug.shown(slugs.get(i)));
          }
          missing(refusals, kind, slugs, retag.createTags());
        });
    if (!refusals.none()) return refusals.or(new Receipt(0, 0, "", false));
    Announcement document = found.orElseThrow();
    List<Tag> before = Tags.of(tx, document.id(), Long.MAX_VALUE);
    TagSet after = TagSet.of(before).with(present(retag.tags()));
    String path = path(retag.slug(), main(document));
    if (after.equals(TagSet.of(before)))
      return Outcome.done(new Receipt(document.changes().getLast().n(), 0, path, true));
    List<Tag> carried = resolve(after, before, Set.of());
    long n = append(document.id(), null, publicAt(), new Retagged());
    TagRows.carry(tx, n, document.id(), carried);
    return Outcome.done(new Receipt(n, 0, path, false));
  }

  /// The tags that a publication leaves its document with; those that are missing and may be made
  /// are made here.
  private List<Tag> tags(Publish publish, Optional<Announcement> found) {
    if (publish.createTags()) publish.engagements().forEach(this::made);
    List<Tag> before =
        found.map(document -> Tags.of(tx, document.id(), Long.MAX_VALUE)).orElse(List.of());
    return resolve(
        TagSet.of(before).with(present(publish.tags())),
        before,
        publish.createTags() ? Text.parse(publish.content().body()).quotedPeople() : Set.of());
  }

  private Outcome<Receipt> define(DefineEngagement define) {
    EngagementStated stated = define.stated();
    var refusals = new Refusals();
    stated.check(refusals, "", zone);
    engaging().check(refusals, "", stated, define.createTags());
    if (!refusals.none()) return refusals.or(new Receipt(0, 0, "", false));
    if (engaging().known(stated, ""))
      return Outcome.done(
          new Receipt(
              Engagements.find(tx, stated.slug()).orElseThrow().n(), 0, Engagements.PATH, true));
    if (define.createTags()) made(stated);
    long n = Log.head(tx) + 1;
    String id = engaging().write(n, 0, "", stated);
    append("", null, publicAt(), new EngagementDefined(id));
    return Outcome.done(new Receipt(n, 0, Engagements.PATH, false));
  }

  private EngagementWriting engaging() {
    return new EngagementWriting(tx, newsroom, publicAt(), retells, tags::find);
  }

  /// Makes the tags that an engagement names and that are missing.
  private void made(EngagementStated stated) {
    for (var who : EngagementWriting.named(stated))
      if (engaging().tag(who).isEmpty())
        resolve(who.kind() == null ? TagKind.PERSON : who.kind(), who.slug());
  }

  /// The tag of that slug, made here where there is none.
  Tag resolve(TagKind kind, String slug) {
    return tags.resolve(kind, slug);
  }

  /// The tags of a set; one that `before` has, in whatever way it came to its slug, stays that.
  private List<Tag> resolve(TagSet set, List<Tag> before, Set<String> people) {
    for (String person : people) tags.resolve(TagKind.PERSON, person);
    var resolved = new ArrayList<Tag>();
    set.slugs()
        .forEach((kind, slugs) -> {
          for (String slug : slugs) {
            List<Tag> same =
                before.stream()
                    .filter(tag -> tag.kind() == kind && tag.standing().slug().equals(slug))
                    .toList();
            if (same.isEmpty()) resolved.add(tags.resolve(kind, slug));
            else resolved.addAll(same);
          }
        });
    return resolved;
  }

  boolean isThere(TagKind kind, String slug) {
    return tags.find(kind, slug).isPresent();
  }

  List<String> present(TagKind kind, List<String> slugs) {
    return tags.present(kind, slugs);
  }

  /// What is asked for, under the slugs that tags have now.
  private Map<TagKind, List<String>> present(Map<TagKind, List<String>> asked) {
    var present = new EnumMap<TagKind, List<String>>(TagKind.class);
    asked.forEach((kind, slugs) -> present.put(kind, tags.present(kind, slugs)));
    return present;
  }

  long append(String documentId, @Nullable Locale locale, @Nullable Instant publicAt, What what) {
    long n = Log.next(tx);
    Log.append(tx, change(n, documentId, locale, publicAt, what));
    return n;
  }

  Change change(
      long n, String documentId, @Nullable Locale locale, @Nullable Instant publicAt, What what) {
    return new Change(n, documentId, locale, publicAt, now, act.by(), act.tells(), what);
  }

  Newsroom newsroom() {
    return newsroom;
  }

  private Instant publicAt() {
    return act.publicAt() == null ? now : act.publicAt();
  }

  String path(String slug, Locale locale) {
    // A locale that the newsroom has given up since still has its pages.
    return "/news/"
        + slug
        + (locales.has(locale) ? locales.suffix(locale) : "." + locale.toLanguageTag());
  }

  String day(Instant at) {
    return at.atZone(zone).toLocalDate().toString();
  }

  private static String named(List<Locale> locales) {
    return locales.stream().map(Locale::toLanguageTag).collect(Collectors.joining(", "));
  }
}
