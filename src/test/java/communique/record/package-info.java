@NullMarked
package communique.record;

import org.jspecify.annotations.NullMarked;
