/// Mails handed to other people's servers and to hostile ones, signatures checked by other people's
/// verifiers, bounces read.
@NullMarked
package communique.outbound;

import org.jspecify.annotations.NullMarked;
