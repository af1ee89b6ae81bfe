package communique.site;

import communique.frame.Link;
import io.quarkus.qute.RawString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What belongs to an edition besides its words, as its page shows it.
///
/// @param lead the picture that stands for it; null where it has none, or its body shows it
/// @param pictures that stand neither there nor in its body
/// @param files that its body does not name
/// @param ask whom to ask for another form of them; empty where all can be read by everybody
record Attached(
    @Nullable Plate lead, List<Plate> pictures, List<File> files, List<Film> films, RawString ask) {
  /// A picture.
  ///
  /// @param credit put in words; may be empty
  /// @param first whether it is among the first things seen, and fetched at once
  record Plate(
      String src,
      List<Source> sources,
      String sizes,
      int width,
      int height,
      String alt,
      String caption,
      String credit,
      boolean first) {}

  /// One type of a picture in several sizes.
  record Source(String type, String srcset) {}

  /// @param facts what sort of file it is, how long, how many pages
  record File(Link link, String facts) {}

  /// A film, which is watched elsewhere.
  ///
  /// @param poster null where it has none
  /// @param length in words
  /// @param machine its length as ISO 8601 has it
  /// @param transcript the file that holds its words; null where they stand in `words`
  record Film(
      String title,
      Link watch,
      String length,
      String machine,
      @Nullable Plate poster,
      @Nullable Link transcript,
      List<String> words) {}
}
