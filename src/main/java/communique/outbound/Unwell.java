package communique.outbound;

import java.time.Instant;

/// Why nothing is sent at present.
///
/// @param why in the server's words, or the system's; one line
/// @param until when one mail will try again
public record Unwell(String why, Instant since, Instant until) {}
