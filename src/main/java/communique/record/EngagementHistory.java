package communique.record;

import communique.record.Engagement.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What was said of engagements, in the order of the log, for whoever tells it again elsewhere.
public final class EngagementHistory {
  private static final String ROWS =
      """
      select e.id, e.slug, d.n, d.sequence, d.kind, d.status, d.detail, c.public_at, c.recorded_at
      from engagement_detail d
      join engagement e on e.id = d.engagement_id
      join change c on c.n = d.n
      """;

  private EngagementHistory() {}

  /// What these announcements told, by the change that did so, in the author's order.
  public static Map<Long, List<Engagement>> told(Handle tx, Collection<String> documentIds) {
    var told = new HashMap<Long, List<Engagement>>();
    if (documentIds.isEmpty()) return told;
    var tags = new HashMap<String, Tag>();
    tx.createQuery(ROWS + " where c.document_id in (<documents>) order by d.n, d.position")
        .bindList("documents", List.copyOf(documentIds))
        .map((row, context) -> Engagements.engagement(tx, row, tags))
        .list()
        .forEach(one -> told.computeIfAbsent(one.n(), n -> new ArrayList<>()).add(one));
    return told;
  }

  /// What no announcement said, behind change `after` up to `to`; `limit` at most.
  public static List<Step> alone(Handle tx, long after, long to, int limit) {
    var tags = new HashMap<String, Tag>();
    return tx.createQuery(
            ROWS
                + """
                where d.n > :after and d.n <= :to and coalesce(c.document_id, '') = ''
                order by d.n, d.position limit :limit
                """)
        .bind("after", after)
        .bind("to", to)
        .bind("limit", limit)
        .map((row, context) ->
            new Step(
                row.getLong("n"),
                "",
                null,
                Log.instant(row, "public_at"),
                Instant.ofEpochMilli(row.getLong("recorded_at")),
                Engagements.engagement(tx, row, tags)))
        .list();
  }
}
