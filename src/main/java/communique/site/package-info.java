/// What readers see: announcements, their updates, editions and comparisons, tag pages, the home
/// page, the sitemap.
///
/// Owns the tables listing, listing_tag. May import platform, language, text, files, record, shelf,
/// search, frame. It joins by its beans: makers of pages, and the reader that says which of them
/// are out of date.
@NullMarked
package communique.site;

import org.jspecify.annotations.NullMarked;
