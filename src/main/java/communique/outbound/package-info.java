/// What leaves by mail: messages put together, signed, handed to the mail server of the operator,
/// and what comes back.
///
/// Owns no table. May import none of ours. The doors are [Waiting], where mails wait and their
/// fates are kept, with [Mail], [Content] and [Fate]; [Sender], which hands them to a [Relay];
/// [Address]; [Template] with each [Hole] in it; and [Dkim] with its [DkimKeys].
@NullMarked
package communique.outbound;

import org.jspecify.annotations.NullMarked;
