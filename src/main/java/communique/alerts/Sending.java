package communique.alerts;

import communique.outbound.Address;
import communique.outbound.Dkim;
import communique.outbound.DkimKeys;
import communique.outbound.Outbox;
import communique.outbound.Relay;
import communique.outbound.Sender;
import communique.outbound.Signing;
import communique.platform.Database;
import communique.platform.Outcome;
import communique.platform.Settings;
import communique.record.Newsroom;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Turns alerts into mails, and sees to it that they leave: writes the deliveries of each mailing,
/// begins the digests that are due, and lets the mails be handed over, or kept in the outbox.
@Singleton
public final class Sending implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Sending.class.getName());
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Settings settings;
  private final Database database;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Filling filling;
  private final Subscriptions subscriptions;
  private final AlertKeys keys;
  private volatile boolean closed;
  private @Nullable Thread worker;
  private @Nullable Sender sender;
  private @Nullable Outbox outbox;

  /// Held for the life of the process, so that no other takes its name.
  private @Nullable FileLock held;

  Sending(
      Settings settings,
      Database database,
      Newsroom newsroom,
      InstantSource clock,
      RandomGenerator chance,
      Subscriptions subscriptions,
      AlertKeys keys) {
    this.settings = settings;
    this.database = database;
    this.newsroom = newsroom;
    this.clock = clock;
    this.chance = chance;
    this.filling = new Filling(database, newsroom, clock);
    this.subscriptions = subscriptions;
    this.keys = keys;
  }

  /// Looks whether mails could be sent with these settings.
  ///
  /// @throws IllegalArgumentException when they could not; the message names the setting and the
  ///   mend
  public static void check(Settings settings) {
    if (!settings.keepsMail()) Relay.of(settings.mail());
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
    var mails =
        new Mails(newsroom, subscriptions, keys, TemplateInstance::render, settings.mailFrom());
    var post = new Post(database, newsroom, clock, mails, node());
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
    worker = Thread.ofVirtual().name("alerts").start(this::work);
  }

  private Signing signing() {
    if (settings.dkimSelector().isEmpty()) return Signing.NONE;
    String from = settings.mailFrom();
    String domain = from.substring(from.lastIndexOf('@') + 1);
    return new Dkim(DkimKeys.in(settings.data(), settings.dkimSelector(), domain), clock);
  }

  /// By which this machine's process is known again after it was killed. Where another process of
  /// the same folder runs, it is another one for each.
  private String node() {
    Path file = settings.data().resolve("node");
    try {
      Files.createDirectories(settings.data());
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      String fresh = UUID.randomUUID().toString();
      if (lock == null) {
        channel.close();
        return fresh;
      }
      held = lock;
      String known = Files.readString(file).strip();
      if (!known.isEmpty()) return known;
      channel.write(ByteBuffer.wrap(fresh.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
      return fresh;
    } catch (OverlappingFileLockException e) {
      return UUID.randomUUID().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void work() {
    while (!closed) {
      try {
        filling.sweep();
        while (!closed && filling.step()) {
          // Each step is a few transactions.
        }
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "event=alerts.failed", e);
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public synchronized void close() throws InterruptedException {
    closed = true;
    if (worker != null) {
      worker.interrupt();
      worker.join(Duration.ofSeconds(10));
    }
    if (sender != null) sender.close();
    if (outbox != null) outbox.close();
    try {
      if (held != null) held.acquiredBy().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
