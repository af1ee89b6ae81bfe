@NullMarked
package communique;

import org.jspecify.annotations.NullMarked;
