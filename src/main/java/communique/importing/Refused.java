package communique.importing;

import communique.platform.Outcome;
import communique.platform.Refusal;
import java.util.List;

/// Something that a source found and can make nothing of.
record Refused(Mark mark, List<Refusal> why) implements Item {
  @Override
  public Outcome<Asked> ask(Here here) {
    return new Outcome.Refused<>(why);
  }
}
