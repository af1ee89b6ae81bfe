package communique.alerts;

import communique.alerts.Mailings.Mailing;
import communique.search.Search;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables subscriber and subscription: who wants to be told of what.
final class Subscribers {
  static final String SUBSCRIBER = "subscriber";
  static final String SUBSCRIPTION = "subscription";

  private static final String SUBSCRIPTIONS =
      """
      select s.id, s.subscriber_id, s.search_id, s.frequency, s.asked_at, s.confirmed_at, s.ended_at,
        s.ended_why, s.zone, s.source, t.search
      from subscription s join standing_search t on t.id = s.search_id
      """;

  private Subscribers() {}

  /// @param address sealed
  /// @param zone by whose clock digests come, as [Digests] names it
  /// @param suspendedWhy null where nothing is
  @SuppressWarnings("ArrayRecordComponent") // Read once, compared never.
  record Subscriber(
      long id,
      byte[] address,
      Locale locale,
      String zone,
      @Nullable LocalDate pausedUntil,
      @Nullable Instant suspendedAt,
      @Nullable String suspendedWhy) {}

  /// A subscription as it is kept.
  ///
  /// @param endedWhy null while it stands
  /// @param zone by whose clock its digests come, as [Digests] names it
  /// @param source `page`, or where it was imported from
  record Row(
      long subscriber,
      int search,
      @Nullable String endedWhy,
      String zone,
      String source,
      Subscription subscription) {}

  /// Why a subscription ended.
  enum Why {
    LEFT,
    CHANGED,
    BOUNCED,
    ERASED,
    UNCONFIRMED;

    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The subscriber with that address.
  static Optional<Subscriber> byMark(Handle tx, String mark) {
    return subscribers(tx, "mark = :key", mark);
  }

  static Optional<Subscriber> byId(Handle tx, long id) {
    return subscribers(tx, "id = :key", id);
  }

  private static Optional<Subscriber> subscribers(Handle tx, String where, Object key) {
    return tx.createQuery(
            """
            select id, address, locale, zone, paused_until, suspended_at, suspended_why
            from subscriber where erased_at is null and
            """
                + " "
                + where)
        .bind("key", key)
        .map((row, context) -> subscriber(row))
        .findOne();
  }

  private static Subscriber subscriber(ResultSet row) throws SQLException {
    String paused = row.getString("paused_until");
    return new Subscriber(
        row.getLong("id"),
        row.getBytes("address"),
        Locale.forLanguageTag(row.getString("locale")),
        row.getString("zone"),
        paused == null ? null : LocalDate.parse(paused),
        instant(row, "suspended_at"),
        row.getString("suspended_why"));
  }

  /// The id of the subscriber with that address, who is one from now on if they were not.
  static long keep(Handle tx, String mark, byte[] address, Locale locale, Instant now) {
    // Whoever comes second sees what the first one kept.
    Numbers.hold(tx, SUBSCRIBER);
    Optional<Subscriber> known = byMark(tx, mark);
    if (known.isPresent()) return known.get().id();
    long id = Numbers.take(tx, SUBSCRIBER, 1);
    tx.createUpdate(
            """
            insert into subscriber (id, mark, address, locale, made_at, bounces)
            values (:id, :mark, :address, :locale, :now, 0)
            """)
        .bind("id", id)
        .bind("mark", mark)
        .bind("address", address)
        .bind("locale", locale.toLanguageTag())
        .bind("now", now.toEpochMilli())
        .execute();
    return id;
  }

  /// Notes that a subscriber asked for something; nothing is sent for it before it is confirmed.
  ///
  /// @return its id
  static long ask(Handle tx, long subscriber, int search, Frequency frequency, Instant now) {
    long id = Numbers.take(tx, SUBSCRIPTION, 1);
    tx.createUpdate(
            """
            insert into subscription (
              id, subscriber_id, search_id, frequency, asked_at, source)
            values (:id, :subscriber, :search, :frequency, :now, 'page')
            """)
        .bind("id", id)
        .bind("subscriber", subscriber)
        .bind("search", search)
        .bind("frequency", frequency.slug())
        .bind("now", now.toEpochMilli())
        .execute();
    return id;
  }

  static Optional<Row> subscription(Handle tx, long id) {
    return tx.createQuery(SUBSCRIPTIONS + "where s.id = :id")
        .bind("id", id)
        .map((row, context) -> row(row))
        .findOne();
  }

  /// What stands for a subscriber, the oldest first.
  static List<Row> standing(Handle tx, long subscriber) {
    return tx.createQuery(
            SUBSCRIPTIONS
                + """
                where s.subscriber_id = :subscriber and s.confirmed_at is not null
                  and s.ended_at is null
                order by s.id
                """)
        .bind("subscriber", subscriber)
        .map((row, context) -> row(row))
        .list();
  }

  /// What stands for a subscriber in the order in which it was first asked for, whatever it was
  /// changed to since.
  static List<Row> settled(Handle tx, long subscriber) {
    var firsts = new HashMap<Long, Long>();
    tx.createQuery(
            """
            with recursive line (id, first) as (
              select s.id, s.id from subscription s
              where s.subscriber_id = :subscriber and not exists (
                select p.id from subscription p
                where p.subscriber_id = s.subscriber_id and p.became = s.id)
              union
              select s.became, line.first from subscription s join line on s.id = line.id
              where s.became is not null)
            select id, min(first) from line group by id
            """)
        .bind("subscriber", subscriber)
        .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
        .forEach(one -> firsts.put(one.getKey(), one.getValue()));
    var rows = new ArrayList<>(standing(tx, subscriber));
    rows.sort(
        Comparator.comparing(
            row -> firsts.getOrDefault(row.subscription().id(), row.subscription().id())));
    return rows;
  }

  /// Everything that a subscriber ever asked for, the oldest first.
  static List<Row> all(Handle tx, long subscriber) {
    return tx.createQuery(SUBSCRIPTIONS + "where s.subscriber_id = :subscriber order by s.id")
        .bind("subscriber", subscriber)
        .map((row, context) -> row(row))
        .list();
  }

  /// Lets a subscription stand for the changes behind `head`, by its subscriber's clock. Where the
  /// same search stood for the subscriber already, that one ends, and holds up to `head`.
  static void confirm(Handle tx, Row row, long head, Instant now) {
    tx.createUpdate(
            """
            update subscription set ended_at = :now, ended_why = 'changed', to_n = :head,
              became = :id
            where subscriber_id = :subscriber and search_id = :search and id <> :id
              and confirmed_at is not null and ended_at is null
            """)
        .bind("now", now.toEpochMilli())
        .bind("head", head)
        .bind("subscriber", row.subscriber())
        .bind("search", row.search())
        .bind("id", row.subscription().id())
        .execute();
    tx.createUpdate(
            """
            update subscription set confirmed_at = :now, from_n = :head,
              zone = case frequency when 'at-once' then ''
                else (select zone from subscriber b where b.id = subscription.subscriber_id) end
            where id = :id and confirmed_at is null and ended_at is null
            """)
        .bind("now", now.toEpochMilli())
        .bind("head", head)
        .bind("id", row.subscription().id())
        .execute();
  }

  /// Ends some subscriptions that stand or wait to be confirmed.
  ///
  /// @param head up to which change they hold; only [Why#CHANGED] is told of what came before
  static void end(Handle tx, List<Long> ids, Why why, long head, Instant now) {
    if (ids.isEmpty()) return;
    tx.createUpdate(
            """
            update subscription set ended_at = :now, ended_why = :why, to_n = :head
            where id in (<ids>) and ended_at is null
            """)
        .bind("now", now.toEpochMilli())
        .bind("why", why.slug())
        .bind("head", head)
        .bindList("ids", ids)
        .execute();
    if (why != Why.CHANGED) leaveBehind(tx, ids, why);
  }

  /// What became something that ends is not told of any more either.
  private static void leaveBehind(Handle tx, List<Long> ids, Why why) {
    List<Long> later = ids;
    while (!later.isEmpty())
      later =
          tx.createQuery(
                  """
                  update subscription set ended_why = :why
                  where became in (<ids>) and ended_why = 'changed' returning id
                  """)
              .bind("why", why.slug())
              .bindList("ids", later)
              .mapTo(Long.class)
              .list();
  }

  /// Ends a subscription that stands, and lets another stand in its place, by the same consent.
  ///
  /// @param subscriber whose the new one is
  static void replace(
      Handle tx,
      Row old,
      long subscriber,
      int search,
      Frequency frequency,
      long head,
      Instant now) {
    end(tx, List.of(old.subscription().id()), Why.CHANGED, head, now);
    long made = ask(tx, subscriber, search, frequency, now);
    tx.createUpdate("update subscription set became = :made where id = :old")
        .bind("made", made)
        .bind("old", old.subscription().id())
        .execute();
    subscription(tx, made).ifPresent(row -> confirm(tx, row, head, now));
    tx.createUpdate(
            """
            update subscription set (asked_at, confirmed_at, source) = (
              select asked_at, confirmed_at, source from subscription o where o.id = :old)
            where id = :made
            """)
        .bind("old", old.subscription().id())
        .bind("made", made)
        .execute();
  }

  /// A subscription as it stands by now: what it became, where it was changed.
  static Optional<Row> newest(Handle tx, long id) {
    return tx.createQuery(
            """
            with recursive line (id, became) as (
              select id, became from subscription where id = :id
              union
              select s.id, s.became from subscription s join line on s.id = line.became)
            select id from line where became is null
            """)
        .bind("id", id)
        .mapTo(Long.class)
        .findOne()
        .flatMap(last -> subscription(tx, last));
  }

  /// What stands in the place of a subscription that its link is to end: what it became, or, where
  /// that was left, the same that was asked for again.
  static Optional<Row> toEnd(Handle tx, long id) {
    return newest(tx, id)
        .map(row ->
            row.endedWhy() == null
                ? row
                : standing(tx, row.subscriber()).stream()
                    .filter(other -> other.search() == row.search())
                    .findFirst()
                    .orElse(row));
  }

  /// What a mailing's mail to a subscriber was sent for, ended by now or not.
  static List<Row> matched(Handle tx, Mailing mailing, Frequency frequency, long subscriber) {
    return tx.createQuery(
            SUBSCRIPTIONS
                + """
                where s.subscriber_id = :subscriber and s.frequency = :frequency
                  and s.zone = :zone and s.confirmed_at is not null and exists (
                    select n from alert_search a
                    where a.search_id = s.search_id and a.n > :fromN and a.n <= :toN
                      and a.n > s.from_n and (s.to_n is null or a.n <= s.to_n))
                order by s.id
                """)
        .bind("subscriber", subscriber)
        .bind("frequency", frequency.slug())
        .bind("zone", mailing.zone())
        .bind("fromN", mailing.fromN())
        .bind("toN", mailing.toN())
        .map((row, context) -> row(row))
        .list();
  }

  /// What a mail to a subscriber needs to know of them.
  ///
  /// @param address sealed
  @SuppressWarnings("ArrayRecordComponent") // Read once, compared never.
  record Recipient(
      long id,
      byte[] address,
      Locale locale,
      String zone,
      @Nullable LocalDate pausedUntil,
      boolean suspended) {}

  /// Those of some subscribers that were not erased.
  static Map<Long, Recipient> recipients(Handle tx, Collection<Long> ids) {
    var found = new HashMap<Long, Recipient>();
    if (ids.isEmpty()) return found;
    tx.createQuery(
            """
            select id, address, locale, zone, paused_until, suspended_at from subscriber
            where id in (<ids>) and erased_at is null
            """)
        .bindList("ids", new ArrayList<>(ids))
        .map((row, context) -> {
          String paused = row.getString("paused_until");
          return new Recipient(
              row.getLong("id"),
              row.getBytes("address"),
              Locale.forLanguageTag(row.getString("locale")),
              row.getString("zone"),
              paused == null ? null : LocalDate.parse(paused),
              instant(row, "suspended_at") != null);
        })
        .forEach(one -> found.put(one.id(), one));
    return found;
  }

  /// A subscription that a mail is sent for.
  record For(long subscriber, long subscription, int search, Instant askedAt) {}

  /// A page that a subscriber is told of, and a subscription for which they are.
  record Gathered(For why, Alerts.Page page) {}

  /// What a mailing gathers for some subscribers, in the order of the log: what held for each
  /// change and has not been left since.
  static Map<Long, List<Gathered>> gathered(
      Handle tx, Mailing mailing, Frequency frequency, List<Long> subscribers) {
    return tx
        .createQuery(
            """
            select s.subscriber_id, s.id, s.search_id, s.asked_at, a.n, a.locale
            from subscription s join alert_search a on a.search_id = s.search_id
            where s.subscriber_id in (<subscribers>) and s.frequency = :frequency
              and s.zone = :zone and s.confirmed_at is not null
              and (s.ended_at is null or s.ended_why = 'changed') and a.n > :fromN and a.n <= :toN and a.n > s.from_n
              and (s.to_n is null or a.n <= s.to_n)
            order by s.subscriber_id, a.n, a.locale, s.id
            """)
        .bindList("subscribers", subscribers)
        .bind("frequency", frequency.slug())
        .bind("zone", mailing.zone())
        .bind("fromN", mailing.fromN())
        .bind("toN", mailing.toN())
        .map((row, context) ->
            new Gathered(
                new For(
                    row.getLong(1),
                    row.getLong(2),
                    row.getInt(3),
                    Instant.ofEpochMilli(row.getLong(4))),
                new Alerts.Page(row.getLong(5), Locale.forLanguageTag(row.getString(6)))))
        .stream()
        .collect(Collectors.groupingBy(one -> one.why().subscriber()));
  }

  /// Whether a digest has anybody who may be told by the clock of a zone.
  ///
  /// @param n of what came behind that change
  static boolean isAnybody(Handle tx, String frequency, String zone, long n) {
    return !tx.createQuery(
            """
            select id from subscription
            where zone = :zone and frequency = :frequency and frequency <> 'at-once'
              and confirmed_at is not null
              and (ended_at is null or ended_why = 'changed' and to_n > :n)
            limit 1
            """)
        .bind("zone", zone)
        .bind("frequency", frequency)
        .bind("n", n)
        .mapTo(Long.class)
        .list()
        .isEmpty();
  }

  /// Notes in which language a subscriber is written to.
  static void speak(Handle tx, long subscriber, Locale locale) {
    tx.createUpdate("update subscriber set locale = :locale where id = :id")
        .bind("locale", locale.toLanguageTag())
        .bind("id", subscriber)
        .execute();
  }

  /// Forgets what was asked for and never confirmed before a time, with those who have nothing
  /// else, and searches that nobody else has.
  static void sweep(Handle tx, Instant before) {
    record Swept(long subscriber, int search) {}
    List<Swept> swept =
        tx.createQuery(
                """
                delete from subscription where confirmed_at is null and asked_at < :before
                returning subscriber_id, search_id
                """)
            .bind("before", before.toEpochMilli())
            .map((row, context) -> new Swept(row.getLong(1), row.getInt(2)))
            .list();
    if (swept.isEmpty()) return;
    var subscribers =
        tx.prepareBatch(
            """
            delete from subscriber where id = ? and not exists (
              select id from subscription s where s.subscriber_id = subscriber.id)
            """);
    for (Swept one : swept) subscribers.add(one.subscriber());
    subscribers.execute();
    StandingSearches.sweep(tx, swept.stream().map(Swept::search).distinct().toList());
  }

  /// Notes by whose clock a subscriber's digests come, from the next subscription on.
  static void dwell(Handle tx, long subscriber, String zone) {
    tx.createUpdate("update subscriber set zone = :zone where id = :id")
        .bind("zone", zone)
        .bind("id", subscriber)
        .execute();
  }

  static void pause(Handle tx, long subscriber, @Nullable LocalDate until) {
    tx.createUpdate("update subscriber set paused_until = :until where id = :id")
        .bind("until", until == null ? null : until.toString())
        .bind("id", subscriber)
        .execute();
  }

  /// Sends nothing any more, as mails came back.
  ///
  /// @param why in the server's words
  static void suspend(Handle tx, long subscriber, String why, Instant now) {
    tx.createUpdate(
            """
            update subscriber set suspended_at = :now, suspended_why = :why
            where id = :id and suspended_at is null and erased_at is null
            """)
        .bind("now", now.toEpochMilli())
        .bind("why", Said.kept(why))
        .bind("id", subscriber)
        .execute();
  }

  /// Counts a mail that came back, unless one was counted after a time.
  ///
  /// @return how many have been
  static int bounced(Handle tx, long subscriber, Instant after, Instant now) {
    tx.createUpdate(
            """
            update subscriber set bounces = bounces + 1, bounced_at = :now
            where id = :id and (bounced_at is null or bounced_at < :after)
            """)
        .bind("now", now.toEpochMilli())
        .bind("after", after.toEpochMilli())
        .bind("id", subscriber)
        .execute();
    return tx.createQuery("select bounces from subscriber where id = :id")
        .bind("id", subscriber)
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  /// Mails are sent again: the address was shown to work, by its owner.
  static void revive(Handle tx, long subscriber) {
    tx.createUpdate(
            "delete from departed where mark = (select mark from subscriber where id = :id)")
        .bind("id", subscriber)
        .execute();
    tx.createUpdate(
            """
            update subscriber set suspended_at = null, suspended_why = null, bounces = 0
            where id = :id
            """)
        .bind("id", subscriber)
        .execute();
  }

  /// Takes everything that says who it was. That there was somebody stays, and the mark of the
  /// address among those that are not written to again.
  static void erase(Handle tx, long subscriber, Why why, Instant now) {
    tx.createUpdate(
            """
            insert into departed (mark, why, at)
            select mark, :why, :now from subscriber where id = :id and mark is not null
            on conflict (mark) do nothing
            """)
        .bind("why", why.slug())
        .bind("now", now.toEpochMilli())
        .bind("id", subscriber)
        .execute();
    tx.createUpdate(
            """
            update subscriber set mark = null, address = null, zone = '', paused_until = null,
              suspended_why = null, erased_at = :now
            where id = :id
            """)
        .bind("now", now.toEpochMilli())
        .bind("id", subscriber)
        .execute();
    // It may name them.
    tx.createUpdate("update subscription set source = '' where subscriber_id = :id")
        .bind("id", subscriber)
        .execute();
  }

  /// The addresses that a subscriber had before: those from which everything was moved here.
  static List<Long> earlier(Handle tx, long subscriber) {
    return tx.createQuery(
            """
            with recursive line (id) as (
              select id from subscription where subscriber_id = :id
              union
              select s.id from subscription s join line on s.became = line.id)
            select distinct b.id from line
              join subscription s on s.id = line.id
              join subscriber b on b.id = s.subscriber_id
            where b.id <> :id and b.erased_at is null and not exists (
              select id from subscription t
              where t.subscriber_id = b.id and t.ended_at is null)
            """)
        .bind("id", subscriber)
        .mapTo(Long.class)
        .list();
  }

  /// Those of some subscribers whose address is not needed any more: nothing stands for them or
  /// waits to be confirmed, or nothing has been sent to them, since a time.
  ///
  /// @param after the id behind which they begin
  /// @param many so many ids are looked at
  static List<Long> gone(Handle tx, long after, int many, Instant before) {
    return tx.createQuery(
            """
            select id from subscriber
            where id > :after and id <= :after + :many and erased_at is null and made_at < :before
              and not exists (
                select id from subscription s where s.subscriber_id = subscriber.id and (
                  s.ended_at is null and s.confirmed_at is null
                  or (s.ended_at is null or s.ended_at >= :before)
                    and coalesce(suspended_at, :before) >= :before))
            order by id
            """)
        .bind("after", after)
        .bind("many", many)
        .bind("before", before.toEpochMilli())
        .mapTo(Long.class)
        .list();
  }

  /// The highest id; 0 where there is nobody.
  static long last(Handle tx) {
    return tx.createQuery("select coalesce(max(id), 0) from subscriber").mapTo(Long.class).one();
  }

  /// Ends what stands for a subscriber who is written to no more, and takes the address; of who
  /// never confirmed anything, nothing stays.
  static void forget(Handle tx, long subscriber, long head, Instant now) {
    List<Row> all = all(tx, subscriber);
    if (all.isEmpty()) {
      tx.createUpdate("delete from subscriber where id = :id").bind("id", subscriber).execute();
      return;
    }
    List<Long> standing =
        standing(tx, subscriber).stream().map(row -> row.subscription().id()).toList();
    end(tx, standing, Why.BOUNCED, head, now);
    boolean bounced = byId(tx, subscriber).filter(one -> one.suspendedAt() != null).isPresent();
    erase(tx, subscriber, bounced ? Why.BOUNCED : Why.LEFT, now);
  }

  private static Row row(ResultSet row) throws SQLException {
    Frequency frequency = Frequency.read(row.getString("frequency")).orElseThrow();
    return new Row(
        row.getLong("subscriber_id"),
        row.getInt("search_id"),
        row.getString("ended_why"),
        row.getString("zone"),
        row.getString("source"),
        new Subscription(
            row.getLong("id"),
            Wish.of(Search.read(row.getString("search")), frequency),
            Instant.ofEpochMilli(row.getLong("asked_at")),
            Optional.ofNullable(instant(row, "confirmed_at")),
            Optional.ofNullable(instant(row, "ended_at"))));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
