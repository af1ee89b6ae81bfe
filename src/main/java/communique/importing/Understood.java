package communique.importing;

import communique.alerts.Arrival;
import org.jspecify.annotations.Nullable;

/// A line of a file of subscribers, understood: either somebody who arrives, or what became of it.
///
/// @param line on which it begins, from 1 on
/// @param arrival null where nobody arrives
/// @param result what became of it, where nobody arrives
record Understood(long line, @Nullable Arrival arrival, SubscriberResult result) {
  private static final SubscriberResult NOT_YET = new SubscriberResult.PassedOver("");

  static Understood arrives(long line, Arrival arrival) {
    return new Understood(line, arrival, NOT_YET);
  }

  static Understood is(long line, SubscriberResult result) {
    return new Understood(line, null, result);
  }
}
