/// The figures: each beside a named reference in the same run, as medians of short alternating
/// runs. Noisy machines make single numbers worthless; ratios are what to read.
@NullMarked
package communique.bench;

import org.jspecify.annotations.NullMarked;
