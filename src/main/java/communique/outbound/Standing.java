package communique.outbound;

import java.util.Optional;

/// How the sender stands, for health, metrics and whoever asks.
///
/// @param unwell present while the mail server does not serve us
/// @param stuck whether fates cannot be kept, so that nothing more is sent
/// @param sessions how many are open
/// @param waiting how many mails are claimed and not begun
/// @param accepted mails since the start of the process, as are the next three
public record Standing(
    boolean paused,
    Optional<Unwell> unwell,
    boolean stuck,
    int sessions,
    int waiting,
    long accepted,
    long deferred,
    long refused,
    long unknown) {}
