package communique.record;

import java.util.Locale;

/// One public version of an announcement in one locale; immutable.
///
/// @param n the change that made it
/// @param number counted from 1 in its locale
public record Edition(String id, long n, String documentId, Locale locale, int number, Kind kind) {}
