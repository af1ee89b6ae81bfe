package communique.alerts;

import communique.alerts.Carried.Ended;
import communique.alerts.Carried.Suspended;
import communique.platform.Bulk;
import communique.platform.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables subscriber and subscription, for many at once.
final class ArrivalRows {
  /// In one `in (…)`: a number that both databases take, and that is nearly always the same, so
  /// that the statement is read once.
  private static final int ASKED = 1_000;

  private ArrivalRows() {}

  /// A subscriber who is here.
  ///
  /// @param suspended whether nothing is sent to them
  /// @param zone by whose clock digests come
  record Known(long id, boolean suspended, String zone) {}

  /// Something that a subscriber confirmed once.
  ///
  /// @param search its id
  /// @param endedWhy null while it stands
  /// @param here whether it ever held here, and was not carried here when it had ended
  record Prior(long subscriber, int search, @Nullable String endedWhy, boolean here) {}

  /// Somebody to be added, or something for somebody.
  ///
  /// @param zone by whose clock their digests come
  record Added(long subscriber, int search, String zone, Arrival arrival) {}

  /// Those of some addresses that are known, by their marks.
  static Map<String, Known> known(Handle tx, Collection<String> marks) {
    var known = new HashMap<String, Known>();
    for (List<String> some : parts(marks))
      tx.createQuery(
              """
              select mark, id, suspended_at, zone from subscriber
              where mark in (<marks>) and erased_at is null
              """)
          .bindList("marks", some)
          .map((row, context) ->
              Map.entry(
                  row.getString(1),
                  new Known(row.getLong(2), row.getObject(3) != null, row.getString(4))))
          .forEach(one -> known.put(one.getKey(), one.getValue()));
    return known;
  }

  /// Why some addresses are not written to again, by their marks.
  static Map<String, String> departed(Handle tx, Collection<String> marks) {
    var departed = new HashMap<String, String>();
    for (List<String> some : parts(marks))
      tx.createQuery("select mark, why from departed where mark in (<marks>)")
          .bindList("marks", some)
          .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
          .forEach(one -> departed.put(one.getKey(), one.getValue()));
    return departed;
  }

  /// Everything that some subscribers ever confirmed, by the subscribers, the oldest first.
  static Map<Long, List<Prior>> prior(Handle tx, Collection<Long> subscribers) {
    var prior = new HashMap<Long, List<Prior>>();
    for (List<Long> some : parts(subscribers))
      tx.createQuery(
              """
              select subscriber_id, search_id, ended_at, ended_why, from_n from subscription
              where subscriber_id in (<subscribers>) and confirmed_at is not null order by id
              """)
          .bindList("subscribers", some)
          .map((row, context) ->
              new Prior(
                  row.getLong(1),
                  row.getInt(2),
                  row.getObject(3) == null ? null : row.getString(4),
                  row.getObject(5) != null))
          .forEach(
              one -> prior.computeIfAbsent(one.subscriber(), key -> new ArrayList<>()).add(one));
    return prior;
  }

  /// Adds subscribers.
  static void addSubscribers(Handle tx, Database.Kind kind, List<Added> all, Instant now) {
    if (all.isEmpty()) return;
    var rows =
        new Bulk(
            tx,
            kind,
            Subscribers.TABLE,
            List.of(
                "id",
                "mark",
                "address",
                "locale",
                "zone",
                "made_at",
                "paused_until",
                "suspended_at",
                "suspended_why",
                "bounces"));
    for (Added one : all) {
      Carried carried = one.arrival().carried();
      Suspended suspended = carried.suspended();
      rows.add(
          one.subscriber(),
          one.arrival().mark(),
          one.arrival().sealed(),
          carried.locale().toLanguageTag(),
          one.zone(),
          now.toEpochMilli(),
          carried.pausedUntil() == null ? null : carried.pausedUntil().toString(),
          suspended == null ? null : suspended.at().toEpochMilli(),
          suspended == null ? null : Said.kept(suspended.why()),
          0);
    }
    rows.execute();
  }

  /// Adds subscriptions: those that stand hold for the changes behind `head`, the others for none.
  ///
  /// @param last the id of the last one; the others have those before it
  static void addSubscriptions(
      Handle tx, Database.Kind kind, List<Added> all, long last, long head) {
    if (all.isEmpty()) return;
    var rows =
        new Bulk(
            tx,
            kind,
            SubscriptionRows.TABLE,
            List.of(
                "id",
                "subscriber_id",
                "search_id",
                "frequency",
                "zone",
                "asked_at",
                "confirmed_at",
                "from_n",
                "ended_at",
                "ended_why",
                "source"));
    long id = last - all.size();
    for (Added one : all) {
      Carried carried = one.arrival().carried();
      Ended ended = carried.ended();
      Frequency often = carried.wish().frequency();
      rows.add(
          ++id,
          one.subscriber(),
          one.search(),
          often.slug(),
          often == Frequency.AT_ONCE ? "" : one.zone(),
          carried.askedAt().toEpochMilli(),
          carried.confirmedAt().toEpochMilli(),
          ended == null ? head : null,
          ended == null ? null : ended.at().toEpochMilli(),
          ended == null ? null : ended.how().slug(),
          carried.source());
    }
    rows.execute();
  }

  /// Everything that was confirmed by the subscribers between two numbers who were not erased, with
  /// them, in the order of their numbers and of its own.
  static List<Roll.Row> carried(Handle tx, long after, long upTo) {
    return tx.createQuery(
            """
            select r.id, r.address, r.locale, r.zone, r.paused_until, r.suspended_at,
              r.suspended_why, s.search_id, t.search, s.frequency, s.asked_at, s.confirmed_at,
              s.ended_at, s.ended_why, s.source
            from subscriber r
            join subscription s on s.subscriber_id = r.id
            join standing_search t on t.id = s.search_id
            where r.id > :after and r.id <= :upTo and r.erased_at is null
              and s.confirmed_at is not null
            order by r.id, s.id
            """)
        .bind("after", after)
        .bind("upTo", upTo)
        .map((row, context) -> {
          String paused = row.getString("paused_until");
          Instant suspended = Subscribers.instant(row, "suspended_at");
          String why = row.getString("suspended_why");
          return new Roll.Row(
              row.getLong("id"),
              row.getBytes("address"),
              Locale.forLanguageTag(row.getString("locale")),
              row.getString("zone"),
              paused == null ? null : LocalDate.parse(paused),
              suspended == null ? null : new Suspended(suspended, why == null ? "" : why),
              row.getInt("search_id"),
              row.getString("search"),
              Frequency.read(row.getString("frequency")).orElseThrow(),
              Instant.ofEpochMilli(row.getLong("asked_at")),
              Instant.ofEpochMilli(row.getLong("confirmed_at")),
              Subscribers.instant(row, "ended_at"),
              row.getString("ended_why"),
              row.getString("source"));
        })
        .list();
  }

  /// Parts of equal size: the last one is filled up with what stands in it already.
  private static <T> List<List<T>> parts(Collection<T> all) {
    var list = new ArrayList<T>(all);
    var parts = new ArrayList<List<T>>();
    for (int from = 0; from < list.size(); from += ASKED) {
      var part = new ArrayList<T>(list.subList(from, Math.min(list.size(), from + ASKED)));
      while (list.size() > ASKED && part.size() < ASKED) part.add(part.getFirst());
      parts.add(part);
    }
    return parts;
  }
}
