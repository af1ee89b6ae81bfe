/// How each language is written, spoken and counted: locales with script and direction, the
/// interface's words, dates and numbers.
///
/// Owns no table. May import none of ours. The doors are [Locales], [Messages] with [Markup] for
/// what stands inside a sentence, [Days], and [Edtf] with [EdtfWords] for dates that are not exact.
@NullMarked
package communique.language;

import org.jspecify.annotations.NullMarked;
