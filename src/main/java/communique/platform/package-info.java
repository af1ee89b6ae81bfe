/// What every room stands on: the database and its transactions, settings, time, ids, JSON, and the
/// form in which input is refused.
///
/// Owns the table flyway_schema_history. May import none of ours. Open to all rooms.
@NullMarked
package communique.platform;

import org.jspecify.annotations.NullMarked;
