/// The commands, and the process that `serve` runs; here every room is put together.
///
/// Owns no table. May import all. The door is [Communique], where the process begins.
@NullMarked
package communique.cli;

import org.jspecify.annotations.NullMarked;
