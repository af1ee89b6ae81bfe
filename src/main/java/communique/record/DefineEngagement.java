package communique.record;

/// Makes an engagement, or says something of it anew, without an announcement.
///
/// @param createTags whether a tag that does not exist is made, titled after its slug
public record DefineEngagement(EngagementStated stated, boolean createTags) implements Command {}
