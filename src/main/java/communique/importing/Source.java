package communique.importing;

import communique.platform.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A format in which announcements come from elsewhere.
///
/// Each file is read twice: once to see what is in it, so that a file which breaks off is refused
/// before anything of it is taken, and once to take it. So reading must be quick and hold one item
/// at a time; what takes time belongs into [Item#prepare()].
interface Source {
  /// In a message: `GOV.UK content items`.
  String name();

  /// Whether a file is of this format, by its name and how it begins.
  ///
  /// @param start its first bytes, 4,096 at most
  boolean recognises(Path file, byte[] start);

  /// Gives what a file holds, in order.
  void read(Path file, Taker taker) throws IOException;

  /// The real paths of other files that what was read took along so far.
  default Set<Path> taken() {
    return Set.of();
  }

  /// Takes what a source finds.
  interface Taker {
    void take(Item item);

    /// The file cannot be read on: nothing of it is taken.
    ///
    /// @param place where in the file; empty for the whole
    void broken(String place, List<Refusal> why);
  }
}
