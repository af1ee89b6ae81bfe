package communique.alerts;

import java.util.List;

/// What the owner of an address agrees to by the button behind a link.
public sealed interface Consent {
  /// What it is about; none where the button was pressed before, as whoever opens an old link need
  /// not learn what it was for.
  List<Subscription> subscriptions();

  /// That alerts begin.
  ///
  /// @param zone by whose clock digests come, a name of the IANA database; empty for the newsroom's
  record Begin(List<Subscription> subscriptions, String zone) implements Consent {
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

  /// That was agreed to before, and alerts come.
  ///
  /// @param moved whether they went to another address until then
  record Given(boolean moved) implements Consent {
    @Override
    public List<Subscription> subscriptions() {
      return List.of();
    }
  }
}
