/// Tells those who asked: which of the searches that stand a change matches.
///
/// Owns the tables standing_search, alert, alert_search, numbered. May import record, search. The
/// door is [Matcher], which is asked with a [Subject]; [Reason] explains what it says.
@NullMarked
package communique.alerts;

import org.jspecify.annotations.NullMarked;
