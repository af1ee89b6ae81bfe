package communique.shelf;

import java.util.Optional;

/// A room that answers some addresses.
public interface Maker {
  /// Makes the answer to a GET of `target`; empty where this room has no such address. It may take
  /// its time and wait.
  ///
  /// @throws RuntimeException when it cannot; the reader is told with a status of 503 or 500
  Optional<Response> make(Target target);
}
