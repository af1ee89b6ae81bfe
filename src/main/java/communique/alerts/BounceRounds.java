package communique.alerts;

import communique.outbound.BounceBox;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Goes to the box of mails that came back, at the start and each minute, and knows whether it
/// could be read.
final class BounceRounds implements AutoCloseable {
  private static final Logger LOG = System.getLogger(BounceRounds.class.getName());
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final BounceBox box;
  private final BounceBox.Reader reader;
  private @Nullable Rounds rounds;
  private volatile String unread = "";

  BounceRounds(BounceBox box, BounceBox.Reader reader) {
    this.box = box;
    this.reader = reader;
  }

  BounceRounds start() {
    rounds = new Rounds("bounces", EVERY, this::look);
    return this;
  }

  /// Why the box could not be read at the last look; empty when it could.
  Optional<String> unread() {
    return Optional.of(unread).filter(why -> !why.isEmpty());
  }

  /// Looks once.
  ///
  /// @return whether there may be more
  boolean look() {
    try {
      boolean more = box.look(reader) == BounceBox.MOST;
      if (!unread.isEmpty()) LOG.log(Level.INFO, "event=bounces.read");
      unread = "";
      return more;
    } catch (RuntimeException e) {
      String why = why(e);
      // Once for each reason: a box that is away is asked each minute, and that may be for days.
      if (!why.equals(unread)) say(why, e);
      unread = why;
      return false;
    }
  }

  private static String why(RuntimeException e) {
    Throwable said =
        e instanceof UncheckedIOException io && io.getCause() != null ? io.getCause() : e;
    return said.getMessage() == null ? said.getClass().getSimpleName() : said.getMessage();
  }

  private static void say(String why, RuntimeException e) {
    if (e instanceof UncheckedIOException)
      LOG.log(Level.WARNING, "event=bounces.unread why=\"{0}\"", why);
    else LOG.log(Level.WARNING, "event=bounces.unread", e);
  }

  @Override
  public void close() {
    if (rounds != null) rounds.close();
  }
}
