package communique.record;

/// Lets one tag stand for another of its kind from now on. The addresses of the other lead to its
/// own, and its lists hold what the other's held; what was announced keeps the names that it had.
///
/// @param from the slug of the tag that is merged
/// @param into the slug of the one that stands for it
public record MergeTag(TagKind kind, String from, String into) implements Command {}
