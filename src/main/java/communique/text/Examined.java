package communique.text;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// What must be known of a body before it is published: whether it can be read, and whom it quotes.
/// Reading a long body takes time, and whoever brings in many examines them beforehand, beside the
/// transaction.
public final class Examined {
  private final Body body;
  private final Optional<TextRefused> problem;
  private final Set<String> quotedPeople;

  private Examined(Body body, Optional<TextRefused> problem, Set<String> quotedPeople) {
    this.body = body;
    this.problem = problem;
    this.quotedPeople = Collections.unmodifiableSet(quotedPeople);
  }

  /// Reads a body.
  public static Examined of(Body body) {
    try {
      Text text = Text.parse(body);
      return new Examined(body, text.problemOfCharts(body), text.quotedPeople());
    } catch (TextRefused refused) {
      return new Examined(body, Optional.of(refused), Set.of());
    }
  }

  public Body body() {
    return body;
  }

  /// Why it cannot be published; empty when it can.
  public Optional<TextRefused> problem() {
    return problem;
  }

  /// The slugs of those whom it quotes.
  public Set<String> quotedPeople() {
    return quotedPeople;
  }
}
