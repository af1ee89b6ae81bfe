package communique.text;

/// A heading of a body.
///
/// @param level 2 to 6, as printed
/// @param id what a link to it ends in, after `#`
public record Heading(int level, String id, String words) {}
