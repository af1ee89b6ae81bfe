package communique.site;

import communique.frame.Frame;
import communique.frame.Link;
import communique.frame.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The calendar as readers see it.
///
/// @param unclear what was asked for and not understood, in sentences
/// @param sections in order; none where nothing fits
/// @param picks the lists of the form to choose from
/// @param from the day that was asked for; empty for none
/// @param to the same for the last day
/// @param action where the form leads
/// @param views the other ways to look at the same
/// @param others what comes before and after
/// @param calendar the address of the iCalendar file
@CheckedTemplate(basePath = "site", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record EngagementsPage(
    Frame frame,
    String heading,
    List<String> unclear,
    List<Section> sections,
    List<Pick> picks,
    String from,
    String to,
    String action,
    List<Link> views,
    List<Link> others,
    String calendar)
    implements TemplateInstance {
  /// @param heading empty where the page's own says it
  record Section(String heading, List<Group> groups) {}

  /// Engagements of one month, or of a year.
  ///
  /// @param large what stands large: the month's name, or the year
  /// @param small what stands beside it; may be empty
  record Group(String large, String small, List<Engaged> engagements) {}

  /// One list to choose from.
  record Pick(String name, String label, List<Choice> choices) {}

  /// One of its choices.
  record Choice(String value, Words words, boolean chosen) {}
}
