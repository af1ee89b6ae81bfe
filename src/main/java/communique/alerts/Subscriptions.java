package communique.alerts;

import communique.alerts.Links.Link;
import communique.alerts.Mailings.Kind;
import communique.alerts.Mailings.Mailing;
import communique.alerts.Subscribers.Row;
import communique.alerts.Subscribers.Subscriber;
import communique.alerts.Subscribers.Why;
import communique.outbound.Address;
import communique.platform.Database;
import communique.platform.Json;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Log;
import communique.record.Newsroom;
import communique.search.Search;
import jakarta.inject.Singleton;
import java.time.Duration;
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
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Signing up, confirming, changing and leaving, for the pages where people do it.
///
/// Nothing here says whether an address is known. Nothing is sent before the owner of an address
/// pressed the button in a mail, and each link in a mail is good for one purpose: confirming, for a
/// week; leaving, for ever; seeing everything, for an hour.
@Singleton
public final class Subscriptions {
  private static final Duration CONFIRM_WITHIN = Duration.ofDays(7);
  private static final Duration MANAGE_WITHIN = Duration.ofHours(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /// So many mails that they asked for, an address gets in an hour and in a day; of more it hears
  /// nothing, and who asked sees the same page.
  private static final int HOUR_MAX = 4;

  private static final int DAY_MAX = 10;

  private static final String PAGE = "page";

  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private final AlertKeys keys;
  private final Links links;
  private final Rations rations = new Rations();

  Subscriptions(Database database, Newsroom newsroom, InstantSource clock, AlertKeys keys) {
    this.database = database;
    this.newsroom = newsroom;
    this.clock = clock;
    this.keys = keys;
    this.links = new Links(keys);
  }

  /// Notes what somebody asks for, and sends the mail that asks whether it was they.
  ///
  /// @param page the locale in which they asked, and will be written to
  /// @param network where the request came from, an IP address
  /// @return done where the address could be one; refused at `address`, `languages` or `search`, or
  ///   at nothing where too much is asked for
  public Outcome<Boolean> ask(Wish wish, String address, Locale page, String network) {
    String text = wish.standing().toString();
    var read = Address.of("address", address);
    var refusals =
        new Refusals()
            .with(read)
            .when(wish.languages().isEmpty(), "languages", "alerts.no-language")
            .when(
                !wish.languages().stream()
                    .allMatch(tag -> newsroom.locales().has(Locale.forLanguageTag(tag))),
                "languages",
                "alerts.language",
                String.join(", ", wish.languages()))
            .when(!Search.read(text).toString().equals(text), "search", "alerts.search-long");
    if (!refusals.none() || !(read instanceof Outcome.Done<Address>(Address to)))
      return refusals.or(true);
    Instant now = clock.instant();
    if (!rations.take(network, now)) return Outcome.refused("", "alerts.too-many");
    // Made before the transaction: they may have to be read from the disk.
    String mark = keys.mark(to);
    byte[] sealed = keys.seal(to);
    database.inTransaction(tx -> {
      Numbers.hold(tx, Subscribers.SUBSCRIPTION);
      long subscriber = Subscribers.keep(tx, mark, sealed, page, now);
      if (isTold(tx, subscriber, now)) return false;
      int search = StandingSearches.keep(tx, text, now);
      long subscription = Subscribers.ask(tx, subscriber, search, wish.frequency(), now, PAGE);
      Mailings.personal(tx, Kind.CONFIRM, subscriber, subscription, page, now);
      return true;
    });
    return Outcome.done(true);
  }

  /// Whether an address has been sent as much as it may ask for.
  private static boolean isTold(Handle tx, long subscriber, Instant now) {
    return Mailings.personalSince(tx, subscriber, now.minus(HOUR)) >= HOUR_MAX
        || Mailings.personalSince(tx, subscriber, now.minus(DAY)) >= DAY_MAX;
  }

  /// What a press of the button would confirm; empty for a link that is not ours, is older than a
  /// week, or was used.
  public Optional<List<Subscription>> confirmation(String token) {
    return toConfirm(token)
        .flatMap(link -> database.reading(tx -> toConfirm(tx, link)))
        .map(Subscriptions::shown);
  }

  /// Confirms: from now on mails are sent.
  ///
  /// @return what was confirmed; empty as [#confirmation(String)] says
  public Optional<List<Subscription>> confirm(String token) {
    Optional<Link> link = toConfirm(token);
    if (link.isEmpty()) return Optional.empty();
    Instant now = clock.instant();
    return database.inTransaction(tx -> {
      Numbers.hold(tx, Subscribers.SUBSCRIPTION);
      Optional<List<Row>> rows = toConfirm(tx, link.get());
      rows.ifPresent(all -> all.forEach(row -> confirm(tx, link.get(), row, now)));
      return rows.map(all ->
          all.stream()
              .flatMap(row -> Subscribers.newest(tx, row.subscription().id()).stream())
              .map(Row::subscription)
              .toList());
    });
  }

  private static void confirm(Handle tx, Link link, Row row, Instant now) {
    long head = Log.head(tx);
    if (link instanceof Link.Move move) {
      long to = Mailings.byId(tx, move.mailing()).orElseThrow().subscriber();
      Frequency frequency = row.subscription().wish().frequency();
      Subscribers.replace(tx, row, to, row.search(), frequency, head, now);
      Subscribers.byId(tx, row.subscriber())
          .ifPresent(from -> Subscribers.pause(tx, to, from.pausedUntil()));
      Subscribers.revive(tx, to);
      return;
    }
    Subscribers.confirm(tx, row, head, now);
    Mailings.asked(tx, Kind.CONFIRM, row.subscription().id())
        .map(Mailing::locale)
        .ifPresent(locale -> Subscribers.speak(tx, row.subscriber(), locale));
    // Whoever pressed a button in a mail reads mails.
    Subscribers.revive(tx, row.subscriber());
  }

  private Optional<Link> toConfirm(String token) {
    Instant now = clock.instant();
    return links
        .read(token)
        .filter(link ->
            switch (link) {
              case Link.Confirm confirm -> confirm.until().isAfter(now);
              case Link.Move move -> move.until().isAfter(now);
              case Link.End e -> false;
              case Link.Leave l -> false;
              case Link.Manage m -> false;
              case Link.Bounce b -> false;
            });
  }

  private static Optional<List<Row>> toConfirm(Handle tx, Link link) {
    return switch (link) {
      case Link.Confirm(long id, Instant until) ->
          Subscribers.subscription(tx, id)
              .filter(row -> row.subscription().confirmedAt().isEmpty())
              .filter(row -> row.subscription().endedAt().isEmpty())
              .map(List::of);
      case Link.Move(long mailing, Instant until) ->
          Mailings.asked(tx, Kind.MOVE, Mailings.byId(tx, mailing).map(Mailing::about).orElse(0L))
              // Only the newest that was asked for, as an address may have been mistyped before.
              .filter(newest -> newest.id() == mailing)
              .filter(newest -> Subscribers.byId(tx, newest.subscriber()).isPresent())
              .map(newest ->
                  Subscribers.standing(tx, newest.about()).stream()
                      .filter(row -> isBefore(row, newest.madeAt()))
                      .toList())
              .filter(rows -> !rows.isEmpty());
      case Link.End e -> Optional.empty();
      case Link.Leave l -> Optional.empty();
      case Link.Manage m -> Optional.empty();
      case Link.Bounce b -> Optional.empty();
    };
  }

  /// Whether a subscription stood when the move was asked for.
  private static boolean isBefore(Row row, Instant time) {
    return row.subscription().confirmedAt().filter(at -> !at.isAfter(time)).isPresent();
  }

  private static List<Subscription> shown(List<Row> rows) {
    return rows.stream().map(Row::subscription).toList();
  }

  /// The token of the link that confirms a subscription.
  String confirmToken(long subscription) {
    return links.write(new Link.Confirm(subscription, clock.instant().plus(CONFIRM_WITHIN)));
  }

  /// The token of the link that makes everything of one subscriber another's.
  ///
  /// @param mailing that asks for it
  String moveToken(long mailing) {
    return links.write(new Link.Move(mailing, clock.instant().plus(CONFIRM_WITHIN)));
  }

  /// The token of the link that ends a subscription.
  String endToken(long subscription) {
    return links.write(new Link.End(subscription));
  }

  /// The token of the link that ends what a mail was sent for.
  String leaveToken(long delivery) {
    return links.write(new Link.Leave(delivery));
  }

  /// What a link to leave would end: of a whole mail, what it was sent for; of one subscription,
  /// that. Empty for a link that is not ours. What has ended already says so.
  public Optional<List<Subscription>> leaving(String token) {
    return links.read(token).flatMap(link -> database.reading(tx -> leaving(tx, link)));
  }

  /// Ends it, now; once more does no harm.
  public Optional<List<Subscription>> leave(String token) {
    Instant now = clock.instant();
    return links
        .read(token)
        .flatMap(link ->
            database.inTransaction(tx -> {
              Numbers.hold(tx, Subscribers.SUBSCRIPTION);
              Optional<List<Subscription>> ending = leaving(tx, link);
              ending.ifPresent(all ->
                  Subscribers.end(
                      tx,
                      all.stream().map(Subscription::id).toList(),
                      Why.LEFT,
                      Log.head(tx),
                      now));
              return ending.isEmpty() ? ending : leaving(tx, link);
            }));
  }

  private static Optional<List<Subscription>> leaving(Handle tx, Link link) {
    return switch (link) {
      case Link.End(long id) -> Subscribers.newest(tx, id).map(row -> List.of(row.subscription()));
      case Link.Leave(long delivery) ->
          Optional.of(
              matched(tx, delivery).stream()
                  .flatMap(row -> Subscribers.newest(tx, row.subscription().id()).stream())
                  .map(Row::subscription)
                  .toList());
      case Link.Confirm c -> Optional.empty();
      case Link.Move m -> Optional.empty();
      case Link.Manage m -> Optional.empty();
      case Link.Bounce b -> Optional.empty();
    };
  }

  /// What a mail was sent for; nothing where it is one that its subscriber asked for.
  static List<Row> matched(Handle tx, long delivery) {
    long subscriber = Mailings.subscriber(delivery);
    return Mailings.byId(tx, Mailings.of(delivery)).stream()
        .flatMap(mailing ->
            switch (mailing.kind()) {
              case ALERT ->
                  Subscribers.matched(
                      tx,
                      subscriber,
                      Frequency.AT_ONCE,
                      mailing.n() - 1,
                      mailing.n(),
                      mailing.locale())
                      .stream();
              case DAILY ->
                  Subscribers.matched(
                      tx, subscriber, Frequency.DAILY, mailing.fromN(), mailing.toN(), null)
                      .stream();
              case WEEKLY ->
                  Subscribers.matched(
                      tx, subscriber, Frequency.WEEKLY, mailing.fromN(), mailing.toN(), null)
                      .stream();
              case CONFIRM, MOVE, LINK -> Stream.<Row>empty();
            })
        .toList();
  }

  /// Sends the link to everything of an address, if anything is known of it.
  ///
  /// @return done where the address could be one, whether or not it is known
  public Outcome<Boolean> askToManage(String address, Locale page, String network) {
    var read = Address.of("address", address);
    if (!(read instanceof Outcome.Done<Address>(Address to)))
      return read.then(a -> Outcome.done(true));
    Instant now = clock.instant();
    if (!rations.take(network, now)) return Outcome.refused("", "alerts.too-many");
    String mark = keys.mark(to);
    database.inTransaction(tx -> {
      Optional<Subscriber> known = Subscribers.byMark(tx, mark);
      if (known.isEmpty() || isTold(tx, known.get().id(), now)) {
        // It takes as long as for an address that is known, so that nobody learns which are.
        Numbers.take(tx, Mailings.TABLE, 1);
        return false;
      }
      Mailings.personal(tx, Kind.LINK, known.get().id(), 0, page, now);
      return true;
    });
    return Outcome.done(true);
  }

  /// The token of the link to everything of a subscriber.
  String manageToken(long subscriber) {
    return links.write(new Link.Manage(subscriber, clock.instant().plus(MANAGE_WITHIN)));
  }

  /// Everything of an address; empty for a link that is not ours or is older than an hour, or where
  /// it was erased.
  public Optional<Managed> managed(String token) {
    return manager(token).flatMap(id -> database.reading(tx -> managed(tx, id)));
  }

  private Optional<Long> manager(String token) {
    return links.read(token).orElse(null) instanceof Link.Manage(long id, Instant until)
            && until.isAfter(clock.instant())
        ? Optional.of(id)
        : Optional.empty();
  }

  private Optional<Managed> managed(Handle tx, long id) {
    return Subscribers.byId(tx, id)
        .map(one ->
            new Managed(
                keys.open(one.address()),
                one.locale(),
                Optional.ofNullable(one.pausedUntil()),
                Optional.ofNullable(one.suspendedWhy()),
                Subscribers.standing(tx, id).stream().map(Row::subscription).toList()));
  }

  /// Changes how often and in which languages. Nothing is missed or comes twice: what was published
  /// until now is told as it was asked for then.
  public Outcome<Managed> change(
      String token, long subscription, Frequency frequency, SortedSet<String> languages) {
    Instant now = clock.instant();
    var refusals =
        new Refusals()
            .when(languages.isEmpty(), "languages", "alerts.no-language")
            .when(
                !languages.stream()
                    .allMatch(tag -> newsroom.locales().has(Locale.forLanguageTag(tag))),
                "languages",
                "alerts.language",
                String.join(", ", languages));
    if (!refusals.none()) return refusals.<Boolean>or(true).then(done -> expired());
    return manage(
        token,
        (tx, id) -> {
          Optional<Row> old = standing(tx, id, subscription);
          if (old.isEmpty()) return;
          Wish before = old.get().subscription().wish();
          var wish = new Wish(before.search(), frequency, languages);
          if (wish.equals(before)) return;
          int search = StandingSearches.keep(tx, wish.standing().toString(), now);
          Subscribers.replace(tx, old.get(), id, search, frequency, Log.head(tx), now);
        });
  }

  private static Optional<Row> standing(Handle tx, long subscriber, long subscription) {
    return Subscribers.standing(tx, subscriber).stream()
        .filter(row -> row.subscription().id() == subscription)
        .findFirst();
  }

  /// Asks for everything to go to another address: a mail there asks whether it is theirs. Until
  /// they press its button, nothing changes.
  public Outcome<Managed> changeAddress(String token, String address) {
    return switch (Address.of("address", address)) {
      case Outcome.Refused<Address> refused -> refused.as();
      case Outcome.Done<Address>(Address to) -> {
        Instant now = clock.instant();
        String mark = keys.mark(to);
        byte[] sealed = keys.seal(to);
        yield manage(
            token,
            (tx, id) -> {
              Locale locale =
                  Subscribers.byId(tx, id)
                      .map(Subscriber::locale)
                      .orElse(newsroom.locales().first());
              if (!rations.take("subscriber " + id, now)) return;
              long other = Subscribers.keep(tx, mark, sealed, locale, now);
              if (other != id && !isTold(tx, other, now))
                Mailings.personal(tx, Kind.MOVE, other, id, locale, now);
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

  /// Ends one subscription.
  public Outcome<Managed> end(String token, long subscription) {
    Instant now = clock.instant();
    return manage(
        token,
        (tx, id) -> {
          if (standing(tx, id, subscription).isPresent())
            Subscribers.end(tx, List.of(subscription), Why.LEFT, Log.head(tx), now);
        });
  }

  /// Ends all of them.
  public Outcome<Managed> endAll(String token) {
    Instant now = clock.instant();
    return manage(
        token,
        (tx, id) -> {
          Subscribers.end(tx, ids(Subscribers.standing(tx, id)), Why.LEFT, Log.head(tx), now);
        });
  }

  private static List<Long> ids(List<Row> rows) {
    return rows.stream().map(row -> row.subscription().id()).toList();
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
                      all.put(
                          "pausedUntil", managed.pausedUntil().map(LocalDate::toString).orElse(""));
                      all.put("suspended", managed.suspended().orElse(""));
                      var rows = new ArrayList<Object>();
                      for (Row row : Subscribers.all(tx, id)) rows.add(row(row));
                      all.put("subscriptions", rows);
                      return Json.write(all);
                    })));
  }

  private static Map<String, Object> row(Row row) {
    Subscription one = row.subscription();
    var shown = new LinkedHashMap<String, Object>();
    shown.put("search", one.wish().search().toString());
    shown.put("languages", one.wish().languages());
    shown.put("frequency", one.wish().frequency().slug());
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
              Numbers.hold(tx, Subscribers.SUBSCRIPTION);
              var all = new ArrayList<Long>();
              for (Row row : Subscribers.all(tx, id)) all.add(row.subscription().id());
              Subscribers.end(tx, all, Why.ERASED, Log.head(tx), now);
              Subscribers.erase(tx, id, now);
              return true;
            }))
        .orElse(false);
  }

  private Outcome<Managed> manage(String token, BiConsumer<Handle, Long> work) {
    Optional<Long> id = manager(token);
    if (id.isEmpty()) return expired();
    return database.inTransaction(tx -> {
      Numbers.hold(tx, Subscribers.SUBSCRIPTION);
      if (Subscribers.byId(tx, id.get()).isEmpty()) return expired();
      work.accept(tx, id.get());
      return managed(tx, id.get()).map(Outcome::done).orElseGet(Subscriptions::expired);
    });
  }

  private static Outcome<Managed> expired() {
    return Outcome.refused("", "alerts.link");
  }
}
