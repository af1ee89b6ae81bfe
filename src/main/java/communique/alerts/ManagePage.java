package communique.alerts;

import communique.alerts.AskPage.Often;
import communique.alerts.AskPage.Tongue;
import communique.alerts.StepPage.Told;
import communique.frame.Frame;
import communique.language.Zones;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// Everything of one address, with a form for each thing that can be done.
///
/// @param action where all forms go
/// @param lead whose these are
/// @param said what was just done; empty where nothing was
/// @param about with which alert, where it was with one
/// @param wrong what keeps it from being done
/// @param states that nothing is sent, and why
/// @param tomorrow the first day that a pause can end on, `2026-11-27`
/// @param paused whether a pause stands
/// @param until the day up to which to pause
/// @param address another one
@CheckedTemplate(basePath = "alerts", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ManagePage(
    Frame frame,
    String action,
    RawString lead,
    String said,
    List<Told> about,
    Wrong wrong,
    List<State> states,
    List<Entry> entries,
    Clock clock,
    String tomorrow,
    boolean paused,
    Typed until,
    Typed address)
    implements TemplateInstance {
  /// @param words empty where nothing is wrong
  /// @param field the id of what is to be changed; empty where it is nothing on the page
  record Wrong(String words, String field) {}

  /// What keeps mails from being sent.
  ///
  /// @param calm whether they themselves wish it
  record State(String words, boolean calm) {}

  /// One subscription.
  ///
  /// @param since when it was confirmed, in words
  /// @param wrongOften what is wrong with how often; empty where nothing is
  /// @param wrongLanguages the same of the languages
  record Entry(
      long id,
      Told told,
      String since,
      List<Often> frequencies,
      List<Tongue> languages,
      String wrongOften,
      String wrongLanguages) {}

  /// By whose clock digests come.
  ///
  /// @param hours sentences that say when
  /// @param newsrooms the words for the newsroom's own
  /// @param chosen the id of the zone; empty for the newsroom's
  /// @param other words for one that was chosen and is not in the list; empty where it is
  /// @param wrong what is wrong with what was chosen; empty where nothing is
  record Clock(
      List<String> hours,
      String newsrooms,
      String chosen,
      String other,
      List<Zones.Area> areas,
      String wrong) {}

  /// What was typed, and what is wrong with it; both may be empty.
  record Typed(String words, String wrong) {}
}
