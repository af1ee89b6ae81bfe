package communique.importing;

import java.util.List;
import java.util.Map;

/// A line of a file, by the names of its columns.
///
/// @param columns where each column stands
/// @param file the name of its file, without folders
/// @param line on which it begins, from 1 on
record SubscriberRow(List<String> fields, Map<String, Integer> columns, String file, long line) {
  /// What stands in a column, without spaces around it; empty where there is no such column.
  String text(String column) {
    return raw(column).strip();
  }

  /// The same as it stands there.
  String raw(String column) {
    Integer at = columns.get(column);
    return at == null ? "" : fields.get(at);
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  /// The names that a file has in a lists file which has no list in itself: its own, and the same
  /// without its ending.
  List<String> fileNames() {
    int dot = file.lastIndexOf('.');
    return dot <= 0 ? List.of(file) : List.of(file.substring(0, dot), file);
  }
}
