package communique.site;

import communique.frame.Frame;
import communique.frame.Link;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every change of an announcement.
///
/// @param heading its title; where it was taken down, words that say so, as its own are public no
///   longer
/// @param lead when it was published and how often it changed
/// @param back null where there is no page to go back to
/// @param compare null where there are no two versions to compare
@CheckedTemplate(basePath = "site", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record UpdatesPage(
    Frame frame,
    String heading,
    RawString lead,
    @Nullable Link back,
    List<Entry> entries,
    @Nullable Compare compare)
    implements TemplateInstance {
  /// The form that asks for two versions.
  record Compare(String action, List<Choice> older, List<Choice> newer) {}

  record Choice(int number, String words, boolean chosen) {}
}
