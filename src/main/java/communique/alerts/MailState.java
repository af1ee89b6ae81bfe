package communique.alerts;

import communique.alerts.Mailings.Mailing;
import communique.alerts.Mailings.State;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What became of a mail, in the words of who asks for it.
public enum MailState {
  /// It was not tried yet.
  WAITING,
  /// It is at the mail server, which has not answered yet.
  HANDING_OVER,
  /// It is to be tried again.
  DEFERRED,
  /// The mail server took it.
  TAKEN,
  /// The mail server refused it for good.
  REFUSED,
  /// It is not sent: nobody wants it any more, or somebody stopped it.
  DROPPED,
  /// Of those that were taken: it came back later. One can ask for these; the mail itself stays
  /// [#TAKEN].
  BOUNCED;

  /// As it stands in addresses and on the command line: `handing-over`.
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<MailState> read(String slug) {
    return Arrays.stream(values()).filter(state -> state.slug().equals(slug)).findFirst();
  }

  /// All of them in one line, for a message.
  public static String all() {
    return Arrays.stream(values()).map(MailState::slug).collect(Collectors.joining(", "));
  }

  /// What it is to a person that a delivery stands so.
  static MailState of(Deliveries.State state, Mailing mailing) {
    return switch (state) {
      case WAITS -> ends(mailing) ? DROPPED : WAITING;
      case HANDED_OVER -> HANDING_OVER;
      case TAKEN -> TAKEN;
      case REFUSED -> REFUSED;
      case DEFERRED -> ends(mailing) ? DROPPED : DEFERRED;
      case DROPPED -> DROPPED;
    };
  }

  /// Whether nothing more of it is tried.
  private static boolean ends(Mailing mailing) {
    return mailing.state() == State.STOPPED;
  }

  /// How a delivery may stand for which a person says this.
  Set<Deliveries.State> states(Mailing mailing) {
    return Arrays.stream(Deliveries.State.values())
        .filter(state -> of(state, mailing) == this)
        .collect(Collectors.toSet());
  }
}
