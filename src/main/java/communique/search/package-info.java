/// The finder: what may be asked, how the words of each language are read, and the index that
/// answers.
///
/// Owns no table; keeps an index in the data folder that is made anew from the log when it is not
/// there. May import platform, language, text, record. The doors are [Asked], which reads what was
/// typed, with the [Search] in it that means the same wherever it is asked; [Finder], which answers
/// with what it [Found]; [Analysis], [Sought], [Version] and [Words], which say what a search asks
/// of a text, for whoever compares the two without an index.
@NullMarked
package communique.search;

import org.jspecify.annotations.NullMarked;
