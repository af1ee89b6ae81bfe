package communique.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table mailing: mails that are sent for one reason, and how far that has come.
final class Mailings {
  static final String TABLE = "mailing";
  private static final String CLAIM = "claim";

  /// A mailing's number stands before a subscriber's in the id of a delivery.
  static final int SUBSCRIBER_BITS = 32;

  /// Later than this, nobody wants to be asked whether it was them who asked.
  private static final Duration PERSONAL_LATE = Duration.ofHours(24);

  private static final String COLUMNS =
      """
      select id, kind, n, locale, zone, from_n, to_n, subscriber_id, about_id, made_at,
        deadline_at, state, asked, reached, claimed, refused, dropped, bounced, folded_at
      from mailing
      """;

  private Mailings() {}

  enum Kind {
    /// Asks whether it was they who asked.
    CONFIRM,
    /// Asks whether everything of another address shall come to theirs.
    MOVE,
    /// The link to everything of an address.
    LINK,
    ALERT(Frequency.AT_ONCE),
    DAILY(Frequency.DAILY),
    WEEKLY(Frequency.WEEKLY);

    private final @Nullable Frequency frequency;

    Kind() {
      this.frequency = null;
    }

    Kind(Frequency frequency) {
      this.frequency = frequency;
    }

    /// How often those are told whom it goes to; empty for what one subscriber asked for.
    Optional<Frequency> frequency() {
      return Optional.ofNullable(frequency);
    }

    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind read(String slug) {
      return valueOf(slug.toUpperCase(Locale.ROOT));
    }

    /// Whether one subscriber asked for it and waits for it.
    boolean isPersonal() {
      return frequency == null;
    }
  }

  enum State {
    /// Its deliveries are being written; those that are there are sent.
    FILLING,
    SENDING,
    /// A person said so.
    PAUSED,
    STOPPED,
    DONE;

    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How many of the mails whose deliveries are forgotten were refused, not sent any more, and came
  /// back; all but the refused and those not sent were taken.
  ///
  /// @param at since when all are; null while any is kept
  record Folded(long refused, long dropped, long bounced, @Nullable Instant at) {}

  /// @param n of an alert, the change; else 0
  /// @param locale of a personal one, in which it was asked for; else null
  /// @param zone of a digest run, by whose clock it comes, as [Digests] names it; else empty
  /// @param fromN of an alert or a digest run, the change behind which what it tells of begins;
  ///   else 0
  /// @param toN the last such change; else 0
  /// @param subscriber of a personal one; else 0
  /// @param about of a [Kind#CONFIRM] the subscription, of a [Kind#MOVE] the other subscriber; else
  ///   0
  /// @param reached the subscriber up to whom mails have been claimed
  /// @param claimed how many these are
  /// @param folded of those whose deliveries are forgotten
  record Mailing(
      long id,
      Kind kind,
      long n,
      @Nullable Locale locale,
      String zone,
      long fromN,
      long toN,
      long subscriber,
      long about,
      Instant madeAt,
      Instant deadlineAt,
      State state,
      long asked,
      long reached,
      long claimed,
      Folded folded) {
    /// Whether nobody held it up, and it is not over.
    boolean moves() {
      return state == State.SENDING || state == State.FILLING;
    }

    /// Whether mails that were never tried go out: it is not so late that a person is asked.
    boolean isSent(Instant now) {
      return moves() && now.isBefore(deadlineAt);
    }

    /// Where the ids of its deliveries begin.
    long base() {
      return id << SUBSCRIBER_BITS;
    }

    /// Behind the last of them.
    long end() {
      return (id + 1) << SUBSCRIBER_BITS;
    }
  }

  /// The mailing that a delivery belongs to.
  static long of(long delivery) {
    return delivery >>> SUBSCRIBER_BITS;
  }

  /// The subscriber that a delivery goes to.
  static long subscriber(long delivery) {
    return delivery & ((1L << SUBSCRIBER_BITS) - 1);
  }

  /// Queues what one subscriber asked for.
  ///
  /// @param about of a [Kind#CONFIRM] the subscription, of a [Kind#MOVE] the other subscriber; else
  ///   0
  /// @param locale in which they asked
  static void personal(
      Handle tx, Kind kind, long subscriber, long about, Locale locale, Instant now) {
    long id = Numbers.take(tx, TABLE, 1);
    tx.createUpdate(
            """
            insert into mailing (
              id, kind, locale, subscriber_id, about_id, made_at, deadline_at, state, asked,
              reached)
            values (:id, :kind, :locale, :subscriber, :about, :now, :deadline, 'sending', 1, 0)
            """)
        .bind("id", id)
        .bind("kind", kind.slug())
        .bind("subscriber", subscriber)
        .bind("about", about)
        .bind("locale", locale.toLanguageTag())
        .bind("now", now.toEpochMilli())
        .bind("deadline", now.plus(PERSONAL_LATE).toEpochMilli())
        .execute();
    Deliveries.add(tx, id, subscriber);
  }

  /// How many mails a subscriber asked for since then.
  static int personalSince(Handle tx, long subscriber, Instant since) {
    return tx.createQuery(
            """
            select count(*) from mailing
            where subscriber_id = :subscriber and made_at > :since
            """)
        .bind("subscriber", subscriber)
        .bind("since", since.toEpochMilli())
        .mapTo(Integer.class)
        .one();
  }

  /// The newest mail in which something was asked.
  ///
  /// @param about as [Mailing#about]
  static Optional<Mailing> asked(Handle tx, Kind kind, long about) {
    return tx.createQuery(
            COLUMNS + "where about_id = :about and kind = :kind order by id desc limit 1")
        .bind("about", about)
        .bind("kind", kind.slug())
        .map((row, context) -> mailing(row))
        .findOne();
  }

  /// Ends the mails that subscribers asked for and that are too late, and forgets those of before a
  /// time.
  static void sweep(Handle tx, Instant now, Instant before) {
    holdClaims(tx);
    tx.createUpdate(
            """
            update mailing set state = 'stopped'
            where kind in ('confirm', 'move', 'link') and state = 'sending' and deadline_at < :now
            """)
        .bind("now", now.toEpochMilli())
        .execute();
    tx.createUpdate(
            """
            delete from delivery where id in (
              select id * 4294967296 + subscriber_id from mailing
              where kind in ('confirm', 'move', 'link') and made_at < :before)
            """)
        .bind("before", before.toEpochMilli())
        .execute();
    tx.createUpdate(
            """
            delete from mailing where kind in ('confirm', 'move', 'link') and made_at < :before
            """)
        .bind("before", before.toEpochMilli())
        .execute();
  }

  /// Begins the mailing of an alert, unless there is one; its deliveries are written later.
  static void alert(Handle tx, long n, Instant now, Instant deadline) {
    tx.createUpdate(
            """
            insert into mailing (
              id, kind, n, from_n, to_n, made_at, deadline_at, state, asked, reached)
            values (:id, 'alert', :n, :n - 1, :n, :now, :deadline, 'filling', 0, 0)
            on conflict do nothing
            """)
        .bind("id", Numbers.take(tx, TABLE, 1))
        .bind("n", n)
        .bind("now", now.toEpochMilli())
        .bind("deadline", deadline.toEpochMilli())
        .execute();
  }

  /// Begins a digest run; its deliveries are written later.
  ///
  /// @param zone as [Digests] names it
  static void digest(
      Handle tx, Kind kind, String zone, long fromN, long toN, Instant now, Instant deadline) {
    tx.createUpdate(
            """
            insert into mailing (
              id, kind, zone, from_n, to_n, made_at, deadline_at, state, asked, reached)
            values (:id, :kind, :zone, :from, :to, :now, :deadline, 'filling', 0, 0)
            """)
        .bind("id", Numbers.take(tx, TABLE, 1))
        .bind("kind", kind.slug())
        .bind("zone", zone)
        .bind("from", fromN)
        .bind("to", toN)
        .bind("now", now.toEpochMilli())
        .bind("deadline", deadline.toEpochMilli())
        .execute();
  }

  /// Has this transaction alone claim of mailings, or move more than one of them, until it ends:
  /// two that went through them in different orders would wait for each other.
  static void holdClaims(Handle tx) {
    Numbers.hold(tx, CLAIM);
  }

  /// Takes a mailing for this transaction, so that no other process writes its deliveries.
  ///
  /// @return whether they are still to be written
  static boolean hold(Handle tx, long id) {
    return hold(tx, id, "state = 'filling'");
  }

  private static boolean hold(Handle tx, long id, String still) {
    return tx.createUpdate("update mailing set asked = asked where id = :id and " + still)
            .bind("id", id)
            .execute()
        == 1;
  }

  /// The oldest that ended, was made before a time and still has its deliveries.
  static Optional<Mailing> unfolded(Handle tx, Instant before) {
    return tx.createQuery(
            COLUMNS
                + """
                where folded_at is null and made_at < :before and state in ('done', 'stopped')
                order by made_at limit 1
                """)
        .bind("before", before.toEpochMilli())
        .map((row, context) -> mailing(row))
        .findOne();
  }

  /// Takes a mailing for this transaction, so that no other process folds its deliveries.
  ///
  /// @return whether it still has them
  static boolean holdUnfolded(Handle tx, long id) {
    return hold(tx, id, "folded_at is null");
  }

  /// Keeps how many of a mailing's deliveries were forgotten.
  ///
  /// @param all whether there are no more
  static void folded(Handle tx, long id, Folded more, boolean all, Instant now) {
    tx.createUpdate(
            """
            update mailing set refused = refused + :refused, dropped = dropped + :dropped,
              bounced = bounced + :bounced, folded_at = :at
            where id = :id
            """)
        .bind("refused", more.refused())
        .bind("bounced", more.bounced())
        .bind("dropped", more.dropped())
        .bind("at", all ? now.toEpochMilli() : null)
        .bind("id", id)
        .execute();
  }

  static Optional<Mailing> byId(Handle tx, long id) {
    return tx.createQuery(COLUMNS + "where id = :id")
        .bind("id", id)
        .map((row, context) -> mailing(row))
        .findOne();
  }

  /// Those that are neither done nor stopped, the oldest first.
  static List<Mailing> open(Handle tx) {
    return tx.createQuery(COLUMNS + "where state <> 'done' and state <> 'stopped' order by id")
        .map((row, context) -> mailing(row))
        .list();
  }

  static void set(Handle tx, long id, State state) {
    tx.createUpdate("update mailing set state = :state where id = :id")
        .bind("state", state.slug())
        .bind("id", id)
        .execute();
  }

  /// The newest alerts, also those that nobody was left to be told of, and the digests that have
  /// mails or may get some, the newest first.
  ///
  /// @param before only those with smaller numbers
  /// @param document only those that gathered what answers to somebody's search and is of that
  ///   announcement; empty for all
  static List<Mailing> newest(Handle tx, long before, String document, int most) {
    return tx.createQuery(
            COLUMNS
                + """
                where kind in ('alert', 'daily', 'weekly')
                  and (kind = 'alert' or asked > 0 or state = 'filling')
                  and id < :before and (:document = '' or exists (
                    select a.n from alert a
                    join alert_search s on s.n = a.n and s.locale = a.locale
                    where a.document_id = :document and a.n > mailing.from_n
                      and a.n <= mailing.to_n
                      and (mailing.locale is null or a.locale = mailing.locale)))
                order by id desc limit :most
                """)
        .bind("before", before)
        .bind("document", document)
        .bind("most", most)
        .map((row, context) -> mailing(row))
        .list();
  }

  /// Sets the time after which it asks a person.
  static void extend(Handle tx, long id, Instant deadline) {
    tx.createUpdate("update mailing set deadline_at = :deadline where id = :id")
        .bind("deadline", deadline.toEpochMilli())
        .bind("id", id)
        .execute();
  }

  /// Notes how far its deliveries have been claimed.
  ///
  /// @param more how many have been that had not been before
  static void reached(Handle tx, long id, long subscriber, long more) {
    tx.createUpdate(
            "update mailing set reached = :reached, claimed = claimed + :more where id = :id")
        .bind("reached", subscriber)
        .bind("more", more)
        .bind("id", id)
        .execute();
  }

  /// Notes that it has so many deliveries more.
  static void asked(Handle tx, long id, long more) {
    tx.createUpdate("update mailing set asked = asked + :more where id = :id")
        .bind("more", more)
        .bind("id", id)
        .execute();
  }

  private static Mailing mailing(ResultSet row) throws SQLException {
    String locale = row.getString("locale");
    return new Mailing(
        row.getLong("id"),
        Kind.read(row.getString("kind")),
        row.getLong("n"),
        locale == null ? null : Locale.forLanguageTag(locale),
        row.getString("zone"),
        row.getLong("from_n"),
        row.getLong("to_n"),
        row.getLong("subscriber_id"),
        row.getLong("about_id"),
        Instant.ofEpochMilli(row.getLong("made_at")),
        Instant.ofEpochMilli(row.getLong("deadline_at")),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getLong("asked"),
        row.getLong("reached"),
        row.getLong("claimed"),
        new Folded(
            row.getLong("refused"),
            row.getLong("dropped"),
            row.getLong("bounced"),
            Subscribers.instant(row, "folded_at")));
  }
}
