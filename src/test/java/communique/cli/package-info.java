/// Tests of the room cli.
@NullMarked
package communique.cli;

import org.jspecify.annotations.NullMarked;
