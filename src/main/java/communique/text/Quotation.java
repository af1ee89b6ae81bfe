package communique.text;

import java.util.Optional;
import java.util.regex.Pattern;

/// Words that somebody said.
///
/// @param words the plain words, paragraphs apart by an empty line
public record Quotation(Who who, String words) {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9-]+");

  /// Whose words they are: a person with a slug, or somebody who is no tag.
  public sealed interface Who {
    /// A person with a page of their own.
    record Person(String slug) implements Who {}

    /// Somebody who is no tag.
    ///
    /// @param role may be empty
    record Somebody(String name, String role) implements Who {}
  }

  /// Reads what stands after `said:`. The name ends at the first comma, also an Arabic or a Chinese
  /// one; empty when there is no name.
  static Optional<Who> who(String line) {
    String written = line.strip();
    if (isSlug(written)) return Optional.of(new Who.Person(written));
    int comma = 0;
    while (comma < written.length() && ",،，".indexOf(written.charAt(comma)) < 0) comma++;
    String name = written.substring(0, comma).strip();
    String role = comma == written.length() ? "" : written.substring(comma + 1).strip();
    return name.isEmpty() ? Optional.empty() : Optional.of(new Who.Somebody(name, role));
  }

  private static boolean isSlug(String written) {
    return SLUG.matcher(written).matches();
  }
}
