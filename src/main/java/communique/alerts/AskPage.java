package communique.alerts;

import communique.frame.Frame;
import communique.frame.Frame.Feed;
import communique.frame.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The form that asks for alerts.
///
/// @param action where it goes
/// @param hidden what it carries along: the parameters of the search
/// @param lines what an announcement has to have, each whole; none for every announcement
/// @param alone whether it is updates of one announcement, and nothing else
/// @param notices what is to be known of how the search was read
/// @param rate how often mails would come; empty where that is not known
/// @param change where the search can be changed
/// @param clock by which daily and weekly mails leave
/// @param address as it was typed
/// @param wrong what keeps it from being sent, in places of the form; empty where nothing does
/// @param feeds of the same
@CheckedTemplate(basePath = "alerts", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record AskPage(
    Frame frame,
    String action,
    List<Hidden> hidden,
    List<RawString> lines,
    boolean alone,
    List<String> notices,
    String rate,
    String change,
    List<Often> frequencies,
    String clock,
    List<Tongue> languages,
    String address,
    Wrong wrong,
    List<Feed> feeds)
    implements TemplateInstance {
  /// A parameter that nobody types.
  record Hidden(String name, String value) {}

  /// A frequency to choose.
  record Often(String value, String name, String what, boolean chosen) {}

  /// A language to choose.
  record Tongue(String value, Words name, boolean chosen) {}

  /// What is wrong, and the mend, at each place; empty where nothing is.
  ///
  /// @param whole of the form as a whole
  record Wrong(String whole, String search, String frequency, String languages, String address) {
    static final Wrong NOTHING = new Wrong("", "", "", "", "");

    /// Whether anything is.
    public boolean any() {
      return !equals(NOTHING);
    }
  }
}
