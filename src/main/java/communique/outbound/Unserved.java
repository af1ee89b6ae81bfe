package communique.outbound;

import java.io.IOException;

/// The server does not serve us: no session came about, or it wants something else of us first.
/// Says nothing about any mail.
final class Unserved extends IOException {
  private static final long serialVersionUID = 1;

  Unserved(String why) {
    super(why);
  }
}
