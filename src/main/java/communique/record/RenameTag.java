package communique.record;

/// Gives a tag another slug. The addresses that it had lead to the new ones.
///
/// @param from the slug that it has now
public record RenameTag(TagKind kind, String from, String to) implements Command {}
