/// What leaves by mail: messages put together, signed, handed to the mail server of the operator,
/// and what comes back.
///
/// Owns no table. May import none of ours. The doors are [Waiting], where mails wait and their
/// fates are kept, with [Mail], [Content] and [Fate]; [Sender], which hands them to a [Relay];
/// [Address]; [Template] with each [Hole] in it; [Dkim] with its [DkimKeys]; and [BounceBox], which
/// tells of each [Bounce].
@NullMarked
package communique.outbound;

import org.jspecify.annotations.NullMarked;
