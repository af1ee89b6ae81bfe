@NullMarked
package communique.frame;

import org.jspecify.annotations.NullMarked;
