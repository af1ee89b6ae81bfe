package communique.alerts;

import communique.alerts.AskPage.Often;
import communique.alerts.AskPage.Tongue;
import communique.alerts.StepPage.Told;
import communique.frame.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// Everything of one address, with a form for each thing that can be done.
///
/// @param action where all forms go
/// @param lead whose these are
/// @param said what was just done; empty where nothing was
/// @param wrong what keeps it from being done; empty where nothing does
/// @param states that nothing is sent, and why
/// @param paused whether a pause stands
/// @param tomorrow the first day that a pause can end on, `2026-11-27`
/// @param address that was typed for another; empty where none was
/// @param wrongAddress what is wrong with it
@CheckedTemplate(basePath = "alerts", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ManagePage(
    Frame frame,
    String action,
    RawString lead,
    String said,
    String wrong,
    List<String> states,
    boolean paused,
    String tomorrow,
    List<Entry> entries,
    String address,
    String wrongAddress)
    implements TemplateInstance {
  /// One subscription.
  ///
  /// @param since when it was confirmed, in words
  /// @param wrong what is wrong with what was chosen for it; empty where nothing is
  record Entry(
      long id,
      Told told,
      String since,
      List<Often> frequencies,
      List<Tongue> languages,
      String wrong) {}
}
