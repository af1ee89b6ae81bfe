/// The body of an announcement: parse, print, compare, quote; pure functions.
///
/// Owns no table. May import language. The doors are [Text], with the [Body] it is made of and the
/// [Surroundings] it asks, and [Comparison].
@NullMarked
package communique.text;

import org.jspecify.annotations.NullMarked;
