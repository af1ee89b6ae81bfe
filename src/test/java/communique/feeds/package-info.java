@NullMarked
package communique.feeds;

import org.jspecify.annotations.NullMarked;
