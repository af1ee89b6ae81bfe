package communique.text;

import java.util.Optional;

/// Who said something, as readers see it.
///
/// @param name the person's name
/// @param roleLine what stands after it, already in the page's language, such as "Foreign Secretary
///   on 13 October 2017"; may be empty
/// @param href where the person's own page is, when there is one
public record Speaker(String name, String roleLine, Optional<String> href) {}
