package communique.outbound;

import communique.platform.Doorbell;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/// Hands over what waits, over as many sessions as the relay's address allows: one thread claims,
/// one keeps fates, and each session has one that composes, signs and sends.
public final class Sender implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Sender.class.getName());

  /// How many are claimed at once: about what a second takes, within these.
  private static final int CLAIM_MIN = 16;

  private static final int CLAIM_MAX = 2_048;

  private final Waiting waiting;
  private final Setup setup;
  private final Retry retry;
  private final Circuit circuit;
  private final Domains domains;
  private final Lanes lanes;
  private final Settling settling;
  private final Watch watch = new Watch();
  private final Tally tally = new Tally();
  private final List<Thread> sessions = new ArrayList<>();
  private final Thread feeder;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Doorbell bell = new Doorbell();
  private volatile boolean paused;

  /// What tests choose otherwise.
  ///
  /// @param poll how often it looks for mails without being told
  /// @param pause the first pause when the server is unwell; it doubles up to `pauseMax`
  /// @param grace how long open transactions may take at the end
  record Setup(
      Timeouts timeouts,
      SSLContext tls,
      InstantSource clock,
      RandomGenerator chance,
      Duration poll,
      Duration pause,
      Duration pauseMax,
      Duration grace) {
    static Setup usual(Relay relay, InstantSource clock, RandomGenerator chance) {
      return new Setup(
          Timeouts.USUAL,
          Authorities.of(relay.ca()),
          clock,
          chance,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(20));
    }
  }

  Sender(Relay relay, String ourName, Waiting waiting, Signing signing, Setup setup) {
    this.waiting = waiting;
    this.setup = setup;
    retry = new Retry(setup.clock(), setup.chance());
    circuit = new Circuit(retry, setup.pause(), setup.pauseMax());
    domains = new Domains(retry);
    lanes = new Lanes(relay.domainSessions(), relay.domainRate());
    settling = new Settling(waiting);
    for (int i = 0; i < relay.sessions(); i++)
      sessions.add(
          Thread.ofVirtual()
              .name("mail-session-" + i)
              .start(
                  new Courier(
                      relay,
                      ourName,
                      signing,
                      setup,
                      retry,
                      circuit,
                      domains,
                      lanes,
                      settling,
                      watch,
                      tally,
                      stopping,
                      this::ring)));
    feeder = Thread.ofVirtual().name("mail-claims").start(this::feed);
  }

  /// Begins to hand over what waits.
  ///
  /// @param ourName our host's name in ASCII, with which it introduces itself
  public static Sender start(
      Relay relay,
      String ourName,
      Waiting waiting,
      Signing signing,
      InstantSource clock,
      RandomGenerator chance) {
    return new Sender(relay, ourName, waiting, signing, Setup.usual(relay, clock, chance));
  }

  /// Says that mails may wait now, lest the next look be a second away.
  public void ring() {
    bell.ring();
  }

  /// Begins no more mails; gives back what was claimed. What is under way ends.
  public void pause() {
    paused = true;
    ring();
  }

  public void resume() {
    paused = false;
    ring();
  }

  public Standing standing() {
    return new Standing(
        paused,
        circuit.unwell(),
        settling.isStuck(),
        watch.size(),
        lanes.waiting(),
        tally.accepted.sum(),
        tally.deferred.sum(),
        tally.refused.sum(),
        tally.unknown.sum());
  }

  /// Keeps a look-ahead of about one second of mails.
  private void feed() {
    int target = CLAIM_MIN;
    long through = 0;
    long looked = System.nanoTime();
    while (!isStopping()) {
      try {
        // Not the one mail that tries whether the server is well again.
        if (paused || circuit.isResting())
          giveBack(lanes.drain(), paused ? "paused" : "the mail server is unwell");
        long now = System.nanoTime();
        long done = tally.all();
        if (now - looked > 500_000_000L) {
          double rate = (done - through) * 1e9 / (now - looked);
          target = (int) Math.clamp(rate, CLAIM_MIN, CLAIM_MAX);
          through = done;
          looked = now;
        }
        int low = target / 2;
        lanes.whenLow(low, this::ring);
        boolean more = !paused && claim(target);
        if (!more || lanes.waiting() > low) listen(setup.poll());
      } catch (RuntimeException | Error e) {
        LOG.log(Level.WARNING, "event=mail.claim.failed", e);
        listen(setup.poll());
      }
    }
  }

  /// @return whether there may be more
  private boolean claim(int target) {
    boolean unwell = circuit.isOpen();
    // One mail tries whether the server is well again.
    int most = unwell ? 1 : target;
    if (unwell && (circuit.isResting() || lanes.taken() + lanes.waiting() > 0)) return false;
    int waits = lanes.waiting();
    // As many as `whenLow` is told of: at this number it must claim, or nobody tells it again.
    if (waits > most / 2) return true;
    List<Mail> claimed = waiting.claim(most - waits);
    var back = new ArrayList<Fate>();
    Instant now = retry.now();
    for (Mail mail : claimed)
      domains
          .sparedUntil(Lanes.domain(mail))
          .or(() -> lanes.add(mail, now))
          .ifPresent(time -> back.add(retry.held(mail, "its domain is spared", time)));
    if (!back.isEmpty()) settling.keep(back);
    return !claimed.isEmpty();
  }

  private void giveBack(List<Mail> mails, String why) {
    if (mails.isEmpty()) return;
    Instant time = circuit.until().orElse(retry.now());
    settling.keep(mails.stream().map(mail -> retry.held(mail, why, time)).toList());
  }

  private void listen(Duration most) {
    if (!bell.await(most)) Thread.currentThread().interrupt();
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /// Ends: no mail is begun any more, those under way end, sessions say goodbye, and what became of
  /// their mails is kept. What takes longer than its grace is broken off.
  @Override
  public void close() {
    stopping.countDown();
    ring();
    long end = System.nanoTime() + setup.grace().toNanos();
    join(feeder, end);
    lanes.close();
    giveBack(lanes.drain(), "stopped");
    for (Thread session : sessions) join(session, end);
    watch.cutAll();
    settling.close((int) setup.grace().toMillis());
    for (Thread session : sessions) join(session, System.nanoTime() + 1_000_000_000L);
    watch.close();
  }

  private static void join(Thread thread, long endNanos) {
    try {
      thread.join(Duration.ofNanos(Math.max(1_000_000, endNanos - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
