package communique.files;

import java.util.List;

/// A file that is kept, and what its bytes say of it.
///
/// @param digest SHA-256 of its bytes as they are kept, in hexadecimal
/// @param mediaType as its bytes say
/// @param bytes its length
/// @param title that the file itself carries; empty where it carries none
/// @param pages pages, slides or sheets; 0 where there are none or they are not known
/// @param width of a picture in pixels; 0 for anything else
/// @param height of a picture in pixels; 0 for anything else
/// @param widths in which a picture is kept besides its own, the smallest first
public record Kept(
    String digest,
    String mediaType,
    long bytes,
    String title,
    int pages,
    int width,
    int height,
    List<Integer> widths) {
  public Kept {
    widths = List.copyOf(widths);
  }

  /// The ending of its name.
  public String ending() {
    return Sort.of(mediaType).ending();
  }
}
