/// The way out: everything public as files that other programs read, and that come in again as they
/// went.
///
/// Owns no table. May import files, record, shelf, site. The door is [Export].
@NullMarked
package communique.exporting;

import org.jspecify.annotations.NullMarked;
