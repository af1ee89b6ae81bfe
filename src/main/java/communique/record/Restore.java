package communique.record;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Publishes a page again that was withdrawn or unpublished, as it was.
///
/// @param locale null for every locale
public record Restore(String slug, @Nullable Locale locale) implements Command {}
