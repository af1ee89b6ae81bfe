package communique.site;

import communique.frame.Frame;
import communique.frame.Link;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// Two versions of an announcement set side by side.
///
/// @param key how many passages differ, and what the marks mean
/// @param parts title, summary and body, in order
@CheckedTemplate(basePath = "site", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ComparePage(
    Frame frame,
    String title,
    List<Fact> facts,
    List<RawString> key,
    String before,
    String after,
    List<Part> parts,
    List<Link> others)
    implements TemplateInstance {
  /// What stands on the page, from top to bottom.
  ///
  /// @param heading what it is; of passages that are the same, how many they are
  /// @param differs whether `before` and `after` count, else `same`
  /// @param same passages that both versions have
  record Part(
      String heading, boolean differs, RawString before, RawString after, List<String> same) {}
}
