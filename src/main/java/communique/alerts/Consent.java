package communique.alerts;

import java.util.List;

/// What the owner of an address agrees to by the button behind a link.
public sealed interface Consent {
  /// What it is about.
  List<Subscription> subscriptions();

  /// That alerts begin.
  record Begin(List<Subscription> subscriptions) implements Consent {
    public Begin {
      subscriptions = List.copyOf(subscriptions);
    }
  }

  /// That alerts which went to another address come to theirs.
  record Move(List<Subscription> subscriptions) implements Consent {
    public Move {
      subscriptions = List.copyOf(subscriptions);
    }
  }
}
