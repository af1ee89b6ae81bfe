/// What stands around the content of every public page: masthead, footer, style sheet, what a page
/// says of itself to programs; and the words and links that all pages are made of.
///
/// Owns no table. May import platform, language, text, record, shelf. The doors are [Frames], which
/// makes a [Frame], [Html], [Words], [Link], [Suffixed], and [FaultPage]; the style sheet and the
/// icon join by the bean [SiteFiles].
@NullMarked
package communique.frame;

import org.jspecify.annotations.NullMarked;
