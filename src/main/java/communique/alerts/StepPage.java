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
/// @param refused why what was asked for was not done; empty where nothing was, or it was
/// @param paragraphs what is to be known
/// @param told what it is about
/// @param onward where to go from here
@CheckedTemplate(basePath = "alerts", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record StepPage(
    Frame frame,
    String heading,
    String refused,
    List<String> paragraphs,
    List<Told> told,
    Button button,
    Field field,
    List<Link> onward)
    implements TemplateInstance {
  /// What somebody is told of.
  ///
  /// @param lines as [AskPage#lines()]
  /// @param languages by their own names
  record Told(List<RawString> lines, String frequency, List<Words> languages) {}

  /// What is to be pressed.
  ///
  /// @param action where it goes
  /// @param words empty where there is none
  /// @param act what it asks for; empty where the address says it all
  record Button(String action, String words, String act) {
    static final Button NONE = new Button("", "", "");
  }

  /// An address that is to be given with the button.
  ///
  /// @param asked whether one is
  /// @param typed as it was
  /// @param wrong what is wrong with it; empty where nothing is
  record Field(boolean asked, String typed, String wrong) {
    static final Field NONE = new Field(false, "", "");
  }

  /// A page that only says something.
  static StepPage saying(Frame frame, String heading, List<String> paragraphs) {
    return new StepPage(
        frame, heading, "", paragraphs, List.of(), Button.NONE, Field.NONE, List.of());
  }

  /// The same, which says why nothing was done.
  StepPage refused(String why) {
    return new StepPage(frame, heading, why, paragraphs, told, button, field, onward);
  }

  StepPage of(List<Told> others) {
    return new StepPage(frame, heading, refused, paragraphs, others, button, field, onward);
  }

  StepPage to(Link link) {
    return new StepPage(frame, heading, refused, paragraphs, told, button, field, List.of(link));
  }

  /// The same with a button.
  StepPage pressing(String where, String words) {
    return pressing(where, words, "");
  }

  /// The same with a button that says what it asks for.
  StepPage pressing(String where, String words, String what) {
    var pressed = new Button(where, words, what);
    return new StepPage(frame, heading, refused, paragraphs, told, pressed, field, onward);
  }

  /// The same with a field for an address.
  ///
  /// @param why what is wrong with what was typed; may be empty
  StepPage asking(String typed, String why) {
    var asked = new Field(true, typed, why);
    return new StepPage(frame, heading, refused, paragraphs, told, button, asked, onward);
  }
}
