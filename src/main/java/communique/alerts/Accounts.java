package communique.alerts;

import communique.alerts.Mailings.Mailing;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What became of the mails of one alert or digest, counted. All but `bounced` add up to `asked`.
///
/// @param asked how many mails it has
/// @param waiting how many were not tried yet
/// @param handingOver how many are at the mail server, which has not answered yet
/// @param deferred how many are to be tried again
/// @param taken how many the mail server took
/// @param refused how many it refused for good
/// @param dropped how many are not sent: nobody wanted them any more, or somebody stopped them
/// @param bounced how many of those that were taken came back later
public record Accounts(
    long asked,
    long waiting,
    long handingOver,
    long deferred,
    long taken,
    long refused,
    long dropped,
    long bounced) {
  static Accounts of(Handle tx, Mailing mailing) {
    long[] counts = Deliveries.counts(tx, mailing);
    var by = new EnumMap<MailState, Long>(MailState.class);
    for (Deliveries.State state : Deliveries.State.values())
      by.merge(MailState.of(state, mailing), counts[state.number()], Long::sum);
    return new Accounts(
        mailing.asked(),
        by.getOrDefault(MailState.WAITING, 0L),
        by.getOrDefault(MailState.HANDING_OVER, 0L),
        by.getOrDefault(MailState.DEFERRED, 0L),
        by.getOrDefault(MailState.TAKEN, 0L),
        by.getOrDefault(MailState.REFUSED, 0L),
        by.getOrDefault(MailState.DROPPED, 0L),
        Returns.count(tx, mailing));
  }

  /// How many nothing more will happen to.
  public long settled() {
    return taken + refused + dropped;
  }

  /// As JSON has it.
  Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>();
    members.put("asked", asked);
    members.put("waiting", waiting);
    members.put("handingOver", handingOver);
    members.put("deferred", deferred);
    members.put("taken", taken);
    members.put("refused", refused);
    members.put("dropped", dropped);
    members.put("bounced", bounced);
    return members;
  }
}
