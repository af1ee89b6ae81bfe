@NullMarked
package communique.site;

import org.jspecify.annotations.NullMarked;
