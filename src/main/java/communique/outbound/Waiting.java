package communique.outbound;

import java.util.Collection;
import java.util.List;

/// Where mails wait to be handed over, and where their fates are kept.
///
/// A [Sender] claims from one thread and settles from another; each of them calls one at a time.
/// The promise that hangs on it: a session sends the end of a message only after the fate of the
/// mail before it has been settled. So when the process is killed, of all mails that were claimed
/// and not settled at most one for each session has been taken over; after a restart all of them
/// are claimed again, and nothing is missing.
public interface Waiting {
  /// Says durably, before it returns, that these are being handed over by this process; and gives
  /// those that this process's predecessor claimed and did not settle. None is given twice to the
  /// same process before it was settled.
  ///
  /// @param most how many at most
  /// @return those that are due, in order of urgency (confirmations first), fair between alerts;
  ///   empty when there are none
  /// @throws RuntimeException when they cannot be read now; it is asked again later
  List<Mail> claim(int most);

  /// Keeps what became of mails that were claimed; durable when it returns.
  ///
  /// @param fates of several sessions; each mail once
  /// @throws RuntimeException when they could not be kept, all or none: it is asked again with the
  ///   same ones, and no session goes on before that
  void settle(Collection<Fate> fates);
}
