package communique.desk;

import communique.platform.Outcome;
import communique.platform.Refusal;
import java.util.List;

/// What came of a call, as tests look at it.
final class Outcomes {
  private Outcomes() {}

  /// What was done; a refusal fails the test.
  static <T> T done(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Refused<T> refused ->
          throw new AssertionError(refused.refusals().stream().map(Refusal::detail).toList());
    };
  }

  /// Where and why it was refused; what was done fails the test.
  static List<String> refused(Outcome<?> outcome) {
    return refusals(outcome).stream().map(one -> one.place() + ": " + one.key()).toList();
  }

  static List<Refusal> refusals(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> done -> throw new AssertionError("not refused: " + done.value());
      case Outcome.Refused<?> refused -> refused.refusals();
    };
  }
}
