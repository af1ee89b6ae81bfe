@NullMarked
package communique.shelf;

import org.jspecify.annotations.NullMarked;
