package communique.exporting;

import communique.platform.Database;
import communique.record.Engagement;
import communique.record.Engagement.Step;
import communique.record.EngagementHistory;
import communique.record.EngagementStated;
import communique.record.EngagementStated.Who;
import communique.record.When;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Writes what was said of engagements: all that was known of one at each step.
final class EngagementsExport {
  private static final int FILE = 500;

  private EngagementsExport() {}

  /// Writes what no announcement said, with the instant since which it was public. The folder comes
  /// behind that of the tags, which it names.
  static void write(Folder folder, Database database, long head) throws IOException {
    int file = 0;
    long after = 0;
    while (true) {
      long from = after;
      List<Step> steps = database.reading(tx -> EngagementHistory.alone(tx, from, head, FILE));
      if (steps.isEmpty()) return;
      var out = new StringBuilder("engagements:\n");
      for (Step step : steps) {
        var line = new LinkedHashMap<String, Object>();
        line.put("date", step.at());
        line.put("says", members(step.said()));
        out.append("  - ").append(Quoted.value(line)).append('\n');
      }
      folder.write(String.format(Locale.ROOT, "engagements/%04d.yaml", ++file), out.toString());
      after = steps.getLast().n();
    }
  }

  static Map<String, Object> members(Engagement engagement) {
    EngagementStated stated = EngagementStated.of(engagement);
    var members = new LinkedHashMap<String, Object>();
    members.put("slug", stated.slug());
    members.put("kind", engagement.kind().slug());
    members.put("titles", new TreeMap<>(stated.titles()));
    When when = engagement.when();
    var date = new LinkedHashMap<String, Object>();
    date.put("edtf", when.edtf());
    if (!when.zone().isEmpty()) date.put("zone", when.zone());
    if (!when.words().isEmpty()) date.put("words", new TreeMap<>(when.words()));
    members.put("when", date);
    Who where = Objects.requireNonNull(stated.where());
    members.put(
        "place", where.slug().isEmpty() && !where.words().isEmpty() ? where.words() : where.slug());
    members.put(
        "participants",
        Objects.requireNonNull(stated.participants()).stream().map(Who::names).toList());
    members.put("status", engagement.status().slug());
    return members;
  }
}
