package communique.importing;

import communique.platform.Refusal;
import communique.record.Receipt;
import java.util.List;
import java.util.Set;

/// What became of an item.
public sealed interface Result {
  /// It is in the record now.
  ///
  /// @param notes the lines of its history, also those without a version
  /// @param tags how many were made for it
  /// @param kept the names of its fields that have no counterpart here
  /// @param namesake the slug of the announcement that has its id, so that it got one of its own;
  ///   else empty
  record Brought(Receipt receipt, int notes, int tags, Set<String> kept, String namesake)
      implements Result {}

  /// A tag or an address is in the record now.
  ///
  /// @param path here
  record Placed(String path, int tags, Set<String> kept) implements Result {}

  /// It was there already, and nothing was stored.
  record Unchanged(Receipt receipt) implements Result {}

  /// Nothing of it was stored.
  record Refused(List<Refusal> refusals) implements Result {}
}
