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

  private record Trouble(int failures, Instant until) {}

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
    Trouble before = troubles.getOrDefault(domain, new Trouble(0, Instant.EPOCH));
    int failures = before.failures() + 1;
    boolean spare = failures >= FAILURES && !retry.now().isBefore(before.until());
    Instant until = spare ? retry.in(Retry.pause(failures - FAILURES + 1)) : before.until();
    troubles.put(domain, new Trouble(failures, until));
    return spare ? Optional.of(until) : Optional.empty();
  }

  /// Until when it is spared, if it is.
  synchronized Optional<Instant> sparedUntil(String domain) {
    Trouble trouble = troubles.get(domain);
    return trouble != null && retry.now().isBefore(trouble.until())
        ? Optional.of(trouble.until())
        : Optional.empty();
  }
}
