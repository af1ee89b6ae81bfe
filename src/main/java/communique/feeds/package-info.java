/// Atom, RSS and JSON feeds: of the newsroom and of every tag, in each locale, with archive
/// documents that hold everything that ever stood in them.
///
/// Owns the table feed_entry. May import platform, language, text, record, shelf, search. It joins
/// by its beans: the maker of feed documents, and the reader that notes what happened in each feed
/// and says which documents are out of date.
@NullMarked
package communique.feeds;

import org.jspecify.annotations.NullMarked;
