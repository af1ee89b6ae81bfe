package communique.importing;

import communique.alerts.Arrival;
import communique.platform.Refusal;
import java.util.List;

/// What became of a line of a file of subscribers.
public sealed interface SubscriberResult {
  /// It was taken to the newsroom.
  record Taken(Arrival.Became became) implements SubscriberResult {}

  /// It signs nobody up, and nothing is wrong with it.
  ///
  /// @param why in a word or two: `unsubscribed`
  record PassedOver(String why) implements SubscriberResult {}

  /// Something is wrong with it.
  record Refused(List<Refusal> refusals) implements SubscriberResult {
    public Refused {
      refusals = List.copyOf(refusals);
    }
  }
}
