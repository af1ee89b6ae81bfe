package communique.alerts;

import communique.frame.Frame;
import communique.frame.Link;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// Asks which of the things that an announcement names alerts are wanted of.
///
/// @param about the announcement
/// @param alone the way to alerts of its own updates
/// @param all the way to alerts of everything
@CheckedTemplate(basePath = "alerts", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ChoicePage(Frame frame, Link about, Link alone, Link all, List<Group> groups)
    implements TemplateInstance {
  /// Tags of one kind.
  record Group(String name, List<Link> links) {}
}
