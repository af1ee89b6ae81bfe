package communique.frame;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// A page that says why there is nothing to read at its address, and what there is instead.
///
/// @param heading what is the matter
/// @param paragraphs why, and the mend
/// @param readIn the words before `languages`
/// @param languages in which the same can be read; may be empty
/// @param onward where to go from here
@CheckedTemplate(basePath = "frame", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record FaultPage(
    Frame frame,
    String heading,
    List<Words> paragraphs,
    String readIn,
    List<Link> languages,
    List<Link> onward)
    implements TemplateInstance {
  /// A page with words in its own language and a way to the announcements.
  public static FaultPage of(Frame frame, String heading, String... paragraphs) {
    return new FaultPage(
        frame,
        heading,
        List.of(paragraphs).stream().map(Words::of).toList(),
        "",
        List.of(),
        List.of(announcements(frame)));
  }

  /// The way to the announcements.
  public static Link announcements(Frame frame) {
    return Link.to(frame.house().homePath(), frame.house().m().say("error.to-announcements"));
  }
}
