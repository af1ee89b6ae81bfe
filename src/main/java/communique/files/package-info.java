/// Files and pictures: what they are by their bytes, whether they can be published, and their place
/// in the data folder.
///
/// Owns no table. May import platform, language, text. The door is [KeptFiles], through which every
/// file comes in and is found again; what it knows of one is a [Kept].
@NullMarked
package communique.files;

import org.jspecify.annotations.NullMarked;
