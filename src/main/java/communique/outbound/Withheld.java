package communique.outbound;

/// Says of a mail, when it is its turn, that it is not to be handed over just now, as another
/// process may do so. It is given back as it was, without an attempt.
public final class Withheld extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param why in words for the desk
  public Withheld(String why) {
    super(why);
  }

  String why() {
    String why = getMessage();
    return why == null ? "" : why;
  }
}
