/// A newsroom for official announcements; each package below is a room, and docs/architecture.md is
/// the plan of the house.
@NullMarked
package communique;

import org.jspecify.annotations.NullMarked;
