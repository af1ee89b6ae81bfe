@NullMarked
package communique.desk;

import org.jspecify.annotations.NullMarked;
