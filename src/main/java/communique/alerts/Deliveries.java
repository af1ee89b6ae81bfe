package communique.alerts;

import communique.alerts.Mailings.Folded;
import communique.alerts.Mailings.Kind;
import communique.alerts.Mailings.Mailing;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table delivery: each mail to each subscriber, and what became of it.
final class Deliveries {
  private Deliveries() {}

  /// What becomes of a mail, with its number in the database.
  enum State {
    WAITS(0),
    HANDED_OVER(1),
    TAKEN(2),
    REFUSED(3),
    DEFERRED(4),
    DROPPED(5);

    private final int number;

    State(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    static State of(int number) {
      return values()[number];
    }
  }

  /// @param attempts as [communique.outbound.Mail#attempts] counts them
  record Delivery(long id, int attempts) {
    long mailing() {
      return Mailings.of(id);
    }

    long subscriber() {
      return Mailings.subscriber(id);
    }
  }

  /// What became of a mail.
  ///
  /// @param attempts [#SAME] where they stay as they are
  /// @param dueAt of one that is deferred; else null
  /// @param reply null where what was said last stands
  record Came(long id, State state, int attempts, @Nullable Instant dueAt, @Nullable String reply) {
    static final int SAME = -1;
  }

  static void add(Handle tx, long mailing, long subscriber) {
    tx.createUpdate("insert into delivery (id, state, attempts) values (:id, 0, 0)")
        .bind("id", (mailing << Mailings.SUBSCRIBER_BITS) + subscriber)
        .execute();
  }

  /// Writes a part of a mailing's deliveries, in the order of their ids: of an alert to those who
  /// are told at once and whose subscriptions held for its change; of a digest run to those for
  /// whom it gathers anything.
  ///
  /// @param after the subscriber behind whom the part begins
  /// @return how many it were; fewer than `most` where these were the last
  static int fill(Handle tx, Mailing mailing, long after, int most) {
    // An alert to a million is asked for in another way than what a digest gathers.
    if (mailing.kind() == Kind.ALERT) return fillAlert(tx, mailing, after, most);
    return mailing
        .kind()
        .frequency()
        .map(often -> fillDigest(tx, mailing, often, after, most))
        .orElse(0);
  }

  /// Whether those whom it is for stand in the order in which they are written.
  static boolean isInOrder(Handle tx, Mailing mailing) {
    return mailing.kind() == Kind.ALERT && Alerts.searches(tx, mailing.n(), 2).size() == 1;
  }

  private static int fillAlert(Handle tx, Mailing mailing, long after, int most) {
    List<Integer> searches = Alerts.searches(tx, mailing.n(), 2);
    // One search has its subscribers in order; of several they must be put into one.
    String answered =
        searches.size() == 1
            ? "= " + searches.getFirst()
            : "in (select search_id from alert_search where n = :n)";
    // Those that were changed since are few, and found by when, not among all of the search.
    return tx.createUpdate(
            """
            insert into delivery (id, state, attempts)
            select :base + told.subscriber_id, 0, 0 from (
              select subscriber_id from subscription
              where search_id <answered>
                and frequency = 'at-once' and confirmed_at is not null and ended_at is null
                and from_n < :n and subscriber_id > :after
              union
              select subscriber_id from subscription
              where +search_id <answered>
                and frequency = 'at-once' and ended_why = 'changed' and to_n >= :n
                and from_n < :n and +subscriber_id > :after
              order by subscriber_id limit :most
            ) told
            """)
        .define("answered", answered)
        .bind("base", mailing.base())
        .bind("n", mailing.n())
        .bind("after", after)
        .bind("most", most)
        .execute();
  }

  private static int fillDigest(
      Handle tx, Mailing mailing, Frequency frequency, long after, int most) {
    return tx.createUpdate(
            """
            insert into delivery (id, state, attempts)
            select :base + told.subscriber_id, 0, 0 from (
              select distinct s.subscriber_id
              from alert_search a join subscription s on s.search_id = a.search_id
              where a.n > :fromN and a.n <= :toN and s.frequency = :frequency
                and s.frequency <> 'at-once' and s.zone = :zone and s.confirmed_at is not null
                and (s.ended_at is null or s.ended_why = 'changed')
                and a.n > s.from_n and (s.to_n is null or a.n <= s.to_n)
                and s.subscriber_id > :after
              order by s.subscriber_id limit :most
            ) told
            """)
        .bind("base", mailing.base())
        .bind("fromN", mailing.fromN())
        .bind("toN", mailing.toN())
        .bind("frequency", frequency.slug())
        .bind("zone", mailing.zone())
        .bind("after", after)
        .bind("most", most)
        .execute();
  }

  /// The subscriber of a mailing's last delivery; 0 where there is none.
  static long last(Handle tx, Mailing mailing) {
    return tx.createQuery(
                "select coalesce(max(id), :base) from delivery where id >= :base and id < :end")
            .bind("base", mailing.base())
            .bind("end", mailing.end())
            .mapTo(Long.class)
            .one()
        - mailing.base();
  }

  /// Of one mailing those that wait, behind the one that was reached, in their order.
  static List<Delivery> waiting(Handle tx, Mailing mailing, int most) {
    return tx.createQuery(
            """
            select id, attempts from delivery
            where id > :from and id < :end and state = 0
            order by id limit :most
            """)
        .bind("from", mailing.base() + mailing.reached())
        .bind("end", mailing.end())
        .bind("most", most)
        .map((row, context) -> new Delivery(row.getLong(1), row.getInt(2)))
        .list();
  }

  /// Of one mailing those that are to be tried again by now, the longest due first.
  ///
  /// @param attempts only those that were tried so often
  static List<Delivery> due(Handle tx, Mailing mailing, Instant now, int attempts, int most) {
    return tx.createQuery(
            """
            select id, attempts from delivery
            where id / 4294967296 = :mailing and state = 4 and due_at <= :now
              and attempts >= :attempts
            order by due_at limit :most
            """)
        .bind("mailing", mailing.id())
        .bind("now", now.toEpochMilli())
        .bind("attempts", attempts)
        .bind("most", most)
        .map((row, context) -> new Delivery(row.getLong(1), row.getInt(2)))
        .list();
  }

  /// Whether any of a mailing's was never tried.
  static boolean isAnyUntried(Handle tx, Mailing mailing) {
    return mailing.state() == Mailings.State.FILLING
        || mailing.asked() > mailing.claimed()
        || !tx.createQuery(
                """
                select id from delivery
                where id / 4294967296 = :mailing and state = 4 and attempts = 0 limit 1
                """)
            .bind("mailing", mailing.id())
            .mapTo(Long.class)
            .list()
            .isEmpty();
  }

  /// Makes those due now that were deferred at a time which is still to come: by a clock that was
  /// ahead, so that they would wait for as long as it was.
  ///
  /// @param after the first such time
  /// @return how many
  static int hasten(Handle tx, Instant now, Instant after) {
    return tx.createUpdate(
            "update delivery set due_at = :now where state = 4 and changed_at > :after")
        .bind("now", now.toEpochMilli())
        .bind("after", after.toEpochMilli())
        .execute();
  }

  /// Those that a process claimed and did not settle.
  static List<Delivery> claimed(Handle tx, String node) {
    return tx.createQuery(
            "select id, attempts from delivery where state = 1 and node = :node order by id")
        .bind("node", node)
        .map((row, context) -> new Delivery(row.getLong(1), row.getInt(2)))
        .list();
  }

  /// Notes that some are being handed over by a process.
  static void claim(Handle tx, Collection<Delivery> deliveries, String node, Instant now) {
    if (deliveries.isEmpty()) return;
    var rows =
        tx.prepareBatch(
            """
            update delivery set state = 1, node = ?, changed_at = ?, due_at = null where id = ?
            """);
    for (Delivery delivery : deliveries) rows.add(node, now.toEpochMilli(), delivery.id());
    rows.execute();
  }

  /// The processes that claimed some and did not settle them.
  static List<String> claimers(Handle tx) {
    return tx.createQuery("select distinct node from delivery where state = 1")
        .mapTo(String.class)
        .list();
  }

  /// Gives what one process claimed to another.
  ///
  /// @return how many
  static int take(Handle tx, String from, String to) {
    return tx.createUpdate("update delivery set node = :to where state = 1 and node = :from")
        .bind("to", to)
        .bind("from", from)
        .execute();
  }

  /// Keeps what became of some, as far as they are still this process's.
  static void settle(Handle tx, Collection<Came> all, String node, Instant now) {
    if (all.isEmpty()) return;
    var rows =
        tx.prepareBatch(
            """
            update delivery set state = ?, attempts = case when ? < 0 then attempts else ? end,
              due_at = ?, changed_at = ?, node = null, reply = coalesce(?, reply)
            where id = ? and node = ?
            """);
    // Two that settle some of the same take them in one order.
    for (Came came : all.stream().sorted(Comparator.comparingLong(Came::id)).toList())
      rows.add(
          came.state().number,
          came.attempts(),
          came.attempts(),
          came.dueAt() == null ? null : came.dueAt().toEpochMilli(),
          now.toEpochMilli(),
          came.reply() == null ? null : Said.kept(came.reply()),
          came.id(),
          node);
    rows.execute();
  }

  /// How many of a mailing's are in each state, by its number; also of those that were forgotten.
  /// Those that wait or were taken may be a million: they are what is left of all.
  static long[] counts(Handle tx, Mailing mailing) {
    long[] counts = new long[State.values().length];
    counts[State.REFUSED.number] = mailing.folded().refused();
    counts[State.DROPPED.number] = mailing.folded().dropped();
    // In the words of the indexes that have these alone.
    for (String few : List.of("state in (1, 4)", "state in (3, 5)"))
      tx.createQuery(
              """
              select state, count(*) from delivery where id > :base and id < :end and <few>
              group by state
              """)
          .define("few", few)
          .bind("base", mailing.base())
          .bind("end", mailing.end())
          .map((row, context) -> counts[row.getInt(1)] += row.getLong(2))
          .list();
    long few = Arrays.stream(counts).sum();
    counts[State.WAITS.number] = mailing.asked() - mailing.claimed();
    counts[State.TAKEN.number] = mailing.claimed() - few;
    return counts;
  }

  /// Forgets some of a mailing's.
  ///
  /// @return what had become of them: each [State] by its number
  static List<Integer> forget(Handle tx, Mailing mailing, int most) {
    return tx.createQuery(
            """
            delete from delivery where id in (
              select id from delivery where id > :base and id < :end order by id limit :most)
            returning state
            """)
        .bind("base", mailing.base())
        .bind("end", mailing.end())
        .bind("most", most)
        .mapTo(Integer.class)
        .list();
  }

  /// What is kept of those that were forgotten. What was being handed over or was to be tried again
  /// when a mailing was stopped is not sent any more.
  ///
  /// @param bounced how many of them came back
  static Folded folded(List<Integer> states, long bounced) {
    long refused = states.stream().filter(one -> one == State.REFUSED.number).count();
    long dropped =
        states.stream()
            .filter(one ->
                one == State.DROPPED.number
                    || one == State.DEFERRED.number
                    || one == State.HANDED_OVER.number)
            .count();
    return new Folded(refused, dropped, bounced, null);
  }

  /// Whether any of a mailing's is being handed over or is to be tried again.
  static boolean isOpen(Handle tx, Mailing mailing) {
    return !tx.createQuery(
            """
            select id from delivery where state in (1, 4) and id > :base and id < :end limit 1
            """)
        .bind("base", mailing.base())
        .bind("end", mailing.end())
        .mapTo(Long.class)
        .list()
        .isEmpty();
  }
}
