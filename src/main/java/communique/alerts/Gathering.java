package communique.alerts;

import communique.alerts.Mailings.Mailing;
import communique.alerts.SubscriptionRows.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// For which subscriptions the mails of a mailing are sent.
final class Gathering {
  private Gathering() {}

  /// What a mailing's mail to a subscriber was sent for, ended by now or not.
  static List<Row> matched(Handle tx, Mailing mailing, Frequency frequency, long subscriber) {
    return tx.createQuery(
            SubscriptionRows.SELECT
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
        .map((row, context) -> SubscriptionRows.row(row))
        .list();
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
}
