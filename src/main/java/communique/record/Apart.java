package communique.record;

/// A reader of the log that keeps its place with what it makes, outside of the database: an index
/// of this machine. The transaction that it reads in writes nothing.
///
/// [#read(org.jdbi.v3.core.Handle, java.util.List)] either makes all of what it is given, so that
/// [#place()] says so, or throws; what it made before may then be lost again, as far as [#place()]
/// says.
public interface Apart extends Reader {
  /// The newest change that it has read. It may be any number of changes back after a crash.
  long place();

  /// Called where there is nothing new to read: it may finish what it put off.
  ///
  /// @return whether there is more of that to do at once
  boolean rest();
}
