package communique.alerts;

import communique.alerts.Deliveries.Came;
import communique.alerts.Deliveries.Delivery;
import communique.alerts.Deliveries.State;
import communique.alerts.Mailings.Mailing;
import communique.alerts.Making.Made;
import communique.outbound.Content;
import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.outbound.Waiting;
import communique.outbound.Withheld;
import communique.platform.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/// The mails that wait in the database, for whoever hands them over.
///
/// What somebody waits for comes first; then what is to be tried again; then all alerts and digests
/// in turn, each with an equal share of what is claimed, so that a long one does not hold up a
/// short one. Whether a mail is still wanted is asked when it is claimed, not when it was queued.
final class Post implements Waiting {
  private static final Mailings.State DONE = Mailings.State.DONE;

  /// A clock that goes back by more was wrong before; by less, it is another machine's.
  private static final Duration SET_BACK = Duration.ofMinutes(1);

  private final Database database;
  private final InstantSource clock;
  private final Making making;
  private final Nodes nodes;

  /// Those that were given out and are not settled.
  private final Set<Long> given = ConcurrentHashMap.newKeySet();

  /// Claimed for this machine, and not given out by this process: what the one before it left
  /// behind, or what was claimed when an answer was lost.
  private final Deque<Delivery> left = new ArrayDeque<>();

  /// Whether there may be such.
  private volatile boolean unsure = true;

  /// What the clock said last; before the first look, that it may have been set back.
  private Instant seen = Instant.MAX;

  Post(Database database, InstantSource clock, Making making, Nodes nodes) {
    this.database = database;
    this.clock = clock;
    this.making = making;
    this.nodes = nodes;
  }

  /// Counts as [Nodes] has it; what a process that is gone had claimed is this one's from now on.
  void beat() {
    try {
      if (nodes.beat()) unsure = true;
    } catch (RuntimeException | Error e) {
      // It may have been taken all the same.
      unsure = true;
      throw e;
    }
  }

  @Override
  public List<Mail> claim(int most) {
    // What is claimed while others may find this process gone would be withheld.
    if (!nodes.isThere()) return List.of();
    Instant now = clock.instant();
    if (now.isBefore(seen.minus(SET_BACK)))
      database.inTransaction(tx -> {
        Mailings.holdClaims(tx);
        return Deliveries.hasten(tx, now, now.plus(SET_BACK));
      });
    seen = now;
    if (unsure) {
      unsure = false;
      left.clear();
      // What is settled meanwhile is neither claimed nor given any more.
      Set<Long> before = Set.copyOf(given);
      try {
        for (Delivery one : claimed()) if (!before.contains(one.id())) left.add(one);
      } catch (RuntimeException | Error e) {
        unsure = true;
        throw e;
      }
    }
    var again = new ArrayList<Delivery>();
    while (again.size() < most && !left.isEmpty()) again.add(left.poll());
    // Most looks find nothing, and take no lock.
    if (again.isEmpty() && !database.reading(tx -> isAnything(tx, now))) return List.of();
    int lease = nodes.lease();
    try {
      List<Delivery> claimed =
          database.inTransaction(tx -> {
            // One process after the other, or two would pick the same.
            Mailings.holdClaims(tx);
            var picked = new ArrayList<>(again);
            // What stood for long may be another's by now.
            if (!again.isEmpty())
              picked.retainAll(Set.copyOf(Deliveries.claimed(tx, nodes.name())));
            if (picked.isEmpty()) pick(tx, most, now, picked);
            // Whose fate is being kept, as the answer to that may have been lost.
            picked.removeIf(one -> given.contains(one.id()));
            Deliveries.claim(tx, picked, nodes.name(), now);
            return picked;
          });
      // Nobody else waits for the database while they are put together.
      Made made = database.reading(tx -> making.make(tx, claimed, now));
      if (!made.not().isEmpty()) keep(made.not(), now);
      List<Mail> mails = made.mails().stream().map(mail -> guarded(mail, lease)).toList();
      for (Mail mail : mails) given.add(mail.id());
      return mails;
    } catch (RuntimeException | Error e) {
      // It may have been kept all the same.
      unsure = true;
      throw e;
    }
  }

  private List<Delivery> claimed() {
    return database.reading(tx -> Deliveries.claimed(tx, nodes.name()));
  }

  private Mail guarded(Mail mail, int lease) {
    return new Mail(
        mail.id(),
        mail.attempts(),
        mail.returnPath(),
        mail.recipient(),
        new Guarded(mail.content(), nodes, lease));
  }

  /// What is not begun any more when others may have taken it.
  private record Guarded(Content content, Nodes nodes, int lease) implements Content {
    @Override
    public byte[] make() {
      if (!nodes.holds(lease))
        throw new Withheld("the process that had it was away, and another may have taken it");
      return content.make();
    }

    @Override
    public boolean smtputf8() {
      return content.smtputf8();
    }
  }

  private static boolean isAnything(Handle tx, Instant now) {
    for (Mailing mailing : Mailings.open(tx)) {
      if (!mailing.moves()) continue;
      if (!again(tx, mailing, now, 1).isEmpty()) return true;
      if (mailing.isSent(now) && !Deliveries.waiting(tx, mailing, 1).isEmpty()) return true;
      if (isDone(tx, mailing)) return true;
    }
    return false;
  }

  private static void pick(Handle tx, int most, Instant now, List<Delivery> picked) {
    List<Mailing> open = Mailings.open(tx).stream().filter(Mailing::moves).toList();
    for (Mailing mailing : open) if (isDone(tx, mailing)) Mailings.set(tx, mailing.id(), DONE);
    List<Mailing> personal = open.stream().filter(one -> one.kind().isPersonal()).toList();
    List<Mailing> others = open.stream().filter(one -> !one.kind().isPersonal()).toList();
    share(personal, most, picked, (one, part) -> waiting(tx, one, now, part));
    share(personal, most, picked, (one, part) -> again(tx, one, now, part));
    int half = picked.size() + Math.ceilDiv(most - picked.size(), 2);
    share(others, half, picked, (one, part) -> again(tx, one, now, part));
    share(others, most, picked, (one, part) -> waiting(tx, one, now, part));
  }

  /// Picks an equal share of each; what one does not need is the others'.
  private static void share(
      List<Mailing> mailings,
      int most,
      List<Delivery> picked,
      BiFunction<Mailing, Integer, List<Delivery>> some) {
    for (int i = 0; i < mailings.size() && picked.size() < most; i++) {
      int part = Math.ceilDiv(most - picked.size(), mailings.size() - i);
      picked.addAll(some.apply(mailings.get(i), part));
    }
  }

  private static List<Delivery> waiting(Handle tx, Mailing mailing, Instant now, int most) {
    if (!mailing.isSent(now)) return List.of();
    List<Delivery> waiting = Deliveries.waiting(tx, mailing, most);
    if (!waiting.isEmpty())
      Mailings.reached(tx, mailing.id(), waiting.getLast().subscriber(), waiting.size());
    return waiting;
  }

  /// What is to be tried again. Of one that is late, what was tried in time goes on being tried.
  private static List<Delivery> again(Handle tx, Mailing mailing, Instant now, int most) {
    return Deliveries.due(tx, mailing, now, mailing.isSent(now) ? 0 : 1, most);
  }

  private static boolean isDone(Handle tx, Mailing mailing) {
    return mailing.state() == Mailings.State.SENDING
        && Deliveries.waiting(tx, mailing, 1).isEmpty()
        && !Deliveries.isOpen(tx, mailing);
  }

  @Override
  public void settle(Collection<Fate> fates) {
    Instant now = clock.instant();
    List<Came> came = fates.stream().map(Post::came).toList();
    keep(came, now);
    for (Came one : came) given.remove(one.id());
  }

  private void keep(List<Came> came, Instant now) {
    database.inTransaction(tx -> {
      Deliveries.settle(tx, came, nodes.name(), now);
      return true;
    });
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
