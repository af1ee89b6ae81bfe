/// Tests of the room importing.
@NullMarked
package communique.importing;

import org.jspecify.annotations.NullMarked;
