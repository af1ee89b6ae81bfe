package communique.alerts;

import communique.alerts.Alerts.Page;
import communique.alerts.Alerts.What;
import communique.alerts.Deliveries.Came;
import communique.alerts.Deliveries.Delivery;
import communique.alerts.Deliveries.State;
import communique.alerts.Mailings.Kind;
import communique.alerts.Mailings.Mailing;
import communique.alerts.Subscribers.For;
import communique.alerts.Subscribers.Gathered;
import communique.alerts.Subscribers.Recipient;
import communique.outbound.Fate;
import communique.outbound.Mail;
import communique.outbound.Waiting;
import communique.platform.Database;
import communique.record.Newsroom;
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
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The mails that wait in the database, for whoever hands them over.
///
/// What somebody waits for comes first; then what is to be tried again; then all alerts and digests
/// in turn, each with an equal share of what is claimed, so that a long one does not hold up a
/// short one. Whether a mail is still wanted is asked when it is claimed, not when it was queued.
final class Post implements Waiting {
  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private final Mails mails;

  /// Which machine's process this is; the same after it was killed and started again.
  private final String node;

  /// What the process before this one claimed and did not settle; null until it was looked at.
  private @Nullable Deque<Delivery> left;

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
    if (left == null) left = new ArrayDeque<>(database.reading(tx -> Deliveries.claimed(tx, node)));
    var again = new ArrayList<Delivery>();
    while (again.size() < most && !left.isEmpty()) again.add(left.poll());
    // Most looks find nothing, and take no lock.
    if (again.isEmpty() && !database.reading(tx -> isAnything(tx, now))) return List.of();
    List<Mail> claimed =
        database.inTransaction(tx -> {
          var picked = new ArrayList<>(again);
          if (picked.isEmpty()) pick(tx, most, now, picked);
          Deliveries.claim(tx, picked, node, now);
          return mails(tx, picked, now);
        });
    return claimed;
  }

  private static boolean isAnything(Handle tx, Instant now) {
    return !Mailings.open(tx).isEmpty() || !Deliveries.due(tx, now, 1).isEmpty();
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
    if (!waiting.isEmpty()) Mailings.reached(tx, mailing.id(), waiting.getLast().subscriber());
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
      Map<Long, Reasons> reasons = reasons(tx, mailing, deliveries);
      for (Delivery one : deliveries) {
        Recipient to = recipients.get(one.subscriber());
        Reasons why = reasons.getOrDefault(one.subscriber(), Reasons.NONE);
        Optional<String> not = not(mailing, to, why, today);
        Optional<Mail> mail =
            not.isPresent() || to == null || to.address() == null
                ? Optional.empty()
                : mails.mail(tx, mailing, one, to, to.address(), why.why(), why.pages());
        mail.ifPresent(made::add);
        if (mail.isEmpty())
          dropped.add(
              new Came(one.id(), State.DROPPED, one.attempts(), null, not.orElse("withdrawn")));
      }
    });
    Deliveries.settle(tx, dropped, now);
    return made;
  }

  private static Map<Long, Reasons> reasons(Handle tx, Mailing mailing, List<Delivery> deliveries) {
    if (mailing.kind().isPersonal()) return Map.of();
    long from = Long.MAX_VALUE;
    long to = 0;
    for (Delivery one : deliveries) {
      from = Math.min(from, one.subscriber());
      to = Math.max(to, one.subscriber());
    }
    var reasons = new HashMap<Long, Reasons>();
    if (mailing.kind() == Kind.ALERT && mailing.locale() != null) {
      var page = new Page(mailing.n(), mailing.locale());
      if (isGone(tx, page)) return reasons;
      Subscribers.told(tx, page.n(), page.locale(), from, to)
          .forEach((id, why) -> reasons.put(id, new Reasons(why, List.of(page))));
      return reasons;
    }
    Frequency frequency = mailing.kind() == Kind.DAILY ? Frequency.DAILY : Frequency.WEEKLY;
    Subscribers.gathered(tx, frequency, mailing.fromN(), mailing.toN(), from, to)
        .forEach((id, all) -> reasons.put(id, gathered(tx, all)));
    return reasons;
  }

  private static Reasons gathered(Handle tx, List<Gathered> all) {
    List<Page> pages = Digests.chosen(tx, all.stream().map(Gathered::page).distinct().toList());
    List<For> why =
        all.stream()
            .filter(one -> pages.contains(one.page()))
            .map(Gathered::why)
            .distinct()
            .toList();
    return new Reasons(why, pages);
  }

  /// Whether what an alert tells of is not there any more, or withdrawn since.
  private static boolean isGone(Handle tx, Page page) {
    return Digests.chosen(tx, List.of(page)).isEmpty() && !isWithdrawal(tx, page);
  }

  private static boolean isWithdrawal(Handle tx, Page page) {
    return Alerts.find(tx, page).filter(row -> row.what() == What.WITHDRAWN).isPresent();
  }

  /// Why a mail is not sent to somebody; empty where it is.
  private static Optional<String> not(
      Mailing mailing, @Nullable Recipient to, Reasons why, LocalDate today) {
    if (to == null || to.address() == null) return Optional.of("erased");
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
  }

  private static Came came(Fate fate) {
    return switch (fate) {
      case Fate.Accepted(long id, String reply) -> new Came(id, State.TAKEN, 0, null, reply);
      case Fate.Deferred(long id, String reply, Fate.Why why, int attempts, Instant notBefore) ->
          new Came(id, State.DEFERRED, attempts, notBefore, reply);
      case Fate.Refused(long id, String reply, Fate.Why why) ->
          new Came(id, State.REFUSED, 0, null, reply);
      case Fate.Unknown(long id, String reply, int attempts, Instant notBefore) ->
          new Came(id, State.DEFERRED, attempts, notBefore, reply);
    };
  }
}
