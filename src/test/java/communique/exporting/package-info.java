/// Tests of the room exporting.
@NullMarked
package communique.exporting;

import org.jspecify.annotations.NullMarked;
