package communique.alerts;

import communique.alerts.Links.Link;
import communique.alerts.Mailings.Kind;
import communique.alerts.Subscribers.Subscriber;
import communique.alerts.SubscriptionRows.Row;
import communique.alerts.SubscriptionRows.Why;
import communique.language.Zones;
import communique.outbound.Address;
import communique.platform.Database;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.record.Log;
import communique.record.Newsroom;
import communique.search.Search;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/// Everything that one address has, for its owner, behind a link that is mailed and lives an hour:
/// seeing it, changing it, taking it along, erasing it.
@Singleton
public final class Holdings {
  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private final AlertKeys keys;
  private final Links links;
  private final Rations rations;

  Holdings(
      Database database,
      Newsroom newsroom,
      InstantSource clock,
      AlertKeys keys,
      Links links,
      Rations rations) {
    this.database = database;
    this.newsroom = newsroom;
    this.clock = clock;
    this.keys = keys;
    this.links = links;
    this.rations = rations;
  }

  /// Sends the link to everything of an address, if anything is known of it.
  ///
  /// @return done where the address could be one, whether or not it is known
  public Outcome<Boolean> ask(String address, Locale page, String network) {
    var read = Address.of("address", address);
    if (!(read instanceof Outcome.Done<Address>(Address to)))
      return read.then(a -> Outcome.done(true));
    Instant now = clock.instant();
    if (!rations.take(network, now)) return Outcome.refused("", "alerts.too-many");
    String mark = keys.mark(to);
    database.inTransaction(tx -> {
      // One after the other, or several at once would each find their ration unspent.
      Numbers.hold(tx, SubscriptionRows.TABLE);
      Optional<Subscriber> known = Subscribers.byMark(tx, mark);
      if (known.isEmpty() || rations.isSpent(tx, known.get().id(), now)) {
        // It takes as long as for an address that is known, so that nobody learns which are.
        Numbers.take(tx, Mailings.TABLE, 1);
        return false;
      }
      Mailings.personal(tx, Kind.LINK, known.get().id(), 0, page, now);
      return true;
    });
    return Outcome.done(true);
  }

  /// Everything of an address; empty for a link that is not ours or is older than an hour, or where
  /// it was erased.
  public Optional<Managed> managed(String token) {
    return manager(token).flatMap(id -> database.reading(tx -> managed(tx, id)));
  }

  private Optional<Long> manager(String token) {
    return links.read(token).orElse(null) instanceof Link.Manage(long id, Instant until)
        ? Optional.of(id)
        : Optional.empty();
  }

  private Optional<Managed> managed(Handle tx, long id) {
    return Subscribers.byId(tx, id)
        .map(one ->
            new Managed(
                keys.open(one.address()),
                one.locale(),
                one.zone(),
                Optional.ofNullable(one.pausedUntil()),
                Optional.ofNullable(one.suspendedWhy()),
                SubscriptionRows.settled(tx, id).stream().map(Row::subscription).toList()));
  }

  /// What became of one subscription.
  ///
  /// @param managed everything of its address by now
  /// @param subscription as it stands, or as it ended
  /// @param endedBefore whether there was nothing left to end
  public record Touched(Managed managed, Subscription subscription, boolean endedBefore) {}

  /// Changes how often and in which languages. Nothing is missed or comes twice: what was published
  /// until now is told as it was asked for then.
  ///
  /// @param subscription its number, or one that it had before it was changed
  public Outcome<Touched> change(
      String token, long subscription, Frequency frequency, SortedSet<String> languages) {
    Instant now = clock.instant();
    var spoken = new Wish(Search.EVERYTHING, frequency, languages).spoken(newsroom);
    if (spoken instanceof Outcome.Refused<Wish> refused) return refused.as();
    return touch(
        token,
        subscription,
        (tx, old) -> {
          if (old.endedWhy() != null) return Outcome.refused("", "alerts.ended");
          Wish before = old.subscription().wish();
          var wish = new Wish(before.search(), frequency, languages);
          if (wish.equals(before)) return Outcome.done(old);
          int search = StandingSearches.keep(tx, wish.standing().toString(), now);
          long subscriber = old.subscriber();
          SubscriptionRows.replace(tx, old, subscriber, search, frequency, Log.hold(tx), now);
          return Outcome.done(old);
        });
  }

  /// Does something with one subscription, as it stands by now: a page that is older than the last
  /// change, in another window, knows it by a number that it had.
  private Outcome<Touched> touch(
      String token, long number, BiFunction<Handle, Row, Outcome<Row>> work) {
    return with(
        token,
        (tx, id) ->
            own(tx, id, number)
                .then(row -> work.apply(tx, row).then(done -> touched(tx, id, row))));
  }

  private static Outcome<Row> own(Handle tx, long subscriber, long number) {
    return SubscriptionRows.subscription(tx, number)
        .filter(row -> row.subscriber() == subscriber)
        .filter(row -> row.subscription().confirmedAt().isPresent())
        .flatMap(row -> SubscriptionRows.toEnd(tx, number))
        // It may go to another address by now.
        .filter(row -> row.subscriber() == subscriber)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused("", "alerts.not-here"));
  }

  private Outcome<Touched> touched(Handle tx, long subscriber, Row before) {
    Subscription after =
        SubscriptionRows.newest(tx, before.id()).map(Row::subscription).orElseThrow();
    return managed(tx, subscriber)
        .map(managed -> Outcome.done(new Touched(managed, after, before.endedWhy() != null)))
        .orElseGet(Holdings::expired);
  }

  /// Asks for everything to go to another address: a mail there asks whether it is theirs. Until
  /// they press its button, nothing changes. Refused where everything goes there already.
  public Outcome<Managed> changeAddress(String token, String address) {
    return switch (Address.of("address", address)) {
      case Outcome.Refused<Address> refused -> refused.as();
      case Outcome.Done<Address>(Address to) -> {
        Instant now = clock.instant();
        String mark = keys.mark(to);
        byte[] sealed = keys.seal(to);
        yield with(
            token,
            (tx, id) -> {
              if (Subscribers.byMark(tx, mark).filter(one -> one.id() == id).isPresent())
                return Outcome.refused("address", "alerts.same-address");
              Locale locale =
                  Subscribers.byId(tx, id)
                      .map(Subscriber::locale)
                      .orElse(newsroom.locales().first());
              if (rations.take("subscriber " + id, now)) {
                long other = Subscribers.keep(tx, mark, sealed, locale, now);
                if (!rations.isSpent(tx, other, now))
                  Mailings.personal(tx, Kind.MOVE, other, id, locale, now);
              }
              return seen(tx, id);
            });
      }
    };
  }

  /// Sends nothing before a day.
  ///
  /// @param until the first day on which mails are wanted again; empty to go on at once
  public Outcome<Managed> pause(String token, Optional<LocalDate> until) {
    return manage(
        token,
        (tx, id) -> {
          Subscribers.pause(tx, id, until.orElse(null));
        });
  }

  /// Has digests come by the clock of another zone. Nothing is missed or comes twice, as
  /// [#change(String, long, Frequency, SortedSet)] says.
  ///
  /// @param zone a name of the IANA database; empty for the newsroom's
  /// @return refused at `zone` where there is none of that name
  public Outcome<Managed> dwell(String token, String zone) {
    if (!zone.equals(Digests.NEWSROOM) && !Zones.has(zone))
      return Outcome.refused("zone", "alerts.zone");
    Instant now = clock.instant();
    return manage(
        token,
        (tx, id) -> {
          boolean same =
              Subscribers.byId(tx, id).filter(one -> one.zone().equals(zone)).isPresent();
          if (same || !rations.take("subscriber " + id, now)) return;
          long head = Log.hold(tx);
          Digests.keep(tx, zone, head, now);
          Subscribers.dwell(tx, id, zone);
          for (Row row : SubscriptionRows.standing(tx, id)) {
            Frequency frequency = row.subscription().wish().frequency();
            if (frequency != Frequency.AT_ONCE)
              SubscriptionRows.replace(tx, row, id, row.search(), frequency, head, now);
          }
        });
  }

  /// Ends one subscription; once more does no harm.
  ///
  /// @param subscription as [#change(String, long, Frequency, SortedSet)] takes it
  public Outcome<Touched> end(String token, long subscription) {
    Instant now = clock.instant();
    return touch(
        token,
        subscription,
        (tx, row) -> {
          SubscriptionRows.end(tx, List.of(row.id()), Why.LEFT, Log.head(tx), now);
          return Outcome.done(row);
        });
  }

  /// Ends all of them.
  public Outcome<Managed> endAll(String token) {
    Instant now = clock.instant();
    return manage(
        token,
        (tx, id) -> {
          SubscriptionRows.end(
              tx,
              SubscriptionRows.ids(SubscriptionRows.standing(tx, id)),
              Why.LEFT,
              Log.head(tx),
              now);
        });
  }

  /// Everything that is kept of an address, as JSON; empty as [#managed(String)] says.
  public Optional<String> download(String token) {
    return manager(token)
        .flatMap(id ->
            database.reading(tx ->
                managed(tx, id)
                    .map(managed -> {
                      var all = new LinkedHashMap<String, Object>();
                      all.put("address", managed.address());
                      all.put("locale", managed.locale().toLanguageTag());
                      all.put("zone", managed.zone());
                      all.put(
                          "pausedUntil", managed.pausedUntil().map(LocalDate::toString).orElse(""));
                      all.put("suspended", managed.suspended().orElse(""));
                      var rows = new ArrayList<Object>();
                      for (Row row : SubscriptionRows.all(tx, id)) rows.add(row(row));
                      all.put("subscriptions", rows);
                      all.put("mails", Mailed.all(tx, id));
                      return Json.write(all);
                    })));
  }

  private static Map<String, Object> row(Row row) {
    Subscription one = row.subscription();
    var shown = new LinkedHashMap<String, Object>();
    shown.put("search", one.wish().search().toString());
    shown.put("languages", one.wish().languages());
    shown.put("frequency", one.wish().frequency().slug());
    shown.put("zone", row.zone());
    shown.put("source", row.source());
    shown.put("askedAt", one.askedAt().toString());
    shown.put("confirmedAt", one.confirmedAt().map(Instant::toString).orElse(""));
    shown.put("endedAt", one.endedAt().map(Instant::toString).orElse(""));
    shown.put("endedWhy", row.endedWhy() == null ? "" : row.endedWhy());
    return shown;
  }

  /// Forgets an address: ends everything, and takes away all that says who it was.
  ///
  /// @return whether the link was good
  public boolean erase(String token) {
    Instant now = clock.instant();
    return manager(token)
        .map(id ->
            database.inTransaction(tx -> {
              Numbers.hold(tx, SubscriptionRows.TABLE);
              List<Long> all = SubscriptionRows.ids(SubscriptionRows.all(tx, id));
              SubscriptionRows.end(tx, all, Why.ERASED, Log.head(tx), now);
              for (long earlier : Subscribers.earlier(tx, id))
                Subscribers.erase(tx, earlier, Why.ERASED, now);
              Subscribers.erase(tx, id, Why.ERASED, now);
              return true;
            }))
        .orElse(false);
  }

  private Outcome<Managed> manage(String token, BiConsumer<Handle, Long> work) {
    return with(
        token,
        (tx, id) -> {
          work.accept(tx, id);
          return seen(tx, id);
        });
  }

  private Outcome<Managed> seen(Handle tx, long id) {
    return managed(tx, id).map(Outcome::done).orElseGet(Holdings::expired);
  }

  private <T> Outcome<T> with(String token, BiFunction<Handle, Long, Outcome<T>> work) {
    Optional<Long> id = manager(token);
    if (id.isEmpty()) return expired();
    return database.inTransaction(tx -> {
      Numbers.hold(tx, SubscriptionRows.TABLE);
      if (Subscribers.byId(tx, id.get()).isEmpty()) return expired();
      return work.apply(tx, id.get());
    });
  }

  private static <T> Outcome<T> expired() {
    return Outcome.refused("", "alerts.link");
  }
}
