package communique.alerts;

import communique.alerts.Links.Link;
import communique.alerts.Mailings.Kind;
import communique.alerts.Mailings.Mailing;
import communique.alerts.Subscribers.Subscriber;
import communique.alerts.SubscriptionRows.Row;
import communique.alerts.SubscriptionRows.Why;
import communique.outbound.Address;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.record.Log;
import communique.record.Newsroom;
import communique.search.Search;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Signing up, confirming and leaving, for the pages where people do it; what an address has is
/// changed in [Holdings].
///
/// Nothing here says whether an address is known, and nothing is sent before the owner of an
/// address pressed the button in a mail.
@Singleton
public final class Subscriptions {
  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private final AlertKeys keys;
  private final Links links;
  private final Rations rations;

  Subscriptions(
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
            .with(wish.spoken(newsroom))
            .when(!Search.read(text).toString().equals(text), "search", "alerts.search-long");
    if (!refusals.none() || !(read instanceof Outcome.Done<Address>(Address to)))
      return refusals.or(true);
    Instant now = clock.instant();
    if (!rations.take(network, now)) return Outcome.refused("", "alerts.too-many");
    // Made before the transaction: they may have to be read from the disk.
    String mark = keys.mark(to);
    byte[] sealed = keys.seal(to);
    database.inTransaction(tx -> {
      Numbers.hold(tx, SubscriptionRows.TABLE);
      long subscriber = Subscribers.keep(tx, mark, sealed, page, now);
      if (rations.isSpent(tx, subscriber, now)) return false;
      int search = StandingSearches.keep(tx, text, now);
      long subscription = SubscriptionRows.ask(tx, subscriber, search, wish.frequency(), now);
      Mailings.personal(tx, Kind.CONFIRM, subscriber, subscription, page, now);
      return true;
    });
    return Outcome.done(true);
  }

  /// What a press of the button would confirm, or did before; empty for a link that is not ours, is
  /// older than a week, or was used for what has ended by now.
  public Optional<Consent> confirmation(String token) {
    return links
        .read(token)
        .flatMap(link ->
            database.reading(tx ->
                toConfirm(tx, link).map(rows -> of(tx, link, rows)).or(() -> given(tx, link))));
  }

  /// Confirms: from now on mails are sent. Once more does nothing.
  ///
  /// @return what was confirmed; empty as [#confirmation(String)] says
  public Optional<Consent> confirm(String token) {
    Optional<Link> link = links.read(token);
    if (link.isEmpty()) return Optional.empty();
    Instant now = clock.instant();
    return database.inTransaction(tx -> {
      Numbers.hold(tx, SubscriptionRows.TABLE);
      Optional<List<Row>> rows = toConfirm(tx, link.get());
      rows.ifPresent(all -> all.forEach(row -> confirm(tx, link.get(), row, now)));
      return rows.map(all -> all.stream().flatMap(row -> newest(tx, row)).toList())
          .map(all -> of(tx, link.get(), all))
          .or(() -> given(tx, link.get()));
    });
  }

  private static Consent of(Handle tx, Link link, List<Row> rows) {
    List<Subscription> subscriptions = rows.stream().map(Row::subscription).toList();
    if (link instanceof Link.Move) return new Consent.Move(subscriptions);
    String zone =
        rows.stream()
            .flatMap(row -> Subscribers.byId(tx, row.subscriber()).stream())
            .map(Subscriber::zone)
            .findFirst()
            .orElse(Digests.NEWSROOM);
    return new Consent.Begin(subscriptions, zone);
  }

  private static Stream<Row> newest(Handle tx, Row row) {
    return SubscriptionRows.newest(tx, row.id()).stream();
  }

  private static void confirm(Handle tx, Link link, Row row, Instant now) {
    long head = Log.hold(tx);
    if (link instanceof Link.Move move) {
      long to = Mailings.byId(tx, move.mailing()).orElseThrow().subscriber();
      if (SubscriptionRows.standing(tx, to).isEmpty())
        Subscribers.byId(tx, row.subscriber())
            .ifPresent(from -> Subscribers.dwell(tx, to, from.zone()));
      Frequency frequency = row.subscription().wish().frequency();
      SubscriptionRows.replace(tx, row, to, row.search(), frequency, head, now);
      Subscribers.byId(tx, row.subscriber())
          .filter(from -> from.pausedUntil() != null)
          .ifPresent(from -> Subscribers.pause(tx, to, from.pausedUntil()));
      Subscribers.revive(tx, to);
      return;
    }
    SubscriptionRows.confirm(tx, row, head, now);
    Mailings.asked(tx, Kind.CONFIRM, row.id())
        .map(Mailing::locale)
        .ifPresent(locale -> Subscribers.speak(tx, row.subscriber(), locale));
    // Whoever pressed a button in a mail reads mails.
    Subscribers.revive(tx, row.subscriber());
  }

  private static Optional<List<Row>> toConfirm(Handle tx, Link link) {
    return switch (link) {
      case Link.Confirm(long id, Instant until) ->
          SubscriptionRows.subscription(tx, id)
              .filter(row -> row.subscription().confirmedAt().isEmpty())
              .filter(row -> row.subscription().endedAt().isEmpty())
              .filter(row -> Subscribers.byId(tx, row.subscriber()).isPresent())
              .map(List::of);
      case Link.Move(long mailing, Instant until) ->
          Mailings.asked(tx, Kind.MOVE, Mailings.byId(tx, mailing).map(Mailing::about).orElse(0L))
              // Only the newest that was asked for, as an address may have been mistyped before.
              .filter(newest -> newest.id() == mailing)
              .filter(newest -> Subscribers.byId(tx, newest.subscriber()).isPresent())
              .map(newest ->
                  SubscriptionRows.standing(tx, newest.about()).stream()
                      .filter(row -> isBefore(row, newest.madeAt()))
                      .toList())
              .filter(rows -> !rows.isEmpty());
      case Link.End e -> Optional.empty();
      case Link.Leave l -> Optional.empty();
      case Link.Manage m -> Optional.empty();
      case Link.Bounce b -> Optional.empty();
    };
  }

  /// What a link was used for, where mails are sent for it to this day.
  private static Optional<Consent> given(Handle tx, Link link) {
    return switch (link) {
      case Link.Confirm(long id, Instant until) ->
          SubscriptionRows.subscription(tx, id)
              .filter(row -> newest(tx, row).anyMatch(one -> comes(tx, one, row.subscriber())))
              .map(row -> new Consent.Given(false));
      case Link.Move(long id, Instant until) ->
          Mailings.byId(tx, id)
              .filter(mailing ->
                  SubscriptionRows.all(tx, mailing.about()).stream()
                      .flatMap(row -> newest(tx, row))
                      .anyMatch(one -> comes(tx, one, mailing.subscriber())))
              .map(mailing -> new Consent.Given(true));
      case Link.End e -> Optional.empty();
      case Link.Leave l -> Optional.empty();
      case Link.Manage m -> Optional.empty();
      case Link.Bounce b -> Optional.empty();
    };
  }

  /// Whether a subscription stands, for somebody to whom mails are sent. Who gets none, as theirs
  /// came back, is to ask anew.
  private static boolean comes(Handle tx, Row row, long subscriber) {
    return row.subscription().stands()
        && row.subscriber() == subscriber
        && Subscribers.byId(tx, subscriber).filter(one -> one.suspendedAt() == null).isPresent();
  }

  /// Whether a subscription stood when the move was asked for.
  private static boolean isBefore(Row row, Instant time) {
    return row.subscription().confirmedAt().filter(at -> !at.isAfter(time)).isPresent();
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
              Numbers.hold(tx, SubscriptionRows.TABLE);
              Optional<List<Subscription>> ending = leaving(tx, link);
              ending.ifPresent(all ->
                  SubscriptionRows.end(
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
      case Link.End(long id) ->
          SubscriptionRows.toEnd(tx, id).map(row -> List.of(row.subscription()));
      case Link.Leave(long delivery) ->
          Optional.of(
              matched(tx, delivery).stream()
                  .flatMap(row -> SubscriptionRows.toEnd(tx, row.id()).stream())
                  .map(Row::subscription)
                  .toList());
      case Link.Confirm c -> Optional.empty();
      case Link.Move m -> Optional.empty();
      case Link.Manage m -> Optional.empty();
      case Link.Bounce b -> Optional.empty();
    };
  }

  /// What a mail was sent for; nothing where it is one that its subscriber asked for.
  private static List<Row> matched(Handle tx, long delivery) {
    return Mailings.byId(tx, Mailings.of(delivery))
        .flatMap(mailing ->
            mailing
                .kind()
                .frequency()
                .map(often -> Gathering.matched(tx, mailing, often, Mailings.subscriber(delivery))))
        .orElse(List.of());
  }
}
