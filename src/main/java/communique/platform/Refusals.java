package communique.platform;

import java.util.ArrayList;
import java.util.List;

/// Gathers every reason against some input, so that its author hears of all of them at once.
public final class Refusals {
  private final List<Refusal> refusals = new ArrayList<>();

  /// Adds a reason where `wrong` holds; the arguments fill the gaps in its words.
  public Refusals when(boolean wrong, String place, String key, Object... arguments) {
    if (wrong) refusals.add(new Refusal(place, key, List.of(arguments)));
    return this;
  }

  /// Adds the reasons that `outcome` was refused for, if it was.
  public Refusals with(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Refused<?> refused) refusals.addAll(refused.refusals());
    return this;
  }

  public boolean none() {
    return refusals.isEmpty();
  }

  /// Every reason so far, in the order in which it was added.
  public List<Refusal> all() {
    return List.copyOf(refusals);
  }

  /// The value, unless something was wrong with it.
  public <T> Outcome<T> or(T value) {
    return none() ? new Outcome.Done<>(value) : new Outcome.Refused<>(refusals);
  }
}
