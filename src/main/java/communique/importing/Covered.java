package communique.importing;

import communique.platform.Outcome;
import communique.record.Receipt;

/// Something that came in with another item: the file of a post.
record Covered(Mark mark) implements Item {
  @Override
  public Outcome<Asked> ask(Here here) {
    return Outcome.done(new Asked.There(new Receipt(0, 0, "/", true)));
  }
}
