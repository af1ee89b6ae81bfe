package communique.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Keeps mails in a folder instead of handing them over, so that everything can be tried without a
/// mail server: `outbox/` in the data folder, one file for each mail as it would have been sent,
/// the newest thousand of them.
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Outbox.class.getName());
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern NAME = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9]{3}-[0-9]{1,19}");
  private static final String ENDING = ".eml";
  private static final int KEPT = 1_000;
  private static final int BATCH = 64;
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Path folder;
  private final Waiting waiting;
  private final Signing signing;
  private final InstantSource clock;
  private final Thread thread;

  /// Of the mails that were claimed and not settled.
  private final List<Fate> fates = new ArrayList<>();

  private volatile boolean closed;

  private Outbox(Path data, Waiting waiting, Signing signing, InstantSource clock) {
    this.folder = folder(data);
    this.waiting = waiting;
    this.signing = signing;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("outbox").unstarted(this::run);
  }

  /// Begins to keep what waits.
  ///
  /// @param data the data folder
  public static Outbox start(Path data, Waiting waiting, Signing signing, InstantSource clock) {
    var outbox = new Outbox(data, waiting, signing, clock);
    outbox.thread.start();
    return outbox;
  }

  private static Path folder(Path data) {
    return data.resolve("outbox");
  }

  private void run() {
    while (!closed) {
      try {
        while (!closed && step()) {
          // Each step is one claim.
        }
      } catch (RuntimeException | Error e) {
        LOG.log(Level.WARNING, "event=outbox.failed", e);
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean step() {
    // Those that could not be settled the last time come before any other.
    if (fates.isEmpty()) for (Mail mail : waiting.claim(BATCH)) fates.add(fate(mail));
    if (fates.isEmpty()) return false;
    waiting.settle(fates);
    fates.clear();
    tidy();
    return true;
  }

  private Fate fate(Mail mail) {
    try {
      keep(mail);
      return new Fate.Accepted(mail.id(), "kept in the outbox");
    } catch (Withheld e) {
      Instant now = clock.instant();
      return new Fate.Deferred(mail.id(), e.why(), Fate.Why.HELD, mail.attempts(), now);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "event=outbox.mail.unkept id=" + mail.id(), e);
      Instant time = clock.instant().plus(AGAIN);
      return new Fate.Deferred(
          mail.id(), "the outbox could not keep it", Fate.Why.HELD, mail.attempts(), time);
    }
  }

  private void keep(Mail mail) {
    try {
      Files.createDirectories(folder);
      String name = TIME.format(clock.instant()) + "-" + mail.id();
      Path beside = folder.resolve(name + ".new");
      Files.write(beside, signing.sign(mail.content().make()));
      Files.move(beside, folder.resolve(name + ENDING), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tidy() {
    List<String> names = names(folder);
    for (String name : names.subList(Math.min(KEPT, names.size()), names.size()))
      try {
        Files.deleteIfExists(folder.resolve(name + ENDING));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
  }

  /// The names of the mails that are kept, the newest first.
  ///
  /// @param data the data folder
  public static List<String> list(Path data) {
    return names(folder(data));
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// When a mail of that name was kept.
  ///
  /// @param name as [#list] gives it
  static Instant keptAt(String name) {
    return TIME.parse(name.substring(0, name.lastIndexOf('-')), Instant::from);
  }

  /// A mail as it would have been sent; empty where there is none of that name.
  public static Optional<byte[]> read(Path data, String name) {
    if (!NAME.matcher(name).matches()) return Optional.empty();
    try {
      return Optional.of(Files.readAllBytes(folder(data).resolve(name + ENDING)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.interrupt();
    thread.join(Duration.ofSeconds(10));
  }
}
