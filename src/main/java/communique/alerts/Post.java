package communique.alerts;

import communique.alerts.Alerts.Page;
import communique.alerts.Deliveries.Came;
import communique.alerts.Deliveries.Delivery;
import communique.alerts.Deliveries.State;
import communique.alerts.Mailings.Mailing;
import communique.alerts.Subscribers.For;
import communique.alerts.Subscribers.Gathered;
import communique.alerts.Subscribers.Recipient;
import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.outbound.Waiting;
import communique.platform.Database;
import communique.record.Newsroom;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The mails that wait in the database, for whoever hands them over.
///
/// What somebody waits for comes first; then what is to be tried again; then all alerts and digests
/// in turn, each with an equal share of what is claimed, so that a long one does not hold up a
/// short one. Whether a mail is still wanted is asked when it is claimed, not when it was queued.
final class Post implements Waiting {
  private static final Logger LOG = System.getLogger(Post.class.getName());
  private static final String CLAIM = "claim";

  /// When what is held up is looked at again.
  private static final Duration HELD = Duration.ofMinutes(1);

  /// A clock that goes back by more was wrong before; by less, it is another machine's.
  private static final Duration SET_BACK = Duration.ofMinutes(1);

  /// A mail that could not be put together is tried so often, an hour apart.
  private static final int BROKEN_MAX = 5;

  private static final Duration BROKEN = Duration.ofHours(1);

  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private final Mails mails;

  /// Which machine's process this is; the same after it was killed and started again.
  private final String node;

  /// Those that were given out and are not settled.
  private final Set<Long> given = ConcurrentHashMap.newKeySet();

  /// Claimed for this machine, and not given out by this process: what the one before it left
  /// behind, or what was claimed when an answer was lost.
  private final Deque<Delivery> left = new ArrayDeque<>();

  /// Whether there may be such.
  private boolean unsure = true;

  /// What the clock said last; before the first look, that it may have been set back.
  private Instant seen = Instant.MAX;

  Post(Database database, Newsroom newsroom, InstantSource clock, Mails mails, String node) {
    this.database = database;
    this.newsroom = newsroom;
    this.clock = clock;
    this.mails = mails;
    this.node = node;
  }

  @Override
  public List<Mail> claim(int most) {
    Instant now = clock.instant();
    if (now.isBefore(seen.minus(SET_BACK)))
      database.inTransaction(tx -> Deliveries.hasten(tx, now, now.plus(SET_BACK)));
    seen = now;
    if (unsure) {
      left.clear();
      for (Delivery one : database.reading(tx -> Deliveries.claimed(tx, node)))
        if (!given.contains(one.id())) left.add(one);
      unsure = false;
    }
    var again = new ArrayList<Delivery>();
    while (again.size() < most && !left.isEmpty()) again.add(left.poll());
    // Most looks find nothing, and take no lock.
    if (again.isEmpty() && !database.reading(tx -> isAnything(tx, now))) return List.of();
    try {
      List<Mail> claimed =
          database.inTransaction(tx -> {
            // One process after the other, or two would pick the same.
            Numbers.hold(tx, CLAIM);
            var picked = new ArrayList<>(again);
            if (picked.isEmpty()) pick(tx, most, now, picked);
            Deliveries.claim(tx, picked, node, now);
            return mails(tx, picked, now);
          });
      for (Mail mail : claimed) given.add(mail.id());
      return claimed;
    } catch (RuntimeException e) {
      // It may have been kept all the same.
      unsure = true;
      throw e;
    }
  }

  private static boolean isAnything(Handle tx, Instant now) {
    for (Mailing mailing : Mailings.open(tx)) {
      if (!mailing.isSent(now)) continue;
      if (!Deliveries.waiting(tx, mailing, 1).isEmpty()) return true;
      if (mailing.state() == Mailings.State.SENDING && !Deliveries.isOpen(tx, mailing)) return true;
    }
    return !Deliveries.due(tx, now, 1).isEmpty();
  }

  private static void pick(Handle tx, int most, Instant now, List<Delivery> picked) {
    List<Mailing> open = Mailings.open(tx).stream().filter(mailing -> mailing.isSent(now)).toList();
    for (Mailing mailing : open)
      if (mailing.kind().isPersonal()) take(tx, mailing, most - picked.size(), picked);
    int due = Math.max(1, (most - picked.size()) / 2);
    if (picked.size() < most) picked.addAll(Deliveries.due(tx, now, due));
    List<Mailing> others = open.stream().filter(one -> !one.kind().isPersonal()).toList();
    for (int i = 0; i < others.size() && picked.size() < most; i++)
      take(tx, others.get(i), Math.ceilDiv(most - picked.size(), others.size() - i), picked);
  }

  private static void take(Handle tx, Mailing mailing, int most, List<Delivery> picked) {
    if (most <= 0) return;
    List<Delivery> waiting = Deliveries.waiting(tx, mailing, most);
    picked.addAll(waiting);
    if (!waiting.isEmpty())
      Mailings.reached(tx, mailing.id(), waiting.getLast().subscriber(), waiting.size());
    else if (mailing.state() == Mailings.State.SENDING && !Deliveries.isOpen(tx, mailing))
      Mailings.set(tx, mailing.id(), Mailings.State.DONE);
  }

  /// Why a subscriber gets a mail, and of which pages.
  private record Reasons(List<For> why, List<Page> pages) {
    static final Reasons NONE = new Reasons(List.of(), List.of());
  }

  /// Puts together those that are still wanted, and notes of the others why they are not sent.
  private List<Mail> mails(Handle tx, List<Delivery> picked, Instant now) {
    var byMailing = new LinkedHashMap<Long, List<Delivery>>();
    for (Delivery one : picked)
      byMailing.computeIfAbsent(one.mailing(), key -> new ArrayList<>()).add(one);
    Map<Long, Recipient> recipients =
        Subscribers.recipients(tx, picked.stream().map(Delivery::subscriber).distinct().toList());
    var made = new ArrayList<Mail>();
    var dropped = new ArrayList<Came>();
    LocalDate today = LocalDate.ofInstant(now, newsroom.zone());
    byMailing.forEach((id, deliveries) -> {
      Mailing mailing = Mailings.byId(tx, id).orElseThrow();
      Map<Long, Reasons> reasons =
          mailing.isSent(now) ? reasons(tx, mailing, deliveries) : Map.of();
      for (Delivery one : deliveries) {
        if (!mailing.isSent(now)) {
          dropped.add(held(mailing, one, now));
          continue;
        }
        Recipient to = recipients.get(one.subscriber());
        Reasons why = reasons.getOrDefault(one.subscriber(), Reasons.NONE);
        Optional<String> not = not(mailing, to, why, today);
        if (not.isPresent() || to == null) {
          dropped.add(dropped(one, not.orElse("erased")));
          continue;
        }
        try {
          mails
              .mail(tx, mailing, one, to, why.why(), why.pages())
              .ifPresentOrElse(made::add, () -> dropped.add(dropped(one, "withdrawn")));
        } catch (JdbiException e) {
          throw e;
        } catch (RuntimeException e) {
          // One bad mail never stops the rest.
          LOG.log(Level.WARNING, "event=mail.broken delivery=" + one.id(), e);
          dropped.add(broken(one, now));
        }
      }
    });
    Deliveries.settle(tx, dropped, now);
    return made;
  }

  private static Came dropped(Delivery one, String why) {
    return new Came(one.id(), State.DROPPED, one.attempts(), null, why);
  }

  /// What becomes of a mail whose mailing does not go out just now.
  private static Came held(Mailing mailing, Delivery one, Instant now) {
    boolean ended = mailing.state() == Mailings.State.STOPPED || mailing.kind().isPersonal();
    return ended
        ? dropped(one, "stopped")
        : new Came(one.id(), State.DEFERRED, one.attempts(), now.plus(HELD), "held up");
  }

  private static Came broken(Delivery one, Instant now) {
    String why = "could not be put together";
    return one.attempts() >= BROKEN_MAX
        ? new Came(one.id(), State.REFUSED, one.attempts(), null, why)
        : new Came(one.id(), State.DEFERRED, one.attempts() + 1, now.plus(BROKEN), why);
  }

  private static Map<Long, Reasons> reasons(Handle tx, Mailing mailing, List<Delivery> deliveries) {
    var reasons = new HashMap<Long, Reasons>();
    Optional<Frequency> often = mailing.kind().frequency();
    if (often.isEmpty()) return reasons;
    List<Long> ids = deliveries.stream().map(Delivery::subscriber).toList();
    var chosen = new HashMap<List<Page>, List<Page>>();
    Subscribers.gathered(tx, mailing, often.get(), ids)
        .forEach((id, all) -> reasons.put(id, gathered(tx, all, chosen)));
    return reasons;
  }

  /// @param chosen what was found for others, most of whom are told of the same pages
  private static Reasons gathered(
      Handle tx, List<Gathered> all, Map<List<Page>, List<Page>> chosen) {
    List<Page> pages =
        chosen.computeIfAbsent(
            all.stream().map(Gathered::page).distinct().toList(),
            every -> Digests.chosen(tx, every));
    List<For> why =
        all.stream()
            .filter(one -> pages.contains(one.page()))
            .map(Gathered::why)
            .distinct()
            .toList();
    return new Reasons(why, pages);
  }

  /// Why a mail is not sent to somebody; empty where it is.
  private static Optional<String> not(
      Mailing mailing, @Nullable Recipient to, Reasons why, LocalDate today) {
    if (to == null) return Optional.of("erased");
    if (mailing.kind().isPersonal()) return Optional.empty();
    if (to.suspended()) return Optional.of("suspended");
    if (to.pausedUntil() != null && today.isBefore(to.pausedUntil())) return Optional.of("paused");
    return why.why().isEmpty() ? Optional.of("left or withdrawn") : Optional.empty();
  }

  @Override
  public void settle(Collection<Fate> fates) {
    Instant now = clock.instant();
    List<Came> came = fates.stream().map(Post::came).toList();
    database.inTransaction(tx -> {
      Deliveries.settle(tx, came, now);
      return true;
    });
    for (Came one : came) given.remove(one.id());
  }

  private static Came came(Fate fate) {
    return switch (fate) {
      case Fate.Accepted(long id, String reply) ->
          new Came(id, State.TAKEN, Came.SAME, null, reply);
      case Fate.Deferred(long id, String reply, Fate.Why why, int attempts, Instant notBefore) ->
          new Came(id, State.DEFERRED, attempts, notBefore, reply);
      case Fate.Refused(long id, String reply, Fate.Why why) ->
          new Came(id, State.REFUSED, Came.SAME, null, reply);
      case Fate.Unknown(long id, String reply, int attempts, Instant notBefore) ->
          new Came(id, State.DEFERRED, attempts, notBefore, reply);
    };
  }
}
