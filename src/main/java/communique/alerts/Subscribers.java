package communique.alerts;

import communique.alerts.SubscriptionRows.Row;
import communique.alerts.SubscriptionRows.Why;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables subscriber and departed: who is written to, and who is not any more.
final class Subscribers {
  static final String TABLE = "subscriber";

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
    Numbers.hold(tx, TABLE);
    Optional<Subscriber> known = byMark(tx, mark);
    if (known.isPresent()) return known.get().id();
    long id = Numbers.take(tx, TABLE, 1);
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

  /// Notes in which language a subscriber is written to.
  static void speak(Handle tx, long subscriber, Locale locale) {
    tx.createUpdate("update subscriber set locale = :locale where id = :id")
        .bind("locale", locale.toLanguageTag())
        .bind("id", subscriber)
        .execute();
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
    List<Row> all = SubscriptionRows.all(tx, subscriber);
    if (all.isEmpty()) {
      tx.createUpdate("delete from subscriber where id = :id").bind("id", subscriber).execute();
      return;
    }
    List<Long> standing = SubscriptionRows.ids(SubscriptionRows.standing(tx, subscriber));
    SubscriptionRows.end(tx, standing, Why.BOUNCED, head, now);
    boolean bounced = byId(tx, subscriber).filter(one -> one.suspendedAt() != null).isPresent();
    erase(tx, subscriber, bounced ? Why.BOUNCED : Why.LEFT, now);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
