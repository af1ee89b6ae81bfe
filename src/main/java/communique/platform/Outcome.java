package communique.platform;

import java.util.List;
import java.util.function.Function;

/// What became of something that was asked for: it was done, or it was refused with all reasons at
/// once.
public sealed interface Outcome<T> {
  /// Done, with what came of it.
  record Done<T>(T value) implements Outcome<T> {}

  /// Refused whole: nothing of what was asked has been stored. The list is never empty.
  record Refused<T>(List<Refusal> refusals) implements Outcome<T> {
    public Refused {
      refusals = List.copyOf(refusals);
      if (refusals.isEmpty()) throw new IllegalArgumentException("a refusal needs a reason");
    }

    /// The same refusal where another type of answer was due.
    public <R> Outcome<R> as() {
      return new Refused<>(refusals);
    }
  }

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> refused(String place, String key, Object... arguments) {
    return new Refused<>(List.of(new Refusal(place, key, List.of(arguments))));
  }

  /// Goes on with the value where it was done; a refusal stays a refusal.
  default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
    return switch (this) {
      case Done<T> done -> next.apply(done.value());
      case Refused<T> refused -> refused.as();
    };
  }
}
