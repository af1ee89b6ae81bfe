@NullMarked
package communique.matching;

import org.jspecify.annotations.NullMarked;
