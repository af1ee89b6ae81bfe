@NullMarked
package communique.search;

import org.jspecify.annotations.NullMarked;
