/// What leaves by mail: messages put together, signed, handed to the mail server of the operator,
/// and what comes back.
///
/// Owns no table. May import none of ours. The doors are [Waiting], where mails wait and their
/// fates are kept, with [Mail], [Content] and [Fate]; and [Sender], which hands them to a [Relay].
@NullMarked
package communique.outbound;

import org.jspecify.annotations.NullMarked;
