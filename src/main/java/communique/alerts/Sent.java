package communique.alerts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The mails of one alert or digest, and how far they have come.
///
/// @param kind `alert`, `daily` or `weekly`
/// @param zone of a digest, by whose clock it comes, as the IANA database names it; empty for the
///   newsroom's, and of an alert
/// @param slug of the announcement that an alert tells of; empty for a digest
/// @param about the path of its page; empty for a digest
/// @param pace null where it is not being sent, or nothing can be said
/// @param againAt when the next of those that are deferred is tried again; null where none is
/// @param foldedAt since when only its accounts are kept, and not its mails; null while they are
public record Sent(
    long id,
    String kind,
    String zone,
    String slug,
    String about,
    Instant madeAt,
    State state,
    Accounts accounts,
    @Nullable Pace pace,
    @Nullable Instant againAt,
    @Nullable Instant foldedAt) {
  /// Where it stands.
  public enum State {
    /// It is being found out to whom it goes; those mails that are there are sent.
    FILLING,
    SENDING,
    /// Nothing is sent before a person says so, as its time has passed.
    LATE,
    /// A person holds it up.
    PAUSED,
    /// A person ended it.
    STOPPED,
    DONE;

    /// As it stands in JSON.
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether mails leave by now.
    public boolean moves() {
      return this == FILLING || this == SENDING;
    }

    /// Whether nothing can be done about it any more.
    public boolean isOver() {
      return this == STOPPED || this == DONE;
    }
  }

  /// How many of its mails would still go out.
  public long left() {
    return accounts.asked() - accounts.settled();
  }

  /// As JSON has it, on the command line and over HTTP.
  public Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>();
    members.put("id", id);
    members.put("kind", kind);
    if (!zone.isEmpty()) members.put("zone", zone);
    if (!slug.isEmpty()) members.put("announcement", slug);
    if (!about.isEmpty()) members.put("about", about);
    members.put("madeAt", madeAt.toString());
    members.put("state", state.slug());
    members.putAll(accounts.members());
    if (pace != null) {
      // Three digits say all that a measured figure knows.
      members.put("perSecond", Math.round(pace.perSecond() * 1_000) / 1_000.0);
      if (pace.left() != null) members.put("secondsLeft", pace.left().toSeconds());
    }
    if (againAt != null) members.put("againAt", againAt.toString());
    if (foldedAt != null) members.put("foldedAt", foldedAt.toString());
    return members;
  }
}
