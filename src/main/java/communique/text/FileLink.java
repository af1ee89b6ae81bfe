package communique.text;

/// A file that a body may link to.
///
/// @param title the words of the link
/// @param href its address
/// @param mediaType such as `application/pdf`; empty when it is not known
/// @param bytes its length; 0 when it is not known
/// @param pages of a document; 0 where there are none or they are not known
/// @param accessible whether all can read it, so that readers need not ask for another format
public record FileLink(
    String title, String href, String mediaType, long bytes, int pages, boolean accessible) {}
