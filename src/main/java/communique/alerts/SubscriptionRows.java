package communique.alerts;

import communique.search.Search;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table subscription: what each subscriber wants to be told of, and wanted.
final class SubscriptionRows {
  static final String TABLE = "subscription";

  static final String SELECT =
      """
      select s.id, s.subscriber_id, s.search_id, s.frequency, s.asked_at, s.confirmed_at, s.ended_at,
        s.ended_why, s.zone, s.source, t.search
      from subscription s join standing_search t on t.id = s.search_id
      """;

  private SubscriptionRows() {}

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
      Subscription subscription) {
    long id() {
      return subscription.id();
    }
  }

  static List<Long> ids(List<Row> rows) {
    return rows.stream().map(Row::id).toList();
  }

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

  /// Notes that a subscriber asked for something; nothing is sent for it before it is confirmed.
  ///
  /// @return its id
  static long ask(Handle tx, long subscriber, int search, Frequency frequency, Instant now) {
    long id = Numbers.take(tx, TABLE, 1);
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
    return tx.createQuery(SELECT + "where s.id = :id")
        .bind("id", id)
        .map((row, context) -> row(row))
        .findOne();
  }

  /// What stands for a subscriber, the oldest first.
  static List<Row> standing(Handle tx, long subscriber) {
    return tx.createQuery(
            SELECT
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
    rows.sort(Comparator.comparing(row -> firsts.getOrDefault(row.id(), row.id())));
    return rows;
  }

  /// Everything that a subscriber ever asked for, the oldest first.
  static List<Row> all(Handle tx, long subscriber) {
    return tx.createQuery(SELECT + "where s.subscriber_id = :subscriber order by s.id")
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
        .bind("id", row.id())
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
        .bind("id", row.id())
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
    end(tx, List.of(old.id()), Why.CHANGED, head, now);
    long made = ask(tx, subscriber, search, frequency, now);
    tx.createUpdate("update subscription set became = :made where id = :old")
        .bind("made", made)
        .bind("old", old.id())
        .execute();
    subscription(tx, made).ifPresent(row -> confirm(tx, row, head, now));
    tx.createUpdate(
            """
            update subscription set (asked_at, confirmed_at, source) = (
              select asked_at, confirmed_at, source from subscription o where o.id = :old)
            where id = :made
            """)
        .bind("old", old.id())
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

  static Row row(ResultSet row) throws SQLException {
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
            Optional.ofNullable(Subscribers.instant(row, "confirmed_at")),
            Optional.ofNullable(Subscribers.instant(row, "ended_at"))));
  }
}
