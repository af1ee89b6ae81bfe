package communique.alerts;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything of one address, as its owner sees it.
///
/// @param address as they typed it
/// @param locale in which they are written to
/// @param zone by whose clock digests come, a name of the IANA database; empty for the newsroom's
/// @param pausedUntil the first day on which they want mails again
/// @param suspended the words of the server that turned mails away; empty where all is well
/// @param subscriptions that stand, in the order in which they were first asked for: a change moves
///   none
public record Managed(
    String address,
    Locale locale,
    String zone,
    Optional<LocalDate> pausedUntil,
    Optional<String> suspended,
    List<Subscription> subscriptions) {
  public Managed {
    subscriptions = List.copyOf(subscriptions);
  }
}
