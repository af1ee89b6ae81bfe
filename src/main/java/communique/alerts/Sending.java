package communique.alerts;

import communique.outbound.Address;
import communique.outbound.Bounce;
import communique.outbound.BounceBox;
import communique.outbound.Dkim;
import communique.outbound.DkimKeys;
import communique.outbound.Outbox;
import communique.outbound.Relay;
import communique.outbound.Sender;
import communique.outbound.Signing;
import communique.outbound.Standing;
import communique.platform.Database;
import communique.platform.Doorbell;
import communique.platform.Outcome;
import communique.platform.Settings;
import communique.record.Newsroom;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns alerts into mails, and sees to it that they leave: writes the deliveries of each mailing,
/// begins the digests that are due, and lets the mails be handed over, or kept in the outbox.
@Singleton
public final class Sending implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Sending.class.getName());
  private static final Duration LOOK = Duration.ofMillis(100);

  /// How often it is looked whether anything has become late.
  private static final Duration LATE = Duration.ofSeconds(10);

  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Settings settings;
  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Filling filling;
  private final Forgetting forgetting;
  private final AlertKeys keys;
  private final Links links;
  private final Doorbell bell;
  private final Returned returned;
  private final Told told;

  /// Those that are late and were said to be; the worker's own.
  private Set<Long> late = Set.of();

  private Instant looked = Instant.EPOCH;
  private volatile boolean closed;
  private @Nullable Thread worker;
  private volatile @Nullable BounceRounds bounces;
  private @Nullable Rounds beats;
  private volatile @Nullable Sender sender;
  private @Nullable Outbox outbox;

  private @Nullable Node node;

  Sending(
      Settings settings,
      Database database,
      Newsroom newsroom,
      InstantSource clock,
      RandomGenerator chance,
      AlertKeys keys,
      Links links,
      Told told,
      Doorbell bell) {
    this.settings = settings;
    this.bell = bell;
    this.database = database;
    this.newsroom = newsroom;
    this.clock = clock;
    this.chance = chance;
    this.filling = new Filling(database, newsroom, clock);
    this.forgetting = new Forgetting(database, clock, settings.deliveriesKept());
    this.keys = keys;
    this.links = links;
    this.returned = new Returned(database, clock, links);
    this.told = told;
  }

  /// Looks whether mails could be sent with these settings.
  ///
  /// @throws IllegalArgumentException when they could not; the message names the setting and the
  ///   mend
  public static void check(Settings settings) {
    if (!settings.keepsMail()) Relay.of(settings.mail());
    if (!settings.bounces().isEmpty()) BounceBox.of(settings.bounces());
    if (Address.of("", settings.mailFrom()) instanceof Outcome.Refused<Address>)
      // The address of a newsroom that is tried on one machine has no dot in it.
      if (!settings.keepsMail() || !settings.mailFrom().matches("[!-~]+@[a-z0-9.-]+"))
        throw new IllegalArgumentException(
            "COMMUNIQUE_MAIL_FROM is '"
                + settings.mailFrom()
                + "'. Give an address such as newsroom@example.org.");
  }

  /// Begins. Mails that were on their way when the process before this one ended come first.
  public synchronized void start() {
    var mails = new Mails(newsroom, keys, links, TemplateInstance::render, settings.mailFrom());
    Node own = Node.in(settings.data());
    node = own;
    var nodes = new Nodes(database, own.name(), clock, System::nanoTime);
    var post = new Post(database, clock, new Making(newsroom, mails), nodes);
    if (settings.keepsMail()) outbox = Outbox.start(settings.data(), post, signing(), clock);
    else
      sender =
          Sender.start(
              Relay.of(settings.mail()),
              URI.create(newsroom.url()).getHost(),
              post,
              signing(),
              clock,
              chance);
    beats = new Rounds("alerts-beat", BEAT, () -> beat(post));
    worker = Thread.ofVirtual().name("alerts").start(this::work);
    if (!settings.bounces().isEmpty())
      bounces = new BounceRounds(BounceBox.of(settings.bounces()), returned).start();
  }

  private Signing signing() {
    return dkim().<Signing>map(keys -> new Dkim(keys, clock)).orElse(Signing.NONE);
  }

  private Optional<DkimKeys> dkim() {
    if (settings.dkimSelector().isEmpty()) return Optional.empty();
    String from = settings.mailFrom();
    String domain = from.substring(from.lastIndexOf('@') + 1);
    return Optional.of(DkimKeys.in(settings.data(), settings.dkimSelector(), domain));
  }

  /// What an operator publishes in DNS, so that receivers can check signatures: lines of a zone
  /// file; none where mails are not signed.
  public List<String> records() {
    return dkim().map(DkimKeys::records).orElse(List.of());
  }

  /// How handing over stands; empty where mails are kept in the outbox.
  public Optional<Standing> standing() {
    Sender sends = sender;
    return sends == null ? Optional.empty() : Optional.of(sends.standing());
  }

  /// How many mails of a kind came back since the start.
  public long returned(Bounce.Kind kind) {
    return returned.count(kind);
  }

  /// Why mails that came back cannot be read at present; empty when they can, or nothing says where
  /// they are.
  public Optional<String> unread() {
    BounceRounds goes = bounces;
    return goes == null ? Optional.empty() : goes.unread();
  }

  private void work() {
    do {
      attempt(this::fill);
      // Apart, as what fails there again and again must not hold up what is sent.
      attempt(forgetting::step);
    } while (!closed && bell.await(LOOK));
  }

  private void fill() {
    while (!closed && filling.step()) {
      Sender sends = sender;
      if (sends != null) sends.ring();
    }
    sayLate(clock.instant());
  }

  /// Also what is out of memory goes on with the next.
  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "event=alerts.failed", e);
    }
  }

  /// Apart from the work, which may take longer than others wait.
  private static boolean beat(Post post) {
    try {
      post.beat();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "event=alerts.beat.failed", e);
    }
    return false;
  }

  /// Says once of each that is held as it is late what would go out: after a start, most often of a
  /// machine that slept or a backup that was restored, and whenever one becomes late.
  private void sayLate(Instant now) {
    if (now.isBefore(looked.plus(LATE)) && !now.isBefore(looked)) return;
    looked = now;
    List<Sent> all = told.late();
    for (Sent sent : all)
      if (!late.contains(sent.id()))
        LOG.log(
            Level.WARNING,
            "event=alert.late alert={0} kind={1} about={2} made={3} mails={4}",
            Long.toString(sent.id()),
            sent.kind(),
            sent.about(),
            sent.madeAt(),
            Long.toString(sent.left()));
    late = all.stream().map(Sent::id).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public synchronized void close() throws InterruptedException {
    closed = true;
    if (worker != null) {
      worker.interrupt();
      worker.join(Duration.ofSeconds(10));
    }
    if (beats != null) beats.close();
    BounceRounds goes = bounces;
    if (goes != null) goes.close();
    if (sender != null) sender.close();
    if (outbox != null) outbox.close();
    if (node != null) node.close();
  }
}
