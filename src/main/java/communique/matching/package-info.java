/// Says which of the searches that stand a changed announcement answers to, as the finder would.
///
/// Owns no table; whoever has searches lets them stand here, in memory. May import record, search.
/// The doors are [Matcher], which is asked with a [Subject], and [Reason], which says why one
/// answers.
@NullMarked
package communique.matching;

import org.jspecify.annotations.NullMarked;
