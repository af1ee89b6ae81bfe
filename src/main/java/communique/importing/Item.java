package communique.importing;

import communique.platform.Outcome;

/// One thing that a source found.
interface Item {
  /// What it is and where it stood. That may take a moment, so it is asked once before
  /// [#prepare()], on any thread, and as often as one likes after it.
  Mark mark();

  /// How much it takes while it waits, roughly; known at once.
  default int bytes() {
    return mark().bytes();
  }

  /// Does what can be done without the record: it is called once, on any thread, before
  /// [#ask(Here)].
  default void prepare() {}

  /// What is asked of the record; called in the transaction that does it, in the order of the
  /// files.
  Outcome<Asked> ask(Here here);
}
