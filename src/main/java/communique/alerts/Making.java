package communique.alerts;

import communique.alerts.Alerts.Page;
import communique.alerts.Deliveries.Came;
import communique.alerts.Deliveries.Delivery;
import communique.alerts.Deliveries.State;
import communique.alerts.Gathering.For;
import communique.alerts.Gathering.Gathered;
import communique.alerts.Mailings.Kind;
import communique.alerts.Mailings.Mailing;
import communique.alerts.Subscribers.Recipient;
import communique.outbound.Mail;
import communique.record.Newsroom;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Makes mails of what was claimed. Whether one is still wanted is asked now, not when it was
/// queued.
final class Making {
  private static final Logger LOG = System.getLogger(Making.class.getName());

  /// When what is held up is looked at again.
  private static final Duration HELD = Duration.ofMinutes(1);

  /// A mail that could not be put together is tried so often, an hour apart.
  private static final int BROKEN_MAX = 5;

  private static final Duration BROKEN = Duration.ofHours(1);

  private final Newsroom newsroom;
  private final Mails mails;

  Making(Newsroom newsroom, Mails mails) {
    this.newsroom = newsroom;
    this.mails = mails;
  }

  /// Why a subscriber gets a mail, and of which pages.
  private record Reasons(List<For> why, List<Page> pages) {
    static final Reasons NONE = new Reasons(List.of(), List.of());
  }

  /// What was made of some deliveries.
  ///
  /// @param not what becomes of those that no mail was made of, and why
  record Made(List<Mail> mails, List<Came> not) {}

  /// Puts together those that are still wanted, and says of the others why they are not sent.
  Made make(Handle tx, List<Delivery> picked, Instant now) {
    var byMailing = new LinkedHashMap<Long, List<Delivery>>();
    for (Delivery one : picked)
      byMailing.computeIfAbsent(one.mailing(), key -> new ArrayList<>()).add(one);
    Map<Long, Recipient> recipients =
        Subscribers.recipients(tx, picked.stream().map(Delivery::subscriber).distinct().toList());
    var made = new ArrayList<Mail>();
    var dropped = new ArrayList<Came>();
    byMailing.forEach((id, deliveries) -> {
      Mailing mailing = Mailings.byId(tx, id).orElseThrow();
      Map<Long, Reasons> reasons =
          mailing.moves() ? reasons(tx, mailing, deliveries, recipients) : Map.of();
      for (Delivery one : deliveries) {
        if (!isSent(mailing, one, now)) {
          dropped.add(held(mailing, one, now));
          continue;
        }
        Recipient to = recipients.get(one.subscriber());
        Reasons why = reasons.getOrDefault(one.subscriber(), Reasons.NONE);
        Optional<String> not = not(mailing, to, why, now);
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
    return new Made(made, dropped);
  }

  /// The time after which a person is asked is over for those that were never tried.
  private static boolean isSent(Mailing mailing, Delivery one, Instant now) {
    return mailing.isSent(now)
        || (mailing.moves() && !mailing.kind().isPersonal() && one.attempts() > 0);
  }

  private static Came dropped(Delivery one, String why) {
    return new Came(one.id(), State.DROPPED, one.attempts(), null, why);
  }

  /// What becomes of a mail whose mailing does not go out just now.
  private static Came held(Mailing mailing, Delivery one, Instant now) {
    boolean ended = mailing.state() == Mailings.State.STOPPED || mailing.kind().isPersonal();
    return ended
        ? dropped(one, "stopped")
        : new Came(one.id(), State.DEFERRED, one.attempts(), now.plus(HELD), null);
  }

  private static Came broken(Delivery one, Instant now) {
    String why = "could not be put together";
    return one.attempts() >= BROKEN_MAX
        ? new Came(one.id(), State.REFUSED, one.attempts(), null, why)
        : new Came(one.id(), State.DEFERRED, one.attempts() + 1, now.plus(BROKEN), why);
  }

  private Map<Long, Reasons> reasons(
      Handle tx, Mailing mailing, List<Delivery> deliveries, Map<Long, Recipient> recipients) {
    var reasons = new HashMap<Long, Reasons>();
    Optional<Frequency> often = mailing.kind().frequency();
    if (often.isEmpty()) return reasons;
    List<Long> ids = deliveries.stream().map(Delivery::subscriber).toList();
    // Most are told of the same pages.
    var chosen = new HashMap<List<Page>, List<Page>>();
    Locale first = newsroom.locales().first();
    Gathering.gathered(tx, mailing, often.get(), ids)
        .forEach((id, all) -> {
          List<Page> pages =
              chosen.computeIfAbsent(
                  all.stream().map(Gathered::page).distinct().toList(),
                  every -> Chosen.pages(tx, every));
          Recipient to = recipients.get(id);
          boolean one = mailing.kind() == Kind.ALERT;
          List<For> why =
              all.stream()
                  .filter(for_ -> one ? !pages.isEmpty() : pages.contains(for_.page()))
                  .map(Gathered::why)
                  .distinct()
                  .toList();
          reasons.put(
              id,
              new Reasons(
                  why, one ? Chosen.one(pages, to == null ? first : to.locale(), first) : pages));
        });
    return reasons;
  }

  private boolean isPaused(Recipient to, Instant now) {
    if (to.pausedUntil() == null) return false;
    ZoneId zone = Digests.clock(to.zone(), newsroom.zone());
    return LocalDate.ofInstant(now, zone).isBefore(to.pausedUntil());
  }

  /// Why a mail is not sent to somebody; empty where it is.
  private Optional<String> not(Mailing mailing, @Nullable Recipient to, Reasons why, Instant now) {
    if (to == null) return Optional.of("erased");
    if (mailing.kind().isPersonal()) return Optional.empty();
    if (to.suspended()) return Optional.of("suspended");
    if (isPaused(to, now)) return Optional.of("paused");
    return why.why().isEmpty() ? Optional.of("left or withdrawn") : Optional.empty();
  }
}
