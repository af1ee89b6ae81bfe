package communique.record;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// A reader of the log: it handles change *n*, and its cursor moves to *n* in the same transaction.
/// It may be asked to start from 0, and to read a change again whose transaction did not commit.
public interface Reader {
  /// The name of its cursor; it never changes.
  String name();

  /// Called before it starts and before each time that it reads, outside of any transaction: what
  /// takes a while and holds nobody up, such as bringing to memory what the reading will need.
  ///
  /// @throws RuntimeException when it cannot; it is asked again later
  default void prepare() {}

  /// Handles one change. What it writes through `tx` is kept together with the cursor or not at
  /// all.
  ///
  /// @throws RuntimeException when it cannot; it is asked again later, and other readers go on
  void read(Handle tx, Change change);

  /// Handles changes that follow each other, as [#read(Handle, Change)] does one after the other;
  /// for a reader that is quicker with many at once.
  default void read(Handle tx, List<Change> changes) {
    for (Change change : changes) read(tx, change);
  }

  /// Called when `changes` have been read for good, here or by another process under the same name;
  /// each process is called for every change from its start on, in order. A crash may come before
  /// it; where it throws, it is called again.
  default void committed(List<Change> changes) {}
}
