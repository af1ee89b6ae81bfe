package communique.whole;

import com.fasterxml.jackson.databind.JsonNode;
import communique.platform.Json;
import java.util.ArrayList;
import java.util.List;

/// The change log as programs follow it.
final class PublicLog {
  private PublicLog() {}

  /// Every change, asked for as a follower does: after the last one known, until there are no more.
  static List<JsonNode> of(RunningNewsroom newsroom) {
    var changes = new ArrayList<JsonNode>();
    while (true) {
      long after = changes.isEmpty() ? 0 : changes.getLast().path("n").asLong();
      List<JsonNode> more =
          newsroom
              .get("/api/changes?after=" + after)
              .must(200)
              .text()
              .lines()
              .map(Json::tree)
              .toList();
      if (more.isEmpty()) return changes;
      changes.addAll(more);
    }
  }
}
