/// Responses made ahead, and the one route that hands them out: the hot path of the public site.
///
/// Owns no table; keeps a file in the data folder that is made anew at each start. May import
/// platform, language, text. The doors are [Shelf], where rooms say that something must be made
/// anew, [Maker], by which they make it, [Response], and [PublicRoute].
@NullMarked
package communique.shelf;

import org.jspecify.annotations.NullMarked;
