package communique.text;

import java.util.List;

/// A picture that a body may show.
///
/// @param src its address, for whoever takes no other
/// @param sources the same picture in other sizes and types, the best type first; may be empty
/// @param width of `src` in pixels; 0 when it is not known
/// @param height of `src` in pixels; 0 when it is not known
/// @param alt what it shows, for those who do not see it; empty for a decorative one
/// @param caption under it; may be empty
/// @param credit whose picture it is; may be empty
public record Picture(
    String src,
    List<Source> sources,
    int width,
    int height,
    String alt,
    String caption,
    String credit) {
  public Picture {
    sources = List.copyOf(sources);
  }

  /// A picture in one size.
  public Picture(String src, String alt, String caption, String credit) {
    this(src, List.of(), 0, 0, alt, caption, credit);
  }

  /// One type of the picture in several sizes, as the element `source` has them.
  ///
  /// @param mediaType such as `image/webp`
  /// @param srcset such as `/files/a-480.webp 480w, /files/a-960.webp 960w`
  public record Source(String mediaType, String srcset) {}
}
