package communique.alerts;

import communique.alerts.Mailings.Mailing;
import communique.alerts.Mailings.State;
import communique.platform.Database;
import communique.record.Announcement;
import communique.record.Announcements;
import communique.record.Newsroom;
import communique.record.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who was told of what: what is being sent, how far it has come, and holding it up.
public final class Told {
  /// For so long more, whoever lets a late one go on wants no questions.
  private static final Duration MORE = Duration.ofHours(6);

  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;

  public Told(Database database, Newsroom newsroom, InstantSource clock) {
    this.database = database;
    this.newsroom = newsroom;
    this.clock = clock;
  }

  /// The mails of one alert or digest.
  ///
  /// @param kind `alert`, `daily` or `weekly`
  /// @param about the path of the page that an alert tells of; empty for a digest
  /// @param state `filling`, `sending`, `paused`, `stopped`, `done`; or `late`, when it waits for a
  ///   person to let it go on
  /// @param asked how many mails it has
  /// @param taken how many the mail server took
  /// @param refused how many it refused for good
  /// @param dropped how many were not wanted any more
  /// @param waiting how many are still to be handed over
  public record Sent(
      long id,
      String kind,
      String about,
      Instant madeAt,
      String state,
      long asked,
      long taken,
      long refused,
      long dropped,
      long waiting) {}

  /// The newest alerts and digests that had anybody to tell, the newest first.
  public List<Sent> newest(int most) {
    return database.reading(
        tx -> Mailings.newest(tx, most).stream().map(one -> sent(tx, one)).toList());
  }

  private Sent sent(Handle tx, Mailing mailing) {
    long[] counts = Deliveries.counts(tx, mailing);
    boolean late =
        (mailing.state() == State.SENDING || mailing.state() == State.FILLING)
            && !mailing.isSent(clock.instant());
    return new Sent(
        mailing.id(),
        mailing.kind().slug(),
        about(tx, mailing),
        mailing.madeAt(),
        late ? "late" : mailing.state().slug(),
        mailing.asked(),
        counts[2],
        counts[3],
        counts[5],
        counts[0] + counts[1] + counts[4]);
  }

  private String about(Handle tx, Mailing mailing) {
    Locale locale = mailing.locale();
    if (locale == null) return "";
    Optional<Announcement> one =
        Alerts.find(tx, new Alerts.Page(mailing.n(), locale))
            .flatMap(alert -> Announcements.byId(tx, alert.documentId()));
    return one.map(found -> new Page(found.slug(), locale).path(newsroom.locales())).orElse("");
  }

  /// Sends nothing of them until they are resumed.
  ///
  /// @param ids of alerts and digests; empty for all that are being sent
  /// @return those that were sent until now
  public List<Long> pause(List<Long> ids) {
    return set(ids, List.of(State.FILLING, State.SENDING), State.PAUSED);
  }

  /// Lets them go on, also those that are late.
  ///
  /// @return those that had been held up
  public List<Long> resume(List<Long> ids) {
    Instant now = clock.instant();
    return database.inTransaction(tx -> {
      List<Mailing> held = open(tx, ids).stream().filter(mailing -> !mailing.isSent(now)).toList();
      for (Mailing mailing : held) {
        Mailings.extend(tx, mailing.id(), now.plus(MORE));
        // What was paused may still lack some of its deliveries.
        Mailings.set(tx, mailing.id(), State.FILLING);
      }
      return held.stream().map(Mailing::id).toList();
    });
  }

  /// Ends them: what has not been handed over by now never is.
  ///
  /// @return those that were not at their end
  public List<Long> stop(List<Long> ids) {
    return set(ids, List.of(State.FILLING, State.SENDING, State.PAUSED), State.STOPPED);
  }

  private List<Long> set(List<Long> ids, List<State> from, State to) {
    return database.inTransaction(tx -> {
      List<Long> set =
          open(tx, ids).stream()
              .filter(mailing -> from.contains(mailing.state()))
              .map(Mailing::id)
              .toList();
      for (long id : set) Mailings.set(tx, id, to);
      return set;
    });
  }

  private static List<Mailing> open(Handle tx, List<Long> ids) {
    return Mailings.open(tx).stream()
        .filter(mailing -> !mailing.kind().isPersonal())
        .filter(mailing -> ids.isEmpty() || ids.contains(mailing.id()))
        .toList();
  }
}
