package communique.alerts;

import communique.alerts.Deliveries.State;
import communique.alerts.Mailings.Mailing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What the table delivery says of the mails of one alert or digest, for who is to see who was
/// told.
final class Mailed {
  private static final String COLUMNS =
      "select d.id, d.state, d.attempts, d.due_at, d.changed_at, d.reply from delivery d ";

  private Mailed() {}

  /// @param dueAt of one that is deferred; else null
  /// @param changedAt null of one that was never tried
  /// @param reply null where nothing was said
  record Row(
      long id,
      State state,
      int attempts,
      @Nullable Instant dueAt,
      @Nullable Instant changedAt,
      @Nullable String reply) {
    long subscriber() {
      return Mailings.subscriber(id);
    }
  }

  /// Those that are wanted, behind a subscriber, in their order.
  ///
  /// @param wanted empty for all
  static List<Row> list(
      Handle tx, Mailing mailing, Optional<MailState> wanted, long after, int most) {
    if (wanted.equals(Optional.of(MailState.BOUNCED))) return returned(tx, mailing, after, most);
    Set<State> states =
        wanted.map(state -> state.states(mailing)).orElseGet(() -> EnumSet.allOf(State.class));
    if (states.isEmpty()) return List.of();
    // Nothing before where sending has come to waits.
    long from = states.equals(Set.of(State.WAITS)) ? Math.max(after, mailing.reached()) : after;
    return tx.createQuery(
            COLUMNS
                + """
                where d.id > :after and d.id < :end and d.state in (<states>) <few>
                order by d.id limit :most
                """)
        .bindList("states", states.stream().map(State::number).toList())
        .define("few", few(states))
        .bind("after", mailing.base() + from)
        .bind("end", mailing.end())
        .bind("most", most)
        .map((row, context) -> row(row))
        .list();
  }

  /// So that few among a million are found by the index that has them alone.
  private static String few(Set<State> states) {
    if (Set.of(State.HANDED_OVER, State.DEFERRED).containsAll(states))
      return "and d.state in (1, 4)";
    if (Set.of(State.REFUSED, State.DROPPED).containsAll(states)) return "and d.state in (3, 5)";
    return "";
  }

  private static List<Row> returned(Handle tx, Mailing mailing, long after, int most) {
    return tx.createQuery(
            COLUMNS
                + """
                join returned r on r.delivery_id = d.id
                where r.delivery_id > :after and r.delivery_id < :end
                order by r.delivery_id limit :most
                """)
        .bind("after", mailing.base() + after)
        .bind("end", mailing.end())
        .bind("most", most)
        .map((row, context) -> row(row))
        .list();
  }

  /// The one to a subscriber, if it is wanted.
  ///
  /// @param mark of their address
  static List<Row> toOne(
      Handle tx, Mailing mailing, String mark, Optional<MailState> wanted, long after) {
    Optional<Row> found =
        Subscribers.byMark(tx, mark)
            .filter(subscriber -> subscriber.id() > after)
            .flatMap(subscriber ->
                tx.createQuery(COLUMNS + "where d.id = :id")
                    .bind("id", mailing.base() + subscriber.id())
                    .map((row, context) -> row(row))
                    .findOne());
    return found.filter(row -> isWanted(tx, mailing, row, wanted)).stream().toList();
  }

  /// What was sent to a subscriber for as long as that is kept, the newest first, as JSON has it:
  /// what each mail was, and what became of it.
  static List<Map<String, Object>> all(Handle tx, long subscriber) {
    return tx.createQuery(
            """
            select m.kind, m.made_at, d.state, d.changed_at, d.reply
            from mailing m join delivery d on d.id = m.id * 4294967296 + :subscriber
            where m.folded_at is null order by m.id desc
            """)
        .bind("subscriber", subscriber)
        .map((row, context) -> {
          var one = new LinkedHashMap<String, Object>();
          one.put("kind", row.getString(1));
          one.put("madeAt", Instant.ofEpochMilli(row.getLong(2)).toString());
          one.put("state", State.of(row.getInt(3)).name().toLowerCase(Locale.ROOT));
          Instant at = Subscribers.instant(row, "changed_at");
          one.put("at", at == null ? "" : at.toString());
          String reply = row.getString(5);
          one.put("said", reply == null ? "" : reply);
          return (Map<String, Object>) one;
        })
        .list();
  }

  private static boolean isWanted(Handle tx, Mailing mailing, Row row, Optional<MailState> wanted) {
    return wanted
        .map(state ->
            state == MailState.BOUNCED
                ? !Returns.of(tx, List.of(row.id())).isEmpty()
                : MailState.of(row.state(), mailing) == state)
        .orElse(true);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("id"),
        State.of(row.getInt("state")),
        row.getInt("attempts"),
        Subscribers.instant(row, "due_at"),
        Subscribers.instant(row, "changed_at"),
        row.getString("reply"));
  }

  /// Mails that were settled lately.
  ///
  /// @param since when the first of them was
  /// @param cut whether there are more than were looked at
  record Settled(long count, Instant since, boolean cut) {}

  /// Looks back from where sending has come to, at so many mails at most. Those that were tried
  /// again lie further back: they say nothing of how fast the others go.
  static Settled settled(Handle tx, Mailing mailing, Instant after, int most) {
    List<Long> seen =
        tx.createQuery(
                """
                select state, changed_at from delivery where id > :base and id <= :reached
                order by id desc limit :most
                """)
            .bind("base", mailing.base())
            .bind("reached", mailing.base() + mailing.reached())
            .bind("most", most)
            .map((row, context) -> isSettled(State.of(row.getInt(1))) ? row.getLong(2) : 0)
            .list();
    long[] late =
        seen.stream().mapToLong(at -> at).filter(at -> at > after.toEpochMilli()).toArray();
    long since = Arrays.stream(late).min().orElse(0);
    return new Settled(
        late.length, Instant.ofEpochMilli(since), seen.size() == most && late.length > most / 2);
  }

  private static boolean isSettled(State state) {
    return state == State.TAKEN || state == State.REFUSED || state == State.DROPPED;
  }

  /// When the next of those that are deferred is tried again.
  static Optional<Instant> again(Handle tx, Mailing mailing) {
    return tx.createQuery(
            """
            select min(due_at) from delivery
            where id > :base and id < :end and state in (1, 4) and state = 4
            """)
        .bind("base", mailing.base())
        .bind("end", mailing.end())
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }
}
