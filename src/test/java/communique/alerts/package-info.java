@NullMarked
package communique.alerts;

import org.jspecify.annotations.NullMarked;
