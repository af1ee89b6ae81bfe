package communique.text;

import java.util.Optional;

/// Knows the people whom a body quotes. Whoever prints a body brings one: it knows the language of
/// the page and the day on which a role was held.
public interface Speakers {

  /// The person of `said: boris-johnson`; empty when nobody has that slug, and then the slug itself
  /// is shown.
  Optional<Speaker> bySlug(String slug);

  /// The person of `said: Sergei Lavrov, Foreign Minister of Russia`, who is no tag.
  ///
  /// @param role what stood after the first comma; may be empty
  Speaker named(String name, String role);
}
