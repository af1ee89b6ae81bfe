package communique.record;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Takes a page away: it is gone, or leads elsewhere. The record keeps what it said.
///
/// @param locale null for every locale
/// @param redirectTo the path of a page here, or an absolute address; empty when it is gone
/// @param explanation may be empty
public record Unpublish(String slug, @Nullable Locale locale, String redirectTo, String explanation)
    implements Command {}
