@NullMarked
package communique.calendar;

import org.jspecify.annotations.NullMarked;
