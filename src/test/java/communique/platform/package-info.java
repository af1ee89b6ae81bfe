@NullMarked
package communique.platform;

import org.jspecify.annotations.NullMarked;
