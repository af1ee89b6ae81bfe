package communique.alerts;

import communique.frame.Frame;
import communique.frame.Link;
import communique.frame.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// One step on the way: what happened or is to happen, and, where something is to be pressed, a
/// button.
///
/// @param paragraphs what is to be known
/// @param told what it is about
/// @param action where the button goes
/// @param button its words; empty where there is none
/// @param act what the button asks for; empty where the address says it all
/// @param asksAddress whether an address is to be given with it
/// @param address as it was typed
/// @param wrong what is wrong with the address; empty where nothing is
/// @param onward where to go from here
@CheckedTemplate(basePath = "alerts", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record StepPage(
    Frame frame,
    String heading,
    List<String> paragraphs,
    List<Told> told,
    String action,
    String button,
    String act,
    boolean asksAddress,
    String address,
    String wrong,
    List<Link> onward)
    implements TemplateInstance {
  /// What somebody is told of.
  ///
  /// @param lines as [AskPage#lines()]
  /// @param languages by their own names
  record Told(List<RawString> lines, String frequency, List<Words> languages) {}

  /// A page that only says something.
  static StepPage saying(Frame frame, String heading, List<String> paragraphs) {
    return new StepPage(
        frame, heading, paragraphs, List.of(), "", "", "", false, "", "", List.of());
  }

  StepPage of(List<Told> others) {
    return new StepPage(
        frame,
        heading,
        paragraphs,
        others,
        action,
        button,
        act,
        asksAddress,
        address,
        wrong,
        onward);
  }

  StepPage to(Link link) {
    return new StepPage(
        frame,
        heading,
        paragraphs,
        told,
        action,
        button,
        act,
        asksAddress,
        address,
        wrong,
        List.of(link));
  }

  /// The same with a button.
  StepPage pressing(String where, String words) {
    return pressing(where, words, "");
  }

  /// The same with a button that says what it asks for.
  StepPage pressing(String where, String words, String what) {
    return new StepPage(
        frame, heading, paragraphs, told, where, words, what, asksAddress, address, wrong, onward);
  }

  /// The same with a field for an address.
  ///
  /// @param why what is wrong with what was typed; may be empty
  StepPage asking(String typed, String why) {
    return new StepPage(
        frame, heading, paragraphs, told, action, button, act, true, typed, why, onward);
  }
}
