@NullMarked
package communique.access;

import org.jspecify.annotations.NullMarked;
