package communique.outbound;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which receiving domains are to be spared for a while: those for which one mail after the other
/// was turned away for the moment.
final class Domains {
  private static final int FAILURES = 5;
  private static final int MOST = 10_000;

  private record Trouble(int failures, Rest rest) {}

  private final Map<String, Trouble> troubles = new HashMap<>();
  private final Retry retry;

  Domains(Retry retry) {
    this.retry = retry;
  }

  /// A mail to it was taken, or refused for reasons of its own.
  synchronized void well(String domain) {
    troubles.remove(domain);
  }

  /// A mail to it was turned away for the moment.
  ///
  /// @return until when it is spared, when it now is
  synchronized Optional<Instant> busy(String domain) {
    // Domains without number are a server that turns everything away, which each mail sees itself.
    if (troubles.size() >= MOST) troubles.clear();
    Trouble before = troubles.getOrDefault(domain, new Trouble(0, Rest.NONE));
    int failures = before.failures() + 1;
    Instant now = retry.now();
    if (failures < FAILURES || !before.rest().isOver(now)) {
      troubles.put(domain, new Trouble(failures, before.rest()));
      return Optional.empty();
    }
    Instant until = retry.in(Retry.pause(failures - FAILURES + 1));
    troubles.put(domain, new Trouble(failures, new Rest(now, until)));
    return Optional.of(until);
  }

  /// Until when it is spared, if it is.
  synchronized Optional<Instant> sparedUntil(String domain) {
    Trouble trouble = troubles.get(domain);
    return trouble == null || trouble.rest().isOver(retry.now())
        ? Optional.empty()
        : Optional.of(trouble.rest().until());
  }
}
