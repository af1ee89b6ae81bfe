package communique.alerts;

import communique.alerts.Arrival.Became;
import communique.alerts.ArrivalRows.Added;
import communique.alerts.ArrivalRows.Known;
import communique.alerts.ArrivalRows.Prior;
import communique.alerts.Carried.Ended;
import communique.alerts.SubscriptionRows.Why;
import communique.outbound.Address;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Log;
import communique.record.Newsroom;
import communique.record.TagKind;
import communique.search.Asked;
import communique.search.Expression;
import communique.search.Field;
import communique.search.Names;
import communique.search.Notice;
import communique.search.Search;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Signs up many who agreed elsewhere, with the date on which they did.
///
/// Whoever stands already stays as they are. Whoever left here, or whose mails came back, is not
/// signed up again. What is taken is stored in one transaction, so that whoever is killed begins
/// again with the same and makes no doubles.
public final class Arrivals {
  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private final AlertKeys keys;
  private final Set<Long> rehearsed = new HashSet<>();
  private Optional<Names> names = Optional.empty();

  /// @param data the data folder, which has the newsroom's key
  public Arrivals(Database database, Newsroom newsroom, InstantSource clock, Path data) {
    this.database = database;
    this.newsroom = newsroom;
    this.clock = clock;
    this.keys = new AlertKeys(database, data);
  }

  /// What somebody would want.
  ///
  /// @param search in the language of searches; empty for everything
  /// @param languages BCP 47 tags
  /// @return refused at `search` where it cannot be read whole, is too long or names a tag that is
  ///   not there; at `languages` where the newsroom does not publish in them, or there are none
  public Outcome<Wish> wish(String search, Frequency frequency, SortedSet<String> languages) {
    Asked asked = Asked.words(search);
    Search without = asked.search();
    var read = Search.read(without.toString());
    var wish =
        new Wish(read.with(Field.LOCALE, Collections.emptySortedSet()), frequency, languages);
    String text = wish.standing().toString();
    String unread = asked.notices().stream().map(Arrivals::shown).collect(Collectors.joining(", "));
    String missing = String.join(", ", missing(read));
    return new Refusals()
        .when(!unread.isEmpty(), "search", "subscribers.search", unread)
        .when(!missing.isEmpty(), "search", "subscribers.tag", missing)
        .when(
            !read.values(Field.LOCALE).isEmpty(),
            "search",
            "subscribers.search-language",
            String.join(", ", read.values(Field.LOCALE)))
        .when(!Search.read(text).toString().equals(text), "search", "alerts.search-long")
        .with(wish.spoken(newsroom))
        .or(wish);
  }

  private static String shown(Notice notice) {
    return notice.about().isEmpty() ? notice.sort().slug() : notice.about();
  }

  /// The tags that a search names and that are not there.
  private Set<String> missing(Search search) {
    var missing = new LinkedHashSet<String>();
    search.values().forEach((field, values) -> values.forEach(v -> missing(field, v, missing)));
    missing(search.words(), missing);
    return missing;
  }

  private void missing(Expression expression, Set<String> missing) {
    switch (expression) {
      case Expression.In(Field field, String value) -> missing(field, value, missing);
      case Expression.Not(Expression of) -> missing(of, missing);
      case Expression.All(List<Expression> of) -> of.forEach(one -> missing(one, missing));
      case Expression.Any(List<Expression> of) -> of.forEach(one -> missing(one, missing));
      case Expression.Everything e -> {}
      case Expression.Word w -> {}
      case Expression.Prefix p -> {}
      case Expression.Phrase p -> {}
    }
  }

  private void missing(Field field, String slug, Set<String> missing) {
    Optional<TagKind> kind = field.tagKind();
    if (kind.isPresent() && names().id(kind.get(), slug).isEmpty())
      missing.add(field.slug() + ":" + slug);
  }

  private synchronized Names names() {
    if (names.isEmpty()) names = Optional.of(database.reading(Names::read));
    return names.get();
  }

  /// Checks addresses and seals them. Any thread may call it.
  ///
  /// @return for each in order, refused at `address` where it cannot be one
  public List<Outcome<Arrival>> prepare(List<Carried> all) {
    var many = keys.many();
    var searches = new IdentityHashMap<Wish, String>();
    var ready = new ArrayList<Outcome<Arrival>>(all.size());
    for (Carried one : all)
      ready.add(
          Address.of("address", one.address())
              .then(address ->
                  Outcome.done(
                      new Arrival(
                          one,
                          searches.computeIfAbsent(one.wish(), w -> w.standing().toString()),
                          many.mark(address),
                          many.seal(address)))));
    return ready;
  }

  /// Signs them up, all in one transaction.
  ///
  /// @return for each in order, what became of it
  public List<Became> take(List<Arrival> arrivals) {
    if (arrivals.isEmpty()) return List.of();
    Instant now = clock.instant();
    return database.inTransaction(tx -> {
      // As everybody does who changes what stands: nobody leaves or signs up meanwhile.
      Numbers.hold(tx, SubscriptionRows.TABLE);
      long newest = Numbers.hold(tx, Subscribers.TABLE);
      var taking =
          new Taking(tx, arrivals, StandingSearches.keep(tx, searches(arrivals), now), newest);
      List<Became> became = taking.became();
      taking.store(tx, database.kind(), now);
      return became;
    });
  }

  /// What would become of them. What was said of others before is remembered, as if it had come
  /// true.
  public List<Became> rehearse(List<Arrival> arrivals) {
    if (arrivals.isEmpty()) return List.of();
    List<Became> became =
        database.reading(tx -> {
          Map<String, Integer> searches = StandingSearches.find(tx, searches(arrivals));
          for (String search : searches(arrivals))
            searches.putIfAbsent(search, -searches.size() - 1);
          return new Taking(tx, arrivals, searches, Long.MAX_VALUE / 2).became();
        });
    var all = new ArrayList<Became>(became.size());
    for (int i = 0; i < became.size(); i++) {
      Became one = became.get(i);
      boolean added = one == Became.SIGNED_UP || one == Became.NOTED;
      all.add(added && !rehearsed.add(arrivals.get(i).number()) ? Became.ALREADY : one);
    }
    return all;
  }

  private static Set<String> searches(List<Arrival> arrivals) {
    return arrivals.stream().map(Arrival::search).collect(Collectors.toCollection(TreeSet::new));
  }

  /// What happens to some arrivals in one transaction.
  private static final class Taking {
    private final List<Arrival> arrivals;
    private final Map<String, Integer> searches;
    private final long newest;
    private final Map<String, Known> known;
    private final Map<String, String> departed;
    private final Map<Long, List<Prior>> prior;
    private final List<Added> subscribers = new ArrayList<>();
    private final List<Added> subscriptions = new ArrayList<>();

    /// @param searches their ids
    /// @param newest whoever is new is numbered behind this one
    Taking(Handle tx, List<Arrival> arrivals, Map<String, Integer> searches, long newest) {
      this.arrivals = arrivals;
      this.searches = searches;
      this.newest = newest;
      List<String> marks = arrivals.stream().map(Arrival::mark).distinct().sorted().toList();
      this.known = ArrivalRows.known(tx, marks);
      this.departed = ArrivalRows.departed(tx, marks);
      this.prior = ArrivalRows.prior(tx, known.values().stream().map(Known::id).sorted().toList());
    }

    List<Became> became() {
      return arrivals.stream().map(this::became).toList();
    }

    void store(Handle tx, Database.Kind kind, Instant now) {
      Numbers.take(tx, Subscribers.TABLE, subscribers.size());
      ArrivalRows.addSubscribers(tx, kind, subscribers, now);
      long last = Numbers.take(tx, SubscriptionRows.TABLE, subscriptions.size());
      long head = Log.hold(tx);
      ArrivalRows.addSubscriptions(tx, kind, subscriptions, last, head);
      subscribers.stream()
          .map(Added::zone)
          .filter(zone -> !zone.equals(Digests.NEWSROOM))
          .distinct()
          .forEach(zone -> Digests.keep(tx, zone, head, now));
    }

    private Became became(Arrival one) {
      int search = Objects.requireNonNull(searches.get(one.search()));
      Known there = known.get(one.mark());
      String gone = departed.get(one.mark());
      // Of an address that was forgotten here nothing is kept, not even that they left elsewhere;
      // nor does it count that somebody typed it since, before its owner pressed the button.
      if (gone != null) return how(gone);
      if (there == null) {
        String zone = one.carried().zone();
        there = new Known(newest + subscribers.size() + 1, one.carried().suspended() != null, zone);
        known.put(one.mark(), there);
        subscribers.add(new Added(there.id(), search, zone, one));
      } else {
        Optional<Became> before = before(one.carried(), there, search);
        if (before.isPresent()) return before.get();
      }
      Ended ended = one.carried().ended();
      subscriptions.add(new Added(there.id(), search, there.zone(), one));
      prior
          .computeIfAbsent(there.id(), key -> new ArrayList<>(1))
          .add(new Prior(there.id(), search, ended == null ? null : ended.how().slug(), false));
      return ended == null ? Became.SIGNED_UP : Became.NOTED;
    }

    /// What became of it before, where that stands in the way of signing them up.
    private Optional<Became> before(Carried carried, Known there, int search) {
      boolean stands = false;
      boolean same = false;
      boolean sameStands = false;
      @Nullable Became ended = null;
      Became sameEnded = Became.ALREADY;
      for (Prior one : prior.getOrDefault(there.id(), List.of())) {
        stands |= one.endedWhy() == null;
        if (one.here() && one.endedWhy() != null && ended != Became.BOUNCED)
          ended = how(one.endedWhy()) == Became.BOUNCED ? Became.BOUNCED : Became.LEFT;
        if (one.search() != search) continue;
        same = true;
        sameStands |= one.endedWhy() == null;
        if (one.endedWhy() != null) sameEnded = how(one.endedWhy());
      }
      if (same)
        return Optional.of(sameStands || carried.ended() != null ? Became.ALREADY : sameEnded);
      if (carried.ended() != null) return Optional.empty();
      if (there.suspended() && carried.suspended() == null) return Optional.of(Became.BOUNCED);
      return stands ? Optional.empty() : Optional.ofNullable(ended);
    }

    /// What the newest of one search says: whoever changed it stands for what it became.
    private static Became how(String endedWhy) {
      if (endedWhy.equals(Why.CHANGED.slug())) return Became.ALREADY;
      return endedWhy.equals(Why.BOUNCED.slug()) ? Became.BOUNCED : Became.LEFT;
    }
  }
}
