package communique.whole;

/// What a command left behind.
///
/// @param out its standard output
/// @param err its standard error
record Ran(String command, int exit, String out, String err) {
  /// This, if the command was done.
  ///
  /// @throws AssertionError with what it said
  Ran done() {
    if (exit != 0) throw new AssertionError(command + ": exit " + exit + "\n" + out + err);
    return this;
  }
}
