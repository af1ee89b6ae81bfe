package communique.record;

import java.util.List;
import java.util.Map;

/// Changes the tags of an announcement without a new edition.
///
/// @param tags the kinds of tags that it states, by slug; a kind that is not named stays as it is
public record Retag(String slug, Map<TagKind, List<String>> tags, boolean createTags)
    implements Command {}
