package communique.outbound;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The thread of one session, and of those that follow it when it breaks: takes a mail, makes and
/// signs it, hands it over, has its fate kept.
final class Courier implements Runnable {
  private static final Logger LOG = System.getLogger(Courier.class.getName());
  private static final int LOOK_MILLIS = 100;

  private final Relay relay;
  private final String ourName;
  private final Signing signing;
  private final Sender.Setup setup;
  private final Retry retry;
  private final Circuit circuit;
  private final Domains domains;
  private final Lanes lanes;
  private final Settling settling;
  private final Watch watch;
  private final Tally tally;
  private final CountDownLatch stopping;
  private final Runnable ring;

  /// Open, or null; with it whether a mail was handed over through it.
  private @Nullable Session session;

  private boolean used;

  /// The fate of the last mail: the next one's end waits for it, in whichever session.
  private Settling.Group before = Settling.NOTHING;

  private int unserved;
  private int unmade;

  Courier(
      Relay relay,
      String ourName,
      Signing signing,
      Sender.Setup setup,
      Retry retry,
      Circuit circuit,
      Domains domains,
      Lanes lanes,
      Settling settling,
      Watch watch,
      Tally tally,
      CountDownLatch stopping,
      Runnable ring) {
    this.relay = relay;
    this.ourName = ourName;
    this.signing = signing;
    this.setup = setup;
    this.retry = retry;
    this.circuit = circuit;
    this.domains = domains;
    this.lanes = lanes;
    this.settling = settling;
    this.watch = watch;
    this.tally = tally;
    this.stopping = stopping;
    this.ring = ring;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Optional<Mail> mail = lanes.take(setup.timeouts().idle());
        if (mail.isPresent()) {
          carry(mail.get());
        } else {
          if (session != null) session.close();
          session = null;
          if (stopping.getCount() == 0) return;
        }
      }
    } catch (Settling.NotKept e) {
      // The process ends, and the mail that was begun has no end: the server forgets it.
      drop();
    }
  }

  private void carry(Mail mail) {
    Optional<Instant> spared = domains.sparedUntil(Lanes.domain(mail));
    if (spared.isPresent()) {
      giveBack(mail, spared(mail, spared.get()));
      return;
    }
    // Those that were claimed before the server became unwell are not its next mails to refuse.
    if (circuit.isResting() && isGivenBack(mail)) return;
    Optional<Session> open = open();
    if (open.isEmpty()) {
      if (!isGivenBack(mail)) {
        lanes.putBack(mail);
        rest();
      }
      return;
    }
    Fate fate;
    try {
      fate = handed(open.get(), mail);
    } catch (Settling.NotKept e) {
      throw e;
    } catch (Withheld e) {
      fate = retry.held(mail, e.why(), retry.now());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // Ours to mend; the mail waits for that, and keeps no other one waiting.
      // A mistake in one alert comes with each of its mails: ever fewer are told.
      if (Integer.bitCount(++unmade) == 1)
        LOG.log(Level.ERROR, "event=mail.unmade id=" + mail.id() + " mails=" + unmade, e);
      drop();
      fate = retry.deferred(mail, "it could not be put together", Fate.Why.UNABLE);
    }
    tally.count(fate);
    before = settling.keep(fate);
    lanes.done(mail);
  }

  /// Gives a mail back if the server is unwell.
  private boolean isGivenBack(Mail mail) {
    Optional<Instant> until = circuit.until();
    until.ifPresent(time -> giveBack(mail, retry.held(mail, "the mail server is unwell", time)));
    return until.isPresent();
  }

  private void giveBack(Mail mail, Fate held) {
    before = settling.keep(held);
    lanes.done(mail);
  }

  private Fate spared(Mail mail, Instant until) {
    return retry.held(mail, "its domain is spared", until);
  }

  private Optional<Session> open() {
    if (session == null)
      try {
        session = Session.open(relay, setup.timeouts(), setup.tls(), ourName, watch);
        used = false;
        unserved = 0;
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.DEBUG, "event=mail.session.failed", e);
        unserved++;
        if (circuit.failed(why(e))) ring.run();
      }
    return Optional.ofNullable(session);
  }

  private Fate handed(Session first, Mail mail) {
    byte[] message = signing.sign(mail.content().make());
    boolean utf8 = mail.content().smtputf8();
    try {
      Heard heard = first.hand(mail, message, utf8, before);
      // The server closed a session that was kept open; the mail is none the worse for it.
      if (heard instanceof Heard.Broken broken && broken.fresh() && used) {
        drop();
        Optional<Session> second = open();
        if (second.isPresent()) heard = second.get().hand(mail, message, utf8, before);
      }
      used = true;
      note(mail, heard);
      return retry.fate(mail, heard);
    } catch (Unserved e) {
      drop();
      if (circuit.failed(why(e))) ring.run();
      return retry.deferred(mail, why(e), Fate.Why.AWAY);
    }
  }

  /// Tells those who keep an eye on the server and on the receiving domains.
  private void note(Mail mail, Heard heard) {
    String domain = Lanes.domain(mail);
    switch (heard) {
      case Heard.Taken _ -> {
        circuit.well();
        domains.well(domain);
      }
      case Heard.Unable _ -> circuit.answered();
      case Heard.TurnedAway away when away.reply().passing() -> {
        circuit.answered();
        domains
            .busy(domain)
            .ifPresent(until -> {
              List<Mail> spared = lanes.drain(domain);
              if (!spared.isEmpty())
                settling.keep(spared.stream().map(one -> spared(one, until)).toList());
              LOG.log(Level.INFO, "event=mail.domain.spared domain=" + domain + " until=" + until);
            });
      }
      case Heard.TurnedAway away -> {
        domains.well(domain);
        if (circuit.refused(away.reply().text())) ring.run();
      }
      case Heard.Broken broken -> {
        drop();
        if (circuit.failed(broken.why())) ring.run();
      }
    }
  }

  /// Waits, as no session came about, unless the others wait too and one mail is to try it soon.
  private void rest() {
    Duration rest = setup.pause().multipliedBy(1L << Math.min(unserved - 1, 10));
    if (rest.compareTo(setup.pauseMax()) > 0) rest = setup.pauseMax();
    long end = System.nanoTime() + rest.toNanos();
    try {
      while (!circuit.isOpen() && System.nanoTime() - end < 0)
        if (stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drop() {
    if (session != null) session.drop();
    session = null;
  }

  private static String why(Exception e) {
    return Reply.cleaned(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
  }
}
