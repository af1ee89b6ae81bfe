package communique.site;

import io.quarkus.qute.RawString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What belongs to an edition besides its words, as its page shows it.
///
/// @param lead the picture that stands for it; null where it has none, or its body shows it
/// @param files that its body does not name
/// @param ask whom to ask for another form of them; empty where all can be read by everybody
record Attached(@Nullable Plate lead, List<File> files, List<Film> films, RawString ask) {
  /// A picture.
  ///
  /// @param credit put in words; may be empty
  record Plate(
      String src,
      List<Source> sources,
      String sizes,
      int width,
      int height,
      String alt,
      String caption,
      String credit) {}

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
