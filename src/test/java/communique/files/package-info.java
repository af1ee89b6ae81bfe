@NullMarked
package communique.files;

import org.jspecify.annotations.NullMarked;
