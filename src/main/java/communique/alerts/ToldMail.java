package communique.alerts;

import communique.alerts.Mailed.Row;
import communique.alerts.Mailings.Mailing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One mail to one subscriber.
///
/// @param cursor behind which the next page begins
/// @param address null where its owner was erased
/// @param said what the server answered last, or why it is not sent; without addresses; may be
///   empty
/// @param attempts how often it was turned away for the moment
/// @param at since when it stands so; null where it was never tried
/// @param againAt when it is tried again; null where it is not
/// @param back null where it did not come back
public record ToldMail(
    long cursor,
    @Nullable String address,
    MailState state,
    String said,
    int attempts,
    @Nullable Instant at,
    @Nullable Instant againAt,
    @Nullable Back back) {
  /// As JSON has it, on the command line and over HTTP.
  public Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>();
    if (address != null) members.put("address", address);
    members.put("state", state.slug());
    if (at != null) members.put("at", at.toString());
    if (!said.isEmpty()) members.put("said", said);
    members.put("attempts", attempts);
    if (againAt != null) members.put("againAt", againAt.toString());
    if (back != null) {
      var returned = new LinkedHashMap<String, Object>();
      returned.put("at", back.at().toString());
      returned.put("kind", back.kind());
      returned.put("said", back.said());
      members.put("returned", returned);
    }
    return members;
  }

  static ToldMail of(Row row, Mailing mailing, @Nullable String address, @Nullable Back back) {
    MailState state = MailState.of(row.state(), mailing);
    boolean stopped = state == MailState.DROPPED && row.state() != Deliveries.State.DROPPED;
    String reply = row.reply() == null ? "" : row.reply();
    return new ToldMail(
        row.subscriber(),
        address,
        state,
        stopped ? "stopped" : reply,
        row.attempts(),
        row.changedAt(),
        state == MailState.DEFERRED ? row.dueAt() : null,
        back);
  }

  /// That a mail came back after the server had taken it.
  ///
  /// @param kind `hard`, `soft` or `complaint`
  /// @param said the status and the words of whoever sent it back, without addresses
  public record Back(Instant at, String kind, String said) {}
}
