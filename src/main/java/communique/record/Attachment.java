package communique.record;

/// A file or a picture that belongs to an edition.
///
/// @param name by which the body names it, and the last segment of its address: `plan.pdf`
/// @param digest SHA-256 of its bytes as they are kept, in hexadecimal; empty where an import knew
///   only its address
/// @param mediaType as its bytes say, not its name
/// @param bytes its length
/// @param title the words of a link to it; empty for its name
/// @param pages of a document; 0 where there are none or they are not known
/// @param accessible whether a document can be read by all, so that readers need not ask
/// @param width of a picture in pixels; 0 for anything else
/// @param height of a picture in pixels; 0 for anything else
/// @param alt what a picture shows, for those who do not see it; empty for a decorative one
/// @param caption under a picture; may be empty
/// @param credit whose picture it is; may be empty
/// @param lead whether it is the picture that stands for the announcement
/// @param address where it lies elsewhere; empty for what is kept here
public record Attachment(
    String name,
    String digest,
    String mediaType,
    long bytes,
    String title,
    int pages,
    boolean accessible,
    int width,
    int height,
    String alt,
    String caption,
    String credit,
    boolean lead,
    String address) {
  public boolean isPicture() {
    return mediaType.startsWith("image/");
  }
}
