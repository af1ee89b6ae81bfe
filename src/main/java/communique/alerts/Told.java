package communique.alerts;

import communique.alerts.Mailed.Row;
import communique.alerts.Mailings.Mailing;
import communique.alerts.Mailings.State;
import communique.alerts.Subscribers.Recipient;
import communique.outbound.Address;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.platform.Refusals;
import communique.platform.Settings;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Newsroom;
import communique.record.Page;
import communique.record.Slug;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Who was told of what: what is being sent, how far it has come, what became of every mail, and
/// holding it up.
@Singleton
public final class Told {
  /// For so long more, whoever lets a late one go on wants no questions.
  private static final Duration MORE = Duration.ofHours(6);

  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private final AlertKeys keys;

  @Inject
  Told(Database database, Newsroom newsroom, InstantSource clock, AlertKeys keys) {
    this.database = database;
    this.newsroom = newsroom;
    this.clock = clock;
    this.keys = keys;
  }

  /// For a command, beside `serve` or without it.
  public static Told of(Database database, Newsroom newsroom, Settings settings) {
    return new Told(
        database, newsroom, InstantSource.system(), new AlertKeys(database, settings.data()));
  }

  /// The newest alerts, and the digests that have anybody to tell, the newest first.
  ///
  /// @param before only older ones than that; [Long#MAX_VALUE] for all
  /// @param slug only what told of that announcement, in whatever language or digest; empty for all
  public List<Sent> newest(long before, String slug, int most) {
    return database.reading(tx -> {
      String document = "";
      if (!slug.isEmpty()) {
        Optional<Announcement> found = Announcements.bySlug(tx, slug);
        if (found.isEmpty()) return List.of();
        document = found.get().id();
      }
      return Mailings.newest(tx, before, document, most).stream()
          .map(one -> sent(tx, one))
          .toList();
    });
  }

  /// Those that wait for a person, as their time has passed; the oldest first.
  public List<Sent> late() {
    Instant now = clock.instant();
    return database.reading(tx ->
        open(tx)
            .filter(mailing -> isLate(tx, mailing, now))
            .map(mailing -> sent(tx, mailing))
            .filter(sent -> sent.accounts().asked() > 0)
            .toList());
  }

  /// One of them; empty where there is none of that number.
  public Optional<Sent> one(long id) {
    return database.reading(tx -> find(tx, id).map(mailing -> sent(tx, mailing)));
  }

  private static Optional<Mailing> find(Handle tx, long id) {
    return Mailings.byId(tx, id).filter(mailing -> !mailing.kind().isPersonal());
  }

  private Sent sent(Handle tx, Mailing mailing) {
    Instant now = clock.instant();
    Accounts accounts = Accounts.of(tx, mailing);
    Sent.State state =
        isLate(tx, mailing, now) ? Sent.State.LATE : Sent.State.valueOf(mailing.state().name());
    Optional<Pace> pace = state.moves() ? Pace.of(tx, mailing, accounts, now) : Optional.empty();
    Optional<Instant> again =
        accounts.deferred() > 0 ? Mailed.again(tx, mailing) : Optional.empty();
    Optional<Alerts.Row> alert = Alerts.first(tx, mailing.n(), newsroom.locales().first());
    Optional<Announcement> about = alert.flatMap(one -> Announcements.byId(tx, one.documentId()));
    return new Sent(
        mailing.id(),
        mailing.kind().slug(),
        mailing.zone(),
        about.map(Announcement::slug).orElse(""),
        about.map(found -> path(found, alert.orElseThrow())).orElse(""),
        mailing.madeAt(),
        state,
        accounts,
        pace.orElse(null),
        again.orElse(null),
        mailing.folded().at());
  }

  private String path(Announcement announcement, Alerts.Row alert) {
    return new Page(announcement.slug(), alert.page().locale()).path(newsroom.locales());
  }

  private static boolean isLate(Handle tx, Mailing mailing, Instant now) {
    return mailing.moves() && !mailing.isSent(now) && Deliveries.isAnyUntried(tx, mailing);
  }

  /// Sends nothing of one until it is resumed. Once more does no harm.
  ///
  /// @return how it stands then; refused where there is none, or it is over
  public Outcome<Sent> pause(long id) {
    return move(id, State.PAUSED, (tx, mailing) -> Mailings.set(tx, id, State.PAUSED));
  }

  /// Lets one go on, also one that is late. Once more does no harm.
  ///
  /// @return as [#pause(long)]
  public Outcome<Sent> resume(long id) {
    return move(id, State.FILLING, this::resume);
  }

  private void resume(Handle tx, Mailing mailing) {
    Instant now = clock.instant();
    if (mailing.isSent(now)) return;
    Mailings.extend(tx, mailing.id(), now.plus(MORE));
    // What was paused may still lack some of its deliveries.
    Mailings.set(tx, mailing.id(), State.FILLING);
  }

  /// Ends one: what has not been handed over by now never is. Once more does no harm.
  ///
  /// @return as [#pause(long)]; one that was stopped already is not refused
  public Outcome<Sent> stop(long id) {
    return move(id, State.STOPPED, (tx, mailing) -> Mailings.set(tx, id, State.STOPPED));
  }

  private Outcome<Sent> move(long id, State to, BiConsumer<Handle, Mailing> move) {
    return database.inTransaction(tx -> {
      // Nor does it end between being looked at and being moved.
      Mailings.holdClaims(tx);
      Optional<Mailing> mailing = find(tx, id);
      if (mailing.isEmpty()) return missing(id);
      if (mailing.get().state() == State.DONE) return Outcome.refused("", "alert.done", shown(id));
      if (mailing.get().state() == State.STOPPED && to != State.STOPPED)
        return Outcome.refused("", "alert.stopped", shown(id));
      move.accept(tx, mailing.get());
      return Outcome.done(sent(tx, find(tx, id).orElseThrow()));
    });
  }

  /// Sends nothing more of all that there are now, until they are resumed.
  ///
  /// @return those that were sent until now
  public List<Long> pauseAll() {
    return database.inTransaction(tx -> {
      Mailings.holdClaims(tx);
      return open(tx)
          .filter(mailing -> mailing.state() != State.PAUSED)
          .peek(mailing -> Mailings.set(tx, mailing.id(), State.PAUSED))
          .map(Mailing::id)
          .toList();
    });
  }

  /// Lets all go on, also those that are late.
  ///
  /// @return those that had been held up
  public List<Long> resumeAll() {
    Instant now = clock.instant();
    return database.inTransaction(tx -> {
      Mailings.holdClaims(tx);
      List<Mailing> held = open(tx).filter(mailing -> !mailing.isSent(now)).toList();
      held.forEach(mailing -> resume(tx, mailing));
      return held.stream().map(Mailing::id).toList();
    });
  }

  private static Stream<Mailing> open(Handle tx) {
    return Mailings.open(tx).stream().filter(mailing -> !mailing.kind().isPersonal());
  }

  /// Of one alert or digest its mails, in an order that stays.
  ///
  /// @param state only those that stand so, as [MailState#slug] has it; empty for all
  /// @param address only the one to that address; empty for all
  /// @param after [ToldMail#cursor] of the last that is known; 0 for the first ones
  /// @return refused at `state` or `address`, or where there is none of that number
  public Outcome<List<ToldMail>> mails(
      long id, String state, String address, long after, int most) {
    Optional<MailState> wanted = MailState.read(state);
    Outcome<Address> to = Address.of("address", address);
    var refusals =
        new Refusals()
            .when(
                !state.isEmpty() && wanted.isEmpty(),
                "state",
                "alert.mail-state",
                Slug.shown(state),
                MailState.all());
    if (!address.isEmpty()) refusals.with(to);
    if (!refusals.none()) return refusals.or(List.of());
    boolean all = address.isEmpty();
    String mark =
        !all && to instanceof Outcome.Done<Address>(Address known) ? keys.mark(known) : "";
    return database.reading(tx -> {
      Optional<Mailing> mailing = find(tx, id);
      if (mailing.isEmpty()) return missing(id);
      List<Row> rows =
          all
              ? Mailed.list(tx, mailing.get(), wanted, after, most)
              : Mailed.toOne(tx, mailing.get(), mark, wanted, after);
      return Outcome.done(mails(tx, mailing.get(), rows));
    });
  }

  private List<ToldMail> mails(Handle tx, Mailing mailing, List<Row> rows) {
    Map<Long, Recipient> owners =
        Subscribers.recipients(tx, rows.stream().map(Row::subscriber).toList());
    var many = keys.many();
    Map<Long, ToldMail.Back> back = Returns.of(tx, rows.stream().map(Row::id).toList());
    return rows.stream()
        .map(row -> {
          Recipient owner = owners.get(row.subscriber());
          String address = owner == null ? null : many.open(owner.address());
          return ToldMail.of(row, mailing, address, back.get(row.id()));
        })
        .toList();
  }

  private static <T> Outcome<T> missing(long id) {
    return Outcome.refused("", "alert.missing", shown(id));
  }

  /// A number as it was given, without signs between its digits.
  private static String shown(long id) {
    return Long.toString(id);
  }
}
