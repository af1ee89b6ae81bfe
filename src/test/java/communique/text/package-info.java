@NullMarked
package communique.text;

import org.jspecify.annotations.NullMarked;
