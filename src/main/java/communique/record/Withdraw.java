package communique.record;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Marks a page as withdrawn; it stays readable.
///
/// @param locale null for every locale
public record Withdraw(String slug, @Nullable Locale locale, String explanation)
    implements Command {
  static final int EXPLANATION_MAX = 2_000;
}
