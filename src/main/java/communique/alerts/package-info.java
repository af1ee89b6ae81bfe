/// Tells those who asked: which of the searches that stand a change matches.
///
/// Owns no table. May import record, search. The door is [Matcher], which is asked with a
/// [Subject]; [Reason] explains what it says.
@NullMarked
package communique.alerts;

import org.jspecify.annotations.NullMarked;
