package communique.text;

/// A link whose words and address are kept elsewhere, so that they follow what they name.
///
/// @param title in Markdown
/// @param href may be empty, and then only the title is shown
public record NamedLink(String title, String href) {}
