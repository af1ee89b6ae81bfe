package communique.alerts;

import communique.alerts.Mailings.Mailing;
import communique.outbound.Bounce;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The table returned: the mails of alerts and digests that came back after the server had taken
/// them.
final class Returns {
  private Returns() {}

  /// Notes that a mail came back. Of several reports the newest stays.
  static void note(Handle tx, long delivery, Bounce bounce, Instant now) {
    String said = bounce.said();
    if (!said.contains(bounce.status())) said = (bounce.status() + " " + said).strip();
    tx.createUpdate(
            """
            insert into returned (delivery_id, returned_at, kind, said)
            select id, :now, :kind, :said from delivery where id = :delivery
            on conflict (delivery_id) do update set returned_at = excluded.returned_at,
              kind = excluded.kind, said = excluded.said
            """)
        .bind("delivery", delivery)
        .bind("now", now.toEpochMilli())
        .bind("kind", bounce.kind().name().toLowerCase(Locale.ROOT))
        .bind("said", Said.kept(said))
        .execute();
  }

  /// How many of a mailing's came back, also of those that were forgotten.
  static long count(Handle tx, Mailing mailing) {
    return mailing.folded().bounced()
        + tx.createQuery(
                "select count(*) from returned where delivery_id > :base and delivery_id < :end")
            .bind("base", mailing.base())
            .bind("end", mailing.end())
            .mapTo(Long.class)
            .one();
  }

  /// Forgets a mailing's.
  ///
  /// @return how many they were
  static long forget(Handle tx, Mailing mailing) {
    return tx.createUpdate("delete from returned where delivery_id > :base and delivery_id < :end")
        .bind("base", mailing.base())
        .bind("end", mailing.end())
        .execute();
  }

  /// Those of some deliveries that came back.
  static Map<Long, ToldMail.Back> of(Handle tx, Collection<Long> deliveries) {
    var found = new HashMap<Long, ToldMail.Back>();
    if (deliveries.isEmpty()) return found;
    tx.createQuery(
            """
            select delivery_id, returned_at, kind, said from returned where delivery_id in (<ids>)
            """)
        .bindList("ids", List.copyOf(deliveries))
        .map((row, context) ->
            found.put(
                row.getLong(1),
                new ToldMail.Back(
                    Instant.ofEpochMilli(row.getLong(2)), row.getString(3), row.getString(4))))
        .list();
    return found;
  }
}
